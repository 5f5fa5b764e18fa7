"""Which kind a file is, by its header; where two kinds have the same header, by its cells or its name.

A file's name alone decides nothing: it only settles a tie between kinds that the header fits equally well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from data.importers.catalog import KINDS
from data.importers.header import plain
from data.importers.kind import Field, Kind
from data.importers.problems import FileRefused
from data.importers.sheet import Chunk, Sheet
from data.importers.value_words import value_of

LOOKED_AT = 100  # rows that settle a tie

Find = Callable[[Kind], dict[str, tuple[int, ...]]]  # the fields of a kind that a file has, and their columns
Fields = dict[str, dict[str, tuple[int, ...]]]  # the same of every kind
Means = Callable[[Field, str], str | None]  # which value of a field a cell means


def named(kind: str) -> Kind:
    """The kind of that name. Raises FileRefused."""
    if kind not in KINDS:
        ask = {"what": "kind", "options": list(KINDS)}
        raise FileRefused(f'cannot be taken as "{kind}", which is no kind of import', nearest(kind), ask=ask)
    return KINDS[kind]


def nearest(kind: str) -> str:
    """What may have been meant by a word that is no kind."""
    close = get_close_matches(kind, KINDS, 1)
    return f"did you mean {close[0]}?" if close else f"use one of {', '.join(KINDS)}"


def recognise(sheet: Sheet, own: Find, meant: Find, name: str) -> Kind:
    """The one kind whose required fields are all there and that knows most of the columns. Raises FileRefused.

    The file's ``own`` names of fields come first; what its columns are ``meant`` to be counts where no kind has them.
    """
    by_name = {kind.name: own(kind) for kind in KINDS.values()}
    by_meaning = {kind.name: meant(kind) for kind in KINDS.values()}
    if kinds := _best(by_name):
        _nothing_wider(kinds, by_meaning)
        return kinds[0] if len(kinds) == 1 else _settled(kinds, sheet, by_name, name)
    kinds = _best(by_meaning)
    if not kinds or any(kind not in kinds for kind in _knowing(by_meaning, len(by_meaning[kinds[0].name]))):
        raise _unrecognised({kind: set(fields) for kind, fields in by_meaning.items()})
    return kinds[0] if len(kinds) == 1 else _settled(kinds, sheet, by_meaning, name)


def _best(found: Fields) -> list[Kind]:
    """Of the kinds that miss nothing, those that know most columns."""
    fitting = [kind for kind in KINDS.values() if set(kind.required) <= found[kind.name].keys()]
    most = max((len(found[kind.name]) for kind in fitting), default=0)
    return [kind for kind in fitting if len(found[kind.name]) == most]


def _knowing(found: Fields, least: int) -> list[Kind]:
    return [kind for kind in KINDS.values() if len(found[kind.name]) >= least]


def _nothing_wider(kinds: list[Kind], meant: Fields) -> None:
    """A list of students has an id and a name, too, and is no list of schools: refuse where another kind asks for
    all that these ask for and more, and understands more of the columns."""
    known = max(len(meant[kind.name]) for kind in kinds)
    wider = [kind for kind in _knowing(meant, known + 1) if all(_asks_more(kind, one) for one in kinds)]
    most = max((len(meant[kind.name]) for kind in wider), default=0)
    if wider:
        raise _undecided([*kinds, *(kind for kind in wider if len(meant[kind.name]) == most)])


def _asks_more(kind: Kind, other: Kind) -> bool:
    return set(kind.required) > set(other.required)


def _settled(kinds: list[Kind], sheet: Sheet, found: Fields, name: str) -> Kind:
    """Of kinds that the header fits equally well the one that the file is called, or that its cells fit: by our own
    values, and where other words would tell otherwise by neither, since a program may be for "parent", too."""
    exact, meant = (_holding(kinds, sheet, found, means) for means in (_own_value, value_of))
    narrowest = _narrowest(exact) if exact == meant else []
    for left in (_called(kinds, name), narrowest):
        if len(left) == 1:
            return left[0]
    raise _undecided(kinds)


def _undecided(kinds: list[Kind]) -> FileRefused:
    names = [kind.name for kind in kinds]
    ask = {"what": "kind", "options": names}
    return FileRefused(f"could be {' or '.join(names)} by its header", f"say which by --as {names[0]}", 1, ask=ask)


def _called(kinds: list[Kind], name: str) -> list[Kind]:
    return [kind for kind in kinds if plain(kind.name) == plain(name)]


def _holding(kinds: list[Kind], sheet: Sheet, found: Fields, means: Means) -> list[Kind]:
    """Those whose fixed values are what the first rows hold: staff and student make people, club a program."""
    rows = next(sheet.chunks(), Chunk()).rows[:LOOKED_AT]
    return [kind for kind in kinds if _holds(kind, rows, found[kind.name], means)]


def _own_value(field: Field, text: str) -> str | None:
    return text.casefold() if text.casefold() in field.allowed else None


def _holds(kind: Kind, rows: Iterable[Sequence[str]], columns: dict[str, tuple[int, ...]], means: Means) -> bool:
    fixed = [(field, columns[field.name]) for field in kind.fields if field.allowed and field.name in columns]
    cells = ((field, row[place].strip()) for field, places in fixed for place in places for row in rows)
    return all(not cell or means(field, cell) for field, cell in cells)


def _narrowest(kinds: list[Kind]) -> list[Kind]:
    """The kind that asks for all that the others ask for, and more."""
    return [kind for kind in kinds if all(_asks_more(kind, other) for other in kinds if other is not kind)]


def _unrecognised(found: dict[str, set[str]]) -> FileRefused:
    """Names the kinds that come nearest, and what they miss."""
    missing = {name: [f for f in KINDS[name].required if f not in found[name]] for name in KINDS if found[name]}
    missing = {name: fields for name, fields in missing.items() if fields}
    near = sorted(missing, key=lambda name: (len(missing[name]), -len(found[name])))[:2]
    lacking = "; ".join(f"{name} lacks {', '.join(missing[name])}" for name in near)
    return FileRefused(
        "has no header that tells what it holds" + (f" ({lacking})" if near else ""),
        "say what it is by --as KIND and which column is which by --map field=column",
        1,
        ask={"what": "kind", "options": list(dict.fromkeys([*near, *KINDS]))},
    )
