"""Strategy 6: the outcome the school watches, and its gap: chronic absence."""

from __future__ import annotations

import pandas as pd

from data.disclosure import KEY, VALUE, N, coding
from data.metrics.collaboration import SHARE_KINDS
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import (
    SHARE_COLUMNS,
    in_shown_order,
    is_coded,
    month_sentence,
    percent_said,
    with_something_said,
)
from data.metrics.standing import month_ends, school_days
from data.queries import goals, people
from data.queries import outcomes as queries
from data.wording import count, percent, plain, share_of

FEWEST_DAYS = 10  # a student enrolled for less is not judged (Maine's rule)
NOBODY = "No attendance on record for this choice, absences only, or fewer than 10 days of each student."
RULE = (
    "Absent on 10% or more of the days enrolled, for any reason, suspension included; tardy and partial days count "
    f"as present. Students with at least {FEWEST_DAYS} days on record in the period; "
    "nothing where only absences, or absences and lateness, are recorded."
)
QUERIES = {"attendance": queries.attendance}


def judged(days: pd.DataFrame) -> pd.DataFrame:
    """Per student: enrolled, absent, chronic. In whole numbers: absent x 10 >= enrolled.

    Nobody, where no more days of presence are on record than of absence: then only what was out of the ordinary is
    recorded, as many systems do, and no days enrolled are known.
    """
    totals = days.groupby("person")[["enrolled", "absent", "present"]].sum()
    if totals["present"].sum() <= totals["absent"].sum():
        return totals.iloc[:0].assign(chronic=False)
    totals = totals[totals["enrolled"] >= FEWEST_DAYS]
    return totals.assign(chronic=totals["absent"] * 10 >= totals["enrolled"])


def _share(students: pd.DataFrame) -> tuple[float | None, int, int, int]:
    whole, part = len(students), int(students["chronic"].sum())
    return (part / whole if whole else None), part, whole, whole


def _chronic(rows: Rows, asked: Asked) -> Computed:
    students = judged(rows["attendance"])
    return Computed(pd.DataFrame([(asked.whole, *_share(students))], columns=SHARE_COLUMNS), n=len(students))


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if is_coded(row):
        return f"{row['shown']} of {count(int(row['n']), 'student')} are often absent."
    if not row["denominator"]:
        return NOBODY
    part = share_of(row["numerator"], row["denominator"])
    return f"{percent(row['value'], 1)} of students are often absent: {part}."


CHRONIC = Metric(
    name="outcomes.chronic_absence",
    title="Students who are often absent",
    why="Average attendance hides the students who miss one day in ten.",
    definition=f"Chronic absence. {RULE}",
    unit=SHARE, direction="lower", strategy=6, whose="students", noun="students", columns=SHARE_KINDS,
    followable=True, facts="attendance",
    queries=QUERIES, compute=_chronic, sentence=_sentence,
)  # fmt: skip


def _by_month(rows: Rows, asked: Asked) -> Computed:
    """From the start of the period to the end of each month, as the measure is defined: it grows less jumpy."""
    days, lines = rows["attendance"], []
    for first, _ in month_ends(asked):
        so_far = days[days["month"] <= f"{first:%Y-%m}"]
        lines.append((first, *_share(judged(so_far))))
    return Computed(pd.DataFrame(lines, columns=["month", *SHARE_COLUMNS[1:]]), n=days["person"].nunique())


TREND = Metric(
    name="outcomes.trend",
    title="Students who are often absent, month by month",
    why="Early in the year the number jumps; later it tells.",
    definition=f"Chronic absence from the start of the period to the end of the month. {RULE}",
    unit=SHARE, direction="lower", strategy=6, whose="students", noun="students", parts=False,
    columns={"month": KEY, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N},
    queries={"attendance": queries.attendance_by_month}, compute=_by_month,
    sentence=lambda frame, asked: month_sentence(frame, "of students were often absent", NOBODY, "by the end of"),
)  # fmt: skip


