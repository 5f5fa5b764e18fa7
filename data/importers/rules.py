"""What a row must be as a whole, and what it says without writing it: pure functions of a row and what is known.

A rule takes a row (values by stored name; by field name where a field is not stored itself), completes it in place
and raises Wrong with the field at fault. It never quotes a value: receipts keep what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from data.importers import ranges
from data.importers.known import Known
from data.importers.problems import Unknown, Wrong
from data.importers.values import unknown

Row = dict[str, object]
Rule = Callable[[Row, Known], None]


def both(first: Rule, second: Rule) -> Rule:
    def rule(row: Row, known: Known) -> None:
        first(row, known)
        second(row, known)

    return rule


def in_order(start: str, *later: str) -> Rule:
    """What comes later is not before the start."""

    def rule(row: Row, _known: Known) -> None:
        for name in later:
            if row[name] is not None and row[start] is not None and row[name] < row[start]:
                raise Wrong(f"is before {start}", "correct one of the two dates", name)

    return rule


period = in_order("start", "end")


def group_of_type(kind: str) -> Rule:
    """Classrooms and programs share their ids, since memberships and goals name either."""

    def rule(row: Row, known: Known) -> None:
        stored = known.groups.get(row["id"])
        if stored and stored.type != kind:
            raise Wrong(f"is already the id of a {stored.type}", "give one of the two another id", "id")

    return rule


# --- goals -----------------------------------------------------------------------------------------------
class Words(NamedTuple):
    """How whoever wrote the goal calls its parts: by the columns of a file, or by the labels of a form."""

    start: str = "start"
    baseline: str = "the baseline"
    low: str = "low"
    increase: str = "the goal is to increase"
    decrease: str = "the goal is to decrease"
    use_increase: str = "use increase"
    use_decrease: str = "use decrease"
    maintain: str = "maintain"
    use_maintain: str = "use maintain"
    give_band: str = "give low and high, or a target"


IN_A_FILE = Words()
OWN_NUMBERS = ("baseline", "target", "low", "high")
HARDLY, NOTHING = 1e-6, 1e-9  # of the larger of two numbers, and between any two: less than that is no way to go


def goal(row: Row, known: Known, words: Words = IN_A_FILE) -> None:
    """Judged together with what is stored: a file may bring only the target, say."""
    whole = known.goals.get(row["id"], {}) | {name: value for name, value in row.items() if value is not None}
    if whole["due"] < whole["start"]:
        raise Wrong(f"is before {words.start}", "correct one of the two dates", "due")
    if whole.get("group") and known.groups[whole["group"]].school != whole["school"]:
        raise Wrong("is a classroom or program of another school", "correct it, or the school of the goal", "group")
    for name in OWN_NUMBERS:
        ranges.check(whole.get(name), whole, name)
    if whole["direction"] == "maintain":
        _can_be_kept(whole, words)
    else:
        _can_be_reached(whole, words)


def of_goal(row: Row, known: Known) -> None:
    """A value of a goal is a number of the goal's own kind."""
    ranges.check(row["value"], known.goals[row["goal"]], "value")


def _can_be_kept(goal: Row, words: Words) -> None:
    low, high = goal.get("low"), goal.get("high")
    if goal.get("target") is None and (low is None or high is None):
        raise Wrong(f"is {words.maintain}, but nothing says what to keep to", words.give_band, "direction")
    if low is not None and high is not None and high < low:
        raise Wrong(f"is under {words.low}", "correct one of the two", "high")


