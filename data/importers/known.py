"""What a row may refer to: a snapshot of the ids in the database and in the files checked so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, FromClause, select

from data import schema


class Person(NamedTuple):
    kind: str
    school: str
    department: str | None
    email: str | None = None


class Group(NamedTuple):
    type: str
    school: str


NOBODY = Person("", "", None)


class Known:
    """Loads a table's ids when they are first asked for; ``learn`` adds those of a file that is staged."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def schools(self) -> set[str]:
        return {row.id for row in self._rows(schema.schools, "id")}

    @cached_property
    def people(self) -> dict[str, Person]:
        rows = self._rows(schema.people, "id", "kind", "school", "department", "email")
        return {id_: Person(*about) for id_, *about in rows}

    @cached_property
    def groups(self) -> dict[str, Group]:
        return {id_: Group(type_, school) for id_, type_, school in self._rows(schema.groups, "id", "type", "school")}

    @cached_property
    def goals(self) -> dict[str, dict]:
        """Whole goals, without what is blank: a row is judged together with what is stored."""
        rows = self._rows(schema.goals, *schema.goals.columns.keys())
        return {row.id: _without_blanks(row._mapping) for row in rows}

    @cached_property
    def meetings(self) -> dict[str, str]:
        return {row.id: row.school for row in self._rows(schema.meetings, "id", "school")}

    @cached_property
    def event_ids(self) -> set[str]:
        return {row.id for row in self._rows(schema.events, "id")}

    @cached_property
    def practices(self) -> set[str]:
        return {row.id for row in self._rows(schema.practices, "id")}

    @cached_property
    def departments(self) -> dict[str, set[str]]:
        """A department's name -> the schools whose staff have it."""
        schools = defaultdict(set)
        for person in self.people.values():
            if person.kind == "staff" and person.department:
                schools[person.department].add(person.school)
        return schools

    @cached_property
    def addresses(self) -> dict[str, str]:
        """E-mail address -> the person's id; one that several people share is nobody's."""
        people = defaultdict(list)
        for id_, person in self.people.items():
            if person.email:
                people[person.email.strip().casefold()].append(id_)
        return {address: ids[0] for address, ids in people.items() if len(ids) == 1}

    @property
    def only_school(self) -> str | None:
        return next(iter(self.schools)) if len(self.schools) == 1 else None

    def ids(self, what: str) -> Iterable[str]:
        """What a field that refers to `what` may be."""
        if what == "events":
            return self.event_ids | self.meetings.keys()
        return getattr(self, what)

    def school(self, reference: str, id_: str) -> str | None:
        """The school of the group, meeting or goal of that id."""
        if reference == "group":
            return self.groups[id_].school
        return self.meetings[id_] if reference == "meeting" else self.goals[id_]["school"]

    def learn(self, kind: str, staged: FromClause) -> None:
        """Take in the accepted rows of a kind, so that the files after it may refer to them."""
        if "school" in staged.c:
            self.schools.update(self.connection.scalars(select(staged.c.school).distinct()))
            self.schools.discard(None)
        learner = getattr(self, f"_learn_{kind}", None)
        if learner:
            learner([row._mapping for row in self.connection.execute(select(staged))])

    def _learn_schools(self, rows: list) -> None:
        self.schools.update(row["id"] for row in rows)

    def _learn_people(self, rows: list) -> None:
        for derived in ("departments", "addresses"):
            self.__dict__.pop(derived, None)
        for row in rows:
            before = self.people.get(row["id"], NOBODY)
            department, email = row["department"] or before.department, row["email"] or before.email
            self.people[row["id"]] = Person(row["kind"], row["school"], department, email)

    def _learn_classrooms(self, rows: list) -> None:
        self.groups.update((row["id"], Group("classroom", row["school"])) for row in rows)

    def _learn_programs(self, rows: list) -> None:
        self.groups.update((row["id"], Group("program", row["school"])) for row in rows)

    def _learn_goals(self, rows: list) -> None:
        for row in rows:
            self.goals[row["id"]] = self.goals.get(row["id"], {}) | _without_blanks(row)

    def _learn_practices(self, rows: list) -> None:
        self.practices.update(row["id"] for row in rows)

    def _learn_meetings(self, rows: list) -> None:
        self.meetings.update((row["id"], row["school"]) for row in rows)

    def _learn_events(self, rows: list) -> None:
        self.event_ids.update(row["id"] for row in rows)

    def _rows(self, table, *columns: str):
        return self.connection.execute(select(*(table.c[name] for name in columns)))


def _without_blanks(row) -> dict:
    return {name: value for name, value in row.items() if value is not None}
