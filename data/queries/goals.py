"""Goals, their check-ins and what the calendar says of the time they have."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, true

from data import schema
from data.filters import Filters
from data.queries.people import on_roster
from data.scope import Scope


def goals(scope: Scope, filters: Filters) -> Select:
    """Goals whose time overlaps the period, with their group and the owner's role and name."""
    rows, groups, people = (scope.rows(t) for t in (schema.goals, schema.groups, schema.people))
    owners = rows.outerjoin(groups, groups.c.id == rows.c.group).outerjoin(people, people.c.id == rows.c.owner)
    described = (
        groups.c.name.label("group_name"),
        groups.c.type.label("group_type"),
        people.c.role.label("owner_role"),
        people.c.name.label("owner_name"),
    )
    columns = [rows.c[column.name] for column in schema.goals.c if column.name != "import_id"]
    chosen = [_of_period(rows, filters), *_of_choice(rows, scope, filters)]
    return select(*columns, *described).select_from(owners).where(*chosen).order_by(rows.c.id)


def _of_period(rows, filters: Filters) -> ColumnElement[bool]:
    """Goals of the period, those that begin later in it among them; not what was given up or put away by then. One that
    is asked for by its id is there whenever it was."""
    if filters.goal:
        return true()
    given_up = (rows.c.closed <= filters.until) & (rows.c.closed < rows.c.due)  # nobody is asked about it any more
    still_open = or_(rows.c.closed.is_(None), (rows.c.closed >= filters.start) & ~given_up)
    in_sight = or_(rows.c.archived.is_(None), rows.c.archived > filters.until)
    return (rows.c.start <= filters.end) & (rows.c.due >= filters.start) & still_open & in_sight


def _of_choice(rows, scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    pairs = ((rows.c.school, filters.school), (rows.c.level, filters.level), (rows.c.id, filters.goal))
    chosen = [column.in_(values) for column, values in pairs if values]
    groups = filters.classroom + filters.program
    if groups:
        chosen.append(rows.c.group.in_(groups))
    if filters.grade:
        of_grade = scope.rows(schema.groups)
        ids = select(of_grade.c.id).where(of_grade.c.grade.in_(filters.grade))
        chosen.append(rows.c.group.in_(ids))
    if filters.department:
        chosen.append(rows.c.owner.in_(on_roster(scope, filters, "staff")))
    return chosen


def checkins(scope: Scope, filters: Filters) -> Select:
    """Check-ins of those goals up to the day asked for, earliest first; of one instant the later entered last."""
    rows, people = scope.rows(schema.checkins), scope.rows(schema.people)
    columns = [rows.c[name] for name in ("goal", "at", "value", "confidence", "comment", "author")]
    authors = rows.outerjoin(people, people.c.id == rows.c.author)
    described = (people.c.role.label("author_role"), people.c.name.label("author_name"))
    wanted = select(goals(scope, filters).subquery().c.id)
    chosen = (rows.c.goal.in_(wanted), rows.c.at < _day_after(filters))
    return select(*columns, *described).select_from(authors).where(*chosen).order_by(rows.c.at, rows.c.id)


def calendar(scope: Scope, filters: Filters) -> Select:
    """Every day of the calendars: school, date, kind, note. Goals may reach beyond the period."""
    rows = scope.rows(schema.calendar)
    statement = select(rows.c.school, rows.c.date, rows.c.kind, rows.c.note).order_by(rows.c.school, rows.c.date)
    return statement.where(rows.c.school.in_(filters.school)) if filters.school else statement


def chart_events(scope: Scope, filters: Filters) -> Select:
    """What happened at the school in the period and may explain a chart."""
    rows = scope.rows(schema.chart_events)
    chosen = [rows.c.date <= filters.until, or_(rows.c.until >= filters.start, rows.c.date >= filters.start)]
    if filters.school:
        chosen.append(or_(rows.c.school.in_(filters.school), rows.c.school.is_(None)))
    return select(rows.c.date, rows.c.until, rows.c.text).where(*chosen).order_by(rows.c.date)


def promises(scope: Scope, filters: Filters) -> Select:
    """Actions of meetings up to the day asked for, with the meeting they were agreed in and whose they are."""
    rows, meetings, people = (scope.rows(t) for t in (schema.actions, schema.meetings, schema.people))
    joined = rows.join(meetings, meetings.c.id == rows.c.meeting).outerjoin(people, people.c.id == rows.c.owner)
    columns = [rows.c[name] for name in ("id", "text", "owner", "due", "closed", "dropped", "goal")]
    described = (
        meetings.c.id.label("meeting"), meetings.c.start.label("meeting_at"),
        people.c.role.label("owner_role"), people.c.name.label("owner_name"),
    )  # fmt: skip
    chosen = [meetings.c.start < _day_after(filters)]
    if filters.school:
        chosen.append(meetings.c.school.in_(filters.school))
    return select(*columns, *described).select_from(joined).where(*chosen).order_by(meetings.c.start.desc())


def last_meeting(scope: Scope, filters: Filters) -> Select:
    """The newest meeting before the day asked for: date-time, title; none or one row."""
    rows = scope.rows(schema.meetings)
    chosen = [rows.c.start < datetime.combine(filters.until, time())]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    return select(rows.c.start, rows.c.title).where(*chosen).order_by(rows.c.start.desc()).limit(1)


def _day_after(filters: Filters) -> datetime:
    return datetime.combine(filters.until + timedelta(days=1), time())
