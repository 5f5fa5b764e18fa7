"""Meetings of a calendar: times as the school's clocks show them, series one by one, and who was invited."""

import pytest

from tests.data.importers.desk import Desk, counts
from tests.data.importers.formats.calendars import NEW_YORK, OUTLOOK_ZONE, calendar, entry, file_of, of_kind, starts

WEEKLY = ("SUMMARY:Staff", "DTSTART;TZID=America/New_York:20260305T153000", "RRULE:FREQ=WEEKLY;COUNT=3")
INVITED = (
    "ORGANIZER;CN=Ada:mailto:ada@oak.org",
    "ATTENDEE;ROLE=CHAIR;CN=Ada:MAILTO:ada@oak.org",
    "ATTENDEE;PARTSTAT=DECLINED;CN=Ben:mailto:ben@oak.org",
    "ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Gus Guest:mailto:gus@elsewhere.org",
    "ATTENDEE;CN=Front:mailto:front@oak.org",
)


def test_a_meeting_and_who_was_invited_come_in_and_twice_changes_nothing(oak: Desk):
    lines = ("DTSTART;TZID=America/New_York:20260305T153000", "DURATION:PT45M", "CATEGORIES:Data,Staff", *INVITED)
    path = file_of(oak, entry("SUMMARY:Data\n  team", *lines))
    first = oak.take(path)
    assert (first.code, counts(of_kind(first, "meetings"))) == (0, (1, 1, 0, 0, 0)), first.out
    assert counts(of_kind(first, "participants")) == (4, 2, 2, 0, 0)
    kept = oak.rows("meetings", "id", "school", "title", "start", "end", "kind")
    assert [(*row[:3], f"{row[3]:%H:%M}", f"{row[4]:%H:%M}", row[5]) for row in kept] == [
        ("u1", "oak", "Data team", "15:30", "16:15", "Data")
    ]
    who = oak.rows("attendees", "meeting", "person", "role", "expected", "present")
    assert who == [("u1", "t1", "organizer", True, None), ("u1", "t2", "required", True, None)]
    version = oak.version
    again = oak.take(path)
    assert counts(of_kind(again, "meetings")) == (1, 0, 1, 0, 0)
    assert counts(of_kind(again, "participants")) == (4, 0, 4, 0, 0)
    assert oak.version == version


def test_an_answer_is_no_attendance_and_guests_are_counted_without_their_names(oak: Desk):
    outcome = oak.take(file_of(oak, entry(*WEEKLY, *INVITED)))
    notes = of_kind(outcome, "participants")["notes"]
    assert any("present is left blank" in note for note in notes)
    assert any("guests" in note and note.endswith(": 6") for note in notes)
    said = outcome.out + outcome.err + str(oak.rows("imports", "receipt"))
    assert not any(word in said.casefold() for word in ("gus", "elsewhere", "ada@", "ben@", "front@"))


def test_people_of_the_same_import_are_found_by_their_addresses(desk: Desk):
    people = desk.file("people.csv", "id,name,kind,school,email\np1,Ann,staff,oak,Ben@Oak.org\n")
    outcome = desk.take(file_of(desk, entry(*WEEKLY, *INVITED)), people)
    assert (outcome.code, desk.rows("attendees", "person")) == (0, [("p1",)] * 3), outcome.out


