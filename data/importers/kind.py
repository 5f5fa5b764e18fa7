"""What one kind of import is: a record of its fields, its natural key and its rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Table

from data.importers.secret import is_secret

ID, TEXT, DATE, MOMENT, TIME = "id", "text", "date", "date-time", "time"
NUMBER, WHOLE, YES_NO = "number", "whole number", "yes or no"
LONGEST_GROUP = 64  # characters of a group's name
MOST_GROUPS = 100  # of one import: each is a column while rows are staged, and no database has thousands
GROUP_PREFIX = "group."  # people: `group.meals` and the like, for groups to compare


@dataclass(frozen=True)
class Field:
    """One column of a file, as the contract names it.

    ``column`` is where it is kept in the kind's table: None where it has the same name, "" where the kind's rule makes
    something else of it. ``to`` names the ids it must be one of (see ``known.Known``).
    """

    name: str
    type: str
    doc: str
    required: bool = False
    column: str | None = None
    to: str = ""
    allowed: tuple[str, ...] = ()
    default: object = None
    least: float | None = None
    most: float | None = None
    longest: int | None = None  # characters of a text, where that is less than its column has room for

    @property
    def stored(self) -> str:
        """The name of its value in a checked row."""
        return self.column or self.name

    @property
    def describes(self) -> str:
        """What a template says of it."""
        must = "required" if self.required else "optional"
        one_of = f", one of {', '.join(self.allowed)}" if self.allowed else ""
        room = f", at most {self.longest} characters" if self.longest else ""
        unless = f", {_said(self.default)} unless given" if self.default is not None else ""
        return f"{must}, {self.type}{one_of}{room}{unless}: {self.doc}"


@dataclass(frozen=True)
class Part:
    """What a checked row becomes in one table: where each of the table's columns comes from.

    ``columns`` maps a column of the table to one of the checked row; ``constants`` are the same for every row. A row
    has this part only where ``present`` (a column of the checked row) is there. What it leaves blank keeps what is
    stored, except in ``always``; a new row then gets ``defaults``. Null is equal to null in a key, except in
    ``keyless``. ``sealed`` says of a column for which stored rows nothing is taken into it. ``noted`` names columns
    that no file has but that may change with others: where one of those does, the book keeps it, too.
    """

    table: Table
    key: tuple[str, ...]
    columns: Mapping[str, str]
    constants: Mapping[str, object] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)
    present: str = ""
    always: tuple[str, ...] = ()
    keyless: str = ""
    sealed: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)
    noted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of the contract. ``rule`` judges and completes a whole row where fields alone cannot.

    ``made`` are values that the rule makes, blank or not: columns of the table without a field of their own.
    ``special_parts`` says how a row is kept where it is not simply one row of ``table``. ``keyless`` names a field
    whose absence means that a row has no natural key: two equal rows are then two. ``parents`` names a field that
    refers to the kind itself, so that a file may refer to its own rows. ``sealed`` and ``noted``: as of the one part.
    """

    name: str
    doc: str
    table: Table
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rule: Callable | None = None
    made: tuple[str, ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    later_wins: bool = False
    keyless: str = ""
    parents: str = ""
    sealed: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)
    noted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    special_parts: Callable[[Kind], tuple[Part, ...]] | None = None

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.required)

    @property
    def columns(self) -> tuple[str, ...]:
        """The values of a checked row, in the order in which it is staged."""
        return tuple(field.stored for field in self.fields if field.column != "") + self.made

    @property
    def parts(self) -> tuple[Part, ...]:
        if self.special_parts:
            return self.special_parts(self)
        return (self.whole(self.columns),)

    def whole(self, columns: tuple[str, ...]) -> Part:
        """The part that is one row of the kind's own table."""
        defaults = {f.stored: f.default for f in self.fields if f.default is not None and f.stored not in self.key}
        return Part(
            self.table,
            self.key,
            {name: name for name in columns},
            self.constants,
            defaults,
            always=self.made,
            keyless=self.keyless,
            sealed=self.sealed,
            noted=self.noted,
        )

    def blank(self, field: Field) -> object:
        """What a blank cell means: nothing said, or a part of the key that every row must have."""
        return field.default if field.stored in self.key else None

    def field(self, name: str) -> Field | None:
        """The field of that name; a column `group.<name>` of people is one, too, unless it is called as a password is.
        None where there is none."""
        if self.takes_groups and name.startswith(GROUP_PREFIX) and len(name) > len(GROUP_PREFIX):
            return None if is_secret(name) else Field(name, TEXT, "a group to compare")
        return next((field for field in self.fields if field.name == name), None)

    @property
    def takes_groups(self) -> bool:
        return self.name == "people"

    def with_groups(self, names: list[str]) -> Kind:
        """The kind as one import has it: with the `group.<name>` columns of its files."""
        return replace(self, fields=self.fields + tuple(self.field(name) for name in names)) if names else self


def _said(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
