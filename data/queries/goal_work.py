"""What is done for goals: sessions, meetings, decisions, development, support and thanks that name one, or none."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import Select, Text, cast, func, literal, select, union_all

from data import schema
from data.filters import Filters
from data.queries.goals import goals
from data.queries.recognition import is_shown
from data.scope import Scope

SORTS = ("session", "meeting", "decision", "development", "support", "thanks")


def work(scope: Scope, filters: Filters) -> Select:
    """goal, sort, first and last day, how many: of the chosen goals, up to the day asked for."""
    every = union_all(*_of_each(scope, filters)).subquery("every")
    wanted = select(goals(scope, filters).subquery().c.id)
    counted = (
        func.count(every.c.sort).label("value"),
        func.min(every.c.on).label("first"),
        func.max(every.c.on).label("last"),
    )
    return (
        select(every.c.goal, every.c.sort, *counted)
        .where(every.c.goal.in_(wanted))
        .group_by(every.c.goal, every.c.sort)
    )


def items(scope: Scope, filters: Filters) -> Select:
    """on, sort, said: the newest work for the chosen goals."""
    every = union_all(*_of_each(scope, filters)).subquery("every")
    wanted = select(goals(scope, filters).subquery().c.id)
    return (
        select(every.c.on, every.c.sort, every.c.said)
        .where(every.c.goal.in_(wanted))
        .order_by(every.c.on.desc(), every.c.sort, every.c.said)
        .limit(MOST_ITEMS)
    )


def served(scope: Scope, filters: Filters) -> Select:
    """sort, how many in the period, and how many of them name a goal."""
    every = union_all(*_of_each(scope, filters)).subquery("every")
    named = func.count(every.c.goal).label("numerator")
    return (
        select(every.c.sort, named, func.count(every.c.sort).label("denominator"))
        .where(every.c.on >= filters.start.isoformat())
        .group_by(every.c.sort)
    )


MOST_ITEMS = 60


def _of_each(scope: Scope, filters: Filters) -> list[Select]:
    events, meetings, actions = (scope.rows(t) for t in (schema.events, schema.meetings, schema.actions))
    learnt, asked, thanks = (scope.rows(t) for t in (schema.development, schema.requests, schema.recognitions))
    agreed = actions.join(meetings, meetings.c.id == actions.c.meeting)
    confirmed = select(events.c.meeting).where(events.c.meeting.is_not(None))  # it stands there as a session
    return [
        _of("session", events, filters, events.c.date, func.coalesce(events.c.topic, events.c.kind)),
        _of("meeting", meetings, filters, meetings.c.start, meetings.c.title).where(meetings.c.id.not_in(confirmed)),
        _of("decision", actions, filters, meetings.c.start, actions.c.text, agreed),
        _of("development", learnt, filters, learnt.c.date, learnt.c.topic),
        _of("support", asked, filters, asked.c.date, asked.c.kind),
        _of("thanks", thanks, filters, thanks.c.date, thanks.c.value).where(is_shown(thanks)),
    ]  # fmt: skip


def _of(sort: str, rows, filters: Filters, on, said, joined=None) -> Select:
    """Days as text in one form, so that dates and date-times stand in one column on either database."""
    day = func.substr(cast(on, Text), 1, 10)
    chosen = (
        [on < datetime.combine(filters.until + timedelta(days=1), time())]
        if on.type.python_type is datetime
        else [on <= filters.until]
    )
    if filters.school:
        chosen.append(rows.c.school.in_(filters.school) if "school" in rows.c else rows.c.goal.is_not(None))
    named = select(rows.c.goal.label("goal"), literal(sort).label("sort"), day.label("on"), said.label("said"))
    return named.select_from(joined if joined is not None else rows).where(*chosen)


def plan(scope: Scope, filters: Filters) -> Select:
    """What the improvement plan says of the chosen goals, and what each side promised."""
    chosen = goals(scope, filters).subquery("chosen")
    before = scope.rows(schema.goals)
    names = ("id", "source", "approach", "we_promise", "they_promise", "owner_kind", "carried_from")
    joined = chosen.outerjoin(before, before.c.id == chosen.c.carried_from)
    return select(*(chosen.c[name] for name in names), before.c.title.label("before")).select_from(joined)


def targets(scope: Scope, filters: Filters) -> Select:
    """What the chosen goals want to have reached on the way: goal, date, value."""
    rows, wanted = scope.rows(schema.goal_targets), select(goals(scope, filters).subquery().c.id)
    return (
        select(rows.c.goal, rows.c.date, rows.c.value).where(rows.c.goal.in_(wanted)).order_by(rows.c.goal, rows.c.date)
    )


def cycles(scope: Scope, filters: Filters) -> Select:
    """What was tried for the chosen goals, the newest first."""
    rows, wanted = scope.rows(schema.cycles), select(goals(scope, filters).subquery().c.id)
    names = ("id", "goal", "idea", "prediction", "predicted", "begun", "studied", "found", "decision")
    begun = func.coalesce(rows.c.begun, rows.c.predicted)
    return select(*(rows.c[name] for name in names)).where(rows.c.goal.in_(wanted)).order_by(begun.desc(), rows.c.id)


def steps(scope: Scope, filters: Filters) -> Select:
    """Action steps of the chosen goals, agreed in a meeting or written beside the goal."""
    rows, people = scope.rows(schema.actions), scope.rows(schema.people)
    wanted = select(goals(scope, filters).subquery().c.id)
    columns = [rows.c[name] for name in ("id", "goal", "text", "owner", "due", "closed", "dropped")]
    owners = rows.outerjoin(people, people.c.id == rows.c.owner)
    described = (people.c.role.label("owner_role"), people.c.name.label("owner_name"))
    chosen = select(*columns, *described).select_from(owners).where(rows.c.goal.in_(wanted))
    return chosen.order_by(rows.c.closed.is_not(None), rows.c.due, rows.c.id)
