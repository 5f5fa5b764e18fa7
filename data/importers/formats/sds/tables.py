"""Which file of School Data Sync a file is: by its header; where two have the same, by its name, then by its ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath

from data.importers.converted import Row
from data.importers.formats.together import looked_up
from data.importers.header import plain
from data.importers.parcel import Item
from data.importers.sheet import Sheet

LOOKED_AT = 100  # ids that tell students from teachers
BRITISH, BRITISH_ROSTER = {"dfenumber", "schooldfenumber"}, {"sectionid", "id"}
IN_BRITAIN = {
    "DfE Number": "SIS ID",
    "ID": "SIS ID",
    "School DfE Number": "School SIS ID",
    "Section ID": "Section SIS ID",
}
ONEROSTER = {"status", "datelastmodified"}  # in every file of OneRoster, in none of version 2


@dataclass(frozen=True)
class Shape:
    """One file of the format: ``columns`` it must have; ``telling`` are those that only it may have beside them."""

    name: str
    columns: tuple[str, ...]
    telling: tuple[str, ...] = ()
    version: int = 1
    known_by: str = ""  # the file that names the same people
    bare: bool = False  # it has no other columns: these alone are common words

    def fits(self, here: Set[str]) -> bool:
        """``here``: the plain names of a header's columns."""
        ours = {plain(column) for column in self.columns}
        return ours <= here and not (self.version == 2 and here & ONEROSTER) and not (self.bare and here > ours)

    def told(self, own: Set[str]) -> bool:
        return bool({plain(column) for column in self.telling} & own)


PERSON, ROSTER = ("SIS ID", "School SIS ID", "Username"), ("Section SIS ID", "SIS ID")
CLASS = ("sourcedId", "orgSourcedId", "title")
# One line a file reads as the table that it is.
# fmt: off
SHAPES = (
    Shape("School", ("SIS ID", "Name")),
    Shape("Section", ("SIS ID", "School SIS ID", "Section Name")),
    Shape("Student", PERSON, ("Student Number", "Grade", "Birthdate", "Graduation Year"), known_by="StudentEnrollment"),
    Shape("Teacher", PERSON, ("Teacher Number", "Title", "Qualification"), known_by="TeacherRoster"),
    Shape("StudentEnrollment", ROSTER, known_by="Student", bare=True),
    Shape("TeacherRoster", ROSTER, known_by="Teacher", bare=True),
    Shape("orgs", ("sourcedId", "name", "type"), version=2),
    Shape("users", ("sourcedId", "username"), version=2),
    Shape("classes", CLASS, ("sessionSourcedIds", "courseSourcedId"), version=2),
    Shape("courses", CLASS, ("schoolYearSourcedId", "subject", "grade"), version=2),
    Shape("enrollments", ("classSourcedId", "userSourcedId", "role"), version=2),
    Shape("roles", ("userSourcedId", "orgSourcedId", "role"), version=2),
    Shape("relationships", ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"), version=2),
    Shape("academicSessions", ("sourcedId", "title", "type", "startDate", "endDate"), version=2),
    Shape("demographics", ("userSourcedId", "sex"), version=2),
    Shape("userFlags", ("userSourcedId", "flag"), version=2),
)
# fmt: on
DEFAULT = "classes"  # where nothing tells it from courses: version 2 has no courses


def is_british(header: Sequence[str]) -> bool:
    here = {plain(cell) for cell in header}
    return bool(BRITISH & here) or here == BRITISH_ROSTER


def international(header: Sequence[str]) -> tuple[str, ...]:
    """A header in the words that are not British."""
    if not is_british(header):
        return tuple(header)
    words = {plain(own): other for own, other in IN_BRITAIN.items()}
    return tuple(words.get(plain(cell), cell) for cell in header)


@dataclass(frozen=True)
class Table:
    """A file whose columns are called as the shapes above call them; ``own`` is how the file itself does."""

    item: Item
    sheet: Sheet
    own: Mapping[str, str]

    @classmethod
    def of(cls, item: Item, version: int) -> Table:
        sheet = item.sheet()
        header = tuple(WORDS[version].get(plain(cell), cell) for cell in international(sheet.header))
        return cls(item, Sheet(header, sheet.chunks), dict(zip(header, sheet.header, strict=True)))

    def headers(self, **columns: str) -> dict[str, str]:
        """Field -> the file's own column it comes from."""
        return {field: self.own.get(column, column) for field, column in columns.items()}

    def rows(self) -> Iterator[Row]:
        return looked_up(self.sheet)

    @property
    def is_british(self) -> bool:
        return is_british(tuple(self.own.values()))


@dataclass
class Tables:
    """The files of a parcel by what they are; ``undecided`` are those that may be two things."""

    by_name: dict[str, list[Table]] = field(default_factory=dict)
    undecided: list[tuple[Item, list[str]]] = field(default_factory=list)

    @classmethod
    def of(cls, items: Sequence[Item]) -> Tables:
        tables, open_ = cls(), []
        for item in items:
            shapes = _by_name(item, by_header(item.header))
            if len(shapes) == 1:
                tables._add(shapes[0], item)
            else:
                open_.append((item, shapes))
        for item, shapes in open_:
            tables._settle(item, shapes)
        return tables

    def __getitem__(self, name: str) -> list[Table]:
        return self.by_name.get(name, [])

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of all files of that name."""
        return (row for table in self[name] for row in table.rows())

    def has(self, name: str, column: str) -> bool:
        return any(column in table.own for table in self[name])

    def _add(self, shape: Shape, item: Item) -> None:
        self.by_name.setdefault(shape.name, []).append(Table.of(item, shape.version))

    def _settle(self, item: Item, shapes: list[Shape]) -> None:
        """By the ids of the people in it, where another file says who is a student and who a teacher."""
        ids = {row["SIS ID"] for row in islice(Table.of(item, 1).rows(), LOOKED_AT)}
        fitting = [s for s in shapes if any(row["SIS ID"] in ids for row in self.rows(s.known_by))]
        if len(fitting) == 1:
            self._add(fitting[0], item)
        else:
            self.undecided.append((item, [shape.name for shape in shapes]))


def by_header(header: Sequence[str]) -> list[Shape]:
    own, here = ({plain(cell) for cell in cells} for cells in (header, international(header)))
    fitting = [shape for shape in SHAPES if shape.fits(here)]
    return [shape for shape in fitting if shape.told(own)] or fitting


def _by_name(item: Item, shapes: list[Shape]) -> list[Shape]:
    stem = plain(PurePath(item.base).stem)
    called = [shape for shape in shapes if plain(shape.name) in stem]
    default = [shape for shape in shapes if shape.name == DEFAULT]
    return called if len(called) == 1 else default or shapes


OTHER_COLUMNS = {
    1: "Status, First Name, Last Name, Secondary Email, Course Subject, Term StartDate, Term EndDate",
    2: "parentSourcedId, orgSourcedIds, givenName, familyName, email, isPrimary, ethnicityCodes, raceCodes",
}
COLUMNS = [(shape.version, column) for shape in SHAPES for column in (*shape.columns, *shape.telling)]
# As a file may write a column -> as the shapes above do: capitals make no difference.
WORDS = {
    version: {plain(column): column for column in (*others.split(", "), *(c for v, c in COLUMNS if v == version))}
    for version, others in OTHER_COLUMNS.items()
}
