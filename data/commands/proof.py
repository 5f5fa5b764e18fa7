"""Commands about who did what: the trail, whether all is as it was written, the way in for an emergency."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from data import settings, store, trail
from data.accounts import disclosures as given
from data.accounts import local
from data.commands.run import database, who
from data.commands.words import table
from data.importers.problems import printable


@click.command("trail")
@click.option(
    "--export", "file", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it, as JSON lines."
)
def trail_(file: Path | None) -> None:
    """What happened, the latest last, and its seal: kept elsewhere, the seal shows whether anything was changed."""
    with trail.looked_through(database()) as lines:
        said = [trail.told(line) for line in lines]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in said)
    seal = said[-1]["seal"] if said else trail.BEFORE_ALL
    if file:
        file.write_text(text, encoding="utf-8")
        click.echo(f"{file} is written: {len(said):,} lines.")
    else:
        click.echo(text, nl=False)
    click.echo(f"seal {seal}", err=True)


@click.command()
@click.option("--seal", metavar="SEAL", help="One that was kept: the trail must hold it still.")
def check(seal: str | None) -> None:
    """Prove that the database is sound and its trail is as it was written (exit 1: it is not)."""
    engine = database()
    problems = store.unsound(engine)
    try:
        with trail.looked_through(engine) as lines:
            last = trail.proved(lines, seal)
    except trail.Broken as broken:
        problems.append(str(broken))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
    click.echo(f"All is as it was written; the trail's seal is {last}")


@click.command("sign-in-link")
def sign_in_link() -> None:
    """A link that sets the password of the emergency account: it works once, for an hour."""
    sign_in = settings.from_environment().sign_in
    if sign_in is None:
        raise click.ClickException("nobody signs in here: set STAFFROOM_SIGN_IN=local, or a provider, first (README)")
    if store.is_missing(settings.from_environment().database_url):
        raise click.ClickException("there is no database yet: start Staffroom once, then ask for the link")
    with database().connect() as connection, store.changing(connection):
        token = local.make_link(connection, trail.COMMAND_LINE)
    click.echo(f"{sign_in.public_url}/set-up/{token}")


@click.command()
@click.argument("person", metavar="PERSON")
@click.option("--to", metavar="WHOM", help="Somebody outside the school who was given the records.")
@click.option("--interest", metavar="WHY", help="The interest for which they were given.")
def disclosures(person: str, to: str | None, interest: str | None) -> None:
    """The record of disclosures of one person's records; with --to and --interest one more is noted."""
    engine = database()
    if to or interest:
        with engine.connect() as connection, store.changing(connection):
            given.record(connection, person, to or "", interest or "", who())
    with engine.connect() as connection:
        lines = [("when (UTC)", "by", "to", "for"), *given.of(connection, person)]
    for line in table(lines, left=4):
        click.echo(printable(line))


COMMANDS = (trail_, check, sign_in_link, disclosures)
