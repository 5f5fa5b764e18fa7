"""The one way to data: scope, query, compute, protect, remember. What leaves it is an Answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Engine

from data import disclosure, store
from data.answer import Answer
from data.answered import answered
from data.directory import Directory, directory
from data.disclosure import (
    ALONE,
    KEY,
    NO_DATA,
    SMALL,
    Beside,
    Shape,
    Sight,
    beside,
    beside_counts,
    beside_outcomes,
    of_kind,
)
from data.families import (
    FIXED_DAYS,
    GROUPS,
    KINDS,
    ONE_GROUP,
    ONE_KIND,
    PARTITIONS,
    Families,
    families,
    is_on_fixed_days,
)
from data.filters import Filters
from data.measured import Point, measured
from data.memory import Memory
from data.metrics.calendar import FRESHNESS
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.registry import METRICS
from data.metrics.standing import Judge
from data.queries import people
from data.reading import Look, Reading
from data.scope import Scope
from data.settings import Settings
from data.viewer import MEASURER, Viewer

MOST_ANSWERS = 2000  # remembered in one worker; an answer is some ten kilobytes
MOST_FAMILIES = 40  # the sets of people of a period
MOST_MADE = 24  # networks of choices: of 8,000 ties 2 megabytes
MOST_JUDGES = 12  # of a district's 20,000 goals: 20 megabytes
REFUSED = "this role sees nothing of surveys and wellbeing"
OUTCOMES = ("students", "sensitive")
BESIDE_OTHERS = ("department", "grade", "classroom", "program", "kind", "school")
NOTHING_TO_SEE = "this role may see nothing yet: ask who grants roles"
CLASSROOM_IS_A_TEACHER = "a classroom is a teacher: its students' results are for that teacher"


class Gate:
    """Asks metrics for viewers, and remembers the answers until the data change."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self._remembered = Memory(MOST_ANSWERS)
        self._directories = Memory(4)
        self._reading = Reading()
        self._families = Memory(MOST_FAMILIES)
        self._made = Memory(MOST_MADE)
        self._seen = Memory(MOST_ANSWERS)
        self._judges = Memory(MOST_JUDGES)

    def ask(self, metric: Metric, filters: Filters, viewer: Viewer) -> Answer:
        """One metric, for one choice, as one viewer may see it. Raises Unjudged or UnscopedQuery for our own faults."""
        with self.looking() as look:
            return self.answer(look, metric, filters, viewer)

    @contextmanager
    def looking(self) -> Iterator[Look]:
        """One look at the data for several answers, such as those of a page: none of them is of another version."""
        with store.looking(self.engine) as connection:
            yield Look(connection, store.data_version(connection))

    def answer(self, look: Look, metric: Metric, filters: Filters, viewer: Viewer) -> Answer:
        """As ``ask``, on a look at the data that is being taken."""
        viewer = viewer.projected() if filters.view == "meeting" else viewer
        key = (metric.name, filters.key, filters.dropped, viewer, self.settings.today, look.version)
        return self._remembered.get(key, lambda: self._answer(look, metric, filters, viewer))

    def directory(self, look: Look, viewer: Viewer) -> Directory:
        key = (viewer.schools, look.version)
        return self._directories.get(key, lambda: directory(look.connection, Scope(viewer.schools)))

    def _answer(self, look: Look, metric: Metric, filters: Filters, viewer: Viewer) -> Answer:
        known = self.directory(look, viewer)
        filters = known.meant(known.known(filters), metric.kinds)
        sight = self._sight(metric, filters, viewer, known)
        asked = self._asked(filters, sight, known)
        computed = self._computed(look, metric, asked, viewer)
        withheld = self._withheld(look, metric, filters, viewer, sight)
        others = ALONE if withheld else self._others(look, metric, asked, sight, viewer)
        return answered(metric, asked, sight, computed, withheld, others, look.version)

    def _asked(self, filters: Filters, sight: Sight, known: Directory) -> Asked:
        return Asked(
            filters=filters, today=self.settings.today, smallest=sight.smallest,
            labels=known.labels if sight.names else known.covered,
            answer_days=self.settings.answer_days, smallest_team=self.settings.smallest_team, names=sight.names,
            session_kinds=frozenset(kind for source, kind in known.kinds if source == "sessions"),
        )  # fmt: skip

    def _computed(self, look: Look, metric: Metric, asked: Asked, viewer: Viewer) -> Computed:
        rows = self._rows(look, metric, asked.filters, viewer)
        return metric.compute(rows | self._shared(look, metric, rows, asked, viewer), asked)

    def _shared(self, look: Look, metric: Metric, rows: Rows, asked: Asked, viewer: Viewer) -> Rows:
        """What several metrics of a choice make of the same rows, such as a network."""
        choice = (asked.filters.key, viewer, self.settings.today, look.version)
        return {
            name: self._made.get((make, *choice), lambda make=make: make(rows, asked))
            for name, make in metric.shared.items()
        }

    def _others(self, look: Look, metric: Metric, asked: Asked, sight: Sight, viewer: Viewer) -> Beside:
        """What others and the whole ask of a number of one group or kind: said here, it must not tell of few there."""
        name = next((name for name in BESIDE_OTHERS if getattr(asked.filters, name)), None)
        if name is None or not sight.smallest or "numerator" not in metric.columns:
            return ALONE
        family, kind = self._family(look, asked.filters, viewer), KINDS[metric.whose][0]
        if name == "school" and not family.is_one_of_schools(asked.filters):
            return ALONE  # the only one is the whole
        (mine,) = getattr(asked.filters, name)
        groups = family.beside(asked.filters, kind, name, sight.smallest) if name in PARTITIONS else [mine]
        if mine not in groups:
            return ALONE  # nobody is in it
        frames = {group: self._of_group(look, metric, asked, viewer, name, (group,)) for group in groups}
        whole, keys = self._of_group(look, metric, asked, viewer, name, ()), of_kind(metric.columns, KEY)
        if not metric.shape.share:
            return beside_counts(mine, frames, whole, sight.smallest)
        if sight.outcomes:
            return beside_outcomes(mine, frames, whole, keys, sight)
        return beside(mine, frames, whole, keys, sight.smallest, of_people=name != "kind")

    def _of_group(
        self, look: Look, metric: Metric, asked: Asked, viewer: Viewer, name: str, chosen: tuple[str, ...]
    ) -> pd.DataFrame:
        filters = replace(asked.filters, **{name: chosen})
        return self._computed(look, metric, replace(asked, filters=filters), viewer).frame

    def _rows(self, look: Look, metric: Metric, filters: Filters, viewer: Viewer) -> Rows:
        """The rows of the metric's queries, each frame the metric's own to change."""
        rows = {
            name: self._reading.rows(look, query, viewer.schools, filters).copy(deep=False)
            for name, query in metric.queries.items()
        }
        return rows | self._judging(look, rows, filters, viewer) if metric.measures else rows

    def _judging(self, look: Look, rows: Rows, filters: Filters, viewer: Viewer) -> Rows:
        """Check-ins, those among them that are measured, and a judge: the same for all numbers of a choice."""

        def made() -> Rows:
            checkins = self._measured(look, rows, filters, viewer)
            return {"checkins": checkins, "judge": Judge(rows["goals"], checkins, rows["calendar"])}

        key = (filters.key, viewer, self.settings.today, look.version)
        return dict(self._judges.get(key, made))

    def _measured(self, look: Look, rows: Rows, filters: Filters, viewer: Viewer) -> pd.DataFrame:
        """Check-ins, those among them that other metrics make: as this viewer may see them."""

        def ask(metric: Metric, choice: Filters) -> Point | None:
            key = (metric.name, choice.key, viewer, self.settings.today, look.version)
            return self._seen.get(key, lambda: self._point(look, metric, choice, viewer))

        def freshest(source: str, choice: Filters) -> date | None:
            rows = self.answer(look, FRESHNESS, choice, replace(MEASURER, schools=viewer.schools)).rows()
            return next((date.fromisoformat(row["value"]) for row in rows if row["source"] == source), None)

        return measured(rows, filters, METRICS, ask, freshest)

    def _point(self, look: Look, metric: Metric, choice: Filters, viewer: Viewer) -> Point | None:
        """A metric on a day as a viewer may see it: today as on its page, months as in its trend, other days not."""
        known = self.directory(look, viewer)
        sight = self._sight(metric, choice, viewer, known)
        now = Filters.from_search("", self.settings.today)
        as_today = replace(choice, as_of=now.as_of, start=now.start, end=now.end)
        is_open = self._is_of_a_fixed_day(metric, choice, sight)
        if not is_open or any(
            self._withheld(look, metric, one, viewer, sight, of_any_day=True) for one in (as_today, choice)
        ):
            return Point(None)
        asked = self._asked(choice, sight, known)
        found = self._computed(look, metric, asked, viewer)
        others = self._others(look, metric, asked, sight, viewer)
        shape = Shape(parts=False, share=metric.shape.share)
        frame, _ = disclosure.protect(found.frame, metric.columns, sight, shape, others)
        row = next(iter(frame.to_dict("records")), {"hidden": SMALL})
        value, shown = row.get("value"), row.get("shown")
        if row["hidden"] == NO_DATA:
            return None
        words = shown if isinstance(shown, str) else None
        return Point(None, words) if pd.isna(value) else Point(float(value), words, float(found.frame["value"].iloc[0]))

    def _is_of_a_fixed_day(self, metric: Metric, choice: Filters, sight: Sight) -> bool:
        """Of students a role without names sees months' ends and today: of two other days it could make the rest."""
        if not sight.smallest or metric.whose not in OUTCOMES:
            return True
        ends_a_month = (choice.as_of + timedelta(days=1)).day == 1
        return (ends_a_month and metric.shape.share) or is_on_fixed_days(choice, self.settings.today)

    def _sight(self, metric: Metric, filters: Filters, viewer: Viewer, known: Directory) -> Sight:
        sees = metric.whose in viewer.sees or viewer.has_own(metric.whose, filters)
        may_name = sees or (metric.whose == "open" and "staff" in viewer.sees)
        return Sight(
            smallest=0 if sees else self.settings.threshold(metric.whose),
            names=filters.names and may_name,
            text=viewer.reads,
            outcomes=not sees and metric.whose in OUTCOMES,
            known=known.names,
        )

    def _withheld(
        self, look: Look, metric: Metric, filters: Filters, viewer: Viewer, sight: Sight, of_any_day: bool = False
    ) -> str | None:
        if viewer.schools is not None and not viewer.schools:
            return NOTHING_TO_SEE
        if metric.whose in viewer.refuses:
            return REFUSED
        one_classroom = metric.whose == "students" and bool(filters.classroom) and bool(sight.smallest)
        if one_classroom or not sight.smallest:
            return CLASSROOM_IS_A_TEACHER if one_classroom else None
        if metric.whose in OUTCOMES and not (of_any_day or is_on_fixed_days(filters, self.settings.today)):
            return FIXED_DAYS
        return self._differencing(look, metric, filters, viewer, sight.smallest)

    def _differencing(self, look: Look, metric: Metric, filters: Filters, viewer: Viewer, smallest: int) -> str | None:
        """Why this choice beside a wider one would tell of a few people; the one place that refuses a choice."""
        if len(filters.kind) > 1:
            return ONE_KIND
        if metric.splits and any(getattr(filters, name) for name in GROUPS):
            return ONE_GROUP
        family = self._family(look, filters, viewer)
        if whole := family.refused(filters, metric.whose, smallest):
            return whole
        years = filters.of_whole_years()
        return family.refused_period(self._family(look, years, viewer), filters, metric.whose, smallest)

    def _family(self, look: Look, filters: Filters, viewer: Viewer) -> Families:
        """Who belongs where in a period: the sets of people that choices make."""
        period = Filters(filters.as_of, filters.start, filters.end)
        key = (period.key, viewer.schools, look.version)
        return self._families.get(
            key, lambda: families(self._reading.rows(look, people.belonging, viewer.schools, period))
        )
