"""The one door from the library of practice to what people write in it: for who may, and never in front of a room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components import request
from components.goal_desk import NAMES_SOMEBODY, covered_names, schools_seen, writer
from components.links import chosen
from data.actions import history, practices
from data.actions.rights import Writer, shares, tends
from data.naming import Names

SHARED, USED, CHANGED, ARCHIVED, REPORTED, LOOKED_AT = "shared", "used", "changed", "archived", "reported", "looked at"
MOST_HELD = 20
Row = dict[str, Any]


def is_open(search: str) -> bool:
    """Whether this viewer may write here, and looks at a screen of their own."""
    return shares(writer()) and not request.choice(search).view


def choices(search: str) -> Row:
    """What a form chooses from, of one school; what names somebody is not offered while names are off."""
    here, cover = schools_seen(), covered_names(search)
    school = chosen(search, "school")
    school = school if school in here else next(iter(here), "")
    with request.gate().engine.connect() as connection:
        return {
            "schools": here, "school": school, "topics": _topics(practices.topics_in_use(connection, school), cover),
            "groups": practices.groups(connection, school), "goals": _goals(practices.goals(connection, school), cover),
        }  # fmt: skip


def _topics(topics: Iterable[str], cover: Names | None) -> list[str]:
    return [topic for topic in topics if not (cover and cover.in_text(topic))]


def _goals(titles: dict[str, str], cover: Names | None) -> dict[str, str]:
    return {id_: NAMES_SOMEBODY if cover and cover.in_title(title) else title for id_, title in titles.items()}


def tools(ids: list[str], search: str) -> dict[str, Row]:
    """What they may do with each of these: ``use`` it today, ``change`` it, and what its form shows."""
    if not is_open(search):
        return {}
    who, cover = writer(), covered_names(search)
    with request.gate().engine.connect() as connection:
        today = practices.used_today(connection, who, request.gate().settings.today)
        found = practices.of_these(connection, who, ids)
        own = {row["id"] for row in found if practices.is_sharer(connection, who, row)}
    return {row["id"]: _tools(row, who, row["id"] in own, cover) | {"today": row["id"] in today} for row in found}


def held(search: str) -> list[Row]:
    """What was reported and waits for a look, as it may be shown just now: to who shared it, and to who looks at it.
    ``looks``: whether they may show it; nobody shows what they have not read."""
    if not is_open(search):
        return []
    who, cover = writer(), covered_names(search)
    with request.gate().engine.connect() as connection:
        found = practices.held(connection, who, MOST_HELD)
        own = {row["id"] for row in found if practices.is_sharer(connection, who, row)}
    return [_held(row, None if row["id"] in own else cover) | {"looks": tends(who, row["school"])} for row in found]


def _held(row: Row, cover: Names | None) -> Row:
    covered = _form(row, cover)["covered"]
    return {"practice": row["id"], "date": row["date"], "readable": not covered} | {
        name: None if name in covered else row[name] for name in ("title", "topic", "link")
    }


def _tools(row: Row, who: Writer, own: bool, cover: Names | None) -> Row:
    changes = own or tends(who, row["school"])
    return {"use": bool(who.person) and not own, "form": _form(row, None if own else cover) if changes else None}


def _form(row: Row, cover: Names | None) -> Row:
    """One's own words are one's own; a colleague's are covered where somebody's name stands in them."""
    texts = {name: row[name] for name in ("title", "topic", "link")}
    covered = {name for name, text in texts.items() if cover and text and cover.in_text(text)}
    return texts | {"school": row["school"], "covered": covered}


def said(search: str) -> str:
    """What became of the form that led here, without a word of it."""
    with request.gate().engine.connect() as connection:
        lines = history.lines_of(connection, chosen(search, "said"))
    if not lines or lines[-1]["name"] not in (practices.TABLE.name, practices.USES.name):
        return ""
    if lines[-1]["name"] == practices.USES.name:
        return USED
    if not lines[-1]["before"]:
        return SHARED
    if history.state_of(lines[-1], "state") != "kept":
        return REPORTED if history.state_of(lines[-1], "state") == practices.HELD else LOOKED_AT
    return CHANGED if history.state_of(lines[-1], "archived") in ("kept", "None") else ARCHIVED
