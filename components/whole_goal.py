"""The form of a whole goal: a new one, or one that is changed."""

from __future__ import annotations

from components import goal_desk
from components.blocks import panel
from components.desk import button
from components.form_fields import covered, form, labelled, line, refusal, select, text
from components.links import choose
from components.markup import tag
from components.values import Row
from data.actions import measure
from data.actions.plan import FOLLOWED, PLAN, RHYTHMS, STRATEGIES, TITLES, WAYS
from data.importers.catalog import LEVELS, OWNERS
from data.importers.ranges import ENDS
from data.metrics.registry import METRICS
from data.statistics.aim import DIRECTIONS

KINDS = {
    measure.NUMBER: "a number", measure.SHARE: "percent", measure.CHILDREN: "children, of how many",
    measure.YES_OR_NO: "yes or no", measure.MILESTONES: "milestones", measure.SCALE: "points on a scale",
    measure.PERCENT: "percent",
}  # fmt: skip
BLANK = dict.fromkeys(("id", "title", "level", "school", "group", "parent", "owner", "owner_kind", "strategy", "unit",
                       "direction", "baseline", "target", "low", "high", "start", "due", "rhythm_days", "next_step",
                       "metric", "guard", "out_of", "outcome", *PLAN))  # fmt: skip
NOT_HERE = (
    "Goals are written by leadership, by team leads and teachers for their own, and by owners; not in the meeting view."
)
NO_GOAL = "There is no such goal here that you may change, or it is closed: open it again first, on its page."


def new(search: str) -> list:
    if not goal_desk.is_open(search):
        return panel("New goal", tag("p", NOT_HERE))
    known = goal_desk.choices(search)
    row = BLANK | {"level": "school", "direction": "increase", "start": known["today"], "due": known["due"],
                   "rhythm_days": 30, "school": known["school"], "kind": measure.NUMBER}  # fmt: skip
    inside = form("/goals/create", *_fields(row, known, set()), refusal(), button("Make the goal", main=True),
                  style="goal-form whole", school=known["school"])  # fmt: skip
    return panel("What is wanted, and by when", _schools(known), inside)


def edit(goal: str, search: str) -> list:
    desk = goal_desk.goal(goal, search)
    if desk is None or desk["row"]["closed"]:
        return panel("Edit the goal", tag("p", NO_GOAL if goal_desk.is_open(search) else NOT_HERE))
    row, known = desk["row"], goal_desk.choices(search, desk["row"])
    fields = _fields(row | {"kind": measure.kind_of(row)}, known, desk["covered"])
    inside = form("/goals/change", *fields, refusal(), button("Save the goal", main=True), style="goal-form whole",
                  goal=row["id"], seen=desk["fingerprint"])  # fmt: skip
    return panel("What is wanted, and by when", inside)


def _schools(known: Row) -> list | None:
    """Where there are several: which one it is for, before anything else."""
    school = known["school"]
    if len(known["schools"]) < 2:
        return None
    links = [
        tag("a", name, href=f"/new-goal{choose('', school=id_)}", aria_current="true" if id_ == school else None)
        for id_, name in known["schools"].items()
    ]
    return tag("nav", links, className="choices", aria_label="For which school")


def _fields(row: Row, known: Row, hide: set[str]) -> list:
    return [*_what(row, known, hide), *_numbers(row), *_when(row), _plan(row, hide)]


def _text(row: Row, hide: set[str], name: str, words: str, long: bool = False, **more) -> list:
    if name in hide:
        return covered(words)
    return text(name, words, row[name]) if long else line(name, words, row[name], **more)


def _what(row: Row, known: Row, hide: set[str]) -> list:
    return [
        _text(row, hide, "title", "The goal in one line", required=True, maxLength=300),
        _pair(select("level", TITLES["level"], _same(LEVELS), row["level"], none=None),
              select("group", TITLES["group"], known["groups"].items(), row["group"])),
        select("parent", "It serves the goal", known["parents"].items(), row["parent"]),
        _owner(row, known) if "owner" not in hide else covered("Owner"),
        _pair(select("owner_kind", "Sort of owner", _same(OWNERS), row["owner_kind"]),
              select("strategy", "Strategy", _numbered(STRATEGIES), _said(row["strategy"]))),
    ]  # fmt: skip


