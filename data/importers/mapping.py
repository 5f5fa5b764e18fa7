"""Which column of a file is which field: by ``--map``, by its own name, by ``--set``, by what other systems call it.

Strict in meaning: what is not certain is refused, and the message names the option that settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from data.importers.header import Header, by_place, plain
from data.importers.headings import as_shown, is_heading
from data.importers.kind import GROUP_PREFIX, LONGEST_GROUP, MOST_GROUPS, Field, Kind
from data.importers.order import Choices
from data.importers.problems import FileRefused, shortened
from data.importers.recognition import named, recognise
from data.importers.secret import is_secret
from data.importers.sheet import Sheet
from data.importers.synonyms import pair_for, qualifiers_for, words_for, words_of_dates
from data.importers.value_words import value_of

Columns = tuple[int, ...]
FEWER_GROUPS = "keep those by which people are to be compared"


@dataclass(frozen=True)
class Source:
    """Where a field's cells come from: columns of the file, joined by a blank, or one text for all rows.

    A format that cannot tell a school leaves both open: then it is the only one there is. ``by_address`` says that
    people are named by their e-mail addresses; whose address is nobody's is a guest.
    """

    field: Field
    columns: Columns = ()
    header: str | None = None
    fill: str = ""
    said: str | None = None  # the columns as --map named them
    by_address: bool = False
    elsewhere: bool = False  # its column is one of another file that came with it

    def __post_init__(self) -> None:
        """As messages say it, row by row: it may be as long as the file."""
        object.__setattr__(self, "header", self.header and shortened(self.header))

    @property
    def heading(self) -> str | None:
        """Its header as a note may quote it: where it is a heading for certain. Notes are kept and shown to everybody,
        and where a file lacks its header somebody's row stands in its place."""
        return as_shown(self.header) if self.header else None

    @property
    def where(self) -> str:
        return f"column {self.heading}" if self.heading else self.field.name

    def cells(self, rows: Sequence[Sequence[str]]) -> list[str]:
        if len(self.columns) == 1:
            (column,) = self.columns
            cells = list(map(itemgetter(column), rows))
            return [cell.strip() or self.fill for cell in cells] if self.fill else cells
        if not self.columns:
            return [self.fill] * len(rows)
        joined = (" ".join(filter(None, (row[column].strip() for column in self.columns))) for row in rows)
        return [cell or self.fill for cell in joined]


@dataclass(frozen=True)
class Mapping:
    kind: Kind
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()

    def uses(self, field: str, said: str) -> bool:
        return any(source.field.name == field and source.said == said for source in self.sources)


def settle(sheet: Sheet, choices: Choices, name: str = "") -> Mapping:
    """The kind of a file and where its fields come from; ``name`` settles a tie. Raises FileRefused."""
    header = Header(sheet.header)
    kind = named(choices.kind) if choices.kind else _recognised(sheet, header, choices, name)
    try:
        return Reader(kind, header, choices).mapping()
    except FileRefused as refused:
        refused.kind = kind.name
        raise


def _recognised(sheet: Sheet, header: Header, choices: Choices, name: str) -> Kind:
    def found(kind: Kind) -> dict[str, Columns]:
        return Reader(kind, header, choices).found

    def meant(kind: Kind) -> dict[str, Columns]:
        reader = Reader(kind, header, choices)
        return reader.meant | reader.found

    return recognise(sheet, found, meant, name)


