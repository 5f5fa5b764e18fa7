"""Shared goals and their check-ins: this year's, whose course is the truth, and six of each earlier year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data.actions.checkins import CONFIDENCE
from data.sample import goal_work, recognition, truths
from data.sample.calendar import SchoolYear
from data.sample.goal_plans import COMMENTS, EARLIER, THIS_YEAR, WITH_A_NAME, Plan
from data.sample.people import Roster
from data.sample.school import Rows, School, pick

WELL, UNSURE, STUCK = CONFIDENCE
PACE = {"on track": 1.12, "at risk": 0.80, "off track": 0.57}
BETWEEN = {"on track": (0.93, 9.0), "at risk": (0.72, 0.88), "off track": (0.0, 0.67)}  # inside the rule's limits
NEARLY_THERE = 0.97  # how far a goal on track can come without being met
SOME_TIME = 1e-9  # a silent goal's last check-in may lie in the long holidays, before any school day
CHANCE = 0.01  # of the whole way: the spread of check-ins around the course
LONGEST_HOLIDAYS = timedelta(days=92)  # where a goal ends later after the calendar, calendar days count
LATEST_BEFORE = 15  # days before today of the last check-in
SILENT_WEEKS = 9
GOALS = ("id", "title", "level", "school", "group", "parent", "owner", "owner_kind", "strategy", "unit", "direction",
         "baseline", "target", "low", "high", "start", "due", "weight", "rhythm_days", "next_step", "metric", "guard",
         "closed", "archived", "out_of", "outcome", "carried_from", "source", "approach", "we_promise",
         "they_promise")  # fmt: skip
CHECKINS = ("goal", "at", "value", "confidence", "comment", "author")


@dataclass(frozen=True)
class Goal:
    """A plan in its time: what one row of goals and its check-ins are made of."""

    id: str
    plan: Plan
    start: date
    due: date
    closed: date | None
    days: tuple[date, ...]  # of the check-ins
    baseline: float | None
    target: float | None
    values: tuple[float, ...]  # at those days


def rows(school: School, roster: Roster) -> Iterator[Rows]:
    """Goals, parents before children; in a district the quiet school has goals and no check-in."""
    everything = [*_this_year(school), *_earlier_years(school)]
    everything.sort(key=lambda goal: (goal.closed is None, goal.plan.parent is not None))
    yield Rows("goals", GOALS, [_goal_row(school, goal) for goal in everything])
    quiet = school.number == truths.QUIET_SCHOOL
    yield Rows("checkins", CHECKINS, [] if quiet else list(_checkin_rows(school, roster, everything)))
    yield from goal_work.rows(school, {goal.id: goal.target for goal in everything})


def _this_year(school: School) -> Iterator[Goal]:
    for plan in THIS_YEAR:
        chance = school.chance(f"course {plan.local}")
        days = _checkin_days(school, plan)
        line = _Line(school, days)
        baseline, target = _ends(school, plan, line)
        values = _course(plan, line, baseline, target, chance)
        yield Goal(school.key(plan.local), plan, line.start, line.due, None, days, baseline, target, values)


def _checkin_days(school: School, plan: Plan) -> tuple[date, ...]:
    """Every so many days up to about a fortnight ago, on weekdays; a silent goal stops nine weeks ago."""
    silent = plan.local in truths.SILENT
    back = SILENT_WEEKS * 7 + 1 if silent else LATEST_BEFORE if plan.rhythm > 20 else 4
    last = school.calendar.today - timedelta(days=back)
    count = (last - school.calendar.goals_start).days // plan.rhythm + 1
    days = [last - timedelta(days=plan.rhythm * n) for n in range(count)]
    return tuple(sorted({school.calendar.workday_before(day) for day in days}))


class _Line:
    """How much of a goal's time has gone at each check-in, counted as the app's rule counts it."""

    def __init__(self, school: School, days: tuple[date, ...]):
        calendar = school.calendar
        self.start, self.due, self.last = calendar.goals_start, calendar.goals_due, days[-1]
        beyond = self.due - calendar.school_days[-1] > LONGEST_HOLIDAYS
        self.elapsed = [
            (day - self.start) / (self.due - self.start) if beyond else calendar.elapsed(self.start, self.due, day)
            for day in days
        ]

    def progress(self, plan: Plan) -> float:
        """The progress at the last check-in that makes the plan's course true."""
        return min(PACE[plan.course] * self.elapsed[-1], NEARLY_THERE)


def _ends(school: School, plan: Plan, line: _Line) -> tuple[float | None, float | None]:
    """Baseline and target; around the value that the other rooms' facts show now, where the two must agree."""
    if plan.now is None:
        return plan.baseline, plan.target
    now, reach = _now(school, plan, line.last), line.progress(plan)
    return round(now - reach * plan.width, 3), round(now + (1 - reach) * plan.width, 3)


def _now(school: School, plan: Plan, day: date) -> float:
    """The plan's value; the share thanked grows from nothing every year."""
    taught = school.calendar.between(school.calendar.this_year.start, day)
    early = plan.metric == "recognition.coverage" and taught
    return min(plan.now, recognition.reach(len(taught))) if early else plan.now


