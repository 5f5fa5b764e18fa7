"""What a person at a terminal waits for: the second start, the sample school."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.place import Place
from bench.servers import ROOT, environment, first_answer, free_port, start, stop

MOST_START, MOST_SAMPLE = 3, 15  # seconds
STARTS, SAMPLES = 5, 3


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


def _run(database: Path, *words: str) -> float:
    """Seconds of one command of the command line, its start included."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "data", *words], cwd=ROOT, env=environment(database, 8050), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.monotonic() - began
