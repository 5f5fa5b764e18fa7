"""A query is handed the rows it may see, and one that reaches past them is refused."""

import pytest
from sqlalchemy import func, literal_column, select, text

from data import schema
from data.scope import Scope, UnscopedQuery

SCOPE = Scope(frozenset({"S1"}))
PEOPLE = SCOPE.rows(schema.people)


def test_a_query_that_starts_from_the_scope_passes():
    members = SCOPE.rows(schema.memberships)
    counted = select(PEOPLE.c.department, func.count(members.c.person)).join(members, members.c.person == PEOPLE.c.id)
    SCOPE.check(counted.where(PEOPLE.c.id.in_(select(members.c.person))).group_by(PEOPLE.c.department))


@pytest.mark.parametrize(
    "query",
    [
        select(schema.people.c.name),
        select(PEOPLE.c.id).where(PEOPLE.c.id.in_(select(schema.ties.c.from_person))),
        select(select(schema.people).cte("everybody").c.name),
        select(PEOPLE.c.id).where(schema.people.c.kind == "student"),
        select(PEOPLE.c.id).join(schema.ties.alias("others"), literal_column("1") == 1),
        select(PEOPLE.c.id).where(text("1 = 1")),
        select(PEOPLE.c.id, literal_column("(SELECT name FROM people)")),
        select(Scope(None).rows(schema.people).c.name),
    ],
)
def test_a_query_that_reaches_past_the_scope_is_refused(query):
    with pytest.raises(UnscopedQuery):
        SCOPE.check(query)


# What the desk keeps about files; no metric reads it, and no scope hands it out.
OF_NO_SCHOOL = schema.NO_FACTS


def test_every_table_with_data_knows_whose_school_it_belongs_to():
    for table in schema.metadata.tables.values():
        if table.name not in OF_NO_SCHOOL:
            assert SCOPE.rows(table) is not None