def test_a_series_keeps_its_hour_across_the_change_of_the_clocks(oak: Desk):
    assert oak.take(file_of(oak, entry(*WEEKLY))).code == 0
    assert starts(oak) == ["2026-03-05 15:30", "2026-03-12 15:30", "2026-03-19 15:30"]
    ids = [id_ for (id_,) in oak.rows("meetings", "id")]
    assert ids == ["u1/20260305T203000Z", "u1/20260312T193000Z", "u1/20260319T193000Z"]


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("DTSTART:20260305T203000Z", "2026-03-05 15:30"),  # winter
        ("DTSTART:20260312T193000Z", "2026-03-12 15:30"),  # summer
        ("DTSTART:20261101T053000Z", "2026-11-01 01:30"),  # the first half past one of that night
        ("DTSTART:20261101T063000Z", "2026-11-01 01:30"),  # the second
        ("DTSTART;TZID=America/New_York:20260308T023000", "2026-03-08 03:30"),  # the clocks skip it
        ("DTSTART:20260308T023000", "2026-03-08 03:30"),
        ("DTSTART;TZID=America/New_York:20261101T013000", "2026-11-01 01:30"),
        ("DTSTART;TZID=Europe/Berlin:20260320T150000", "2026-03-20 10:00"),  # three weeks with an hour less between
        ("DTSTART;TZID=Eastern Standard Time:20260312T153000", "2026-03-12 15:30"),
        ("DTSTART;TZID=Pacific Standard Time:20260312T153000", "2026-03-12 18:30"),
        ("DTSTART:20260312T153000", "2026-03-12 15:30"),
    ],
)
def test_times_are_what_the_clocks_of_the_school_show(oak: Desk, start: str, shown: str):
    outcome = oak.take(file_of(oak, NEW_YORK, entry(start)))
    assert (outcome.code, starts(oak)) == (0, [shown]), outcome.out
    assert of_kind(outcome, "meetings")["notes"] == ["times are those that clocks show in America/New_York"]


def test_both_half_past_ones_of_a_night_are_meetings_and_no_end_is_before_its_start(oak: Desk):
    night = ("DTSTART:20261101T053000Z", "DTEND:20261101T061500Z", "RRULE:FREQ=DAILY;COUNT=1", "RDATE:20261101T063000Z")
    assert oak.take(file_of(oak, NEW_YORK, entry(*night))).code == 0
    assert len({id_ for (id_,) in oak.rows("meetings", "id")}) == 2
    assert all(end is None or end >= start for start, end in oak.rows("meetings", "start", "end"))


def test_without_a_word_on_the_calendar_the_zone_of_most_entries_is_the_schools(oak: Desk):
    here = [entry(f"DTSTART;TZID=America/Chicago:2026030{day}T090000", uid=f"c{day}") for day in (2, 3)]
    path = file_of(oak, *here, entry("DTSTART;TZID=Europe/Paris:20260304T160000", uid="p"))
    assert oak.take(path).code == 0
    assert starts(oak) == ["2026-03-02 09:00", "2026-03-03 09:00", "2026-03-04 09:00"]


def test_two_files_may_call_two_zones_by_one_name(oak: Desk):
    start = "DTSTART;TZID=Customized Time Zone:20260708T090000"
    for number, zone in enumerate([{"summer": "-0400", "winter": "-0500"}, {"summer": "-0700", "winter": "-0800"}]):
        parts = (NEW_YORK, OUTLOOK_ZONE.format(**zone), entry(start, uid=str(number)))
        assert oak.take(file_of(oak, *parts)).code == 0
    assert starts(oak) == ["2026-07-08 09:00", "2026-07-08 12:00"]


def test_a_zone_of_the_file_skips_hours_too(oak: Desk):
    zone = OUTLOOK_ZONE.format(summer="-0400", winter="-0500")
    assert oak.take(file_of(oak, zone, entry("DTSTART;TZID=Customized Time Zone:20260308T023000"))).code == 0
    assert starts(oak) == ["2026-03-08 03:30"]


def test_exceptions_moves_and_cancellations_of_a_series(oak: Desk):
    series = ("RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=America/New_York:20260312T153000", "RDATE:20260401T130000Z")
    moved = "RECURRENCE-ID;TZID=America/New_York:20260319T153000"
    off = "RECURRENCE-ID:20260326T193000Z"
    path = file_of(
        oak,
        entry("SUMMARY:Staff", "DTSTART;TZID=America/New_York:20260305T153000", *series),
        entry("SUMMARY:Moved", moved, "DTSTART;TZID=America/New_York:20260320T080000"),
        entry("STATUS:CANCELLED", off, "DTSTART;TZID=America/New_York:20260326T153000"),
    )
    outcome = oak.take(path)
    assert counts(of_kind(outcome, "meetings")) == (5, 4, 1, 0, 0), outcome.out
    assert starts(oak) == ["2026-03-05 15:30", "2026-03-20 08:00", "2026-04-01 09:00", "2026-04-02 15:30"]
    assert ("u1/20260319T193000Z", "Moved") in oak.rows("meetings", "id", "title")
    assert any("cancelled meetings passed over: 1" in note for note in of_kind(outcome, "meetings")["notes"])


