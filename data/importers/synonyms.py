"""What other systems call our fields: add a word here, and files that use it are understood.

A word stands here only where it can mean nothing else in a file of that kind. Capitals, blanks, hyphens, dots and
accents make no difference. What they call our values is in ``value_words``.
"""

from __future__ import annotations

from functools import cache

from data.importers.header import plain

# Said of a person by many systems; which of several such columns is meant, is asked.
STUDENT_ID = (
    "student id, pupil id, learner id, student number, pupil number, student local id, student identifier, lasid"
)
STAFF_ID = "staff id, employee id, teacher id, educator id, staff number, employee number"
PERSON_ID = f"person id, user id, sis id, local id, lasid, {STUDENT_ID}, {STAFF_ID}"
SCHOOL_ID = "school id, school code, school number, school local id, school sis id, school identifier"
GROUP_ID = "class id, classroom id, section id, section sis id, program id, programme id, group id"
GRADE = "grade level, year group, year level"
START = "start date, begin date, date started"
END = "end date, date ended"

# kind -> field -> words
# fmt: off
FIELDS: dict[str, dict[str, str]] = {
    "schools": {
        "id": f"{SCHOOL_ID}, sis id",
        "name": "school name",
        "district": "district name",
    },
    "people": {
        "id": PERSON_ID,
        "name": "full name, display name, student name, pupil name, staff name, employee name",
        "kind": "type, person type, user type",
        "school": SCHOOL_ID,
        "role": "job title, position",
        "department": "dept, department name",
        "grade": GRADE,
        "household": "household id, family id",
        "email": "email address",
        "start": f"{START}, entry date, enrollment date, enrolment date, admission date, hire date",
        "end": f"{END}, exit date, leaving date, withdrawal date, termination date",
        "fte": "full time equivalent, full time equivalency",
    },
    "classrooms": {
        "id": "class id, classroom id, section id, section sis id, homeroom id",
        "name": "class name, classroom name, section name, homeroom name",
        "school": SCHOOL_ID,
        "grade": GRADE,
        "subject": "subject name, course subject",
    },
    "programs": {
        "id": "program id, programme id",
        "name": "program name, programme name",
        "school": SCHOOL_ID,
        "grade": GRADE,
        "kind": "program type, programme type",
    },
    "memberships": {
        "person": PERSON_ID,
        "group": GROUP_ID,
        "start": f"{START}, entry date, enrollment date, enrolment date",
        "end": f"{END}, exit date, withdrawal date",
    },
    "calendar": {
        "school": SCHOOL_ID,
        "date": "calendar date",
        "kind": "day type",
        "note": "notes, description",
    },
    "chart_events": {
        "date": "event date, start date",
        "text": "label",
        "school": SCHOOL_ID,
        "until": "end date",
    },
    "consents": {
        "person": PERSON_ID,
        "given": "consent, consent given",
        "date": "consent date",
    },
    "goals": {
        "id": "goal id",
        "title": "goal, goal title, goal name",
        "level": "goal level",
        "school": SCHOOL_ID,
        "group": GROUP_ID,
        "parent": "parent id, parent goal, parent goal id",
        "owner": "goal owner, person responsible",
        "unit": "units, unit of measure",
        "direction": "goal direction",
        "baseline": "baseline value, starting value",
        "target": "target value",
        "start": START,
        "due": "due date, target date, deadline",
        "next_step": "next steps",
    },
    "checkins": {
        "goal": "goal id",
        "date": "check-in date, checked on",
        "value": "current value, actual value",
        "comment": "comments, notes",
        "author": "recorded by, entered by",
    },
    "goal_targets": {
        "goal": "goal id",
        "date": "target date, by",
        "value": "target, target value, wanted",
    },
    "cycles": {
        "id": "cycle id",
        "goal": "goal id",
        "idea": "change idea, plan, tried",
        "prediction": "predicted outcome, expected",
        "predicted": "prediction date, predicted on",
        "begun": START,
        "studied": "studied on, study date",
        "found": "result, what happened, findings",
        "decision": "act",
    },
    "meetings": {
        "id": "meeting id",
        "school": SCHOOL_ID,
        "title": "subject, meeting title, meeting name",
        "start": "start date, start time, start date time, starts at",
        "end": "end date, end time, end date time, ends at",
        "group": GROUP_ID,
        "kind": "meeting type",
    },
    "events": {
        "id": "event id",
        "kind": "event type, activity type",
        "date": "event date",
        "school": SCHOOL_ID,
        "minutes": "duration minutes, duration in minutes, length in minutes",
        "group": GROUP_ID,
        "goal": "goal id",
    },
    "participants": {
        "event": "event id, meeting id",
        "person": f"participant, participant id, attendee, attendee id, {PERSON_ID}",
        "expected": "invited",
        "present": "attended",
    },
    "ties": {
        "from": "source, sender, ego, from id, from person",
        "to": "target, receiver, alter, to id, to person",
        "date": "survey date",
        "weight": "strength",
    },
    "lessons": {
        "person": f"teacher, {STAFF_ID}, person id, user id, sis id, local id",
        "day": "weekday, day of week, cycle day",
        "period": "lesson, block, slot, hour",
        "begins": "start time, begin time, from time",
        "ends": "end time, to time",
        "group": GROUP_ID,
        "start": START,
        "end": END,
    },
    "practices": {
        "id": "practice id, resource id, material id",
        "title": "practice, resource, material",
        "date": "shared on, date shared",
        "school": SCHOOL_ID,
        "by": "shared by, author id",
        "link": "url, web address",
        "group": GROUP_ID,
        "goal": "goal id",
    },
    "practice_uses": {
        "practice": "practice id, resource id, material id",
        "person": PERSON_ID,
        "date": "used on, date used",
    },
    "values": {
        "school": SCHOOL_ID,
        "value": "core value, school value",
        "position": "order, rank",
    },
    "actions": {
        "id": "action id, task id",
        "text": "action, action item, task",
        "owner": "assigned to, person responsible",
        "due": "due date, deadline",
        "closed": "closed on, date closed, closed date, completed on, date completed, completion date",
        "meeting": "meeting id",
        "goal": "goal id",
        "school": SCHOOL_ID,
    },
    "feedback": {
        "id": "feedback id",
        "date": "received on, date received, submitted on",
        "channel": "received by",
        "group": GROUP_ID,
        "text": "feedback, comment, message",
        "answered": "answered on, date answered, reply date, response date",
        "school": SCHOOL_ID,
    },
    "surveys": {
        "survey": "survey id",
        "date": "survey date, response date, submitted on",
        "respondent": "respondent id, response id",
        "item": "item id, question id",
        "answer": "response",
        "school": SCHOOL_ID,
    },
    "roles": {
        "person": PERSON_ID,
        "role": "leadership role",
        "body": "committee",
        "start": START,
        "end": END,
    },
    "development": {
        "person": PERSON_ID,
        "date": "course date, session date",
        "hours": "hours attended, pd hours",
        "topic": "course title, session title",
    },
    "requests": {
        "id": "request id, ticket id, ticket number",
        "date": "request date, opened on, date opened",
        "kind": "request type, category",
        "group": GROUP_ID,
        "answered": "answered on, date answered, response date",
        "solved": "solved on, date solved, resolved on, date resolved, closed on, date closed",
        "school": SCHOOL_ID,
    },
    "attendance": {
        "person": PERSON_ID,
        "date": "attendance date, absence date",
        "status": "attendance, attendance status, attendance code, attendance type",
        "minutes": "minutes missed, minutes absent, minutes late",
    },
    "incidents": {
        "id": "incident id, incident number, incident identifier, referral id",
        "date": "incident date, event date, referral date",
        "school": SCHOOL_ID,
        "kind": "incident type, incident code, behavior type, behaviour type, infraction",
        "person": PERSON_ID,
        "major": "office referral",
        "place": "location, incident location",
        "time": "incident time",
    },
    "results": {
        "person": PERSON_ID,
        "measure": "assessment, assessment id, assessment name, test name",
        "date": "assessment date, test date, date taken, completed date",
        "score": "assessment scale score, scale score, scaled score, test score",
        "level": "performance level, assessment performance level, achievement level, proficiency level",
        "low": "minimum score, lowest score",
        "high": "maximum score, highest score",
    },
    "recognitions": {
        "id": "recognition id",
        "date": "given on, date given",
        "to": "recipient, recipient id, to id",
        "to_kind": "recipient type",
        "from": "giver, given by, sender, from id",
        "value": "core value, school value",
        "kind": "recognition type, award type",
        "points": "points awarded",
        "message": "comment, reason",
        "school": SCHOOL_ID,
    },
    "initiatives": {
        "id": "initiative id",
        "name": "initiative, initiative name",
        "school": SCHOOL_ID,
        "group": GROUP_ID,
        "grade": GRADE,
        "start": START,
        "end": END,
    },
    "indicators": {
        "school": SCHOOL_ID,
        "measure": "indicator, indicator id, measure id",
        "period": "school year, academic year",
        "group": "student group, subgroup",
        "n": "number of students, student count",
    },
}