def _course(plan: Plan, line: _Line, baseline, target, chance: np.random.Generator) -> tuple[float, ...]:
    """The values checked in: along the line at the plan's own pace with a little chance, the last one exact."""
    if plan.path:
        gone = np.linspace(0, len(plan.path) - 1, len(line.elapsed))
        return tuple(np.interp(gone, range(len(plan.path)), plan.path).round(plan.decimals).tolist())
    made, elapsed = line.progress(plan), np.array(line.elapsed)
    share = made * elapsed / max(elapsed[-1], SOME_TIME) + chance.normal(0, CHANCE, len(elapsed)) * (elapsed > 0)
    if plan.course == "on track":
        share = np.clip(share, elapsed * 1.02, made)
    share[-1] = made
    values = np.round(baseline + share * (target - baseline), plan.decimals)
    values[-1] = _exact(plan, float(values[-1]), baseline, target, elapsed[-1])
    if plan.decimals == 0:
        values = np.minimum(np.maximum.accumulate(values), values[-1])  # what is counted up never falls
    return tuple(values.tolist())


def _exact(plan: Plan, value: float, baseline: float, target: float, elapsed: float) -> float:
    """The rounded value, or its neighbour where rounding has left the range of the plan's status."""
    step, (low, high) = 10.0**-plan.decimals, BETWEEN[plan.course]
    near = [round(value + n * step, plan.decimals) for n in (0, 1, -1)]
    fitting = [v for v in near if low * elapsed <= (v - baseline) / (target - baseline) <= min(high * elapsed, 0.99)]
    return (fitting or near)[0]


def _earlier_years(school: School) -> Iterator[Goal]:
    """Six goals a year, met or missed, closed when the year was over; one that nobody closed."""
    for year in school.calendar.years[:-1]:
        for place, plan in enumerate(EARLIER):
            days = _monthly(school, year)
            closed = None if plan.course == "forgotten" else year.last_day
            values = _earlier_course(school, plan, year, len(days))
            id_ = school.key(f"{plan.local}-{year.ends}")
            yield Goal(id_, plan, year.first_day + timedelta(days=place % 3), year.last_day, closed, days,
                       plan.baseline, plan.target, values)  # fmt: skip


def _monthly(school: School, year: SchoolYear) -> tuple[date, ...]:
    """Every fourth school week, and the last day."""
    taught = school.calendar.taught(year)
    return tuple(sorted({*taught[12::20], taught[-1]})) if taught else ()


def _earlier_course(school: School, plan: Plan, year: SchoolYear, count: int) -> tuple[float, ...]:
    chance = school.chance(f"course {plan.local} {year.ends}")
    share = np.linspace(0.1, plan.ended_at, count) + chance.normal(0, 0.03, count)
    share[-1] = plan.ended_at
    return tuple(np.round(plan.baseline + share * (plan.target - plan.baseline), plan.decimals).tolist())


def _goal_row(school: School, goal: Goal) -> tuple:
    plan = goal.plan
    parent = f"{plan.parent}-{goal.due.year}" if plan in EARLIER else plan.parent
    owner = school.key(plan.owner) if plan.owner[:1] == "T" and plan.owner[1:].isdecimal() else plan.owner
    return (goal.id, plan.title, plan.level, school.id, plan.group and school.key(plan.group),
            plan.parent and school.key(parent), owner, plan.owner_kind, plan.strategy, plan.unit, plan.direction,
            goal.baseline, goal.target, plan.low, plan.high, goal.start, goal.due, 1.0, plan.rhythm, plan.next_step,
            plan.metric, plan.guard, goal.closed, _archived(school, goal), plan.out_of, plan.outcome,
            _carried_from(school, goal), plan.source, plan.approach, plan.we_promise, plan.they_promise)  # fmt: skip


def _archived(school: School, goal: Goal) -> date | None:
    """What was closed before last year is put away."""
    return goal.closed if goal.closed and goal.due.year < school.calendar.this_year.ends - 1 else None


def _carried_from(school: School, goal: Goal) -> str | None:
    """One goal of this year goes on with one of the last."""
    before = school.calendar.this_year.ends - 1
    has_one = any(year.ends == before for year in school.calendar.years)
    carried = goal.plan.local == goal_work.FROM_LAST_YEAR and has_one
    return school.key(f"{goal_work.BEFORE}-{before}") if carried else None


def _checkin_rows(school: School, roster: Roster, everything: list[Goal]) -> Iterator[tuple]:
    names = {person.local: person.name for person in roster.staff}
    for goal in everything:
        chance = school.chance(f"comments {goal.id}")
        comments = pick(chance, COMMENTS[goal.plan.mood], len(goal.days))
        sure = pick(chance, _confidence(goal.plan), len(goal.days))
        minutes = chance.integers(0, 120, size=len(goal.days)).tolist()
        author = school.key(goal.plan.owner if goal.plan.owner in names else goal.plan.author)
        for place, (day, value) in enumerate(zip(goal.days, goal.values, strict=True)):
            at = datetime.combine(day, time(15)) + timedelta(minutes=minutes[place])
            said = _comment(goal, place, comments[place], names)
            yield goal.id, at, value, sure[place], said, author


def _comment(goal: Goal, place: int, usual: str, names: dict[str, str]) -> str | None:
    """What the plan says of its last check-ins, else a usual sentence; a few hold a name, as in real life."""
    told = goal.plan.told
    from_end = len(goal.days) - 1 - place
    if from_end < len(told):
        return told[from_end]
    if goal.plan.local in WITH_A_NAME and from_end == len(told):
        text, local = WITH_A_NAME[goal.plan.local]
        return text.format(name=names[local])
    return None if place % 5 == 4 else usual


def _confidence(plan: Plan) -> tuple[str, ...]:
    if plan.course in ("on track", "met"):
        return (WELL, WELL, UNSURE)
    return (UNSURE, UNSURE, STUCK) if plan.course == "at risk" else (STUCK, UNSURE, WELL)
