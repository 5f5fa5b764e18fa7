"""What the filters offer: only choices that would leave somebody on the roster."""

from __future__ import annotations

import pandas as pd

from data.disclosure import KEY
from data.metrics.record import Asked, Computed, Metric, Rows
from data.queries import people
from data.wording import count

FILTERS = ("school", "classroom", "program", "grade", "department")


def _choices(rows: Rows, asked: Asked) -> Computed:
    """For each filter, the values found among the people whom all the other filters leave."""
    holds = _holders(rows["belonging"])
    chosen = {name: _people_of(holds[name], getattr(asked.filters, name)) for name in FILTERS}
    lines = []
    for name in FILTERS:
        left = _left(chosen, name)
        offered = [value for value, them in holds[name].items() if left is None or not them.isdisjoint(left)]
        labels = asked.labels.get(name, {})
        lines += [(name, value, labels.get(value, value)) for value in sorted(offered, key=lambda v: _order(labels, v))]
    return Computed(pd.DataFrame(lines, columns=["filter", "id", "label"]))


def _holders(belonging: pd.DataFrame) -> dict[str, dict[str, set[str]]]:
    """For each filter and value the people who have it."""
    of_type = {kind: belonging[belonging["type"] == kind] for kind in ("classroom", "program")}
    grades = belonging["grade"].fillna(belonging["group_grade"])
    pairs = {
        "school": belonging[["school", "person"]],
        "department": belonging[["department", "person"]],
        "grade": pd.DataFrame({"grade": grades, "person": belonging["person"]}),
        **{kind: rows[["group", "person"]] for kind, rows in of_type.items()},
    }
    return {name: _sets(frame) for name, frame in pairs.items()}


def _sets(pairs: pd.DataFrame) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for value, person in zip(*(pairs[name].to_numpy() for name in pairs.columns), strict=True):
        if isinstance(value, str) and value:
            held.setdefault(value, set()).add(person)
    return held


def _people_of(held: dict[str, set[str]], values: tuple[str, ...]) -> set[str] | None:
    """Everybody with one of the values; None where nothing is chosen."""
    return set().union(*(held.get(value, set()) for value in values)) if values else None


def _left(chosen: dict[str, set[str] | None], without: str) -> set[str] | None:
    sets = [people for name, people in chosen.items() if name != without and people is not None]
    return set.intersection(*sets) if sets else None


def _order(labels: dict, value: str) -> tuple:
    """Grades in their order (K first), everything else by its label."""
    label = str(labels.get(value, value))
    digits = "".join(letter for letter in label if letter.isdigit())
    return (value not in ("PK", "TK", "K", "KG"), int(digits) if digits and len(digits) < 9 else 10**9, label)


CHOICES = Metric(
    name="filters.choices",
    title="What can be chosen",
    why="A choice that would empty everything is not offered.",
    definition="Values held by somebody on the roster whom all other choices leave.",
    unit="choices", direction="neutral", strategy=6, whose="open",
    columns={"filter": KEY, "id": KEY, "label": KEY},
    queries={"belonging": people.belonging}, compute=_choices,
    sentence=lambda frame, asked: f"{count(len(frame), 'choice')}.",
)  # fmt: skip

METRICS = (CHOICES,)
