"""How fresh each kind of data is, and how often it is expected, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.importers.catalog import KINDS
from data.importers.problems import ImportRefused
from data.importers.sources import FREE, FRESH, LATE, LONGEST_RHYTHM, NEVER, RHYTHMS, Source, expect, sources
from data.importers.undo import undo
from tests.data.importers.desk import Desk

DAY = date(2026, 1, 30)


def of(desk: Desk, kind: str, today: date = DAY) -> Source | None:
    return next((one for one in sources(desk.engine, today) if one.kind == kind), None)


def attendance(desk: Desk, *days: str) -> None:
    rows = "".join(f"s1,{day},present\n" for day in days)
    assert desk.take_text("attendance", "person,date,status\n" + rows).code == 0


def test_an_empty_database_waits_for_what_is_expected(desk_on_both: Desk):
    found = sources(desk_on_both.engine, DAY)
    assert {one.kind for one in found} == set(RHYTHMS)
    assert {(one.came, one.newest, one.state) for one in found} == {(None, None, NEVER)}
    assert [one.kind for one in found] == [kind for kind in KINDS if kind in RHYTHMS]


def test_what_came_is_fresh_until_its_rhythm_is_over(desk_on_both: Desk, monkeypatch):
    desk = desk_on_both
    desk.has("schools", "people")
    attendance(desk, "2026-01-20", "2026-01-27")
    found = of(desk, "attendance")
    assert (found.newest, found.every) == (date(2026, 1, 27), 7)
    came = found.came.date()
    assert of(desk, "attendance", came).state == FRESH
    assert of(desk, "attendance", came + timedelta(days=8)).state == LATE


def test_plans_lie_ahead_and_tell_nothing(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("schools", "people")
    text = "id,school,title,start\nm1,oak,Past,2026-01-30T23:30\nm2,oak,Planned,2026-01-31T00:00\n"
    assert desk.take_text("meetings", text).code == 0
    assert of(desk, "meetings").newest == DAY


def test_two_kinds_of_one_table_are_two_sources(desk_on_both: Desk):
    """Classrooms and programs have no day; each came with its own import."""
    desk_on_both.has("schools", "classrooms")
    assert of(desk_on_both, "classrooms").state == FREE
    assert of(desk_on_both, "classrooms").came
    assert of(desk_on_both, "programs") is None


def test_what_was_taken_back_never_came(desk_on_both: Desk):
    desk = desk_on_both
    desk.has("schools", "people")
    attendance(desk, "2026-01-27")
    undo(desk.engine, 2, "leader")
    assert (of(desk, "attendance").came, of(desk, "attendance").state) == (None, NEVER)


def test_a_school_has_rhythms_of_its_own(desk_on_both: Desk):
    desk = desk_on_both
    expect(desk.engine, "attendance", 1)
    expect(desk.engine, "attendance", 30)
    expect(desk.engine, "incidents", LONGEST_RHYTHM)
    assert (of(desk, "attendance").every, of(desk, "incidents").every) == (30, LONGEST_RHYTHM)
    expect(desk.engine, "attendance", None)
    assert of(desk, "attendance").every == RHYTHMS["attendance"]


def test_what_nobody_expected_may_be_expected(desk_on_both: Desk):
    expect(desk_on_both.engine, "goals", 90)
    assert of(desk_on_both, "goals").state == NEVER


@pytest.mark.parametrize(("kind", "days"), [
    ("wizards", 7), ("", 7), ("x" * 10_000, 7), ("attendance", 0), ("attendance", -1),
    ("attendance", LONGEST_RHYTHM + 1), ("attendance", 10**30),
])  # fmt: skip
def test_a_rhythm_that_is_none_is_refused(desk_on_both: Desk, kind: str, days: int):
    before = desk_on_both.state
    with pytest.raises(ImportRefused):
        expect(desk_on_both.engine, kind, days)
    assert desk_on_both.state == before


def test_a_rhythm_says_nothing_of_the_data(desk_on_both: Desk):
    """No number changes by it, so nothing that is remembered is forgotten, and the sample is still the sample."""
    before = desk_on_both.version
    expect(desk_on_both.engine, "attendance", 30)
    assert desk_on_both.version == before


def test_every_rhythm_is_of_a_kind():
    assert set(RHYTHMS) <= set(KINDS)
