"""Damaged files of every format: never a traceback, no row lost without a word, and a dry run changes nothing.

A case is made anew from the seed, the reader and its number: what failed is found again by these three.
"""

from __future__ import annotations

import itertools
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.data.importers import desk as small
from tests.data.importers.conftest import at
from tests.data.importers.damage import archive_damaged, damaged, one_damaged, zipped
from tests.data.importers.desk import Desk, Outcome, counts
from tests.data.importers.formats import books
from tests.data.importers.formats.bundles import OF_1_1, OF_1_2, bundle
from tests.data.importers.formats.calendars import NEW_YORK, OUTLOOK_ZONE, calendar, entry
from tests.data.importers.formats.test_edfi import CSV as EDFI
from tests.data.importers.formats.test_edfi_xml import FILES as EDFI_XML
from tests.data.importers.formats.test_sds import IN_BRITAIN, VERSION_1, VERSION_2, VERSION_2_1
from tests.data.importers.formats.test_survey import GOOGLE, MICROSOFT

SOAK_SECONDS = 600  # of all readers together
FEW = 8  # cases of each reader in `make test`
FIXED_SEED = 20260130
MOST_SECONDS = 30  # that one damaged file may take

Case = Callable[[Random, Path], dict[str, bytes]]

ATTENDANCE = "person,date,status,minutes\ns1,2025-09-01,present,\ns2,2025-09-02,tardy,5\n"
TIES = 'from,to,date,weight\nt1,t2,13/10/2025,1\n"t2","t3",14/10/2025,2.5\n'
CSV_FILES = {
    "people.csv": small.PEOPLE, "classrooms.csv": small.CLASSROOMS, "goals.csv": small.GOALS, "ties.csv": TIES,
    "attendance.csv": ATTENDANCE, "meetings.csv": small.MEETINGS,
}  # fmt: skip
MEETINGS = calendar(
    NEW_YORK,
    OUTLOOK_ZONE.format(summer="-0400", winter="-0500"),
    entry("DTSTART;TZID=Customized Time Zone:20260305T090000", "RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=TH", "SUMMARY:Staff"),
    entry("DTSTART:20260306T090000", "DURATION:PT1H", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@oak.org", uid="u2"),
    entry("DTSTART;VALUE=DATE:20260307", "SUMMARY:Holiday", "EXDATE;VALUE=DATE:20260308", uid="u3"),
)


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {name: content.encode() for name, content in files.items()}


def some(*sets: dict[str, str]) -> Case:
    """Files of one of several good sets, one or two of them damaged."""
    return lambda random, _folder: one_damaged(as_bytes(random.choice(sets)), random)


def one_csv(random: Random, _folder: Path) -> dict[str, bytes]:
    name = random.choice(sorted(CSV_FILES))
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    return {name: damaged(CSV_FILES[name].encode(encoding), random)}


def workbook(random: Random, folder: Path) -> dict[str, bytes]:
    rows = [[cell for cell in line.split(",")] for line in small.PEOPLE.splitlines()]
    made = books.book(folder / "good.xlsx", {"people": rows, "ties": [["from", "to"], ["t1", "t2"]]}).read_bytes()
    (folder / "good.xlsx").unlink()
    return {"x.xlsx": archive_damaged(made, random)}


def archive(random: Random, _folder: Path) -> dict[str, bytes]:
    return {"x.zip": archive_damaged(zipped(as_bytes(CSV_FILES)), random)}


def bundled(random: Random, _folder: Path) -> dict[str, bytes]:
    files = as_bytes(random.choice((bundle(OF_1_1), bundle(OF_1_1, mode="delta"), bundle(OF_1_2, "1.2"))))
    return {"x.zip": zipped(one_damaged(files, random))}


READERS: dict[str, Case] = {
    "csv": one_csv,
    "workbook": workbook,
    "archive": archive,
    "oneroster": bundled,
    "sds": some(VERSION_1, VERSION_2, VERSION_2_1, IN_BRITAIN),
    "edfi": some(EDFI),
    "edfi-xml": some(EDFI_XML),
    "calendar": some({"x.ics": MEETINGS}),
    "survey": some({"x.csv": GOOGLE}, {"x.csv": MICROSOFT}),
}


@pytest.fixture(scope="module")
def school(small_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("damaged")
    shutil.copy(small_school, folder / "school.db")
    return at(f"sqlite:///{folder / 'school.db'}", folder)


def told(outcome: Outcome, names: set[str]) -> None:
    """Every file is accounted for, and so is every row of it; what is refused has a reason and a remedy."""
    files = outcome.receipt["files"]
    assert all(any(file["file"].startswith(name) for file in files) for name in names)
    for file in files:
        assert file["read"] == sum(counts(file)[1:])
        assert not file["rejected"] or any(problem["line"] for problem in file["problems"])
        assert all(problem["why"] and problem["remedy"] for problem in file["problems"])
    assert outcome.code == any(file["problems"] for file in files)
    assert "Traceback" not in outcome.out + outcome.err


def survive(desk: Desk, reader: str, seed: int, number: int) -> None:
    random = Random(f"{seed} {reader} {number}")
    files = READERS[reader](random, desk.folder)
    paths = [desk.file(name, content) for name, content in files.items()]
    before, begun = desk.tally, time.monotonic()
    told(desk.take(*paths, "--dry-run", *(["--set=school=oak"] if reader == "calendar" else [])), set(files))
    assert time.monotonic() - begun < MOST_SECONDS
    assert desk.tally == before
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_told_and_never_a_traceback(reader: str, school: Desk):
    for number in range(FEW):
        survive(school, reader, FIXED_SEED, number)


@pytest.mark.soak
@pytest.mark.parametrize("reader", READERS)
def test_damaged_files_without_end_are_told(reader: str, school: Desk, capsys: pytest.CaptureFixture):
    seed, end = SystemRandom().randrange(2**32), time.monotonic() + SOAK_SECONDS / len(READERS)
    for number in itertools.count():
        if time.monotonic() > end:
            break
        try:
            survive(school, reader, seed, number)
        except Exception as error:
            raise AssertionError(f"survive(school, {reader!r}, {seed}, {number}) fails") from error
    with capsys.disabled():
        print(f"\n{reader}: {number:,} damaged files survived, seed {seed}")
