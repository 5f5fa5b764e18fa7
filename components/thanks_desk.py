"""The one door from pages to what people write of thanks: for who may, and never in front of a room."""

from __future__ import annotations

from typing import Any

from components import request
from components.goal_desk import covered_names, schools_seen, writer
from components.links import chosen
from data.actions import history, recipients, thanks, values
from data.actions.rights import moderates, says_thanks
from data.naming import Names

MOST_MINE, MOST_HELD = 12, 20
REPORTED = "reported"
Row = dict[str, Any]


def is_open(search: str) -> bool:
    """Whether this viewer may say thanks, and looks at a screen of their own."""
    return says_thanks(writer()) and not request.choice(search).view


def choices(search: str) -> Row:
    """Whom and what for. Colleagues stand in this list by name, also while names are off: one thanks by name."""
    who, here = writer(), schools_seen()
    school = chosen(search, "school")
    school = school if school in here else next(iter(here), "")
    with request.gate().engine.connect() as connection:
        colleagues = recipients.by_team(connection, school, request.gate().settings.today, who.person)
        return {
            "schools": here, "school": school,
            "values": _unnamed(thanks.values_of(connection, school), covered_names(search)),
            "to": [
                *((team, _named("person", them)) for team, them in colleagues),
                ("Teams", _named("team", recipients.teams(connection, school))),
                ("Programs", _named("program", recipients.programs(connection, school))),
                ("Classrooms", _named("classroom", recipients.classrooms(connection, school))),
            ],
        }  # fmt: skip


def _unnamed(values: list[str], cover: Names | None) -> list[str]:
    """Without those that name somebody while names are off."""
    return [value for value in values if not (cover and cover.in_title(value))]


def _named(kind: str, names: dict[str, str]) -> dict[str, str]:
    return {f"{kind}:{id_}": name for id_, name in names.items()}


def said(search: str) -> str:
    """What became of the form that led here: the state of the thanks before and after, without a word of them."""
    lines = [line for line in _lines(search) if line["name"] == thanks.TABLE.name]
    if not lines:
        return ""
    state = history.state_of(lines[-1], "state")
    return REPORTED if lines[-1]["before"] and state == thanks.HELD else state


def has_kept_values(search: str) -> bool:
    """Whether the form that led here was the list of values."""
    return any(line["name"] == values.TABLE.name for line in _lines(search))


def _lines(search: str) -> list[Row]:
    with request.gate().engine.connect() as connection:
        return history.lines_of(connection, chosen(search, "said"))


def of_school(school: str) -> list[str] | None:
    """The school's own list of values, for who writes it; None for who does not."""
    if not moderates(writer(), school):
        return None
    with request.gate().engine.connect() as connection:
        return values.own(connection, school)


def mine() -> list[Row]:
    """What they said and what was said to them: their own, and so with the names that stand in it."""
    who = writer()
    with request.gate().engine.connect() as connection:
        found = thanks.of_mine(connection, who, MOST_MINE)
        known = recipients.called(connection, found)
        return [
            one | {"to": known[one["id"]], "gave": thanks.is_giver(connection, who, one),
                   "thanked": thanks.is_thanked(who, one)}
            for one in found
        ]  # fmt: skip


def count_held() -> int:
    """How many wait for them to look at; none for who does not."""
    if not _looks():
        return 0
    with request.gate().engine.connect() as connection:
        return thanks.count_held(connection, writer())


def held(search: str) -> list[Row] | None:
    """What waits, as it may be shown just now; None for who does not look at thanks before they show."""
    if not _looks():
        return None
    names = covered_names(search)
    with request.gate().engine.connect() as connection:
        found = thanks.held(connection, writer(), MOST_HELD)
        known = recipients.called(connection, found)
        return [_covered(one, known[one["id"]], thanks.count_of_day(connection, one), names) for one in found]


def _looks() -> bool:
    return any(moderates(writer(), school) for school in schools_seen())


def _covered(one: Row, to: str, of_day: int, names: Names | None) -> Row:
    """Nobody shows what they have not read: ``readable`` only where nothing of it is covered."""
    is_named = names is not None and (one["to_kind"] == "person" or names.in_text(one["message"] or ""))
    words = {"to": "somebody", "message": None} if is_named else {"to": to}
    return one | words | {"readable": not is_named, "of_day": of_day if of_day > thanks.MANY_A_DAY else 0}