def _can_be_reached(goal: Row, words: Words) -> None:
    baseline, target, direction = goal.get("baseline"), goal.get("target"), goal["direction"]
    if baseline is None or target is None:
        return
    mend = f"correct one of the two, or {words.use_maintain}"
    if target == baseline:
        raise Wrong(f"is {words.baseline}: there is nothing to reach", mend, "target")
    if abs(target - baseline) < max(NOTHING, HARDLY * max(abs(target), abs(baseline))):
        raise Wrong(f"is less than a millionth away from {words.baseline}: there is no way to go", mend, "target")
    if (target > baseline) != (direction == "increase"):
        side, though, use = (
            ("under", words.increase, words.use_decrease)
            if direction == "increase"
            else ("over", words.decrease, words.use_increase)
        )
        raise Wrong(f"is {side} {words.baseline}, though {though}", f"correct it, or {use}", "target")


# --- where a row's school is not written -----------------------------------------------------------------
def school_of(*references: str) -> Rule:
    """The school that the row says, or that of what it refers to, or the only one there is; else none."""

    def rule(row: Row, known: Known) -> None:
        told = {known.school(name, row[name]) for name in references if row[name] is not None} - {None}
        _agree(row, told)
        row["school"] = row["school"] or next(iter(told), None) or known.only_school

    return rule


def _agree(row: Row, told: set[str]) -> None:
    if row["school"] and told - {row["school"]}:
        raise Wrong("is another school than that of what the row refers to", "correct it or leave it blank", "school")
    if len(told) > 1:
        raise Wrong("are at different schools: the goal and the meeting", "correct one of the two", "goal")


def survey(row: Row, known: Known) -> None:
    """Answers are nobody's: a respondent that is a person's id would say whose they are."""
    if row["respondent"] in known.people:
        raise Wrong(
            "is the id of a person: answers to surveys must not say whose they are",
            "export the survey without names or ids, or with a code of its own per respondent",
            "respondent",
        )
    group = known.groups.get(row["group"])
    row["school"] = row["school"] or (group.school if group else None) or known.only_school


# --- who was where, who is thanked -----------------------------------------------------------------------
def participant(row: Row, known: Known) -> None:
    named = row.pop("event")
    is_event, is_meeting = named in known.event_ids, named in known.meetings
    if is_event and is_meeting:
        raise Wrong("is the id of an event and of a meeting", "give one of the two another id", "event")
    row["event"], row["meeting"] = (named, None) if is_event else (None, named)


def result(row: Row, _known: Known) -> None:
    low, high, score = row["low"], row["high"], row["score"]
    if low is not None and high is not None and high < low:
        raise Wrong("is under low", "correct one of the two", "high")
    if (low is not None and score < low) or (high is not None and score > high):
        raise Wrong("is outside low and high", "correct the score or its range", "score")


def recognition(row: Row, known: Known) -> None:
    """Finds the recipient, and by it the school."""
    to, kind = row.pop("to"), row["to_kind"] or "person"
    row["to_kind"] = kind
    row["to_person"], row["to_group"] = (to, None) if kind == "person" else (None, to)
    school = _school_of_team(to, row, known) if kind == "team" else _school_of_recipient(to, kind, known)
    if row["school"] not in (None, school):
        raise Wrong("is not the recipient's school", "correct it or leave it blank", "school")
    row["school"] = school


def _school_of_recipient(to: str, kind: str, known: Known) -> str:
    if kind == "person":
        if to not in known.people:
            raise _to(unknown("people"))
        return known.people[to].school
    group = known.groups.get(to)
    if not group or group.type != kind:
        remedy = f"import the {kind}s first, or correct the id"
        raise Unknown("groups", f"is not the id of a known {kind}", remedy, "to")
    return group.school


def _school_of_team(to: str, row: Row, known: Known) -> str:
    schools = known.departments.get(to, set())
    if not schools:
        raise Unknown("people", "is not a department of any known staff", "write it as people's department does", "to")
    giver = known.people.get(row["from_person"])
    for school in (row["school"], giver.school if giver else None):
        if school in schools:
            return school
    if len(schools) > 1:
        raise Wrong("is a department of several schools", "say which by a column school or --set school=...", "to")
    return next(iter(schools))


def _to(wrong: Wrong) -> Wrong:
    wrong.field = "to"
    return wrong
