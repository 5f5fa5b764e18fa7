"""Which column of a file is which field: by its exact name, by ``--map``, by ``--set``; and which kind a file is.

Strict in meaning: what is not certain is refused, and the message names the option that settles it. Headers that are
not fields are never quoted: where a header is missing, the first row of data stands in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from data.importers.catalog import KINDS
from data.importers.kind import GROUP_PREFIX, Field, Kind
from data.importers.problems import FileRefused


@dataclass(frozen=True)
class Choices:
    """What the importer said about the columns. A field may be mapped twice: each file takes what it has."""

    kind: str | None = None
    maps: tuple[tuple[str, str], ...] = ()
    sets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a field's cells come from: columns of the file, joined by a blank, or one text for all rows."""

    field: Field
    columns: tuple[int, ...] = ()
    header: str | None = None
    fill: str = ""
    said: str | None = None  # the columns as --map named them

    def cells(self, rows: Sequence[Sequence[str]]) -> list[str]:
        if len(self.columns) == 1:
            (column,) = self.columns
            cells = [row[column] for row in rows]
            return [cell or self.fill for cell in cells] if self.fill else cells
        if not self.columns:
            return [self.fill] * len(rows)
        return [" ".join(filter(None, (row[column].strip() for column in self.columns))) for row in rows]


@dataclass(frozen=True)
class Mapping:
    kind: Kind
    sources: tuple[Source, ...]


def settle(header: Sequence[str], choices: Choices) -> Mapping:
    """The kind of a file and where its fields come from. Raises FileRefused."""
    if choices.kind:
        return _mapping(_named(choices.kind), header, choices)
    return _mapping(recognise(header, choices), header, choices)


def _named(kind: str) -> Kind:
    if kind not in KINDS:
        close = get_close_matches(kind, KINDS, 1)
        hint = f"did you mean {close[0]}?" if close else f"use one of {', '.join(KINDS)}"
        raise FileRefused(f'cannot be taken as "{kind}", which is no kind of import', hint)
    return KINDS[kind]


def recognise(header: Sequence[str], choices: Choices) -> Kind:
    """The one kind whose required fields are all there and that knows more of the columns than any other such."""
    known = {name: _fields_found(kind, header, choices) for name, kind in KINDS.items()}
    fitting = [name for name, found in known.items() if set(KINDS[name].required) <= found]
    best = max((len(known[name]) for name in fitting), default=0)
    candidates = [name for name in fitting if len(known[name]) == best]
    if len(candidates) == 1:
        return KINDS[candidates[0]]
    if candidates:
        raise FileRefused(f"could be {' or '.join(candidates)}", f"say which by --as {candidates[0]}", 1)
    raise _unrecognised(known)


def _unrecognised(known: dict[str, set[str]]) -> FileRefused:
    """Names the kinds that come nearest, and what they miss."""
    missing = {
        name: [f for f in KINDS[name].required if f not in found] for name, found in known.items() if found
    }
    nearest = sorted(missing, key=lambda name: (len(missing[name]), -len(known[name])))[:2]
    near = "; ".join(f"{name} lacks {', '.join(missing[name])}" for name in nearest)
    return FileRefused(
        "has no header that tells what it holds" + (f" ({near})" if near else ""),
        "say what it is by --as KIND and which column is which by --map field=column; "
        "`template KIND` shows the header",
        1,
    )


def _fields_found(kind: Kind, header: Sequence[str], choices: Choices) -> set[str]:
    places = _places(header)
    mapped = {name for name, columns in choices.maps if _columns(columns, places)}
    told = mapped | {name for name, _ in choices.sets} | {_plain(cell) for cell in header}
    return {field.name for field in kind.fields if field.name in told or _plain(field.name) in told}


def _mapping(kind: Kind, header: Sequence[str], choices: Choices) -> Mapping:
    kind = kind.with_groups(_group_columns(kind, header, choices))
    places = _places(header)
    sources = tuple(source for field in kind.fields if (source := _source(field, header, places, choices)))
    _nothing_missing(kind, sources)
    return Mapping(kind, sources)


