"""What else speaks for or against a goal, beside its pace: its last check-ins, its forecast, what it would take.

The status is that of pace, whose rule is ours and stands in `data.statistics.pace`; the evidence is shown beside it
with its own verdict, so that a reader sees where the two disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.metrics.standing import aim_of, given
from data.statistics import forecast as forecasts
from data.statistics import pace
from data.statistics.aim import Aim, CheckIn
from data.statistics.counts import chance_band
from data.statistics.entry_habits import entry_break
from data.statistics.forecast import ENDLESS, Forecast, Reach, Verdict
from data.wording import day, half_up, percent, plain, small_number_words

IN_A_ROW = 3  # check-ins on the wrong side of the line: an archived federal rule for reading, and no other
LARGEST = 1e100  # squares of larger values are no numbers any more
SCHOOL_WEEK = 5
WEEK = 7
VERDICTS = {Verdict.SHORT: "off track", Verdict.OPEN: "at risk", Verdict.THERE: "on track"}
TOPS = {"share": 1.0, "%": 100.0}
ASSUMES = "assumes the trend continues"


@dataclass(frozen=True)
class Evidence:
    """Beside a status: each a sentence or None; ``needed``: what is needed a (school) week from here.

    ``verdict`` is the forecast's own; None also where it reaches further ahead than the check-ins reach back.
    """

    row: str | None = None
    forecast: str | None = None
    verdict: str | None = None
    needed: float | None = None
    takes: str | None = None
    habit: str | None = None


def evidence(goal, checkins: Sequence[CheckIn], on: date, days: Sequence[date] | None) -> Evidence:
    """Of a row of goals and its check-ins up to the day; nothing where the goal cannot be judged."""
    known = [checkin for checkin in checkins if checkin.on <= on]
    try:
        aim = aim_of(goal)
    except ValueError:
        return Evidence()
    if any(abs(checkin.value) > LARGEST for checkin in known):
        return Evidence()
    if not known or aim.reached_by(known[-1].value) or aim.due <= on or on < aim.start:
        return Evidence(habit=_habit(known, aim))
    found = ahead(goal, aim, known, days)
    needed = needed_a_week(aim, known[-1], days)
    return Evidence(
        row=_wrong_side(aim, known, days),
        forecast=found and _forecast_said(goal, aim, found),
        verdict=VERDICTS[forecasts.verdict(found, forecasts.wanted(aim))] if found and not found.far else None,
        needed=needed,
        takes=_takes(goal, aim, known[-1], needed, days),
        habit=_habit(known, aim),
    )


def ahead(goal, aim: Aim, known: Sequence[CheckIn], days: Sequence[date] | None) -> Forecast | None:
    """The forecast for the due date, in school days where the calendar tells them."""
    if aim.yes_or_no:
        return None
    at = pace.position(aim, aim.due, days)
    return forecasts.forecast(points(aim, known, days), at, forecasts.wanted(aim), legal(goal))


def points(aim: Aim, checkins: Sequence[CheckIn], days: Sequence[date] | None) -> list[tuple[float, float]]:
    return [(pace.position(aim, checkin.on, days), checkin.value) for checkin in checkins]


def legal(goal) -> Reach:
    """What a measure can be: a share 0 to 1, children none to all; nothing that starts at or over 0 falls under it."""
    ends = [given(goal.baseline), given(goal.target), given(goal.low), given(goal.high)]
    low = ENDLESS[0] if any(end is not None and end < 0 for end in ends) else 0.0
    return low, given(goal.out_of) or TOPS.get(goal.unit, ENDLESS[1])


def needed_a_week(aim: Aim, current: CheckIn, days: Sequence[date] | None) -> float | None:
    """What is missing, over the weeks that are left: of five school days, or of seven days without a calendar."""
    if aim.maintains:
        return None
    left = pace.position(aim, aim.due, days) - pace.position(aim, current.on, days)
    week = SCHOOL_WEEK if pace.covers(aim.start, aim.due, days) else WEEK
    return (aim.target - current.value) / (left / week) if left > 0 else None


def _wrong_side(aim: Aim, known: Sequence[CheckIn], days: Sequence[date] | None) -> str | None:
    last = known[-IN_A_ROW:]
    if aim.maintains or len(last) < IN_A_ROW or last[0].on <= aim.start:
        return None
    short = [_is_short(aim, checkin, days) for checkin in last]
    return f"{small_number_words(IN_A_ROW)} check-ins in a row short of the line" if all(short) else None


def _is_short(aim: Aim, checkin: CheckIn, days: Sequence[date] | None) -> bool:
    elapsed = pace.fraction_elapsed(aim.start, aim.due, checkin.on, days)
    return pace.progress(aim.baseline, aim.target, checkin.value) < elapsed - pace.HAIR


def said(goal, value: float, decimals: int = 1) -> str:
    """A value in the goal's own unit: "64%", "62"."""
    return percent(value, decimals) if goal.unit == "share" else plain(value, decimals)


def _forecast_said(goal, aim: Aim, found: Forecast) -> str:
    wanted = "–".join(said(goal, end) for end in dict.fromkeys(aim.band)) if aim.maintains else said(goal, aim.target)
    words = f"heading for {said(goal, found.low)} to {said(goal, found.high)} by {day(aim.due)}; {wanted} is the goal"
    return f"{words} ({ASSUMES}{', far beyond the check-ins so far' if found.far else ''})"


def _takes(goal, aim: Aim, current: CheckIn, needed: float | None, days: Sequence[date] | None) -> str | None:
    """What it would take, in children where it counts children: "60 of 96; 72 is the goal: 12 more by 11 Jun"."""
    if needed is None or aim.yes_or_no:
        return None
    week = "school week" if pace.covers(aim.start, aim.due, days) else "week"
    amount = _amount(goal, abs(needed))
    way = "more" if aim.direction == "increase" else "less"
    if not given(goal.out_of):
        return f"{amount} {way} a {week} from here to reach {said(goal, aim.target)} by {day(aim.due)}"
    missing = abs(aim.target - current.value)
    whole = f"{plain(current.value)} of {plain(goal.out_of)}; {plain(aim.target)} is the goal"
    return f"{whole}: {plain(missing, 1)} {way} by {day(aim.due)}, {amount} a {week}{_by_chance(goal, current)}"


def _amount(goal, needed: float) -> str:
    """Two digits that say something: "1.8 points", "0.45"."""
    scaled = needed * 100 if goal.unit == "share" else needed
    decimals = 0 if scaled >= 10 else 1 if scaled >= 1 else 2
    amount = plain(float(half_up(scaled, decimals)), decimals)
    return f"{amount} point{'' if amount == '1' else 's'}" if goal.unit == "share" else amount


def _by_chance(goal, current: CheckIn) -> str:
    """How many children chance alone moves, where the value is a count of them."""
    whole = given(goal.out_of)
    if whole is None or current.value != int(current.value) or not 0 <= current.value <= whole:
        return ""
    low, high = chance_band(int(current.value), int(whole))
    return f"; chance alone moves it between {low} and {high}"


def _habit(known: Sequence[CheckIn], aim: Aim) -> str | None:
    found = entry_break(known, aim.shares) if known else None
    return found.question if found else None
