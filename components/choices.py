"""A few choices of one kind as small links: what is chosen stands in the address and nowhere else."""

from __future__ import annotations

from collections import Counter

from components.links import choose, chosen
from components.markup import tag
from data.answer import Answer
from data.disclosure import A_NAME, NAMED
from data.metrics.calendar import THIS_YEAR

LEVELS = {"": "All", "school": "School", "program": "Programs", "classroom": "Classrooms", "team": "Teams"}
BOARDS = {"": "Teams", "program": "Programs", "classroom": "Classrooms"}
TIES = (("events", "joint sessions", "Joint sessions"), ("advice", "advice", "Advice"))
MOST_TOPICS = 12


def level_links(search: str) -> list:
    """Which goals: all, or those of one level."""
    return _levels("Level", LEVELS, search)


def board_links(search: str) -> list:
    """Which groups stand on a board."""
    return _levels("Groups", BOARDS, search)


def tie_links(shown: Answer, search: str) -> list:
    """What ties two people: sessions on the calendar, or the advice they said they ask for. ``shown``: the matrix."""
    what = next((row["what"] for row in shown.rows()), "")
    links = [_link(words, choose(search, kind=kind), what.startswith(start)) for kind, start, words in TIES]
    return tag("nav", *links, className="choices", aria_label="Ties")


def period_links(periods: Answer, search: str) -> list:
    """The few windows of time that every page offers."""
    now = (chosen(search, "from"), chosen(search, "to"))
    links = []
    for row in periods.rows():
        window = ("", "") if row["id"] == THIS_YEAR else (row["from"], row["to"])
        links.append(_link(row["label"], choose(search, **{"from": window[0], "to": window[1]}), window == now))
    return tag("nav", *links, className="choices", aria_label="Period")


def topic_links(practices: Answer, search: str) -> list | None:
    """What the library is about, the most frequent first. A list stands in the address with commas between."""
    topics = Counter(row["topic"] for row in practices.rows() if row["topic"] not in (None, NAMED))
    named = [topic for topic, _ in topics.most_common(MOST_TOPICS) if "," not in topic]
    now = chosen(search, "kind")
    links = [_link(kind or "All", choose(search, kind=kind), kind == now) for kind in ("", *named)]
    return tag("nav", *links, className="choices", aria_label="Topics") if named else None


def school_links(schools: dict[str, str], now: str, path: str) -> list | None:
    """At which school something is written, where there are several."""
    if len(schools) < 2:
        return None
    links = [
        tag("a", name, href=f"{path}{choose('', school=id_)}", aria_current="true" if id_ == now else None)
        for id_, name in schools.items()
    ]
    return tag("nav", *links, className="choices", aria_label="At which school")


def value_links(named: Answer, search: str) -> list | None:
    """One value of the school at a time: each has its month, so that no one of them is asked for all year."""
    month = next((row["kind_of_value"] for row in named.rows() if row["of_the_month"]), None)
    if month in (None, A_NAME):
        return None
    now = chosen(search, "kind")
    ours = _link(f"This month: {month}", choose(search, kind=month), month == now)
    return tag("nav", _link("All values", choose(search, kind=""), not now), ours, className="choices",
               aria_label="Values")  # fmt: skip


def choice_bar(*navs: list) -> list:
    """Choices that hold for the blocks below them."""
    return tag("div", *navs, className="choice-bar")


def _levels(name: str, levels: dict[str, str], search: str) -> list:
    now = chosen(search, "level")
    links = [_link(words, choose(search, level=level), level == now) for level, words in levels.items()]
    return tag("nav", *links, className="choices", aria_label=name)


def _link(words: str, search: str, current: bool) -> list:
    return tag("a", words, href=search or "?", aria_current="true" if current else None)