def _group_columns(kind: Kind, header: Sequence[str], choices: Choices) -> list[str]:
    """The `group.<name>` fields of a file of people, by its own header or by the command."""
    if not kind.takes_groups:
        return []
    own = [GROUP_PREFIX + cell[len(GROUP_PREFIX) :].strip() for cell in header if _is_group(cell)]
    told = [name for name, _ in choices.maps + choices.sets if kind.field(name) and _is_group(name)]
    for name in own + told:
        if len(name) > 64 + len(GROUP_PREFIX):
            raise FileRefused(
                "has a group.<name> column whose name is longer than 64 characters", "shorten it", 1
            )
    return list(dict.fromkeys(own + told))


def _is_group(name: str) -> bool:
    return name.casefold().startswith(GROUP_PREFIX) and len(name) > len(GROUP_PREFIX)


def _source(field: Field, header: Sequence[str], places: dict, choices: Choices) -> Source | None:
    fill = next((value for name, value in choices.sets if name == field.name), "")
    said, columns = _mapped(field, places, choices)
    columns = columns or _columns(field.name, places)
    if not columns and not fill:
        return None
    _unambiguous(columns, header)
    return Source(field, columns, " + ".join(header[place] for place in columns) or None, fill, said)


def _mapped(field: Field, places: dict, choices: Choices) -> tuple[str | None, tuple[int, ...]]:
    """What --map says of a field that fits this file, and where that stands."""
    told = [(said, _columns(said, places)) for name, said in choices.maps if name == field.name]
    fitting = [(said, columns) for said, columns in told if columns]
    if len(fitting) > 1:
        raise FileRefused(f"fits two --map of {field.name}", "leave one of them out", 1)
    if told and not fitting and field.required and not _columns(field.name, places):
        raise FileRefused(f'has no column "{told[0][0]}" for {field.name}', _spelling(told[0][0], places), 1)
    return fitting[0] if fitting else (None, ())


def _spelling(said: str, places: dict[str, list[int]]) -> str:
    """Only a header that is nearly what was asked for is quoted."""
    missing = next(name for name in said.split("+") if _plain(name) not in places)
    close = get_close_matches(_plain(missing), places, 1)
    return f'check its spelling: is it "{close[0]}"?' if close else "check the spelling in the file's header"


def _columns(said: str, places: dict[str, list[int]]) -> tuple[int, ...]:
    """Where a column stands, or the columns joined by +; () where one of them is not there."""
    names = [said] if _plain(said) in places else said.split("+")
    found = [places.get(_plain(name)) for name in names]
    return tuple(place[0] for place in found) if all(found) else ()


def _places(header: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(header):
        if cell:
            places.setdefault(_plain(cell), []).append(place)
    return places


def _plain(name: str) -> str:
    """A header as it is compared: capitals, blanks and underscores make no difference."""
    return re.sub(r"[\s_\ufeff]+", "", name).casefold()


def _unambiguous(columns: tuple[int, ...], header: Sequence[str]) -> None:
    names = Counter(_plain(cell) for cell in header)
    for place in columns:
        if names[_plain(header[place])] > 1:
            raise FileRefused("stands in the header twice", "rename one of the two columns", 1, header[place])


def _nothing_missing(kind: Kind, sources: tuple[Source, ...]) -> None:
    there = {source.field.name for source in sources}
    missing = [name for name in kind.required if name not in there]
    if missing:
        raise FileRefused(
            f"has no column for {', '.join(missing)}, which {kind.name} need",
            f'name it by --map "{missing[0]}=column of the file", or give all rows one by --set {missing[0]}=value',
            1,
        )


def unused(choices: Choices, mappings: Sequence[Mapping]) -> tuple[str, str] | None:
    """What was mapped or set and fits no file: why, and the remedy; None where all was used."""
    for option, pairs in (("--map", choices.maps), ("--set", choices.sets)):
        for name, value in pairs:
            if not any(mapping.kind.field(name) for mapping in mappings):
                kind = mappings[0].kind
                fields = ", ".join(field.name for field in kind.fields)
                return (
                    f'cannot take {option} "{name}=...": {kind.name} have no such field',
                    f"use one of {fields}",
                )
            if option == "--map" and not any(_uses(mapping, name, value) for mapping in mappings):
                return f'cannot take --map "{name}={value}": there is no such column', "check its spelling"
    return None


def _uses(mapping: Mapping, name: str, said: str) -> bool:
    return any(source.field.name == name and source.said == said for source in mapping.sources)
