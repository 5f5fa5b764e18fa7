"""Fills an empty database with the fictional school or district."""

from __future__ import annotations

import click

from data import settings
from data.commands.run import database


@click.command()
@click.option("--schools", default=1, show_default=True, type=click.IntRange(1), help="Number of schools.")
@click.option("--years", type=click.IntRange(1), help="School years; 3 for one school, 1 for a district.")
@click.option("--seed", default=1, show_default=True, type=int, help="Another number is another school.")
def sample(schools: int, years: int | None, seed: int) -> None:
    """Fill an empty database with a fictional school, or a district of several."""
    from data import sample as fiction  # only here: nothing else on the command line needs it

    today = settings.from_environment().today
    try:
        summary = fiction.write(database(), today=today, schools=schools, years=years, seed=seed)
    except (fiction.NotEmptyError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Made {summary}.")


COMMANDS = (sample,)