def _owner(row: Row, known: Row) -> list:
    """Somebody of the list, or a role or group in words; who writes to their own goals alone begins with themselves."""
    in_words = "in words" if len(known["staff"]) > 1 else "in words (Show names: of the staff)"
    is_listed = row["owner"] in known["staff"]
    chosen = row["owner"] if is_listed else "" if row["owner"] or known["all"] else "me"
    return _pair(
        select("owner", "Owner", [("me", "me"), *known["staff"].items()], chosen, none=in_words),
        line(
            "owner_words",
            "Owner in words: a role or a group",
            "" if is_listed else (row["owner"] or "").rstrip(),
            maxLength=80,
        ),
    )


def _numbers(row: Row) -> list:
    kinds = measure.KINDS if row["kind"] != measure.PERCENT else (measure.PERCENT, *measure.KINDS)
    low, high = _ends(row)
    noun = row["unit"] if row["kind"] == measure.NUMBER else ""
    shown = {name: measure.shown(row[name], row) for name in ("baseline", "target", "low", "high")}
    return [
        _pair(select("kind", "What is counted", [(kind, KINDS[kind]) for kind in kinds], row["kind"], none=None),
              select("direction", "Direction", [(way, WAYS[way]) for way in DIRECTIONS], row["direction"], none=None)),
        _for(measure.NUMBER, line("noun", "Of what, such as plans", noun, maxLength=40)),
        _for(measure.CHILDREN, line("out_of", "Out of how many children", _said(row["out_of"]), inputMode="numeric")),
        _for(measure.SCALE, _pair(line("scale_low", "Lowest point", low, inputMode="numeric"),
                                  line("scale_high", "Highest point", high, inputMode="numeric"))),
        tag("div", _number("baseline", shown), _number("target", shown), className="pair", data_way="line"),
        tag("div", _number("low", shown), _number("high", shown), className="pair", data_way="band"),
    ]  # fmt: skip


def _number(name: str, shown: dict[str, str]) -> list:
    return line(name, TITLES[name], shown[name])


def _for(kind: str, inside: list) -> list:
    """Shown where this is what is counted (assets/goals.js); there is no harm in it otherwise."""
    return tag("div", inside, data_kind=kind)


def _when(row: Row) -> list:
    known = RHYTHMS | ({row["rhythm_days"]: f"every {row['rhythm_days']} days"} if row["rhythm_days"] else {})
    rhythms = [(str(days), RHYTHMS.get(days, words)) for days, words in sorted(known.items())]
    return [
        _pair(_day("start", "Start", row), _day("due", "Due", row)),
        select("rhythm_days", "Check in", rhythms, _said(row["rhythm_days"]), none="no rhythm"),
    ]


def _plan(row: Row, hide: set[str]) -> list:
    """What most goals do without."""
    metrics = [(name, metric.title) for name, metric in METRICS.items() if metric.unit == "share"]
    metrics += [(row["outcome"], row["outcome"])] if row["outcome"] and row["outcome"] not in dict(metrics) else []
    inside = [
        _text(row, hide, "next_step", "Next step"),
        _follows(row),
        select("outcome", "The outcome it aims at", metrics, row["outcome"]),
        _text(row, hide, "guard", "What must not suffer for it"),
        *(_text(row, hide, name, words, long=True) for name, words in PLAN.items()),
    ]  # fmt: skip
    return tag("details", tag("summary", "Plan: next step, number, strategy, promises"), inside, className="tool")


def _follows(row: Row) -> list:
    """Only numbers that can be measured for a goal; the goal then counts what that number counts (assets/goals.js)."""
    options = [tag("option", "–", value="")]
    options += [tag("option", metric.title, value=name, data_unit=metric.unit) for name, metric in FOLLOWED.items()]
    if row["metric"] and row["metric"] not in FOLLOWED:
        options.append(tag("option", row["metric"], value=row["metric"]))
    box = tag("select", options, name="metric", defaultValue=row["metric"] or "", className="form-select")
    return tag("div", labelled("The number of the dashboard it follows", box), tag("p", MEASURED, className="note"))


MEASURED = "A goal that follows a number is measured by it, in that number's unit: nobody types its values."


def _ends(row: Row) -> tuple[str, str]:
    ends = ENDS.fullmatch(row["unit"] or "")
    return ends.groups() if ends else ("1", "5")


def _day(name: str, words: str, row: Row) -> list:
    box = tag("input", type="date", name=name, defaultValue=str(row[name]), className="typed", required=True)
    return labelled(words, box)


def _pair(*fields: list) -> list:
    return tag("div", *fields, className="pair")


def _same(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _numbered(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(place), f"{place} {word}") for place, word in enumerate(words, 1)]


def _said(value: object) -> str:
    return "" if value is None else str(value)
