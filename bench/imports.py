"""A year of attendance taken in, and taken back, beside what the database's own tool does with the same rows.

Ours is `python -m data import`, its start included: checked, staged, merged. The floor is `.import` of sqlite3 and
`\\copy` of psql: into the very same table with its keys, index and constraints, in one transaction, nothing checked
before. They take turns.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

from sqlalchemy import make_url

from bench.figures import Figure
from bench.place import Place
from bench.servers import ROOT, environment, free_port
from data import store
from data.importers.order import Choices, Order
from data.importers.take import take
from data.importers.undo import undo

STUDENTS, DAYS = 1000, 180
MANY_STUDENTS, MANY_DAYS = 10_000, 500
ROWS = STUDENTS * DAYS
TURNS = 5
MOST_RATIO = 1 / 0.7  # 0.7 x the rate of the floor
MOST_HELD = 2  # seconds for which others wait
MOST_MEMORY = 400  # MB


@dataclass
class Files:
    """Students, their days as we import them, and the same as sqlite3 wants them: with every column of the table."""

    folder: Path
    students: int = STUDENTS
    days: int = DAYS

    def __post_init__(self) -> None:
        self.people, self.attendance, self.raw, self.changed = (
            self.folder / f"{name}.csv" for name in ("people", "attendance", "raw", "changed")
        )
        people = ((f"S{number}", f"Student {number}", "student", "oak") for number in range(self.students))
        _write(self.people, ("id", "name", "kind", "school"), people)
        _write(self.attendance, ("person", "date", "status"), self._rows("present"))

    def write_more(self) -> None:
        """The file of the floor, and one that changes every row."""
        every = ("person", "date", "status", "minutes", "import_id")
        _write(self.raw, every, ((*row, "", "1") for row in self._rows("present")))
        _write(self.changed, ("person", "date", "status"), self._rows("tardy", "excused"))

    def _rows(self, usual: str, other: str = "absent") -> Iterator[tuple[str, ...]]:
        for number in range(self.days):
            day = (date(2025, 8, 1) + timedelta(days=number)).isoformat()
            yield from ((f"S{one}", day, other if one % 20 == 0 else usual) for one in range(self.students))


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@dataclass
class Times:
    """Of one command, run several times: seconds on the clock, seconds of the processor, the most memory in MB."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: float = 0.0

    def run(self, command: Sequence[str | Path], env: dict[str, str] | None = None, said: Path | None = None) -> None:
        began = time.monotonic()
        with open(said or os.devnull, "rb") as words:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=words, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
        self.wall.append(time.monotonic() - began)
        self.cpu.append(used.ru_utime + used.ru_stime)
        self.memory = max(self.memory, used.ru_maxrss * 1024 / 1e6)


def on_sqlite(place: Place) -> Iterator[Figure]:
    """Ours and `.import` by turns, each into a new copy of a database that has the students."""
    if not shutil.which("sqlite3"):
        print("import: there is no sqlite3 on this machine to compare with; not measured", file=sys.stderr)
        return
    files = Files(place.folder)
    files.write_more()
    students, base = place.folder / "students.db", place.folder / "import.db"
    Times().run(_ours("import", "--as", "people", files.people), _settings(students))
    ours, raw, undone = Times(), Times(), Times()
    script = place.folder / "raw.sql"
    script.write_text(
        "PRAGMA journal_mode = WAL;\nPRAGMA foreign_keys = ON;\nBEGIN;\n"
        f".import --csv --skip 1 {files.raw} attendance\nCOMMIT;\n"
    )
    for _ in range(TURNS):
        ours.run(_ours("import", "--as", "attendance", files.attendance), _settings(_copied(students, base)))
        undone.run(_ours("undo", "2"), _settings(base))
        raw.run(["sqlite3", "-bail", _copied(students, base)], said=script)
    yield from _compared("SQLite", ours, raw, undone)
    yield from _held(f"sqlite:///{_copied(students, base)}", files, "SQLite", MOST_HELD)


def _settings(database: Path) -> dict[str, str]:
    return environment(database, free_port())


def _ours(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "data", *map(str, words)]


def _copied(database: Path, to: Path) -> Path:
    for end in ("", "-wal", "-shm"):
        Path(f"{to}{end}").unlink(missing_ok=True)
    return shutil.copy(database, to)


