"""Commands that take files in, and back: import, replace-sample, undo, template, imports, answers."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Engine

from data.commands.run import database
from data.importers import answers
from data.importers import receipt as receipts
from data.importers.order import Answer, Choices, Layout, Order
from data.importers.problems import printable
from data.importers.receipt import Kept, Receipt
from data.importers.replace import replace_sample
from data.importers.take import take
from data.importers.template import template_of
from data.importers.undo import Undoing
from data.importers.undo import undo as take_back

COUNTS = ("read", "accepted", "unchanged", "repeated", "rejected")
HEAD = ("id", "when", "by", "file", "kind", *COUNTS, "")


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
def import_(context: click.Context, **said) -> None:
    """Take files in: everything, or nothing and the reasons (exit 1)."""
    _bring(context, take, **said)


@click.command("replace-sample", params=import_.params)
@click.pass_context
def replace(context: click.Context, **said) -> None:
    """Put your own school in the place of the sample school: all at once, or the sample stays (exit 1)."""
    _bring(context, replace_sample, **said)


def _bring(
    context: click.Context, taking: Callable[[Engine, Order], Receipt],
    paths, kind, maps, sets, sheet, header_row, encoding, dates, keep_good_rows, dry_run, as_json,
) -> None:  # fmt: skip
    order = Order(
        paths=[Path(path) for path in paths],
        choices=Choices(kind, maps, sets),
        layout=Layout(encoding, header_row, sheet),
        dates=dates,
        keep_good_rows=keep_good_rows,
        dry_run=dry_run,
        by=_who(),
    )
    receipt = taking(database(), order)
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
    rows = [("file", "kind", *COUNTS)]
    rows += [(printable(f.file), f.kind or "?", *(f"{getattr(f, name):,}" for name in COUNTS)) for f in receipt.files]
    for line in _table(rows, left=2):
        click.echo(line)
    for file in receipt.files:
        for note in file.notes:
            click.echo(printable(f"{file.file}: {note}"))
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
@click.argument("import_id", metavar="ID", type=int)
@click.option("--with-later", is_flag=True, help="Take back, too, what was imported later and stands on it.")
@click.pass_context
def undo(context: click.Context, import_id: int, with_later: bool) -> None:
    """Take one import back whole: what it added goes, what it changed is as it was before."""
    engine = database()
    if at_a_terminal():
        plan = take_back(engine, import_id, _who(), with_later=with_later, trial=True)
        for one in plan.taken_back:
            click.echo(f"Would be taken back: {_undo_line(one)}")
        if not plan.reasons:
            click.confirm("Take it back?", abort=True)
    _show_undoing(context, take_back(engine, import_id, _who(), with_later=with_later))


def at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _show_undoing(context: click.Context, undoing: Undoing) -> None:
    for one in undoing.taken_back:
        click.echo(f"Taken back: {_undo_line(one)}")
    for reason in undoing.reasons:
        click.echo(reason, err=True)
    if undoing.reasons:
        click.echo("Nothing is changed.")
    context.exit(1 if undoing.reasons else 0)


def _undo_line(one: Kept) -> str:
    return f"import {one.id} ({one.named}, by {printable(one.by)}), {_rows(sum(one.written.values()))}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="An array of them, with the hash of each file.")
def imports(as_json: bool) -> None:
    """The receipts of all imports, the latest first: who brought what and when, and what was taken back."""
    kept = receipts.kept(database())
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in kept], indent=1))
    elif kept:
        for line in _table([HEAD, *(row for one in kept for row in _kept_rows(one))], left=5):
            click.echo(line)
    else:
        click.echo("No import yet.")


@click.command("answers")
@click.option("--forget", "shape", metavar="SHAPE", help="Ask again about files of this shape.")
def answers_(shape: str | None) -> None:
    """What was said about files, and is said again for the next ones of the same shape."""
    if shape:
        forgotten = answers.forget(database(), shape)
        click.echo(
            f"Forgotten: files of shape {forgotten.shape[: answers.SHORT]} are no longer read as {forgotten.kind}."
        )
        return
    kept = answers.kept(database())
    if not kept:
        click.echo("No answer yet.")
        return
    head = ("shape", "kind", "when", "by", "said")
    rows = [(a.shape[: answers.SHORT], a.kind, f"{a.at:%Y-%m-%d %H:%M}", a.by, _said(a.answer)) for a in kept]
    for line in _table([head, *rows], left=5):
        click.echo(printable(line))


def _said(answer: Answer | None) -> str:
    """An answer in the options of the command line."""
    if not answer:
        return "is not understood any more, and not used"
    layout = answer.layout
    pairs = [*(("--map", *pair) for pair in answer.maps), *(("--set", *pair) for pair in answer.sets)]
    named = {"dates": answer.dates, "header-row": layout.header_row, "encoding": layout.encoding, "sheet": layout.sheet}
    options = [f'{option} "{field}={text}"' for option, field, text in pairs]
    return " ".join([f"--as {answer.kind}", *options, *(f"--{name} {said}" for name, said in named.items() if said)])


def _kept_rows(one: Kept) -> list[tuple[str, ...]]:
    """A row for each of its files, and one for an import without any."""
    who = (str(one.id), f"{one.at:%Y-%m-%d %H:%M}", printable(one.by))
    undone = f"undone {one.undone:%Y-%m-%d} by {printable(one.undone_by or '?')}" if one.undone else ""
    return [
        (*who, printable(file["file"]), file["kind"] or "?", *(f"{file[name]:,}" for name in COUNTS), undone)
        for file in one.files or [{"file": "", "kind": "", **dict.fromkeys(COUNTS, 0)}]
    ]


COMMANDS = (import_, replace, undo, template, imports, answers_)
