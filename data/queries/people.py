"""Who is on the roster in the period, in the chosen classroom, program, grade or department."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from data import schema
from data.filters import Filters
from data.queries.kept import Kept
from data.scope import Scope

MEMBER_FILTERS = ("classroom", "program", "grade", "department")


def in_time(rows, first: date, last: date) -> ColumnElement[bool]:
    """Whether a row with ``start`` and ``end`` overlaps first..last; both may be open."""
    return and_(or_(rows.c.start.is_(None), rows.c.start <= last), or_(rows.c.end.is_(None), rows.c.end >= first))


def on_roster(scope: Scope, filters: Filters, kind: str) -> Select:
    """Ids of the people of one kind (staff, student, ...) whom the choice is about."""
    people = scope.rows(schema.people)
    chosen = [
        people.c.kind == kind,
        in_time(people, filters.start, filters.until),
        *_places(people, filters),
        *_groups(people, scope, filters),
    ]
    return select(people.c.id).where(*chosen)


def _places(people, filters: Filters) -> list[ColumnElement[bool]]:
    pairs = ((people.c.school, filters.school), (people.c.department, filters.department))
    return [column.in_(values) for column, values in pairs if values]


def _groups(people, scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    chosen = [
        people.c.id.in_(members(scope, filters, group=ids)) for ids in (filters.classroom, filters.program) if ids
    ]
    if filters.grade:
        chosen.append(_of_grade(people, scope, filters))
    return chosen


def _of_grade(people, scope: Scope, filters: Filters) -> ColumnElement[bool]:
    """By the classrooms of the period: a person's own grade is today's, and says nothing of last year."""
    by_classroom = people.c.id.in_(members(scope, filters, grade=filters.grade))
    in_no_grade = people.c.id.not_in(members(scope, filters, graded=True))
    return or_(by_classroom, and_(people.c.grade.in_(filters.grade), in_no_grade))


def members(scope: Scope, filters: Filters, *, group: tuple = (), grade: tuple = (), graded: bool = False) -> Select:
    """Ids of people who belong, in the period, to one of the groups, or to a classroom of one or any grade."""
    rows = scope.rows(schema.memberships)
    belongs = select(rows.c.person).where(in_time(rows, filters.start, filters.until))
    if group:
        return belongs.where(rows.c.group.in_(group))
    groups = scope.rows(schema.groups)
    wanted = groups.c.grade.is_not(None) if graded else groups.c.grade.in_(grade)
    return belongs.where(rows.c.group.in_(select(groups.c.id).where(wanted)))


def ever_on_roster(scope: Scope, filters: Filters, kind: str) -> Select:
    """The same of any time, for who cuts to the period afterwards; who is in a group is known of the period only."""
    if filters.classroom or filters.program or filters.grade:
        return on_roster(scope, filters, kind)
    people = scope.rows(schema.people)
    return select(people.c.id).where(people.c.kind == kind, *_places(people, filters))


def _staff(scope: Scope, filters: Filters) -> Select:
    people = scope.rows(schema.people)
    columns = [people.c[name] for name in ("id", "department", "role", "school", "start", "end", "fte")]
    return select(*columns).where(people.c.id.in_(ever_on_roster(scope, filters, "staff"))).order_by(people.c.id)


def _on_roster_then(staff: Any, filters: Filters) -> Any:
    """As ``in_time``, of a frame."""
    times = zip(staff["start"].tolist(), staff["end"].tolist(), strict=True)
    first, last = filters.start, filters.until
    there = [(come is None or come <= last) and (gone is None or gone >= first) for come, gone in times]
    return staff if all(there) else staff[there].reset_index(drop=True)


def _whole_school(filters: Filters) -> Filters:
    return filters.without(*MEMBER_FILTERS)


# Staff of the choice: id, department, role, school, start, end, fte.
staff = Kept(_staff, cut=_on_roster_then)
# Staff of the whole school in the period, whatever groups are chosen: the same columns.
all_staff = staff.of(_whole_school)


def student_groups(scope: Scope, filters: Filters) -> Select:
    """Students of the choice by the groups to compare: person, name (such as meals), value."""
    rows = scope.rows(schema.person_groups)
    chosen = rows.c.person.in_(on_roster(scope, filters, "student"))
    return select(rows.c.person, rows.c.name, rows.c.value).where(chosen)


def belonging(scope: Scope, filters: Filters) -> Select:
    """Everybody on the roster with each group they belong to: what the filters may offer."""
    people, rows, groups = (scope.rows(t) for t in (schema.people, schema.memberships, schema.groups))
    joined = people.outerjoin(
        rows, and_(rows.c.person == people.c.id, in_time(rows, filters.start, filters.until))
    ).outerjoin(groups, groups.c.id == rows.c.group)
    columns = (people.c.id.label("person"), people.c.kind, people.c.school, people.c.department, people.c.grade)
    of_group = (groups.c.type, groups.c.id.label("group"), groups.c.grade.label("group_grade"))
    here = in_time(people, filters.start, filters.until)
    return select(*columns, *of_group).select_from(joined).where(here)


def names(scope: Scope, filters: Filters) -> Select:
    """Staff of the choice by name: id, name. For metrics that declare a column of names."""
    people = scope.rows(schema.people)
    return select(people.c.id, people.c.name).where(people.c.id.in_(on_roster(scope, filters, "staff")))
