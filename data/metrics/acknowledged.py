"""Acknowledgement to correction: how often students are thanked for each time that they are written up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd

from data.disclosure import KEY, VALUE, N
from data.metrics.collaboration import SHARE_KINDS, monday
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import SHARE_COLUMNS
from data.queries import acknowledged as queries
from data.queries import outcomes
from data.wording import plain

CAVEAT = (
    "Incidents that were written down are not the corrections of a lesson, and thanks on record are not all praise: "
    "this is no observed ratio. 3:1, 4:1 and 5:1 are conventions; no best ratio is known, and students at risk needed "
    "about 9:1 in one study (Caldarella 2019)."
)
DEFINITION = f"Thanks on record to students and their classrooms, to one incident on record. {CAVEAT}"
WHY = "Whoever is only ever corrected stops listening."
NOTHING = "Neither thanks to students nor incidents on record for this choice."
NOT_APART = "By grade and week it is for those who see these students by name: two weeks apart would tell of a few."
QUERIES = {"thanks": queries.acknowledgements, "incidents": queries.corrections, "students": outcomes.students}


def ratio(acknowledged: int, corrected: int) -> float | None:
    """To one correction; without any correction there is none: 12:0 is no number."""
    return acknowledged / corrected if corrected else None


def said(acknowledged: float, corrected: float) -> str:
    """412/96 as "4.29:1"; without any correction "412:0"."""
    return f"{plain(acknowledged / corrected)}:1" if corrected else f"{plain(acknowledged)}:0"


def _ratio(rows: Rows, asked: Asked) -> Computed:
    thanked, corrected, students = (len(rows[name]) for name in ("thanks", "incidents", "students"))
    people = _behind(students, thanked, corrected, asked.smallest)
    line = (asked.whole, ratio(thanked, corrected), thanked, corrected, people)
    return Computed(pd.DataFrame([line], columns=SHARE_COLUMNS), n=students)


def _behind(students: int, thanked: int, corrected: int, smallest: int) -> int:
    """Few incidents, or few thanks, are of few students: then these are the people behind the ratio."""
    few = [number for number in (thanked, corrected) if 0 < number < smallest]
    return min([students, *few])


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if pd.notna(row["numerator"]) and row["numerator"] + row["denominator"]:
        counts = f"{plain(row['numerator'])} thanks to students, {plain(row['denominator'])} incidents on record"
        return f"{said(row['numerator'], row['denominator'])}: {counts}."
    return f"{plain(row['value'])}:1, thanks to students to incidents on record." if pd.notna(row["value"]) else NOTHING


RATIO = Metric(
    name="recognition.ratio",
    title="Thanks to one correction",
    why=WHY, definition=DEFINITION, unit="thanks to one incident", direction="neutral", strategy=7, whose="students",
    noun="students", columns=SHARE_KINDS, queries=QUERIES, compute=_ratio, sentence=_sentence,
)  # fmt: skip


def _apart(rows: Rows, asked: Asked, key: str, column: str, told: Callable[..., object]) -> Computed:
    """One row a grade or week, for who sees these students; for all others the whole is enough."""
    if asked.smallest:
        return Computed(pd.DataFrame(columns=[column, *SHARE_COLUMNS[1:]]), n=len(rows["students"]))
    thanked, corrected = (Counter(map(told, rows[name][key])) for name in ("thanks", "incidents"))
    lines = [
        (one, ratio(thanked[one], corrected[one]), thanked[one], corrected[one], len(rows["students"]))
        for one in sorted(thanked.keys() | corrected.keys())
    ]
    return Computed(pd.DataFrame(lines, columns=[column, *SHARE_COLUMNS[1:]]), n=len(rows["students"]))


def _grade(grade: object) -> str:
    return f"Grade {grade}" if isinstance(grade, str) and grade else "no grade"


def _apart_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if asked.smallest:
        return NOT_APART
    known = frame[frame["value"].notna()]
    if known.empty:
        return NOTHING
    key, lowest = frame.columns[0], known.loc[known["value"].astype(float).idxmin()]
    words = f"the week of {lowest[key]:%d %b}" if key == "week" else str(lowest[key])
    return f"Least in {words}: {said(lowest['numerator'], lowest['denominator'])}."


BY_GRADE = Metric(
    name="recognition.ratio_by_grade",
    title="Thanks to one correction, by grade",
    why=WHY, definition=DEFINITION, unit="thanks to one incident", direction="neutral", strategy=7, whose="students",
    noun="students", columns=SHARE_KINDS, parts=False, splits=True, queries=QUERIES,
    compute=lambda rows, asked: _apart(rows, asked, "grade", "group", _grade), sentence=_apart_sentence,
)  # fmt: skip

BY_WEEK = Metric(
    name="recognition.ratio_by_week",
    title="Thanks to one correction, week by week",
    why=WHY, definition=DEFINITION, unit="thanks to one incident", direction="neutral", strategy=7, whose="students",
    noun="students", parts=False,
    columns={"week": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N}, queries=QUERIES,
    compute=lambda rows, asked: _apart(rows, asked, "date", "week", monday), sentence=_apart_sentence,
)  # fmt: skip

METRICS = (RATIO, BY_GRADE, BY_WEEK)
