"""The one door from pages to what people say of sessions: for who may, and never in front of a room. Asked anew with
every look: what waits for somebody is theirs, and no answer of the gate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from components import request
from components.goal_desk import covered_names, writer
from components.links import chosen
from data.actions import calendar_meetings, history, sessions
from data.actions.rights import takes_part
from data.disclosure import label_covered
from data.naming import Names

MOST_WAITING, MOST_LATELY, MOST_CONFIRMED, MOST_COUNTED = 30, 20, 20, 100
TOLD = {
    ("events", True): "confirmed", ("events", False): "unconfirmed", ("participants", True): "there",
    ("session_answers", True): "answered", ("session_answers", False): "there",
}  # fmt: skip
Row = dict[str, Any]


def is_open(search: str) -> bool:
    """Whether there may be anything that this viewer confirms, on a screen of their own."""
    return takes_part(writer()) and not request.choice(search).view


def is_known() -> bool:
    """Whether the roster knows who looks: nobody else was anywhere."""
    return writer().person is not None


def count_waiting(search: str) -> int:
    """How many meetings wait for them."""
    if not is_open(search):
        return 0
    with request.gate().engine.connect() as connection:
        return len(calendar_meetings.waiting(connection, writer(), _today(), datetime.now(), MOST_COUNTED))


def waiting(search: str) -> list[Row]:
    """Meetings of which they may say that they took place: as they may be shown just now, each with its kinds and
    which of them one tap takes."""
    who, names = writer(), covered_names(search)
    with request.gate().engine.connect() as connection:
        found = calendar_meetings.waiting(connection, who, _today(), datetime.now(), MOST_WAITING)
        own = {one["id"] for one in found if calendar_meetings.is_invited(connection, who, one["id"])}
    return [_covered(one, names, one["id"] in own) for one in found]


def _covered(one: Row, names: Names | None, own: bool) -> Row:
    """``sure``: whether they can tell which meeting it is. One's own is known by its time; of another nobody says what
    they have not read."""
    covered = names is not None and names.in_text(one["title"])
    kinds = [kind for kind in one["kinds"] if not (names and names.in_title(kind))]
    likely = one["likely"] if one["likely"] in kinds else None
    return one | {"title": None if covered else one["title"], "sure": own or not covered, "kinds": kinds,
                  "likely": likely}  # fmt: skip


def lately(search: str) -> list[Row]:
    """Sessions of the last weeks that they took part in, with what they said of each."""
    names = covered_names(search)
    with request.gate().engine.connect() as connection:
        found = sessions.lately(connection, writer(), _today(), MOST_LATELY)
    return [_of_a_kind(one, names) for one in found]


def confirmed(search: str) -> list[Row]:
    """What they may take back."""
    names = covered_names(search)
    with request.gate().engine.connect() as connection:
        found = sessions.confirmed(connection, writer(), _today(), MOST_CONFIRMED)
    return [_of_a_kind(one, names) for one in found]


def _of_a_kind(one: Row, names: Names | None) -> Row:
    return one | {"kind": label_covered(one["kind"], names)} if names else one


def said(search: str) -> str:
    """What became of the form that led here."""
    with request.gate().engine.connect() as connection:
        lines = history.lines_of(connection, chosen(search, "said"))
    told = [TOLD.get((line["name"], line["after"] is not None), "") for line in lines]
    return next(iter(filter(None, (one for one in told if one.endswith("confirmed")))), next(iter(told), ""))


def _today():
    return request.gate().settings.today