def _compared(name: str, ours: Times, raw: Times, undone: Times) -> Iterator[Figure]:
    """Of both the clock and the processor, which others on the machine disturb less."""
    told = f"import of {ROWS:,} rows, {name}"
    yield Figure(told, ours.wall, "s", floor=raw.wall, most_ratio=MOST_RATIO, cpu=ours.cpu)
    if name == "SQLite":  # of a server it would be half of the truth
        yield Figure("  of it the processor", ours.cpu, "s", floor=raw.cpu, most_ratio=MOST_RATIO)
    yield Figure("  rows a second", [ROWS / taken for taken in ours.wall], "rows/s")
    yield Figure("  rows a second of the database's own tool", [ROWS / taken for taken in raw.wall], "rows/s")
    yield Figure("  undo", undone.wall, "s", floor=ours.wall, most_ratio=1, cpu=undone.cpu)


def on_postgres(place: Place) -> Iterator[Figure]:
    """The same with psql, on the server that the tests start."""
    from tests.postgres import PostgresServer, carried_programs

    files = Files(place.folder)
    files.write_more()
    ours, raw, undone = Times(), Times(), Times()
    copy = f"\\copy attendance(person, date, status) FROM '{files.attendance}' WITH (FORMAT csv, HEADER)"
    with PostgresServer() as server:
        for _ in range(TURNS):
            with _with_students(server, files) as (url, env, _name):
                ours.run(_ours("import", "--as", "attendance", files.attendance), env)
                undone.run(_ours("undo", "2"), env)
            with _with_students(server, files) as (_url, env, name):
                psql = carried_programs() / "psql"
                raw.run([psql, "-q", "-U", "postgres", "-h", str(server.folder), "-d", name, "-c", copy], env)
        yield from _compared("PostgreSQL", ours, raw, undone)
        with _with_students(server, files) as (url, _env, _name):
            yield from _held(url, files, "PostgreSQL", None)


@contextmanager
def _with_students(server, files: Files) -> Iterator[tuple[str, dict[str, str], str]]:
    with server.database() as url:
        env = _settings(Path()) | {"STAFFROOM_DATABASE_URL": url}
        Times().run(_ours("import", "--as", "people", files.people), env)
        yield url, env, make_url(url).database


def _held(url: str, files: Files, name: str, most: float | None) -> Iterator[Figure]:
    """How long the lock is held, from having it to the end of the commit: so long a check-in would wait."""
    engine = store.open_store(url)
    for told, does in (
        ("new", lambda: take(engine, Order([files.attendance], Choices("attendance")))),
        ("changed", lambda: take(engine, Order([files.changed], Choices("attendance")))),
        ("restored by undo", lambda: undo(engine, 3, "bench")),
        ("deleted by undo", lambda: undo(engine, 2, "bench")),
    ):
        wall, cpu = held(does)
        yield Figure(f"lock held for {ROWS:,} rows {told}, {name}", [wall], "s", most=most, cpu=[cpu])
    engine.dispose()


def held(does: Callable[[], object]) -> tuple[float, float]:
    """The longest time in `store.changing`, on the clock and of this process's processor."""
    times: list[tuple[float, float]] = []
    changing = store.changing

    @contextmanager
    def timed(connection):
        with changing(connection) as version:
            began = time.monotonic(), time.process_time()
            yield version
        times.append((time.monotonic() - began[0], time.process_time() - began[1]))

    with mock.patch.object(store, "changing", timed):
        does()
    return max(times)


def many(place: Place) -> Iterator[Figure]:
    """A file of millions: whatever its length, it is never in memory."""
    files, database, taken = Files(place.folder, MANY_STUDENTS, MANY_DAYS), place.folder / "many.db", Times()
    Times().run(_ours("import", "--as", "people", files.people), _settings(database))
    taken.run(_ours("import", "--as", "attendance", files.attendance), _settings(database))
    told = f"import of {MANY_STUDENTS * MANY_DAYS:,} rows"
    yield Figure(f"{told}, SQLite", taken.wall, "s", cpu=taken.cpu)
    yield Figure("  most memory", [taken.memory], "MB", most=MOST_MEMORY)
