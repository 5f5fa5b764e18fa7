"""How queries become rows: read once for a version of the data, however many metrics and choices ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data import store
from data.filters import Filters
from data.memory import Memory
from data.metrics.record import Query
from data.queries.kept import Kept
from data.scope import Scope

MOST_ROW_SETS = 40  # what pages and choices share; a school year of sessions is a megabyte
MOST_QUESTIONS = 400  # which of those rows a query for a choice comes to
MOST_CUT = 24  # kept rows as a page's choice has them: of 50,000 thanks a megabyte


@dataclass(frozen=True)
class Look:
    """A transaction that reads, and the version of the data that it sees."""

    connection: Connection
    version: int


class Reading:
    """Rows of queries, for the schools that somebody may see."""

    def __init__(self) -> None:
        self._row_sets = Memory(MOST_ROW_SETS)
        self._questions = Memory(MOST_QUESTIONS)
        self._cut = Memory(MOST_CUT)

    def rows(self, look: Look, query: Query, schools: frozenset[str] | None, filters: Filters) -> pd.DataFrame:
        """Metrics of a page share rows, and so do choices: a program's goals have the whole school's calendar."""
        asked = (query, filters.key, schools, look.version)
        found = self._questions.get(asked, lambda: self._read(look, query, schools, filters))
        return self._cut.get(asked, lambda: query.cut(found, filters)) if isinstance(query, Kept) else found

    def _read(self, look: Look, query: Query, schools: frozenset[str] | None, filters: Filters) -> Any:
        scope = Scope(schools)  # one a query, so that the same query is the same SQL and is compiled once
        statement = query(scope, filters)
        scope.check(statement)
        prepared = query.prepared if isinstance(query, Kept) else None
        key = (store.likeness(statement), prepared, look.version)

        def read() -> Any:
            rows = store.read(look.connection, statement)
            return prepared(rows) if prepared else rows

        return self._row_sets.get(key, read)
