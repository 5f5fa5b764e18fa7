"""``python -m data COMMAND``: the command line of the contract. Each family of commands is a module of ``commands``."""

from __future__ import annotations

import click

from data.commands import answers, files, sample
from data.commands.run import Commands


@click.group(cls=Commands)
def main() -> None:
    """Staffroom on the command line: files in, answers out."""


for family in (sample, files, answers):
    for command in family.COMMANDS:
        main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m data")