# People who are said to be of one sort by --set kind=...: a list of students may name their teacher, too.
SORTS: dict[str, dict[str, str]] = {
    "student": {"id": f"user id, sis id, local id, lasid, {STUDENT_ID}",
                "name": "full name, display name, student name, pupil name"},
    "staff": {"id": f"user id, sis id, local id, {STAFF_ID}",
              "name": "full name, display name, staff name, employee name, teacher name"},
    "family": {"id": "user id, parent id, guardian id, contact id",
               "name": "full name, display name, parent name, guardian name"},
    "partner": {"id": "partner id, user id", "name": "full name, display name, partner name"},
}

# Two columns that make one field: kind -> field -> words of the first, words of the second
PAIRS: dict[str, dict[str, tuple[str, str]]] = {
    "people": {"name": ("first name, given name, forename", "last name, family name, surname")},
    "meetings": {"start": ("start date", "start time"), "end": ("end date", "end time")},
}

# What may tell apart what the field's own column does not: whether the field is one column or both, is asked.
QUALIFIERS: dict[str, dict[str, str]] = {
    "results": {"measure": "assessment subject, test subject, subject"},
}
# fmt: on


def words(listed: str) -> frozenset[str]:
    return frozenset(plain(word) for word in listed.split(","))


@cache
def words_for(kind: str, field: str, sort: str = "") -> frozenset[str]:
    """What a field of a kind may be called; ``sort`` is the one that all people of a file are said to be."""
    special = SORTS.get(sort, {}) if kind == "people" else {}
    return words(special.get(field) or FIELDS[kind].get(field, "")) - {""}


@cache
def words_of_dates() -> frozenset[str]:
    """What dates of any kind may be called: whoever has two of them in a file is told which one is read."""
    dated = ("date", "start", "end", "due")
    return frozenset().union(*(words_for(kind, field) for kind in FIELDS for field in dated))


@cache
def pair_for(kind: str, field: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What the two columns may be called that make a field together."""
    pair = PAIRS.get(kind, {}).get(field)
    return (words(pair[0]), words(pair[1])) if pair else None


@cache
def qualifiers_for(kind: str, field: str) -> frozenset[str]:
    return words(QUALIFIERS.get(kind, {}).get(field, "")) - {""}
