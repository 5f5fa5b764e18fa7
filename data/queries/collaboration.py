"""Joint sessions and who was there."""

from __future__ import annotations

from sqlalchemy import Select, func, select, true

from data import schema
from data.filters import Filters
from data.queries.goals import in_hand
from data.queries.people import MEMBER_FILTERS, in_time, on_roster
from data.scope import Scope


def attended(scope: Scope, filters: Filters) -> Select:
    """Who of the chosen staff was present at which session: event, date, kind, size, person.

    ``size`` counts everybody who was present, chosen or not.
    """
    events, there = scope.rows(schema.events), scope.rows(schema.participants)
    size = _present(scope)
    joined = there.join(events, events.c.id == there.c.event).join(size, size.c.event == events.c.id)
    chosen = (
        func.coalesce(there.c.present, true()),
        there.c.person.in_(on_roster(scope, filters, "staff")),
        events.c.date.between(filters.start, filters.until),
    )
    columns = (events.c.id.label("event"), events.c.date, events.c.kind, size.c.present.label("size"))
    return select(*columns, there.c.person).select_from(joined).where(*chosen)


def before(filters: Filters) -> Filters:
    """The period to hold a period against: the same weeks a year earlier, or those just before where so chosen."""
    return filters.just_before() if filters.compare == "previous" else filters.a_year_earlier()


def attended_before(scope: Scope, filters: Filters) -> Select:
    """As ``attended``, in the period before."""
    return attended(scope, before(filters))


def attended_by_all(scope: Scope, filters: Filters) -> Select:
    """As ``attended``, of all staff whatever groups are chosen."""
    return attended(scope, filters.without(*MEMBER_FILTERS))


def session_goals(scope: Scope, filters: Filters) -> Select:
    """Which sessions of the period were for a goal: event, goal."""
    events = scope.rows(schema.events)
    chosen = (events.c.date.between(filters.start, filters.until), events.c.goal.is_not(None))
    return select(events.c.id.label("event"), events.c.goal).where(*chosen)


def goals_in_hand(scope: Scope, filters: Filters) -> Select:
    """Goals of the period that are not over: id, title, group, owner; whatever groups are chosen."""
    return in_hand(scope, filters.without(*MEMBER_FILTERS, "level", "goal"))


def rolls(scope: Scope, filters: Filters) -> Select:
    """Staff and students on the rolls of classrooms and programs in the period: group, person, kind."""
    members, people = scope.rows(schema.memberships), scope.rows(schema.people)
    joined = members.join(people, people.c.id == members.c.person)
    chosen = [in_time(members, filters.start, filters.until), in_time(people, filters.start, filters.until)]
    chosen.append(people.c.kind.in_(("staff", "student")))
    if filters.school:
        chosen.append(people.c.school.in_(filters.school))
    return select(members.c.group, members.c.person, people.c.kind).select_from(joined).where(*chosen).distinct()


def sessions(scope: Scope, filters: Filters) -> Select:
    """Sessions of the period: event, date, kind, minutes, present (how many of the chosen staff were)."""
    events = scope.rows(schema.events)
    present = _present(scope, on_roster(scope, filters, "staff"))
    joined = events.outerjoin(present, present.c.event == events.c.id)
    chosen = [events.c.date.between(filters.start, filters.until)]
    if filters.school:
        chosen.append(events.c.school.in_(filters.school))
    if any(getattr(filters, name) for name in MEMBER_FILTERS):
        chosen.append(present.c.present > 0)
    columns = (events.c.id.label("event"), events.c.date, events.c.kind)
    counted = (func.coalesce(events.c.minutes, 0).label("minutes"), func.coalesce(present.c.present, 0))
    return select(*columns, counted[0], counted[1].label("present")).select_from(joined).where(*chosen)


def observations(scope: Scope, filters: Filters) -> Select:
    """Who of the chosen staff was present at a peer observation of the period, and as what: event, person, role."""
    events, there = scope.rows(schema.events), scope.rows(schema.participants)
    chosen = (
        func.lower(events.c.kind).contains("observation"),
        func.coalesce(there.c.present, true()),
        there.c.person.in_(on_roster(scope, filters, "staff")),
        events.c.date.between(filters.start, filters.until),
    )
    joined = there.join(events, events.c.id == there.c.event)
    return select(there.c.event, there.c.person, there.c.role).select_from(joined).where(*chosen)


def session_answers(scope: Scope, filters: Filters) -> Select:
    """What was said in the period of sessions of the schools chosen: event, kind (as it was called then), person,
    answer; whatever groups are chosen, and whoever is on the roster today: that and the sessions' own days and kinds
    can be changed by who imports, and what changes with them would tell of one answer."""
    said = scope.rows(schema.session_answers)
    return select(said.c.event, said.c.kind, said.c.person, said.c.answer).where(*_answered(scope, filters, said))


def there(scope: Scope, filters: Filters) -> Select:
    """Who was present at the sessions about which something was said in the period: event, person."""
    came, said = scope.rows(schema.participants), scope.rows(schema.session_answers)
    answered = select(said.c.event).where(*_answered(scope, filters, said))
    return select(came.c.event, came.c.person).where(came.c.event.in_(answered), func.coalesce(came.c.present, true()))


def _answered(scope: Scope, filters: Filters, said) -> list:
    chosen = [said.c.date.between(filters.start, filters.until)]
    if filters.school:
        events = scope.rows(schema.events)
        chosen.append(said.c.event.in_(select(events.c.id).where(events.c.school.in_(filters.school))))
    return chosen


def held(scope: Scope, filters: Filters) -> Select:
    """The days of the period on which the schools chosen held any session: without one there are no data."""
    events = scope.rows(schema.events)
    chosen = [events.c.date.between(filters.start, filters.until)]
    if filters.school:
        chosen.append(events.c.school.in_(filters.school))
    return select(events.c.date).where(*chosen).distinct()


def _present(scope: Scope, among: Select | None = None):
    """How many people were present at each event: of everybody, or among some."""
    rows = scope.rows(schema.participants)
    there = [func.coalesce(rows.c.present, true()), *([rows.c.person.in_(among)] if among is not None else [])]
    return (
        select(rows.c.event, func.count(rows.c.person).label("present")).where(*there).group_by(rows.c.event).subquery()
    )
