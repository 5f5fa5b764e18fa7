"""``python -m data COMMAND``: the command line of the contract. Each family of commands is a module of ``commands``."""

from __future__ import annotations

import os
import sys

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
    os.umask(0o077)  # what is written here is for whoever runs it, and for nobody else on this machine
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="backslashreplace")  # a name that this terminal cannot show is no reason to stop
    main(prog_name="python -m data")
