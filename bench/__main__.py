"""``python -m bench``: measures, prints a table, and ends with 0 whatever the verdict."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import date

import click

from bench import audit, callbacks, commands, goals, guard, imports, memory, network, waiting, wire
from bench.figures import Figure, table
from bench.place import Place

MEASURES: dict[str, Callable[[Place], Iterator[Figure]]] = {
    "filter": waiting.filter_change,
    "cold": waiting.cold_load,
    "callbacks": callbacks.server_time,
    "wire": wire.bytes_sent,
    "memory": memory.per_worker,
    "start": commands.second_start,
    "sample": commands.sample_school,
    "goals": goals.on_both,
    "network": network.large,
    "audit": audit.per_table,
    "guard": guard.per_request,
    "import": imports.on_sqlite,
    "import-postgres": imports.on_postgres,
    "million": imports.many,
}
LONG = {"million"}  # only where asked for
USUAL = ",".join(name for name in MEASURES if name not in LONG)


@click.command()
@click.option(
    "--only",
    default=",".join(name for name in MEASURES if name not in LONG),
    help="Comma-separated: " + ", ".join(MEASURES),
)
def main(only: str) -> None:
    """Measure what a reader waits for on the sample school."""
    unknown = set(only.split(",")) - set(MEASURES)
    if unknown:
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: choose from {', '.join(MEASURES)}")
    print(machine(), flush=True)
    print(table(measured(only.split(","))))
    print(machine())


def measured(names: list[str]) -> list[Figure]:
    """One after the other, so that none disturbs another; says on standard error where it is."""
    figures = []
    with Place() as place:
        for name in names:
            print(f"{name} ...", file=sys.stderr, flush=True)
            figures += MEASURES[name](place)
    return figures


def machine() -> str:
    load = f"load average {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    parts = (date.today(), f"{os.cpu_count()} cores", f"Python {platform.python_version()}", platform.system(), load)
    return ", ".join(map(str, filter(None, parts)))


if __name__ == "__main__":
    main()
