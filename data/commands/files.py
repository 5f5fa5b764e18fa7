"""Commands that take files in: import, template, imports."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import click

from data.commands.run import database
from data.importers import receipt as receipts
from data.importers.order import Choices, Layout, Order
from data.importers.problems import printable
from data.importers.receipt import Receipt
from data.importers.take import take
from data.importers.template import template_of


class Pair(click.ParamType):
    """``field=value``."""

    name = "field=value"

    def convert(self, value, param, ctx) -> tuple[str, str]:
        field, equals, said = value.partition("=")
        if not (equals and field.strip() and said.strip()):
            self.fail(f'"{value}" is not of the form {self.name}', param, ctx)
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
def import_(
    context: click.Context, paths, kind, maps, sets, sheet, header_row, encoding, dates,
    keep_good_rows, dry_run, as_json,
) -> None:  # fmt: skip
    """Take files in: everything, or nothing and the reasons (exit 1)."""
    order = Order(
        paths=[Path(path) for path in paths],
        choices=Choices(kind, maps, sets),
        layout=Layout(encoding, header_row, sheet),
        dates=dates,
        keep_good_rows=keep_good_rows,
        dry_run=dry_run,
        by=_who(),
    )
    receipt = take(database(), order)
    if as_json:
        click.echo(json.dumps(receipt.as_dict()))
    else:
        _show(receipt, order)
    context.exit(0 if receipt.whole else 1)


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have no name for its user
        return "command line"


def _show(receipt: Receipt, order: Order) -> None:
    counts = ("read", "accepted", "unchanged", "repeated", "rejected")
    rows = [("file", "kind", *counts)]
    rows += [(printable(f.file), f.kind or "?", *(f"{getattr(f, name):,}" for name in counts)) for f in receipt.files]
    for line in _table(rows, left=2):
        click.echo(line)
    for file in receipt.files:
        for problem in file.problems:
            click.echo(problem.sentence(file.file), err=True)
        for note in file.notes:
            click.echo(printable(f"{file.file}: {note}"), err=True)
    click.echo(_outcome(receipt, order))


def _outcome(receipt: Receipt, order: Order) -> str:
    if receipt.taken:
        refused = "" if receipt.whole else "; what was refused stands above"
        return f"Import {receipt.id}: {_rows(receipt.changes)} written{refused}."
    if order.dry_run and not (receipt.whole or order.keep_good_rows):
        return "Dry run: nothing would be written: mend what stands above, or take the rest by --keep-good-rows."
    if order.dry_run:
        return f"Dry run: nothing is changed; {_rows(receipt.changes)} would be written."
    return "Nothing is changed: mend what stands above, or take the rest by --keep-good-rows."


def _rows(number: int) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def _table(rows: list[tuple[str, ...]], left: int) -> list[str]:
    """Lines of a table; the first ``left`` columns are words, the others numbers."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


@click.command()
@click.argument("kind", required=False)
@click.option("--workbook", metavar="FILE.xlsx", help="The workbook of all kinds.")
def template(kind: str | None, workbook: str | None) -> None:
    """The CSV header of a kind, with a line of documentation per column; or the workbook of all kinds."""
    if not workbook:
        click.echo(template_of(kind), nl=False)
        return
    if kind:
        raise click.ClickException(f'the workbook holds all kinds; leave "{kind}" out, or --workbook')
    from data.importers.template_workbook import write_workbook  # a tenth of a second that no other command pays

    write_workbook(Path(workbook))
    click.echo(f"{workbook} is written: fill it in, then import it.")


@click.command()
def imports() -> None:
    """The receipts of all imports, the latest first."""
    kept = receipts.kept(database())
    if not kept:
        click.echo("No import yet.")
        return
    head = ("id", "when", "by", "file", "kind", "read", "accepted", "unchanged", "repeated", "rejected")
    rows = [
        (str(one.id), f"{one.at:%Y-%m-%d %H:%M}", one.by, *(str(file[name]) for name in head[3:]))
        for one in kept
        for file in one.receipt["files"]
    ]
    for line in _table([head, *rows], left=5):
        click.echo(line)


COMMANDS = (import_, template, imports)
