"""Commands about what came in: the receipts of imports, taking one back, what was answered about files."""

from __future__ import annotations

import json
import sys

import click

from data.commands.run import database, who
from data.commands.words import rows, table
from data.importers import answers, receipts
from data.importers.order import Answer
from data.importers.problems import printable
from data.importers.receipts import Kept
from data.importers.undo import Every, Undoing
from data.importers.undo import undo as take_back

COUNTS = ("read", "accepted", "unchanged", "repeated", "rejected")
HEAD = ("id", "when", "by", "file", "kind", *COUNTS, "")


@click.command()
@click.argument("import_id", metavar="ID", type=int)
@click.option("--with-later", is_flag=True, help="Take back, too, what was imported later and stands on it.")
@click.pass_context
def undo(context: click.Context, import_id: int, with_later: bool) -> None:
    """Take one import back whole: what it added goes, what it changed is as it was before."""
    engine, too = database(), Every() if with_later else ()
    if at_a_terminal():
        plan = take_back(engine, import_id, who(), with_later=too, trial=True)
        for one in plan.taken_back:
            click.echo(f"Would be taken back: {_undo_line(one)}")
        if not plan.reasons:
            click.confirm("Take it back?", abort=True)
    _show_undoing(context, take_back(engine, import_id, who(), with_later=too))


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
    return f"import {one.id} ({one.named}, by {printable(one.by)}), {rows(sum(one.written.values()))}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="An array of them, with the hash of each file.")
def imports(as_json: bool) -> None:
    """The receipts of all imports, the latest first: who brought what and when, and what was taken back."""
    kept = receipts.kept(database())
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in kept], indent=1))
    elif kept:
        for line in table([HEAD, *(row for one in kept for row in _kept_rows(one))], left=5):
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
    lines = [(a.shape[: answers.SHORT], a.kind, f"{a.at:%Y-%m-%d %H:%M}", a.by, _said(a.answer)) for a in kept]
    for line in table([head, *lines], left=5):
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


COMMANDS = (undo, imports, answers_)
