"""The sets of people that the filters make, and which of them may be held beside each other.

Whoever sees two choices, one within the other, can subtract. A viewer without names therefore sees a choice only if
nobody, or a threshold of people, is in any wider choice and not in it (definitions, 7.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

import pandas as pd

from data.disclosure import hidden_cells
from data.filters import Filters, school_year

GROUPS = ("classroom", "program", "grade", "department")
KINDS = {"students": ("student",), "staff": ("staff",), "sensitive": ("student", "staff")}
FIXED = ("students", "sensitive")  # a fixed family of cross-tabs: one group at a time
ONE_GROUP = "one group at a time: two together could single somebody out"
ONE_SCHOOL = "one school, or all of them: what is left of all could be a few people"
ONE_KIND = "one kind at a time: two together, less one of them, could single somebody out"
PARTITIONS = ("school", "grade", "department")  # everybody is in one of them: the parts make the whole
BESIDE_A_SMALL_ONE = "protects a small group: all the others, and the whole, would tell of it"
FEWEST_TEACHERS = 3
FEW_TEACHERS = f"the students of fewer than {FEWEST_TEACHERS} teachers: their results are for those teachers"
FIXED_DAYS = (
    "this role sees surveys and students' results for whole school years only: two days apart would single somebody out"
)

People = frozenset[str]
Sets = dict[tuple[str, str], People]  # (filter, value) -> who


@dataclass(frozen=True)
class Families:
    """``of_kind``: student, staff, ... -> everybody on the roster; ``sets``: those with a value of a filter."""

    of_kind: dict[str, People]
    sets: Sets

    def chosen(self, filters: Filters, kind: str, without: tuple[str, ...] = ()) -> People:
        """Whom a choice is about, with some of its filters opened again."""
        found = self.of_kind.get(kind, frozenset())
        for name in ("school", *GROUPS):
            if getattr(filters, name) and name not in without:
                found &= frozenset().union(*(self.sets.get((name, value), ()) for value in getattr(filters, name)))
        return found

    def refused(self, filters: Filters, whose: str, smallest: int) -> str | None:
        """Why a viewer without names may not see this choice of groups; None where they may."""
        if of_schools := self._refused_schools(filters, whose, smallest):
            return of_schools
        active = [name for name in GROUPS if getattr(filters, name)]
        if (whose in FIXED and len(active) > 1) or any(len(getattr(filters, name)) > 1 for name in active):
            return ONE_GROUP
        if whose == "students" and self._is_of_few_teachers(filters):
            return FEW_TEACHERS
        if not active:
            return None
        for kind in KINDS[whose]:
            chosen = self.chosen(filters, kind)
            if 0 < len(chosen) < smallest:
                return f"fewer than {smallest} people"
            if any(0 < len(more) - len(chosen) < smallest for more in self._around(filters, kind, active, chosen)):
                return _rest(smallest, kind)
            if any(self._is_hidden_beside(filters, kind, name, smallest) for name in active if name in PARTITIONS):
                return BESIDE_A_SMALL_ONE
        return None

    def _refused_schools(self, filters: Filters, whose: str, smallest: int) -> str | None:
        """One of several schools, unless it is small or hides a small one; of some of them, less others, comes one."""
        if not self.is_one_of_schools(filters):
            return None
        if len(set(filters.school) & self._schools) > 1:
            return ONE_SCHOOL
        is_small = any(self._is_hidden_beside(filters, kind, "school", smallest) for kind in KINDS[whose])
        return BESIDE_A_SMALL_ONE if is_small else None

    def is_one_of_schools(self, filters: Filters) -> bool:
        """Whether a choice leaves schools out that this viewer may see."""
        chosen = set(filters.school) & self._schools
        return bool(chosen) and chosen != self._schools

    @cached_property
    def _schools(self) -> set[str]:
        return {value for name, value in self.sets if name == "school"}

    def _is_hidden_beside(self, filters: Filters, kind: str, name: str, smallest: int) -> bool:
        """Whether this group is one of those that hide a small one: all the others, and the whole, would tell of it."""
        sizes = self._sizes(filters, kind, name)
        return not set(getattr(filters, name)) & set(sizes) <= set(_unhidden(sizes, smallest))

    def beside(self, filters: Filters, kind: str, name: str, smallest: int) -> list[str]:
        """The groups that may be asked for one by one: those that are not small and hide no small one."""
        return _unhidden(self._sizes(filters, kind, name), smallest)

    def _sizes(self, filters: Filters, kind: str, name: str) -> dict[str, int]:
        within = self.chosen(filters, kind, (name,))
        return {
            value: len(who & within)
            for (of, value), who in sorted(self.sets.items(), key=lambda one: one[0])
            if of == name and who & within
        }

    def _is_of_few_teachers(self, filters: Filters) -> bool:
        """A classroom is a teacher: so are the two classrooms of a grade."""
        chosen = self.chosen(filters, "student")
        theirs = [who for (name, _), who in self.sets.items() if name == "classroom" and who & chosen]
        staff = self.of_kind.get("staff", frozenset())
        teachers, unknown = frozenset().union(*theirs) & staff, [who for who in theirs if not who & staff]
        return bool(theirs) and len(teachers) + len(unknown) < FEWEST_TEACHERS

    def _around(self, filters: Filters, kind: str, active: list[str], chosen: People) -> Iterator[People]:
        """The choices in which this one lies: fewer filters, and every group that holds all of them."""
        for number in range(1, len(active) + 1):
            yield from (self.chosen(filters, kind, opened) for opened in combinations(active, number))
        within = self.chosen(filters, kind, GROUPS)
        yield from (group & within for group in self.sets.values() if chosen <= group & within)

    def refused_period(self, years: Families, filters: Filters, whose: str, smallest: int) -> str | None:
        """Why a viewer without names may not see this period of its school years."""
        for kind in KINDS[whose]:
            left_out = years.chosen(filters, kind) - self.chosen(filters, kind)
            if 0 < len(left_out) < smallest:
                return _rest(smallest, kind)
        return None


def _unhidden(sizes: dict[str, int], smallest: int) -> list[str]:
    reasons = hidden_cells(list(sizes.values()), smallest)
    return [value for value, reason in zip(sizes, reasons, strict=True) if not reason]


def is_on_fixed_days(filters: Filters, today: date) -> bool:
    """Whether a period is one of the few: this school year so far, the same weeks of the last one, all of that, and the
    weeks before. Of any two days somebody could make the difference."""
    now = replace(Filters.from_search("", today), compare="")
    last = school_year(now.start - timedelta(days=1))
    windows = {(one.start, one.until) for one in (now, now.a_year_earlier(), now.just_before())} | {last}
    return (filters.start, filters.until) in windows


def _rest(smallest: int, kind: str) -> str:
    return f"the rest would be fewer than {smallest} {'students' if kind == 'student' else kind}"


def families(belonging: pd.DataFrame) -> Families:
    """From a row for each person and group (see queries.people.belonging)."""
    of_kind, sets = belonging.groupby("kind")["person"].agg(frozenset).to_dict(), {}
    for name, column in (("school", "school"), ("department", "department"), ("grade", "grade_there")):
        sets |= _sets(_graded(belonging), name, column)
    for type_ in ("classroom", "program"):
        sets |= _sets(belonging[belonging["type"] == type_], type_, "group")
    return Families(of_kind, sets)


def _graded(belonging: pd.DataFrame) -> pd.DataFrame:
    """With the grade by which the filter finds a person: those of the classrooms, else the person's own."""
    in_a_grade = belonging["person"].isin(belonging["person"][belonging["group_grade"].notna()])
    return belonging.assign(grade_there=belonging["grade"].where(~in_a_grade, belonging["group_grade"]))


def _sets(belonging: pd.DataFrame, name: str, column: str) -> Sets:
    there = belonging[belonging[column].notna() & (belonging[column] != "")]
    return {(name, value): who for value, who in there.groupby(column)["person"].agg(frozenset).items()}
