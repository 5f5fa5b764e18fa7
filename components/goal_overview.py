"""Over all goals: what moved, which nobody works on, how they hang together, and a district school by school."""

from __future__ import annotations

from components import tables, values
from components.blocks import panel
from components.entries import entries
from components.links import choose, goal_page
from components.markup import tag
from components.status import SHAPES, TONES, status_chip
from components.values import Row
from data.answer import Answer
from data.statistics.pace import Status

STANDINGS = [str(status) for status in Status]
MOST_CHANGED = 5


def changed(answered: Answer, search: str) -> list:
    """Since the last meeting: what was, what is, and why."""
    rows = answered.rows()
    title = f"Since {values.long_day(rows[0]['since'])}" if rows else "Since our last meeting"
    told = [_moved(row, search) for row in rows[:MOST_CHANGED]]
    more = tag("p", f"{len(rows) - MOST_CHANGED} more moved.", className="note") if len(rows) > MOST_CHANGED else None
    return panel(title, entries(told, answered.sentence), more, metric=answered.metric)


def _moved(row: Row, search: str) -> list:
    link = tag("a", row["title"], href=goal_page(row["goal"], search), className="entry-title")
    then = f"was {values.WORDS[row['then']].lower()}; {row['rule']}"
    return tag("li", tag("div", status_chip(row["now"])), tag("div", link, tag("p", then)), className="entry")


def gaps(unworked: Answer, served: Answer, search: str) -> list:
    """Goals nobody works on, and work that serves no goal: questions, not faults."""
    lines = [_unworked(row, search) for row in unworked.rows()]
    table = tag("details", tag("summary", "By sort of work"), tables.rows(served, search)) if served.rows() else None
    told = tag("details", tag("summary", "Which"), entries(lines, unworked.sentence)) if lines else None
    return panel("Gaps", tag("p", unworked.sentence), told, tag("p", served.sentence), table, metric=unworked.metric)


def _unworked(row: Row, search: str) -> list:
    link = tag("a", row["title"], href=goal_page(row["goal"], search), className="entry-title")
    last = f"last: {values.on(row['last'], True)}" if row["last"] else "nothing on record"
    return tag("li", tag("div", last), tag("div", link), className="entry")


def tree(answered: Answer, search: str) -> list | None:
    """Goals that others serve, with those below them; None where no goal serves another."""
    rows, wanted = answered.rows(), set()
    for row in rows:
        if row["children"] or row["parent"] in wanted:
            wanted.add(row["goal"])
    lines = [_branch(row, search) for row in rows if row["goal"] in wanted]
    heads = [tag("th", words, scope="col") for words in ("Goal", "Status", "Its own way", "Goals below it")]
    table = tag("table", tag("caption", answered.sentence, className="visually-hidden"), tag("thead", tag("tr", heads)),
                tag("tbody", lines), className="tree")  # fmt: skip
    counted = tag("details", tag("summary", "How is this counted?"), tag("p", answered.definition), className="counted")
    scroll = tag("div", table, className="table-scroll", tabIndex=0, role="group", aria_label=answered.title)
    return panel("How they hang together", scroll, counted, metric=answered.metric) if lines else None


def _branch(row: Row, search: str) -> list:
    link = tag("a", row["title"], href=goal_page(row["goal"], search))
    indent = {"paddingLeft": f"{1.5 * row['depth']}rem"}
    own = "–" if row["own"] is None else values.measured(row["own"], "share")
    return tag("tr", tag("th", link, scope="row", style=indent), tag("td", status_chip(row["status"])), tag("td", own),
               tag("td", _below(row)))  # fmt: skip


def _below(row: Row) -> list | str:
    """How far the goals below have come, how many of them report, and how many stand where."""
    if not row["children"]:
        return "–"
    said = "incomplete" if row["value"] is None else f"{values.measured(row['value'], 'share')} of the way"
    return tag("div", f"{said}; {row['reporting']} of {row['children']} reporting", tag("p", standings(row)))


def standings(row: Row) -> list:
    """How many stand where, by shape and number: "● 3 ◆ 1"."""
    return [
        tag("span", SHAPES[status], f" {row[status]} ", className=f"tone-{TONES[status]}",
            title=values.STATUS_WORDS[status], role="img", aria_label=f"{row[status]} {values.STATUS_WORDS[status]}")
        for status in STANDINGS if row[status]
    ]  # fmt: skip


def by_school(answered: Answer, search: str) -> list:
    """A district, school by school, by name."""
    heads = [tag("th", words, scope="col") for words in ("School", "Met or on track", "Of", "Where they stand")]
    lines = [
        tag("tr", tag("th", tag("a", row["group"], href=f"/goals{choose(search, school=row['school'])}"), scope="row"),
            tag("td", values.cell(row, "value", "share")), tag("td", str(row["denominator"])),
            tag("td", standings(row)))
        for row in answered.rows()
    ]  # fmt: skip
    table = tag("table", tag("caption", answered.sentence, className="visually-hidden"), tag("thead", tag("tr", heads)),
                tag("tbody", lines))  # fmt: skip
    scroll = tag("div", table, className="table-scroll", tabIndex=0, role="group", aria_label=answered.title)
    return panel("School by school", tag("p", answered.sentence), scroll, metric=answered.metric)
