"""What a worker holds once it has answered every page for many choices, until its memory of answers is full."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import product
from pathlib import Path

from bench.callbacks import PAGES, Asker
from bench.figures import Figure
from bench.place import Place
from bench.servers import Served

MOST = 220  # MB
READERS = 4  # at once
PROGRAMS = ("P-literacy", "P-arts", "P-stem", "P-mentoring")
DEPARTMENTS = ("", "Math", "Arts", "Science")
STARTS = ("2025-08-05", "2025-09-01", "2025-10-01", "2025-11-03", "2025-12-01")


def per_worker(place: Place) -> Iterator[Figure]:
    """RSS counts what workers share in each of them; PSS shares it out."""
    before = [held(pid, "Rss") for pid in place.app.workers()]
    if not any(before):
        print("memory: this system has no /proc/PID/smaps_rollup; not measured")
        return
    visit_everything(place.app)
    workers = place.app.workers()
    yield Figure("memory a worker, RSS (p95: the larger)", [held(pid, "Rss") for pid in workers], "MB", most_p95=MOST)
    yield Figure("memory a worker, PSS", [held(pid, "Pss") for pid in workers], "MB")
    yield Figure("  before all pages and 80 choices", before, "MB")


def visit_everything(served: Served) -> None:
    """Every choice on every page; a connection each, so that both workers get their share."""
    searches = [f"?from={start}&to=2026-01-30&program={program}&department={department}".removesuffix("&department=")
                for start, program, department in product(STARTS, PROGRAMS, DEPARTMENTS)]  # fmt: skip
    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(lambda search: visit(served, search), searches))


def visit(served: Served, search: str) -> None:
    with closing(Asker(served)) as asker:
        for path in PAGES:
            asker.choose(path, search)


def held(pid: int, kind: str) -> float:
    """MB, of 10^6 bytes; 0 where the system does not tell."""
    path = Path(f"/proc/{pid}/smaps_rollup")
    lines = path.read_text().splitlines() if path.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) * 1024 / 1e6
