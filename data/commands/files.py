"""Commands that take files in: import, replace-sample, template."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from data.commands.run import IN_THIS_PROCESS, database, database_url, who
from data.commands.words import rows, table
from data.importers import apart
from data.importers import watch as watching
from data.importers.alike import alike
from data.importers.order import Choices, Layout, Order
from data.importers.problems import legible, printable
from data.importers.progress import Told
from data.importers.receipt import Receipt

COUNTS = ("read", "accepted", "unchanged", "repeated", "rejected")

BESIDE_SAMPLE = (
    "The sample school stays beside these rows, and every number counts both. To put them in its place: undo the "
    "import if it was taken, then bring the files by replace-sample instead of import."
)


class Pair(click.ParamType):
    """``field=value``."""

    name = "field=value"

    def convert(self, value, param, ctx) -> tuple[str, str]:
        field, equals, said = value.partition("=")
        if not (equals and field.strip() and said.strip()):
            self.fail(f'"{value}" is not of the form {self.name}', param, ctx)
        if legible(value) != value:  # nothing stores it
            self.fail(f'"{printable(value)}" is not text in the encoding of this terminal', param, ctx)
        return field.strip(), said.strip()


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--as", "kind", metavar="KIND", help="What the files hold, where their headers do not tell.")
@click.option("--map", "maps", multiple=True, type=Pair(), help='Such as "name=First Name+Last Name".')
@click.option("--set", "sets", multiple=True, type=Pair(), help="One value for all rows, such as kind=student.")
@click.option("--sheet", help="Which sheet of a workbook.")
@click.option("--header-row", type=click.IntRange(1), help="The line of the header, where words stand above it.")
@click.option("--encoding", help="Where it is not UTF-8, such as cp1252.")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of dates that are not ISO.")
@click.option("--keep-good-rows", is_flag=True, help="Take what is good although something is refused.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be.")
@click.option("--json", "as_json", is_flag=True, help="The receipt alone, as JSON.")
@click.pass_context
def import_(context: click.Context, **said) -> None:
    """Take files in: everything, or nothing and the reasons (exit 1)."""
    _bring(context, **said)


@click.command("replace-sample", params=import_.params)
@click.pass_context
def replace(context: click.Context, **said) -> None:
    """Put your own school in the place of the sample school: all at once, or the sample stays (exit 1)."""
    _bring(context, replaces_sample=True, **said)


def _bring(
    context: click.Context, paths, kind, maps, sets, sheet, header_row, encoding, dates,
    keep_good_rows, dry_run, as_json, replaces_sample=False,
) -> None:  # fmt: skip
    order = Order(
        paths=[Path(path) for path in paths],
        choices=Choices(kind, maps, sets),
        layout=Layout(encoding, header_row, sheet),
        dates=dates,
        keep_good_rows=keep_good_rows,
        dry_run=dry_run,
        replaces_sample=replaces_sample,
        by=who(),
    )
    beside_sample = not (as_json or replaces_sample) and _is_sample()
    receipt = _receipt(context, order)
    if as_json:
        click.echo(json.dumps(receipt.as_dict()))
    else:
        _show(receipt, order)
    if beside_sample and receipt.changes:
        click.echo(BESIDE_SAMPLE, err=True)
    context.exit(0 if receipt.whole else 1)


def _is_sample() -> bool:
    from data.importers.replace import is_sample

    return is_sample(database())


def _receipt(context: click.Context, order: Order) -> Receipt:
    """From a process of its own; tests, which look into everything, take it in theirs."""
    if context.obj == IN_THIS_PROCESS:
        from data.importers.replace import replace_sample
        from data.importers.take import take

        return (replace_sample if order.replaces_sample else take)(database(), order)
    receipt = apart.take_apart(database_url(), order, _tell)
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
    return receipt


def _tell(told: Told) -> None:
    """One line that is written over, for who sits at a terminal."""
    if sys.stderr.isatty():
        read = f" {printable(told.file)}, {rows(told.rows)}" if told.rows else ""
        click.echo(f"\r\033[K{told.stage}{read} ...", nl=False, err=True)


def _show(receipt: Receipt, order: Order) -> None:
    lines = [("file", "kind", *COUNTS)]
    lines += [(printable(f.file), f.kind or "?", *(f"{getattr(f, name):,}" for name in COUNTS)) for f in receipt.files]
    for line in table(lines, left=2):
        click.echo(line)
    for file in receipt.files:
        for one in alike(file):
            click.echo(one.sentence(file.file), err=True)
        for note in file.notes:
            click.echo(printable(f"{file.file}: {note}"), err=True)
    click.echo(_outcome(receipt, order))


def _outcome(receipt: Receipt, order: Order) -> str:
    if receipt.taken:
        refused = "" if receipt.whole else "; what was refused stands above"
        return f"Import {receipt.id}: {rows(receipt.changes)} written{refused}."
    if order.dry_run and not (receipt.whole or order.keep_good_rows):
        return "Dry run: nothing would be written: mend what stands above, or take the rest by --keep-good-rows."
    if order.dry_run:
        return f"Dry run: nothing is changed; {rows(receipt.changes)} would be written."
    return "Nothing is changed: mend what stands above, or take the rest by --keep-good-rows."


@click.command()
@click.argument("kind", required=False)
@click.option("--workbook", metavar="FILE.xlsx", help="The workbook of all kinds.")
def template(kind: str | None, workbook: str | None) -> None:
    """The CSV header of a kind, with a line of documentation per column; or the workbook of all kinds."""
    if not workbook:
        from data.importers.template import template_of

        click.echo(template_of(kind), nl=False)
        return
    if kind:
        raise click.ClickException(f'the workbook holds all kinds; leave "{kind}" out, or --workbook')
    from data.importers.template_workbook import write_workbook  # a tenth of a second that no other command pays

    write_workbook(Path(workbook))
    click.echo(f"{printable(workbook)} is written: fill it in, then import it.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.pass_context
def watch(context: click.Context, folder: Path, once: bool) -> None:
    """Take in what is dropped into a folder, all or nothing, until stopped; the report lies beside the files."""
    while True:
        outcome = watching.look(folder, lambda order: _receipt(context, order))
        if outcome:
            click.echo(f"{printable(outcome.folder.name)}: {printable(outcome.said)}")
        if once:
            context.exit(0 if outcome is None or outcome.taken else 1)
        time.sleep(watching.LOOKS_EVERY)


COMMANDS = (import_, replace, template, watch)