def _by_group(rows: Rows, asked: Asked) -> Computed:
    """One row a group to compare (meals: free), within its family; a family with a small group loses rows in pairs."""
    students = judged(rows["attendance"])
    groups = rows["groups"].merge(students, left_on="person", right_index=True)
    groups = groups.assign(group=groups["name"] + ": " + groups["value"])
    lines = [(name, group, *_share(of_group)) for (name, group), of_group in groups.groupby(["name", "group"])]
    frame = pd.DataFrame(lines, columns=["family", *SHARE_COLUMNS])
    shown = pd.concat([in_shown_order(family) for _, family in frame.groupby("family")] or [frame], ignore_index=True)
    return Computed(shown[["family", *SHARE_COLUMNS]], n=len(students))


def _gap_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    said = with_something_said(frame)
    gaps = [_gap(of_family) for _, of_family in said.groupby("family") if len(of_family) > 1]
    if not gaps:
        return "No two groups to compare for this choice."
    gap, high, low = max(gaps, key=lambda gap: gap[0])
    if gap <= 0 and (is_coded(high) or is_coded(low)):
        return "No gap can be told from ranges that overlap."
    return f"The gap: {high['group']} {percent_said(high, 1)}, {low['group']} {percent_said(low, 1)}."


def _gap(family: pd.DataFrame) -> tuple[float, pd.Series, pd.Series]:
    """The widest gap that is there whatever the ranges stand for, and the two groups."""
    ends = [(row, *_ends(row)) for _, row in family.iterrows()]
    high, least, _ = max(ends, key=lambda end: end[1])
    low, _, most = min((end for end in ends if end[0] is not high), key=lambda end: end[2])
    return least - most, high, low


def _ends(row: pd.Series) -> tuple[float, float]:
    """The share, twice; or where its range begins and ends."""
    return coding.ends(row["shown"]) if is_coded(row) else (float(row["value"]),) * 2


BY_GROUP = Metric(
    name="outcomes.by_group",
    title="Students who are often absent, by group",
    why="A school is as good as it is for those it serves least.",
    definition=f"Chronic absence by the groups the school compares. {RULE}",
    unit=SHARE, direction="lower", strategy=6, whose="students", noun="students",
    line="family", columns={"family": KEY, **SHARE_KINDS},
    queries=QUERIES | {"groups": people.student_groups}, compute=_by_group, sentence=_gap_sentence,
)  # fmt: skip


def _incidents(rows: Rows, asked: Asked) -> Computed:
    """Per 100 students and school day, so that months and schools of unequal size can be held beside each other."""
    students = len(rows["students"])
    days = {on for of_school in school_days(rows["calendar"]).values() for on in of_school}
    held = sum(asked.filters.start <= on <= asked.filters.until for on in days)
    recorded, whole = len(rows["incidents"]), students * held
    line = (asked.whole, recorded * 100 / whole if whole else None, recorded, whole, students)
    return Computed(pd.DataFrame([line], columns=SHARE_COLUMNS), n=students)


def _incidents_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    row = frame.iloc[0]
    if pd.isna(row["value"]):
        return "No students or no school days on record for this choice."
    in_all = f": {plain(row['numerator'])} in all" if pd.notna(row["numerator"]) else ""
    return f"{plain(row['value'])} incidents per 100 students and school day{in_all}."


INCIDENTS = Metric(
    name="outcomes.incidents",
    title="Incidents per 100 students and school day",
    why="Where children are sent out of lessons, nobody learns.",
    definition="Incidents recorded / (students x school days of the calendar) x 100: what adults wrote down.",
    unit="incidents per 100 student days", direction="lower", strategy=6, whose="students", noun="students",
    columns=SHARE_KINDS,
    followable=True, facts="incidents",
    queries={"incidents": queries.incidents, "students": queries.students, "calendar": goals.calendar},
    compute=_incidents, sentence=_incidents_sentence,
)  # fmt: skip

METRICS = (CHRONIC, TREND, BY_GROUP, INCIDENTS)