@dataclass
class Reader:
    """Reads a header as that of one kind."""

    kind: Kind
    header: Header
    choices: Choices

    @cached_property
    def found(self) -> dict[str, Columns]:
        """The fields that the file names itself or that were told, and their columns: none where --set fills them."""
        found = {}
        for field in self.kind.fields:
            columns = self._mapped(field.name) or self.header.columns(field.name)
            if columns or self.choices.fill(field.name):
                found[field.name] = columns
        return found

    @cached_property
    def candidates(self) -> dict[str, list[Columns]]:
        """For every other field, the columns that it may be by what they are called elsewhere."""
        left = {field.name: self._like(field.name) for field in self.kind.fields}
        return {name: columns for name, columns in left.items() if columns}

    @cached_property
    def meant(self) -> dict[str, Columns]:
        return {name: columns[0] for name, columns in self.candidates.items() if name not in self.found}

    def mapping(self) -> Mapping:
        """Raises FileRefused."""
        self.kind = self.kind.with_groups(self._group_columns())
        sources = tuple(source for field in self.kind.fields if (source := self._source(field)))
        self._nothing_missing(sources)
        return Mapping(self.kind, sources, tuple(self._notes()))

    def _mapped(self, field: str) -> Columns:
        fitting = (self.header.columns(said) for said in self.choices.maps_of(field))
        return next(filter(None, fitting), ())

    def _like(self, field: str) -> list[Columns]:
        """Columns that are called otherwise, and the pairs that make the field together where none does alone."""
        alone = [(place,) for place in self._named(words_for(self.kind.name, field, self._sort))]
        pair, more = pair_for(self.kind.name, field), self._named(qualifiers_for(self.kind.name, field))
        if not pair:
            return alone + [(*one, two) for one in alone for two in more]
        first, second = (self._named(half) for half in pair)
        whole = [one for one in alone if one[0] not in first + second]
        return whole or [(one, two) for one in first for two in second] or alone

    def _named(self, words: frozenset[str]) -> list[int]:
        """Where columns of such names stand, that are neither fields by name nor mapped."""
        return sorted(place for word in words for place in self.header.places.get(word, ()) if place in self._free)

    @cached_property
    def _sort(self) -> str:
        """Whom --set says that all rows are about, in a file of people."""
        field = self.kind.field("kind")
        return value_of(field, self.choices.fill("kind")) or "" if field and field.allowed else ""

    @cached_property
    def _free(self) -> set[int]:
        named = {place for field in self.kind.fields for place in self.header.columns(field.name)}
        mapped = [self.header.columns(said) for _, said in self.choices.maps]
        return set(range(len(self.header.cells))) - named - {columns[0] for columns in mapped if len(columns) == 1}

    def _group_columns(self) -> list[str]:
        """The `group.<name>` fields of a file of people, by its own header or by the command."""
        if not self.kind.takes_groups:
            return []
        own = [name for name in self._own_groups if self.kind.field(name)]
        said = self.choices.maps + self.choices.sets
        told = [name for name, _ in said if self.kind.field(name) and _is_group(name)]
        for name in own + told:
            if len(name) > LONGEST_GROUP + len(GROUP_PREFIX):
                raise FileRefused(f"has a group.<name> longer than {LONGEST_GROUP} characters", "shorten it", 1)
        groups = list(dict.fromkeys(own + told))
        if len(groups) > MOST_GROUPS:
            why = f"has {len(groups):,} columns group.<name>, more than the {MOST_GROUPS} that are read"
            raise FileRefused(why, FEWER_GROUPS, 1)
        return groups

    @cached_property
    def _own_groups(self) -> list[str]:
        return [GROUP_PREFIX + cell[len(GROUP_PREFIX) :].strip() for cell in self.header.cells if _is_group(cell)]

    def _source(self, field: Field) -> Source | None:
        said, columns = self._told(field)
        fill = self.choices.fill(field.name)
        columns = columns or self.header.columns(field.name)
        if not columns and not fill:
            columns = self._certain(field)
        if not columns and not fill:
            return None
        if field.name.startswith(GROUP_PREFIX) and any(is_secret(self.header.cells[column]) for column in columns):
            raise FileRefused(f"has what may be passwords where {field.name} should be", "map another column to it", 1)
        for column in columns:
            if self.header.twice(column) and said != by_place(column):
                raise FileRefused("stands in the header twice", "rename one of the two", 1, self.header.cells[column])
        return Source(field, columns, self._called(columns) or None, fill, said)

    def _told(self, field: Field) -> tuple[str | None, Columns]:
        """What --map says of a field that fits this file, and where that stands."""
        told = self.choices.maps_of(field.name)
        fitting = [(said, self.header.columns(said)) for said in told if self.header.columns(said)]
        if len(fitting) > 1:
            raise FileRefused(f"fits two --map of {field.name}", "leave one of them out", 1)
        if told and not fitting and field.required and not self.header.columns(field.name):
            raise FileRefused(
                f'has no column "{told[0]}" for {field.name}', self._spelling(told[0]), 1, ask=self._ask(field)
            )
        return fitting[0] if fitting else (None, ())

    def _spelling(self, said: str) -> str:
        close = self.header.like(said)
        if close and is_heading(close):
            return f'check its spelling: is it "{close}"?'
        return "check its spelling in the file's header"

    def _certain(self, field: Field) -> Columns:
        """The one column that is called so elsewhere. Raises FileRefused where there are several."""
        columns = self.candidates.get(field.name, [])
        names = list({plain(name): name for one in columns if (name := self._called(one, "+"))}.values())
        if len(names) > 1:
            said = " or ".join(f'--map "{field.name}={name}"' for name in names)
            ask = self._ask(field) | {"options": names}
            raise FileRefused(f"has {len(names)} columns that may be {field.name}", f"say which by {said}", 1, ask=ask)
        return columns[0] if columns else ()

    def _nothing_missing(self, sources: Sequence[Source]) -> None:
        there = {source.field.name for source in sources}
        missing = [name for name in self.kind.required if name not in there]
        if missing:
            raise FileRefused(
                f"has no column for {', '.join(missing)}, which {self.kind.name} need",
                f'name it by --map "{missing[0]}=column of the file", or give all rows one by --set {missing[0]}=...',
                1,
                ask=self._ask(self.kind.field(missing[0])),
            )

    def _ask(self, field: Field) -> dict:
        """A cell that may be data is spoken of by where it stands; ``labels`` say it to who may see names."""
        cells = [(place, cell) for place, cell in enumerate(self.header.cells) if cell]
        options = [cell if is_heading(cell) else by_place(place) for place, cell in cells]
        labels = {by_place(place): cell for place, cell in cells if not is_heading(cell)}
        asked = {"what": "column", "field": field.name, "options": options, "labels": labels}
        return asked | ({"values": list(field.allowed)} if field.allowed else {})

    def _notes(self) -> list[str]:
        """What was read by its meaning; what was not, since --set gives all rows another."""
        read = [f"{self._called(columns)} as {name}" for name, columns in self.meant.items()]
        notes = [f"columns were read by what they mean: {', '.join(read)}"] if read else []
        if self.kind.takes_groups and not all(map(self.kind.field, self._own_groups)):
            notes.append("columns group.<name> that are called as passwords are were not read")
        settled = self.meant | self.found
        return notes + [self._note_of_unread(name, columns) for name in settled for columns in self._unread(name)]

    def _unread(self, name: str) -> list[Columns]:
        """Columns that mean a field, too, which has its cells from elsewhere. Only what our words know is named: where
        a file lacks its header, anything may stand there."""
        used = {column for columns in (self.meant | self.found).values() for column in columns}
        others = self._named(words_of_dates()) if name == "date" else []
        found = self.candidates.get(name, []) + [(place,) for place in others]
        return [columns for columns in dict.fromkeys(found) if not used & set(columns)]

    def _note_of_unread(self, name: str, columns: Columns) -> str:
        read = (self.meant | self.found)[name]
        instead = f"{self._quoted(read)} gives {name}" if read else f"--set gives all rows one {name}"
        return f"column {self._called(columns)} was not read: {instead}"

    def _quoted(self, columns: Columns) -> str:
        """Columns that --map may have named: by where they stand, unless they are headings for certain."""
        cells = [(place, self.header.cells[place]) for place in columns]
        return " + ".join(cell if is_heading(cell) else by_place(place) for place, cell in cells)

    def _called(self, columns: Columns, joined: str = " + ") -> str:
        return joined.join(self.header.cells[column] for column in columns)


def _is_group(name: str) -> bool:
    return name.casefold().startswith(GROUP_PREFIX) and bool(name[len(GROUP_PREFIX) :].strip())


def unused(choices: Choices, mappings: Sequence[Mapping]) -> tuple[str, str] | None:
    """What was mapped or set and fits no file: why, and the remedy; None where all was used."""
    for option, pairs in (("--map", choices.maps), ("--set", choices.sets)):
        for name, value in pairs:
            if not any(mapping.kind.field(name) for mapping in mappings):
                kind = mappings[0].kind
                fields = ", ".join(field.name for field in kind.fields)
                return f'cannot take {option} "{name}=...": {kind.name} have no such field', f"use one of {fields}"
            if option == "--map" and not any(mapping.uses(name, value) for mapping in mappings):
                return f'cannot take --map "{name}={value}": there is no such column', "check its spelling"
    return None
