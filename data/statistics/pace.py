"""Where a goal stands: how far it has come, how far it should have come, and what that makes it.

No published rule says when a goal is on track; ours is here, and says itself in words (`Standing.rule`).
Progress and pace are ratios of signed differences, so goals that rise and goals that fall share all formulas.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from data.statistics import reasons
from data.statistics.aim import Aim, CheckIn

ON_TRACK_PACE = 0.90
AT_RISK_PACE = 0.70
GRACE = 0.10  # in the first tenth of its time a goal is at worst at risk: one early value is mostly noise
STALE_RHYTHMS = 1.5
MISSED_RHYTHMS = 2
USUAL_RHYTHM_DAYS = 30  # where no rhythm was agreed
BAND_TOLERANCE = 0.5  # of the band's width, on either side of it
LONGEST_HOLIDAYS = timedelta(days=92)
Words = Callable[[], str]
HAIR = 1e-9  # a pace of exactly 0.90 may come out a hair below


class Status(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    NO_RECENT_DATA = "no_recent_data"


class Way(NamedTuple):
    """How far a goal has come at its latest check-in; all None without one, maintain has ``elapsed`` only."""

    progress: float | None = None
    elapsed: float | None = None
    pace: float | None = None
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal's status, the rule that made it (one plain sentence), and the numbers behind it, unrounded.

    ``stale`` is a badge beside the status, not a status; ``age_days`` counts from the latest check-in, and
    ``freshness`` says both in words.
    """

    status: Status
    rule: str
    progress: float | None
    elapsed: float | None
    pace: float | None
    expected: float | None
    stale: bool
    age_days: int | None
    freshness: str = ""


def progress(baseline: float, target: float, current: float) -> float:
    """The share of the way from baseline to target: below 0 is the wrong way, above 1 past the target."""
    if target == baseline:
        raise ValueError(f"the target equals the baseline ({baseline}): change one, or make it a goal to maintain")
    return (current - baseline) / (target - baseline)


def fraction_elapsed(start: date, due: date, on: date, school_days: Sequence[date] | None = None) -> float:
    """The share of the goal's time that has passed, 0 to 1: in school days where the calendar covers it.

    ``school_days`` is sorted: those in (start, on] over those in (start, due]. A calendar that does not reach
    from start to due (see `covers`) would bend the line, so then calendar days count, as without one.
    Raises ValueError when due lies before start.
    """
    if due < start:
        raise ValueError(f"due {due} lies before the start {start}: change one of them")
    if on <= start or on >= due:
        return float(on >= due)
    if covers(start, due, school_days):
        return _days_in(school_days, start, on) / _days_in(school_days, start, due)
    return (on - start) / (due - start)


def covers(start: date, due: date, school_days: Sequence[date] | None) -> bool:
    """Whether the calendar tells the whole time from start to due, holidays at either end allowed for."""
    if not school_days or not _days_in(school_days, start, due):
        return False
    return school_days[0] - LONGEST_HOLIDAYS <= start and due <= school_days[-1] + LONGEST_HOLIDAYS


def position(aim: Aim, on: date, school_days: Sequence[date] | None = None) -> float:
    """Days since the start, negative before it: school days where the calendar covers the goal's time."""
    if not covers(aim.start, aim.due, school_days):
        return float((on - aim.start).days)
    if on < aim.start:
        return -float(_days_in(school_days, on, aim.start))
    return float(_days_in(school_days, aim.start, on))


def expected(baseline: float, target: float, elapsed: float) -> float:
    """The value on the straight line from baseline to target after ``elapsed`` (0 to 1) of the time."""
    return baseline + (target - baseline) * elapsed


def pace(progress: float, elapsed: float) -> float | None:
    """Progress per share of time: 1 is exactly on the line; None while no time has passed."""
    return progress / elapsed if elapsed > 0 else None


