"""What students were thanked for and corrected for, each with its day and grade."""

from __future__ import annotations

from sqlalchemy import Select, and_, func, or_, select

from data import schema
from data.filters import Filters
from data.queries.people import MEMBER_FILTERS, on_roster
from data.queries.recognition import is_shown
from data.scope import Scope


def acknowledgements(scope: Scope, filters: Filters) -> Select:
    """Thanks to the chosen students, and to their classrooms: a student's thanks go to their class. date, grade."""
    rows, people, groups = (scope.rows(t) for t in (schema.recognitions, schema.people, schema.groups))
    joined = rows.outerjoin(people, people.c.id == rows.c.to_person).outerjoin(groups, groups.c.id == rows.c.to_group)
    to_class = and_(rows.c.to_kind == "classroom", *_classrooms(groups, filters))
    to_student = rows.c.to_person.in_(on_roster(scope, filters, "student"))
    chosen = [is_shown(rows), rows.c.date.between(filters.start, filters.until), or_(to_student, to_class)]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    grade = func.coalesce(people.c.grade, groups.c.grade).label("grade")
    return select(rows.c.date, grade).select_from(joined).where(*chosen)


def _classrooms(groups, filters: Filters) -> list:
    """Those of the choice; of a program's students no classroom is the whole."""
    chosen = [groups.c.id.in_(filters.classroom)] if filters.classroom or filters.program else []
    return chosen + ([groups.c.grade.in_(filters.grade)] if filters.grade else [])


def corrections(scope: Scope, filters: Filters) -> Select:
    """Incidents of the chosen students; of the whole school also those that name nobody. date, grade."""
    rows, people = scope.rows(schema.incidents), scope.rows(schema.people)
    chosen = [rows.c.date.between(filters.start, filters.until)]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    if any(getattr(filters, name) for name in MEMBER_FILTERS):
        chosen.append(rows.c.person.in_(on_roster(scope, filters, "student")))
    joined = rows.outerjoin(people, people.c.id == rows.c.person)
    return select(rows.c.date, people.c.grade).select_from(joined).where(*chosen)
