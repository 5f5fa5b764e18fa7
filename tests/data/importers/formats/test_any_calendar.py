"""For any calendar: occurrences have ids of their own, every row is accounted for, and twice is once."""

import itertools
import shutil
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.importers.desk import Desk, counts
from tests.data.importers.formats.calendars import NEW_YORK, entry, file_of

NIGHT_BEFORE = datetime(2026, 10, 31)
MOMENTS = st.integers(0, 96).map(lambda halves: NIGHT_BEFORE + timedelta(minutes=30 * halves))
ZONES = st.sampled_from(["", ";TZID=America/New_York", ";TZID=Europe/Berlin", "Z"])
RULES = st.sampled_from(
    ["DAILY;COUNT=4", "DAILY", "WEEKLY;UNTIL=20261120T000000Z", "MONTHLY;BYDAY=-1SU;COUNT=3", "HOURLY"]
)
STATES = st.sampled_from(["STATUS:CONFIRMED", "STATUS:CANCELLED", "CLASS:PRIVATE", "SEQUENCE:2"])


@st.composite
def timed(draw, name: str, zones=ZONES) -> str:
    zone, moment = draw(zones), draw(MOMENTS)
    return f"{name}{'' if zone == 'Z' else zone}:{moment:%Y%m%dT%H%M%S}{'Z' if zone == 'Z' else ''}"


@st.composite
def entries(draw) -> str:
    lines = [draw(timed("DTSTART")), draw(STATES)]
    if draw(st.booleans()):
        lines.append(f"RRULE:FREQ={draw(RULES)}")
    for name in ("EXDATE", "RDATE", "RECURRENCE-ID", "DTEND"):
        if draw(st.integers(0, 3)) == 0:
            lines.append(draw(timed(name)))
    lines += draw(st.lists(st.sampled_from(["ATTENDEE:mailto:a@oak.org", "ATTENDEE:mailto:guest"]), max_size=2))
    return entry(*lines, uid=draw(st.sampled_from(["a", "b", "c"])))


@pytest.fixture(scope="module")
def fresh(small_school, tmp_path_factory):
    folder, numbers = tmp_path_factory.mktemp("calendars"), itertools.count()

    def desk() -> Desk:
        path = folder / f"{next(numbers)}.db"
        shutil.copy(small_school, path)
        return Desk(f"sqlite:///{path}", folder)

    return desk


@given(st.lists(entries(), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_occurrence_has_its_id_and_every_row_is_accounted_for(fresh, parts: list[str]):
    desk = fresh()
    before = len(desk.rows("meetings", "id"))
    path = file_of(desk, NEW_YORK, *parts)
    first = desk.take(path, "--keep-good-rows", "--set", "school=oak")
    files = first.receipt["files"]
    assert all(file["read"] == sum(counts(file)[1:]) for file in files)
    assert files[0]["repeated"] == 0 and not any("was there on line" in why for why in first.whys)
    assert len(desk.rows("meetings", "id")) - before == files[0]["accepted"]
    assert max(Counter(desk.rows("meetings", "id")).values()) == 1
    again = desk.take(path, "--keep-good-rows", "--set", "school=oak")
    assert [file["accepted"] for file in again.receipt["files"]] == [0] * len(files)
    assert [file["rejected"] for file in again.receipt["files"]] == [file["rejected"] for file in files]
