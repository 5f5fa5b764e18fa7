"""Thanks: to whom, from whom, for what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from data import schema
from data.filters import Filters
from data.queries.kept import Kept
from data.queries.people import in_time, on_roster
from data.scope import Scope

SHOWN = "shown"
MOST_CARDS = 24  # on the wall: at eight seconds each, three minutes


def _thanks_of_years(scope: Scope, filters: Filters) -> Select:
    rows, years = scope.rows(schema.recognitions), filters.of_whole_years()
    columns = [rows.c[name] for name in ("date", "to_kind", "to_person", "to_group", "value")]
    chosen = [is_shown(rows), rows.c.date.between(years.start, years.end), *_of_choice(rows, filters)]
    return select(*columns, rows.c.from_person.label("giver")).where(*chosen).order_by(rows.c.date)


def _of_period(thanks: Any, filters: Filters) -> Any:
    days = thanks["date"].to_numpy()  # in order
    return thanks.iloc[bisect_left(days, filters.start) : bisect_right(days, filters.until)]


# Every thanks of the period in the chosen schools: date, to_kind, to_person or to_group, value, giver.
thanks = Kept(_thanks_of_years, cut=_of_period)


def values_named(scope: Scope, filters: Filters) -> Select:
    """Every value that thanks up to the period's last day ever named in the chosen schools: value."""
    rows = scope.rows(schema.recognitions)
    chosen = [rows.c.date <= filters.until, rows.c.value.is_not(None), is_shown(rows)]
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school))
    return select(rows.c.value).where(*chosen).distinct()


def own_values(scope: Scope, filters: Filters) -> Select:
    """The lists of values that the chosen schools have made themselves, in their order: school, value."""
    rows = scope.rows(schema.school_values)
    chosen = [rows.c.school.in_(filters.school)] if filters.school else []
    statement = select(rows.c.school, rows.c.value).where(*chosen)
    return statement.order_by(rows.c.school, rows.c.position.is_(None), rows.c.position, rows.c.value)


def is_shown(rows) -> ColumnElement[bool]:
    """What a file brought, or somebody has looked at; nothing that is held, removed or withdrawn counts anywhere."""
    return or_(rows.c.state.is_(None), rows.c.state == SHOWN)


def _of_choice(rows, filters: Filters) -> list[ColumnElement[bool]]:
    chosen = [rows.c.school.in_(filters.school)] if filters.school else []
    if filters.kind:
        chosen.append(or_(rows.c.kind.in_(filters.kind), rows.c.value.in_(filters.kind)))
    return chosen


def latest(scope: Scope, filters: Filters) -> Select:
    """The newest thanks of the choice with their words, at most 12."""
    return _newest(scope, filters).limit(12)


def for_the_wall(scope: Scope, filters: Filters) -> Select:
    """The newest that may stand before a room: to a team, class or program, or cleared by the giver and by whom they
    thank. Whether that person agreed to the wall, and whom the words name, is judged after this."""
    return _newest(scope, filters, for_a_room=True).limit(MOST_CARDS)


def _newest(scope: Scope, filters: Filters, *, for_a_room: bool = False) -> Select:
    rows, to, groups = (scope.rows(t) for t in (schema.recognitions, schema.people, schema.groups))
    joined = rows.outerjoin(to, to.c.id == rows.c.to_person).outerjoin(groups, groups.c.id == rows.c.to_group)
    team = case((rows.c.to_kind == "team", rows.c.to_group), else_=groups.c.name)
    columns = [rows.c[name] for name in ("id", "date", "to_kind", "to_person", "value", "message")]
    described = (
        team.label("group_name"), to.c.department.label("to_team"), to.c.kind.label("to_who"),
        to.c.name.label("to_name"),
    )  # fmt: skip
    chosen = [is_shown(rows), rows.c.date.between(filters.start, filters.until), *_of_choice(rows, filters)]
    if filters.classroom or filters.program or filters.grade or filters.department:
        chosen.append(_to_chosen(rows, scope, filters))
    if for_a_room:
        as_cleared = rows.c.import_id.is_(None)  # no file has put other words in their place since
        both = and_(rows.c.cleared_giver.is_(True), rows.c.cleared_person.is_(True), as_cleared)
        chosen += [rows.c.message.is_not(None), or_(rows.c.to_kind != "person", both)]
    statement = select(*columns, *described).select_from(joined).where(*chosen)
    return statement.order_by(
        rows.c.date.desc(), rows.c.state.is_(None), rows.c.id
    )  # of a day: what was said here first


def _to_chosen(rows, scope: Scope, filters: Filters) -> ColumnElement[bool]:
    groups = filters.classroom + filters.program + filters.department
    return or_(rows.c.to_person.in_(on_roster(scope, filters, "staff")), rows.c.to_group.in_(groups))


def rolls(scope: Scope, filters: Filters) -> Select:
    """Who belongs to which classroom or program in the period: group, type, name, grade, person, fte (of staff)."""
    members, groups, people = (scope.rows(t) for t in (schema.memberships, schema.groups, schema.people))
    joined = members.join(groups, groups.c.id == members.c.group).join(people, people.c.id == members.c.person)
    post = case((people.c.kind == "staff", people.c.fte)).label("fte")
    columns = (groups.c.id.label("group"), *(groups.c[name] for name in ("type", "name", "grade")))
    whom = (people.c.id.label("person"), post)
    chosen = [in_time(members, filters.start, filters.until), in_time(people, filters.start, filters.until)]
    if filters.school:
        chosen.append(groups.c.school.in_(filters.school))
    return select(*columns, *whom).select_from(joined).where(*chosen).distinct()


def board_consents(scope: Scope, filters: Filters) -> Select:
    """What each person said about standing on a board by name, the last word last: person, name, given."""
    return _said_about("boards", scope, filters)


def wall_consents(scope: Scope, filters: Filters) -> Select:
    """The same about the wall of thanks."""
    return _said_about("wall", scope, filters)


def _said_about(what: str, scope: Scope, filters: Filters) -> Select:
    rows, people = scope.rows(schema.consents), scope.rows(schema.people)
    joined = rows.join(people, people.c.id == rows.c.person)
    chosen = (rows.c.what == what, rows.c.date <= filters.until)
    columns = (rows.c.person, people.c.name, rows.c.given)
    return select(*columns).select_from(joined).where(*chosen).order_by(rows.c.person, rows.c.date)
