"""What is imported together and looked at afterwards: for the tests of formats of other systems."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.data.importers.desk import Desk, Outcome, counts


def take(desk: Desk, files: dict[str, str | bytes], *more: str) -> Outcome:
    """Import files that the test writes."""
    return desk.take(*(desk.file(name, content) for name, content in files.items()), *more)


def receipts(outcome: Outcome) -> dict[str, tuple[int, ...]]:
    """File -> its counts; of a file with several tables those of the first."""
    found: dict[str, tuple[int, ...]] = {}
    for file in outcome.receipt["files"]:
        assert file["read"] == sum(counts(file)[1:]), file
        found.setdefault(file["file"], counts(file))
    return found


def notes(outcome: Outcome) -> list[str]:
    return [note for file in outcome.receipt["files"] for note in file["notes"]]


def problems(outcome: Outcome) -> list[tuple]:
    """(file, line, column, value, why) of everything that was refused."""
    return [
        (file["file"], *(problem[name] for name in ("line", "column", "value", "why")))
        for file in outcome.receipt["files"]
        for problem in file["problems"]
    ]


def remedies(outcome: Outcome) -> list[str]:
    return [problem["remedy"] for file in outcome.receipt["files"] for problem in file["problems"]]


def whole(outcome: Outcome) -> None:
    assert outcome.code == 0, (outcome.out, outcome.err)


def unchanged_when_taken_again(desk: Desk, *words: str | Path) -> None:
    """Importing the same once more writes no row, and says so."""
    version = desk.version
    again = desk.take(*words)
    whole(again)
    assert all(file["accepted"] == 0 for file in again.receipt["files"])
    assert desk.version == version


def assert_nowhere(desk: Desk, outcome: Outcome, *secrets: str) -> None:
    """Neither in what was said, nor in the receipt, nor anywhere in the database or the log beside it."""
    path = desk.url.removeprefix("sqlite:///")
    desk.engine.dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    files = list(Path(path).parent.glob(f"{Path(path).name}*"))
    assert files
    for secret in secrets:
        assert secret not in outcome.out + outcome.err
        assert not any(secret.encode() in file.read_bytes() for file in files)