def status(
    aim: Aim, current: CheckIn | None, on: date, school_days: Sequence[date] | None = None, words: bool = True
) -> Standing:
    """What the goal is on the day ``on``, judged by its latest check-in up to then (`aim.latest`).

    The first rule that applies: met; missed (due has passed); not started; no recent data (no check-in, or
    more than two rhythms old); else pace at the date of the check-in: from 0.90 on track, from 0.70 at risk.
    Check-ins before the start count: people set goals late. Raises ValueError on a check-in after ``on``.
    Without ``words`` rule and freshness stay empty: a district's year is judged a hundred thousand times.
    """
    if current is not None and current.on > on:
        raise ValueError(f"the check-in of {current.on} is later than {on}: take the latest up to that day")
    way = _way(aim, current, school_days)
    judged, rule = _judge(aim, current, on, way)
    age = _age(current, on)
    stale = age is not None and age > STALE_RHYTHMS * _rhythm(aim)
    if not words:
        return Standing(judged, "", *way, stale=stale, age_days=age)
    freshness = reasons.freshness(aim, age, _rhythm(aim))
    return Standing(judged, rule(), *way, stale=stale, age_days=age, freshness=freshness)


def _judge(aim: Aim, current: CheckIn | None, on: date, way: Way) -> tuple[Status, Words]:
    if current is not None and aim.reached_by(current.value):
        return Status.MET, partial(reasons.reached, aim, current)
    if aim.due < on:
        return Status.MISSED, partial(reasons.missed, aim, current)
    if on < aim.start:
        return Status.NOT_STARTED, partial(reasons.not_started, aim)
    age = _age(current, on)
    if current is None or age > MISSED_RHYTHMS * _rhythm(aim):
        return Status.NO_RECENT_DATA, partial(reasons.freshness, aim, age, _rhythm(aim))
    if aim.maintains:
        return _outside_band(aim, current, way)
    if aim.yes_or_no:
        late = fraction_elapsed(aim.start, aim.due, on) >= 1 - GRACE
        return Status.AT_RISK if late else Status.ON_TRACK, partial(reasons.not_yet, aim)
    return _by_pace(aim, current, way)


def _by_pace(aim: Aim, current: CheckIn, way: Way) -> tuple[Status, Words]:
    if way.progress < 0:
        return _red(way), partial(reasons.wrong_way, aim, current)
    if way.pace is None:
        return Status.ON_TRACK, partial(reasons.nothing_expected, aim, current)
    judged = _colour(way.pace)
    return (_red(way) if judged is Status.OFF_TRACK else judged), partial(_against_line, aim, current, way)


def _against_line(aim: Aim, current: CheckIn, way: Way) -> str:
    return reasons.against_line(aim, current, way.expected, reasons.pace_words(way.pace, _colour))


def _outside_band(aim: Aim, current: CheckIn, way: Way) -> tuple[Status, Words]:
    low, high = aim.band
    outside = max(low - current.value, current.value - high)
    judged = Status.AT_RISK if outside <= BAND_TOLERANCE * (high - low) + HAIR else _red(way)
    return judged, partial(reasons.outside_band, aim, current)


def _colour(pace: float) -> Status:
    if pace >= ON_TRACK_PACE - HAIR:
        return Status.ON_TRACK
    return Status.AT_RISK if pace >= AT_RISK_PACE - HAIR else Status.OFF_TRACK


def _red(way: Way) -> Status:
    return Status.AT_RISK if way.elapsed < GRACE else Status.OFF_TRACK


def _way(aim: Aim, current: CheckIn | None, school_days: Sequence[date] | None) -> Way:
    """Taken at the date of the check-in: a value must not fall behind merely because time passes."""
    if current is None:
        return Way()
    elapsed = fraction_elapsed(aim.start, aim.due, current.on, school_days)
    if aim.maintains or aim.yes_or_no:
        return Way(float(aim.reached_by(current.value)) if aim.yes_or_no else None, elapsed)
    gone = progress(aim.baseline, aim.target, current.value)
    return Way(gone, elapsed, pace(gone, elapsed), expected(aim.baseline, aim.target, elapsed))


def _age(current: CheckIn | None, on: date) -> int | None:
    return None if current is None else (on - current.on).days


def _rhythm(aim: Aim) -> int:
    return aim.rhythm_days or USUAL_RHYTHM_DAYS


def _days_in(school_days: Sequence[date], after: date, upto: date) -> int:
    return bisect_right(school_days, upto) - bisect_right(school_days, after)
