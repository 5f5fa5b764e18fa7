"""The plan behind a goal: the strategy and its source, targets on the way, action steps, what was tried, promises."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.disclosure import DECISION, KEY, NAME, OWNER, TITLE, VALUE
from data.metrics.goals import owner_labels
from data.metrics.promises import status_of
from data.metrics.record import Asked, Computed, Metric, Rows
from data.queries import goal_work as queries
from data.wording import count, day, small_number_words

PLAN = Metric(
    name="goals.plan",
    title="The plan",
    why="A goal without a way to it is a wish; a promise of one side alone is no agreement.",
    definition="What the school improvement plan says of the goal, and what each side promised.",
    unit="plans", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "source": DECISION, "approach": DECISION, "we_promise": DECISION, "they_promise": DECISION,
             "owner_kind": KEY, "carried_from": KEY, "before": TITLE},
    queries={"plan": queries.plan},
    compute=lambda rows, asked: Computed(rows["plan"].rename(columns={"id": "goal"})[list(PLAN.columns)]),
    sentence=lambda frame, asked: f"{count(len(frame), 'goal')} with a plan." if len(frame) else "No goal here.",
)  # fmt: skip


def _targets_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    ahead = frame[[on >= asked.filters.until for on in frame["date"]]]
    return f"{count(len(frame), 'target')} on the way, {len(ahead)} ahead." if len(frame) else "No targets on the way."


TARGETS = Metric(
    name="goals.targets",
    title="Targets on the way",
    why="Three years are too long to wait for the first answer.",
    definition="What the goal wants to have reached by a day, such as the end of each school year.",
    unit="value", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "date": KEY, "value": VALUE},
    queries={"targets": queries.targets},
    compute=lambda rows, asked: Computed(rows["targets"][["goal", "date", "value"]]), sentence=_targets_sentence,
)  # fmt: skip


def _steps(rows: Rows, asked: Asked) -> Computed:
    steps = rows["steps"]
    status = [status_of(step, asked.filters.until) for step in steps.itertuples()]
    steps = steps.assign(owner=owner_labels(steps), status=status, step=steps["id"])
    return Computed(steps[["goal", "step", "text", "owner", "owner_name", "due", "closed", "status"]])


def _steps_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "No step is written down yet: who does what by when?"
    late = int((frame["status"] == "late").sum())
    done = int(frame["closed"].notna().sum())
    return f"{done} of {count(len(frame), 'step')} done{f', {late} late' if late else ''}."


STEPS = Metric(
    name="goals.steps",
    title="Action steps",
    why="Who does what by when.",
    definition="Steps of the goal, those that a meeting agreed among them. Late: past its day and not done, or done "
    "after it.",
    unit="steps", direction="neutral", strategy=1, whose="open",
    columns={"goal": KEY, "step": KEY, "text": DECISION, "owner": OWNER, "owner_name": NAME, "due": KEY, "closed": KEY,
             "status": KEY},
    queries={"steps": queries.steps}, compute=_steps, sentence=_steps_sentence,
)  # fmt: skip

INCOMPLETE, UNDER_WAY, PLANNED = "incomplete", "under way", "planned"


def _cycles(rows: Rows, asked: Asked) -> Computed:
    frame = rows["cycles"].rename(columns={"id": "cycle"})
    frame = frame.assign(stage=[stage(one, asked.filters.until) for one in frame.itertuples()])
    return Computed(frame[list(CYCLE_COLUMNS)])


def stage(cycle, on: date) -> str:
    """Where a cycle is; what began without a prediction written before can teach nothing, and says so."""
    begun = None if pd.isna(cycle.begun) or cycle.begun > on else cycle.begun
    predicted = isinstance(cycle.prediction, str) and not pd.isna(cycle.predicted)
    if begun and not (predicted and cycle.predicted <= begun):
        return INCOMPLETE
    if isinstance(cycle.decision, str):
        return cycle.decision
    return UNDER_WAY if begun else PLANNED


def _cycles_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return "Nothing was tried yet: write down one small idea, and what you expect of it."
    first = frame.iloc[0]
    said = f"{small_number_words(len(frame), capital=True)} idea{'s' if len(frame) > 1 else ''} tried"
    when = f", the last from {day(first['begun'])}" if pd.notna(first["begun"]) else ""
    return f"{said}{when}: {first['stage']}."


CYCLE_COLUMNS = {"goal": KEY, "cycle": KEY, "idea": DECISION, "prediction": DECISION, "predicted": KEY, "begun": KEY,
                 "studied": KEY, "found": DECISION, "decision": KEY, "stage": KEY}  # fmt: skip
CYCLES = Metric(
    name="goals.cycles",
    title="What was tried",
    why="Small tries with a prediction teach more than large ones without.",
    definition="Plan, do, study, act. A try without a prediction that was written before it began is incomplete: "
    "afterwards everybody knew it all along.",
    unit="cycles", direction="neutral", strategy=1, whose="open", columns=CYCLE_COLUMNS,
    queries={"cycles": queries.cycles}, compute=_cycles, sentence=_cycles_sentence,
)  # fmt: skip

METRICS = (PLAN, TARGETS, STEPS, CYCLES)
