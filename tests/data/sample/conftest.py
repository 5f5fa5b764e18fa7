"""Sample schools at several todays, each written once a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import pytest
from sqlalchemy import Engine, select, text

from data import sample, schema, store
from data.sample.calendar import Calendar

USUAL_DAY = date(2026, 1, 30)
OTHER_DAYS = (date(2025, 12, 31), date(2024, 2, 29), date(2026, 7, 4), date(2026, 11, 23))
EARLY_DAY = date(2026, 8, 20)  # before school has begun: the year has no facts of its own yet
SMALL = 0.15


TABLES = schema.metadata.tables


@dataclass
class Facts:
    """The rows of a sample, as frames read by column type and not by the code that wrote them."""

    engine: Engine
    today: date
    summary: sample.SampleSummary

    def __post_init__(self) -> None:
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._frames:
            with self.engine.connect() as connection:
                self._frames[table] = store.read(connection, select(TABLES[table]))
        return self._frames[table]

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.upto(self.today, self.summary.years)

    def absences(self, first: date, last: date) -> pd.DataFrame:
        """By student: days on record and days absent from first to last. Counted in SQL: the rows are many."""
        statement = text(
            "SELECT person, COUNT(*) AS days, SUM(status IN ('absent', 'excused', 'unexcused', 'suspended')) AS absent "
            "FROM attendance WHERE date BETWEEN :first AND :last GROUP BY person"
        )
        with self.engine.connect() as connection:
            return store.read(connection, statement.bindparams(first=first, last=last)).set_index("person")

    @property
    def year_start(self) -> date:
        return self.calendar.this_year.start

    def this_year(self, table: str) -> pd.DataFrame:
        return self[table][self[table]["date"] >= self.year_start]

    def before(self, table: str) -> pd.DataFrame:
        """Last school year's rows."""
        last = self.calendar.years[-2]
        return self[table][self[table]["date"].between(last.start, last.end)]

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Today's staff, by id."""
        people = self["people"]
        return people[(people["kind"] == "staff") & people["end"].isna()].set_index("id")


def written(
    folder, today: date, *, size: float = 1.0, schools: int = 1, years: int | None = None, seed: int = 1
) -> Facts:
    engine = store.open_store(f"sqlite:///{folder / 'sample.db'}")
    asked = {"today": today, "schools": schools, "years": years, "seed": seed}
    summary = sample.write(engine, **asked) if size == 1 else sample.write_sized(engine, size=size, **asked)
    return Facts(engine, today, summary)


@pytest.fixture(scope="session")
def school(tmp_path_factory) -> Facts:
    """The whole school on a usual day."""
    return written(tmp_path_factory.mktemp("school"), USUAL_DAY)


@pytest.fixture(scope="session")
def early(tmp_path_factory) -> Facts:
    return written(tmp_path_factory.mktemp("early"), EARLY_DAY, size=SMALL, years=2)


@pytest.fixture(scope="session", params=(USUAL_DAY, *OTHER_DAYS), ids=str)
def facts(request, tmp_path_factory) -> Facts:
    """Every today on which the school year is at least nine weeks old; the students are few but on the usual day."""
    if request.param == USUAL_DAY:
        return request.getfixturevalue("school")
    return written(tmp_path_factory.mktemp("facts"), request.param, size=SMALL, years=2)


@pytest.fixture(scope="session")
def district(tmp_path_factory) -> Facts:
    return written(tmp_path_factory.mktemp("district"), USUAL_DAY, size=SMALL, schools=3)
