"""Which kind a file is, by its header; where two kinds have the same header, by its cells or its name.

A file's name alone decides nothing: it only settles a tie between kinds that the header fits equally well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from data.importers.catalog import KINDS
from data.importers.header import plain
from data.importers.kind import Kind
from data.importers.problems import FileRefused
from data.importers.sheet import Chunk, Sheet

LOOKED_AT = 100  # rows that settle a tie

Find = Callable[[Kind], dict[str, tuple[int, ...]]]  # the fields of a kind that a file has, and their columns


def named(kind: str) -> Kind:
    """The kind of that name. Raises FileRefused."""
    if kind not in KINDS:
        raise FileRefused(f'cannot be taken as "{kind}", which is no kind of import', nearest(kind))
    return KINDS[kind]


def nearest(kind: str) -> str:
    """What may have been meant by a word that is no kind."""
    close = get_close_matches(kind, KINDS, 1)
    return f"did you mean {close[0]}?" if close else f"use one of {', '.join(KINDS)}"


def recognise(sheet: Sheet, find: Find, name: str) -> Kind:
    """The one kind whose required fields are all there and that knows most of the columns. Raises FileRefused."""
    found = {kind.name: find(kind) for kind in KINDS.values()}
    fitting = [kind for kind in KINDS.values() if set(kind.required) <= found[kind.name].keys()]
    most = max((len(found[kind.name]) for kind in fitting), default=0)
    kinds = [kind for kind in fitting if len(found[kind.name]) == most]
    if not kinds:
        raise _unrecognised({kind: set(fields) for kind, fields in found.items()})
    return kinds[0] if len(kinds) == 1 else _settled(kinds, sheet, found, name)


def _settled(kinds: list[Kind], sheet: Sheet, found: dict[str, dict], name: str) -> Kind:
    """Of kinds that the header fits equally well the one that the file is called, or that its cells fit."""
    for left in (_called(kinds, name), _narrowest(_holding(kinds, sheet, found))):
        if len(left) == 1:
            return left[0]
    names = [kind.name for kind in kinds]
    raise FileRefused(f"could be {' or '.join(names)} by its header", f"say which by --as {names[0]}", 1)


def _called(kinds: list[Kind], name: str) -> list[Kind]:
    return [kind for kind in kinds if plain(kind.name) == plain(name)]


def _holding(kinds: list[Kind], sheet: Sheet, found: dict[str, dict]) -> list[Kind]:
    """Those whose fixed values are what the first rows hold: staff and student make people, club a program."""
    rows = next(sheet.chunks(), Chunk()).rows[:LOOKED_AT]
    return [kind for kind in kinds if _holds(kind, rows, found[kind.name])]


def _holds(kind: Kind, rows: Iterable[list[str]], columns: dict[str, tuple[int, ...]]) -> bool:
    fixed = [(field, columns[field.name]) for field in kind.fields if field.allowed and field.name in columns]
    cells = ((field, row[place].strip().casefold()) for field, places in fixed for place in places for row in rows)
    return all(not cell or cell in field.allowed for field, cell in cells)


def _narrowest(kinds: list[Kind]) -> list[Kind]:
    """The kind that asks for all that the others ask for, and more."""
    return [kind for kind in kinds if all(set(kind.required) > set(o.required) for o in kinds if o is not kind)]


def _unrecognised(found: dict[str, set[str]]) -> FileRefused:
    """Names the kinds that come nearest, and what they miss."""
    missing = {name: [f for f in KINDS[name].required if f not in found[name]] for name in KINDS if found[name]}
    near = sorted(missing, key=lambda name: (len(missing[name]), -len(found[name])))[:2]
    lacking = "; ".join(f"{name} lacks {', '.join(missing[name])}" for name in near)
    return FileRefused(
        "has no header that tells what it holds" + (f" ({lacking})" if near else ""),
        "say what it is by --as KIND and which column is which by --map field=column",
        1,
    )
