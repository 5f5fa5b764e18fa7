"""Taking back what was written: what comes back must be what could be written now.

Between writing and taking back other things are written; put back as they were, rows would pass the rules by.
"""

from __future__ import annotations

from collections.abc import Iterable

from data import schema
from data.actions import limit, measure, plan, rows
from data.actions.history import Act
from data.actions.mine import check_mine
from data.actions.refused import Refused
from data.actions.rows import Row
from data.importers.problems import Wrong
from data.importers.ranges import CHILDREN, MILESTONES, check, kind_of

UNJUDGED = {"closed", "archived", "import_id"}  # whether a goal is looked after says nothing of its numbers
PLAIN = {"unit": None, "out_of": None}  # as a bare number
OUTSIDE = "The check-in of {value} that would stand here {wrong}. Change or take back that one first."


def undo(act: Act, lines: Iterable[Row]) -> None:
    """Raises Refused, with a sentence, where what would come back breaks a rule of today."""
    lines = list(lines)
    with limit.kept(act):
        act.put_back(lines)
        for line in lines:
            _judge(act, line)


def _judge(act: Act, line: Row) -> None:
    table = schema.metadata.tables[line["name"]]
    back = rows.find(act.connection, table, rows.key_of_text(table, line["row"]))
    if back is None:
        return
    if table is schema.goals:
        _judge_goal(act, back, rows.of_text(table, line["after"]))
    elif table is schema.checkins:
        _judge_check_ins(act, back["goal"], [back])


def _judge_goal(act: Act, goal: Row, was: Row | None) -> None:
    changed = {name for name in goal if was is None or goal[name] != was[name]}
    if changed <= UNJUDGED:
        return
    plan.judge(act.connection, goal)
    limit.check_level(act, goal)
    check_mine(act, goal)
    if changed & {"unit", "out_of"}:
        _judge_check_ins(act, goal["id"], rows.all_of(act.connection, schema.checkins, goal["id"]))


def _judge_check_ins(act: Act, goal_id: str, checkins: Iterable[Row]) -> None:
    goal = rows.find(act.connection, schema.goals, [goal_id])
    for one in checkins:
        try:
            check(one["value"], goal, "value")
            _check_whole(one["value"], goal)
        except Wrong as wrong:
            raise Refused(OUTSIDE.format(value=measure.shown(one["value"], PLAIN), wrong=wrong)) from None


def _check_whole(number: float, goal: Row) -> None:
    """What forms ask beyond the range; a file may hold averages."""
    if kind_of(goal) in (CHILDREN, MILESTONES) and number != int(number):
        raise Wrong("is not a whole number", "the goal counts whole ones")
