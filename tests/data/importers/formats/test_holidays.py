"""Whole days of a calendar as days of the school."""

from tests.data.importers.desk import Desk, counts
from tests.data.importers.formats.calendars import entry, file_of, of_kind

BREAK = entry("SUMMARY:Winter break", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", uid="w")
AS_HOLIDAYS = ("--as", "calendar", "--set", "school=oak", "--set", "kind=holiday")


def days(desk: Desk) -> list[tuple]:
    return [(str(day), kind, note) for day, kind, note in desk.rows("calendar", "date", "kind", "note")]


def test_holidays_that_say_so_come_in_beside_the_meetings(oak: Desk):
    holiday = BREAK.replace("SUMMARY", "CATEGORIES:School Holidays\nSUMMARY")
    outcome = oak.take(file_of(oak, holiday, entry("DTSTART:20260305T090000")))
    assert (outcome.code, counts(of_kind(outcome, "calendar"))) == (0, (3, 3, 0, 0, 0)), outcome.out
    assert days(oak) == [(f"2026-12-{day}", "holiday", "Winter break") for day in (24, 25, 26)]


def test_other_whole_days_are_what_the_importer_says(oak: Desk):
    christmas = entry("SUMMARY:Christmas", "DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;COUNT=2", uid="c")
    path = file_of(oak, BREAK, christmas, entry("DTSTART:20260305T090000"))
    outcome = oak.take(path, *AS_HOLIDAYS)
    assert outcome.counts == (6, 4, 2, 0, 0), outcome.out
    assert days(oak)[1:] == [
        ("2026-12-25", "holiday", "Winter break"),
        ("2026-12-26", "holiday", "Winter break"),
        ("2027-12-25", "holiday", "Christmas"),
    ]
    assert oak.take(path, *AS_HOLIDAYS).counts == (6, 0, 6, 0, 0)


def test_without_a_kind_days_are_not_guessed_to_be_holidays(oak: Desk):
    outcome = oak.take(file_of(oak, BREAK), "--as", "calendar")
    assert (outcome.counts, outcome.file["problems"][0]["column"]) == ((3, 0, 0, 0, 3), "CATEGORIES")


def test_days_without_end_are_too_many(oak: Desk):
    long = BREAK.replace("20261227", "21261227")
    assert oak.take(file_of(oak, long), *AS_HOLIDAYS).whys == ["has more than 5,000 days"]
