"""Calendars that cannot be taken, whole or in part: each is told with its line, and quickly."""

import time

import pytest

from tests.data.importers.desk import Desk
from tests.data.importers.formats.calendars import OUTLOOK_ZONE, calendar, entry, file_of

GOOD = entry("DTSTART:20260305T090000", uid="good")
START = "DTSTART;TZID=America/New_York:20260305T090000"
BAD_ENTRIES = {
    "RRULE": [
        ("DTSTART:20260305T090000", "RRULE:FREQ=SECONDLY"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2;BYSECOND=1,2"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=YEARLY;INTERVAL=0"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=DAILY;COUNT=999999999"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=NOW"),
        ("DTSTART:20260305T090000", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"),
    ],
    "EXRULE": [("DTSTART:20260305T090000", "RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=SECONDLY")],
    "DTSTART": [
        ("SUMMARY:never",),
        ("DTSTART:20261305T090000",),
        ("DTSTART:02026305T090000",),
        ("DTSTART:00010101T090000", "RRULE:FREQ=DAILY"),
        ("DTSTART;TZID=Middle/Earth:20260305T090000",),
        ("DTSTART:20260305T090000", "DTSTART:20260306T090000"),
    ],
    "DURATION": [("DTSTART:20260305T090000", "DURATION:20260305T100000"), (START, "DURATION:-PT1H:x")],
    "RECURRENCE-ID": [(START, "RECURRENCE-ID;VALUE=PERIOD:20260305T090000Z/PT1H")],
    "DTEND": [
        (START, "DTEND;TZID=America/New_York:20260305T080000"),
        (START, "DTEND;VALUE=DATE:20260306"),
        ("DTSTART:20260305T090000", "DTEND:20260305T100000Z"),
    ],
}
CASES = [(column, lines) for column, entries in BAD_ENTRIES.items() for lines in entries]


@pytest.mark.parametrize(("column", "lines"), CASES, ids=str)
def test_an_entry_that_makes_no_sense_is_told_with_its_line_and_the_others_stay(oak: Desk, column, lines):
    begun = time.monotonic()
    outcome = oak.take(file_of(oak, GOOD, entry(*lines, uid="bad")), "--keep-good-rows")
    assert time.monotonic() - begun < 10
    (problem,) = outcome.file["problems"]
    assert (problem["line"], problem["column"]) == (7, column), outcome.out
    assert (outcome.counts, oak.rows("meetings", "id")) == ((2, 1, 0, 0, 1), [("good",)])


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([entry("DTSTART:20260305T090000Z")], "says its times in world time and not where the school is"),
        (["X-WR-TIMEZONE:Middle/Earth", GOOD], "has an X-WR-TIMEZONE that is no time zone"),
        ([], "has no entries"),
        (["nonsense of Ann", GOOD], "is not iCalendar"),
        (["BEGIN:VEVENT", "UID:x"], "breaks off"),
        ([entry("DTSTART:20000101T090000", "RRULE:FREQ=DAILY"), GOOD], "comes to more than 5,000"),
    ],
)
def test_a_calendar_that_cannot_be_taken_is_refused_as_a_whole(oak: Desk, parts, why):
    outcome = oak.take(file_of(oak, *parts))
    assert outcome.code == 1 and outcome.whys[0].startswith(why), outcome.out
    assert "Ann" not in outcome.out and oak.rows("meetings", "id") == []


@pytest.mark.parametrize("often", ["SECONDLY", "YEARLY;BYHOUR=1,2,3", "HOURLY"])
def test_a_time_zone_that_changes_all_the_time_is_refused_before_it_is_made(oak: Desk, often: str):
    zone = OUTLOOK_ZONE.format(summer="-0400", winter="-0500").replace("YEARLY", often)
    outcome = oak.take(file_of(oak, zone, entry("DTSTART;TZID=Customized Time Zone:20260305T090000")))
    assert outcome.whys == ["has a time zone whose clocks do not change once a year"]
    assert outcome.file["problems"][0]["line"] == 9


def test_lines_are_counted_as_an_editor_counts_them(oak: Desk):
    folded = entry("DTSTART:20260305T090000", "DESCRIPTION:of\n  several\n\tlines\\nand more")
    bad = entry("DTSTART:20260305T090000", "RRULE:FREQ=MINUTELY", uid="bad")
    assert oak.take(file_of(oak, folded, bad)).file["problems"][0]["line"] == 10


def test_one_uid_for_two_meetings_is_told_and_a_copy_is_not(oak: Desk):
    twice = entry("DTSTART:20260305T090000", uid="good")
    other = entry("DTSTART:20260306T090000", uid="good")
    outcome = oak.take(file_of(oak, GOOD, twice, other), "--keep-good-rows")
    assert outcome.counts == (3, 1, 1, 0, 1)
    assert outcome.whys == ["is that of the entry on line 3, and neither is newer"]


def test_a_calendar_in_another_encoding_is_read_when_it_is_named(oak: Desk):
    path = oak.file("staff.ics", calendar(entry("SUMMARY:Café", "DTSTART:20260305T090000")).encode("cp1252"))
    assert oak.take(path).whys == ["is not text in UTF-8"]
    assert oak.take(path, "--encoding", "cp1252").code == 0
    assert oak.rows("meetings", "title") == [("Café",)]


def test_a_zone_whose_name_is_too_long_for_a_file_is_refused(desk):
    """Found by the soak: zones are looked up as files."""
    zone = "Z" + "9" * 400
    event = f"BEGIN:VEVENT\nUID:a\nDTSTART;TZID={zone}:20260105T150000\nEND:VEVENT"
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}\nEND:VCALENDAR\n"
    outcome = desk.take(desk.file("board.ics", text), "--set", "school=oak")
    assert outcome.code == 1 and "Traceback" not in outcome.err and outcome.whys
