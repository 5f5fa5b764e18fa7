"""``python -m data COMMAND``: the command line of the contract. Each family of commands is a module of ``commands``."""

from __future__ import annotations

import os
import signal
import sys

import click

from data.commands.run import Commands

# Looked through in this order: what answers takes longest to load.
FAMILIES = ("files", "kept", "proof", "sample", "answers")


@click.group(cls=Commands, families=FAMILIES)
def main() -> None:
    """Staffroom on the command line: files in, answers out."""


if __name__ == "__main__":
    os.umask(0o077)  # what is written here is for whoever runs it, and for nobody else on this machine
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # an import clears away what it unpacked
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="backslashreplace")  # a name that this terminal cannot show is no reason to stop
    main(prog_name="python -m data")
