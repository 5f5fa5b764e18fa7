"""Every metric by its name, and the seven headline numbers in their order."""

from __future__ import annotations

from typing import NamedTuple

from data.metrics import (
    acknowledged,
    boards,
    calendar,
    change,
    choices,
    collaboration,
    communication,
    evenness,
    free_periods,
    goal_course,
    goal_plan,
    goal_tree,
    goal_work,
    goals,
    leaders,
    leadership,
    network,
    network_measures,
    outcomes,
    practices,
    promises,
    recognition,
    spread,
    suggested,
    support,
    together,
    useful,
    wall,
)
from data.metrics.record import Metric

ROOMS = (goals, goal_course, goal_tree, goal_work, goal_plan, communication, collaboration, network, network_measures,
         leaders, change, suggested, free_periods, practices, together, useful, leadership, support, outcomes,
         recognition, spread, evenness, wall, acknowledged, boards, promises, calendar, choices)  # fmt: skip
METRICS: dict[str, Metric] = {metric.name: metric for room in ROOMS for metric in room.METRICS}


class Headline(NamedTuple):
    """One of the seven strategies: its number, how it moved, and the page behind it."""

    strategy: int
    name: str
    path: str
    number: Metric
    trend: Metric


HEADLINES = (
    Headline(1, "Shared goals", "/goals", goals.ON_TRACK, goals.ON_TRACK_TREND),
    Headline(2, "Communication", "/communication", communication.ANSWERED, communication.TREND),
    Headline(3, "Collaboration", "/collaboration", collaboration.PARTICIPATION, collaboration.TREND),
    Headline(4, "Leadership", "/leadership", leadership.BREADTH, leadership.TREND),
    Headline(5, "Support", "/support", support.IN_TIME, support.TREND),
    Headline(6, "Outcomes", "/outcomes", outcomes.CHRONIC, outcomes.TREND),
    Headline(7, "Recognition", "/recognition", recognition.COVERAGE, recognition.COVERAGE_TREND),
)
