"""What a person at a terminal waits for: the second start, the sample school, an import of a year of attendance."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.figures import Figure
from bench.place import Place
from bench.servers import ROOT, environment, first_answer, free_port, start, stop

MOST_START, MOST_SAMPLE = 3, 15  # seconds
STARTS, SAMPLES = 5, 3
STUDENTS, DAYS = 1000, 180


def second_start(place: Place) -> Iterator[Figure]:
    """`make run` in a checkout that is set up, on a database that is there: until the first byte of the first page."""
    yield Figure("second `make run` to first byte", [_started(place) for _ in range(STARTS)], "s", most=MOST_START)


def _started(place: Place) -> float:
    port, began = free_port(), time.monotonic()
    process = start(["make", "run"], place.school, port)
    try:
        return first_answer(port, "/", process) - began
    finally:
        stop(process)


def sample_school(place: Place) -> Iterator[Figure]:
    taken = [_run(place.folder / f"sample-{number}.db", "sample") for number in range(SAMPLES)]
    yield Figure("python -m data sample", taken, "s", most=MOST_SAMPLE)


def attendance_import(place: Place) -> Iterator[Figure]:
    """Into an empty database, everything checked, in one transaction."""
    people, attendance, database = (place.folder / name for name in ("people.csv", "attendance.csv", "import.db"))
    _write(people, ("id", "name", "kind", "school"), _people())
    _write(attendance, ("person", "date", "status"), _attendance())
    _run(database, "import", "--as", "people", str(people))
    taken = _run(database, "import", "--as", "attendance", str(attendance))
    yield Figure(f"import of {STUDENTS * DAYS:,} rows of attendance", [taken], "s")
    yield Figure("  rows a second", [STUDENTS * DAYS / taken], "rows/s")


def _people() -> Iterator[tuple[str, ...]]:
    yield from ((f"S{number}", f"Student {number}", "student", "oak") for number in range(STUDENTS))


def _attendance() -> Iterator[tuple[str, ...]]:
    days = [(date(2025, 8, 1) + timedelta(days=number)).isoformat() for number in range(DAYS)]
    yield from ((f"S{one}", day, "absent" if one % 20 == 0 else "present") for day in days for one in range(STUDENTS))


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _run(database: Path, *words: str) -> float:
    """Seconds of one command of the command line, its start included."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "data", *words], cwd=ROOT, env=environment(database, 8050), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began