def test_a_change_of_all_that_follow_keeps_the_ids_apart(oak: Desk):
    later = ("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20260312T153000",)
    path = file_of(oak, entry(*WEEKLY), entry(*later, "DTSTART;TZID=America/New_York:20260312T170000"))
    assert oak.take(path).code == 0
    assert starts(oak) == ["2026-03-05 15:30", "2026-03-12 17:00", "2026-03-19 17:00"]
    assert ("u1/20260319T193000Z",) in oak.rows("meetings", "id")


def test_what_has_no_end_is_followed_to_the_end_of_a_school_year(oak: Desk):
    endless = entry("DTSTART:20250901T090000", "RRULE:FREQ=WEEKLY")
    last = entry("DTSTART:20270110T090000", uid="u2")
    outcome = oak.take(file_of(oak, endless, last))
    assert starts(oak)[-1] == "2027-07-26 09:00"
    assert "what repeats without an end was taken up to 2027-07-31" in of_kind(outcome, "meetings")["notes"]


def test_the_year_9999_is_no_end(oak: Desk):
    forever = entry("DTSTART:20250901T090000", "RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z")
    assert oak.take(file_of(oak, forever)).code == 0
    assert starts(oak)[-1] == "2026-09-01 09:00"


def test_at_least_a_year_of_it_is_taken(oak: Desk):
    assert oak.take(file_of(oak, entry("DTSTART:20260720T090000", "RRULE:FREQ=WEEKLY"))).code == 0
    assert starts(oak)[-1] == "2027-07-19 09:00"


def test_private_and_older_entries_and_whole_days_are_passed_over_and_counted(oak: Desk):
    path = file_of(
        oak,
        entry("SUMMARY:Dentist", "CLASS:PRIVATE", "DTSTART:20260305T090000", uid="p"),
        entry("SUMMARY:Old", "SEQUENCE:1", "DTSTART:20260305T090000"),
        entry("SUMMARY:New", "SEQUENCE:2", "DTSTART:20260306T090000"),
        entry("SUMMARY:Birthday", "DTSTART;VALUE=DATE:20260306", "RRULE:FREQ=YEARLY", uid="b"),
    )
    outcome = oak.take(path)
    assert (outcome.counts, oak.rows("meetings", "title")) == ((4, 1, 3, 0, 0), [("New",)])
    assert len(outcome.file["notes"]) == 4


def test_a_blank_title_and_an_only_school(oak: Desk):
    assert oak.take(file_of(oak, entry("DTSTART:20260305T090000"))).code == 0
    assert oak.rows("meetings", "title", "school") == [("Meeting", "oak")]


def test_two_schools_must_be_told_apart(stocked: Desk):
    path = file_of(stocked, entry("DTSTART:20260305T090000"))
    outcome = stocked.take(path)
    assert (outcome.code, outcome.file["problems"][0]["remedy"]) == (1, "add --set school=...")
    assert stocked.take(path, "--set", "school=elm", "--set", "kind=team").code == 0
    assert ("u1", "elm", "team") in stocked.rows("meetings", "id", "school", "kind")


def test_a_calendar_is_a_calendar_whatever_it_is_called(oak: Desk):
    path = oak.file("meetings.csv", "\ufeff" + calendar(entry("DTSTART:20260305T090000")))
    assert oak.take(path, "--as", "meetings").counts == (1, 1, 0, 0, 0)
    refused = oak.take(path, "--as", "people")
    assert refused.whys == ["is a calendar, which holds nothing of that kind"]
