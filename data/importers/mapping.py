"""Which column of a file is which field: by its own name, by ``--map``, by ``--set``.

Strict in meaning: what is not certain is refused, and the message names the option that settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.importers.header import Header
from data.importers.kind import GROUP_PREFIX, LONGEST_GROUP, Field, Kind
from data.importers.order import Choices
from data.importers.problems import FileRefused
from data.importers.recognition import named, recognise
from data.importers.sheet import Sheet


@dataclass(frozen=True)
class Source:
    """Where a field's cells come from: columns of the file, joined by a blank, or one text for all rows.

    A format that cannot tell a school leaves both open: then it is the only one there is. ``by_address`` says that
    people are named by their e-mail addresses; whose address is nobody's is a guest.
    """

    field: Field
    columns: tuple[int, ...] = ()
    header: str | None = None
    fill: str = ""
    said: str | None = None  # the columns as --map named them
    by_address: bool = False

    def cells(self, rows: Sequence[Sequence[str]]) -> list[str]:
        if len(self.columns) == 1:
            (column,) = self.columns
            cells = [row[column] for row in rows]
            return [cell.strip() or self.fill for cell in cells] if self.fill else cells
        if not self.columns:
            return [self.fill] * len(rows)
        joined = (" ".join(filter(None, (row[column].strip() for column in self.columns))) for row in rows)
        return [cell or self.fill for cell in joined]


@dataclass(frozen=True)
class Mapping:
    kind: Kind
    sources: tuple[Source, ...]

    def uses(self, field: str, said: str) -> bool:
        return any(source.field.name == field and source.said == said for source in self.sources)


def settle(sheet: Sheet, choices: Choices, name: str = "") -> Mapping:
    """The kind of a file and where its fields come from; ``name`` settles a tie. Raises FileRefused."""
    header = Header(sheet.header)
    if choices.kind:
        return _mapping(named(choices.kind), header, choices)
    return _mapping(recognise(sheet, lambda kind: _found(kind, header, choices), name), header, choices)


def _found(kind: Kind, header: Header, choices: Choices) -> dict[str, tuple[int, ...]]:
    """The fields of a kind that the file has, and their columns: none where --set says one value for all."""
    found = {}
    for field in kind.fields:
        said = next((said for said in choices.maps_of(field.name) if header.columns(said)), field.name)
        if header.columns(said) or choices.fill(field.name):
            found[field.name] = header.columns(said)
    return found


def _mapping(kind: Kind, header: Header, choices: Choices) -> Mapping:
    kind = kind.with_groups(_group_columns(kind, header, choices))
    sources = tuple(source for field in kind.fields if (source := _source(field, header, choices)))
    _nothing_missing(kind, sources)
    return Mapping(kind, sources)


def _group_columns(kind: Kind, header: Header, choices: Choices) -> list[str]:
    """The `group.<name>` fields of a file of people, by its own header or by the command."""
    if not kind.takes_groups:
        return []
    own = [GROUP_PREFIX + cell[len(GROUP_PREFIX) :].strip() for cell in header.cells if _is_group(cell)]
    told = [name for name, _ in choices.maps + choices.sets if kind.field(name) and _is_group(name)]
    for name in own + told:
        if len(name) > LONGEST_GROUP + len(GROUP_PREFIX):
            raise FileRefused(f"has a group.<name> longer than {LONGEST_GROUP} characters", "shorten it", 1)
    return list(dict.fromkeys(own + told))


def _is_group(name: str) -> bool:
    return name.casefold().startswith(GROUP_PREFIX) and bool(name[len(GROUP_PREFIX) :].strip())


def _source(field: Field, header: Header, choices: Choices) -> Source | None:
    said, columns = _mapped(field, header, choices)
    columns = columns or header.columns(field.name)
    fill = choices.fill(field.name)
    if not columns and not fill:
        return None
    for column in columns:
        if header.twice(column):
            raise FileRefused("stands in the header twice", "rename one of the two", 1, header.cells[column])
    return Source(field, columns, " + ".join(header.cells[column] for column in columns) or None, fill, said)


def _mapped(field: Field, header: Header, choices: Choices) -> tuple[str | None, tuple[int, ...]]:
    """What --map says of a field that fits this file, and where that stands."""
    told = choices.maps_of(field.name)
    fitting = [(said, header.columns(said)) for said in told if header.columns(said)]
    if len(fitting) > 1:
        raise FileRefused(f"fits two --map of {field.name}", "leave one of them out", 1)
    if told and not fitting and field.required and not header.columns(field.name):
        close = header.like(told[0])
        remedy = f'check its spelling: is it "{close}"?' if close else "check its spelling in the file's header"
        raise FileRefused(f'has no column "{told[0]}" for {field.name}', remedy, 1)
    return fitting[0] if fitting else (None, ())


def _nothing_missing(kind: Kind, sources: tuple[Source, ...]) -> None:
    there = {source.field.name for source in sources}
    missing = [name for name in kind.required if name not in there]
    if missing:
        raise FileRefused(
            f"has no column for {', '.join(missing)}, which {kind.name} need",
            f'name it by --map "{missing[0]}=column of the file", or give all rows one by --set {missing[0]}=...',
            1,
        )


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
