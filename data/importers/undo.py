"""An import taken back whole: what it added goes, what it changed is as it was, to the bit.

One transaction, under the same lock as an import. What stands on the import is said first; then nothing is done, or
with ``with_later`` what stands on it is taken back before it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, and_, delete, exists, func, not_, or_, select

from data import schema, store, trail
from data.importers import answers, journal
from data.importers.dependants import KEYS, Dependant, dependants
from data.importers.problems import ImportRefused
from data.importers.receipts import Kept, now
from data.wording import count

LARGEST_ID = 2**31 - 1  # of an import, in either database


@dataclass
class Undoing:
    """What was taken back, the latest first; or nothing, and ``reasons`` of a line each why not.

    ``needs``: all that would have to be taken back with it, where more was needed than was named. ``notes``: what goes
    with it that somebody may not expect.
    """

    taken_back: list[Kept] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Every:
    """All imports there are, and those that somebody takes in meanwhile."""

    def __contains__(self, _import_id: object) -> bool:
        return True


def planned(engine: Engine, import_id: int, also: Collection[int] = ()) -> Undoing:
    """What stands on an import, and what would be taken back with it: looked up, so nobody has to wait for it.

    What stood on a later import that is gone may come to light only then: ``also`` are those of which an undo said that
    it needs them. Nothing would be taken back where somebody changed its rows by hand. Raises ImportRefused where there
    is nothing to take back.
    """
    with store.looking(engine) as connection:
        one = _kept(connection, import_id)
        waiting = dependants(connection, one.id, one.written)
        undoing = Undoing([one], [_reason(connection, dependant) for dependant in waiting])
        undoing.taken_back += _standing(connection, also, import_id)
        while waiting:
            if any(dependant.by is None for dependant in waiting):
                return Undoing(reasons=undoing.reasons)
            known = {kept.id for kept in undoing.taken_back}
            later = [_kept(connection, by) for by in sorted({dependant.by for dependant in waiting} - known)]
            undoing.taken_back += later
            waiting = [dependant for kept in later for dependant in dependants(connection, kept.id, kept.written)]
        undoing.taken_back.sort(key=lambda kept: -kept.id)
        undoing.notes = [*_confirmed(connection, undoing.taken_back), *_answers(connection, undoing.taken_back)]
        return undoing


def _standing(connection: Connection, ids: Collection[int], import_id: int) -> list[Kept]:
    """Of later imports those that were not taken back."""
    table = schema.imports
    asked = select(table).where(table.c.id.in_(ids), table.c.id > import_id, table.c.undone.is_(None))
    return [Kept.of(row) for row in connection.execute(asked.order_by(table.c.id))]


def _confirmed(connection: Connection, going: list[Kept]) -> Iterator[str]:
    """Later imports that found rows of these kinds there already: such a row goes, though they brought it, too."""
    ids, kinds = {kept.id for kept in going}, {file["kind"] for kept in going for file in kept.files}
    table = schema.imports
    later = select(table).where(table.c.id > min(ids), table.c.id.not_in(ids), table.c.undone.is_(None))
    for kept in map(Kept.of, connection.execute(later.order_by(table.c.id))):
        there = sum(file["unchanged"] for file in kept.files if file["kind"] in kinds)
        if there:
            yield (
                f"{kept.named} (import {kept.id}) found {count(there, 'row')} there already; what goes now of those is "
                "gone, too: take that file in again afterwards"
            )


def _answers(connection: Connection, going: list[Kept]) -> Iterator[str]:
    """What staff said about sessions that go."""
    brought = schema.events.c.import_id.in_([kept.id for kept in going])
    number = connection.scalar(select(func.count()).select_from(schema.session_answers).where(_is_about(brought)))
    if number:
        yield f"{count(number, 'answer')} of staff about whether these sessions were useful will be gone with them"


def undo(engine: Engine, import_id: int, by: str, *, with_later: Container[int] = (), trial: bool = False) -> Undoing:
    """Take an import back, and those of ``with_later`` that stand on it. Raises ImportRefused where there is nothing
    that could be; a ``trial`` changes nothing."""
    with store.alone(engine) as connection, store.changing(connection):
        tried = connection.begin_nested()
        undoing = _undone(connection, import_id, by, with_later)
        if undoing.reasons and with_later:
            tried.rollback()
            undoing.needs = [kept.id for kept in _undone(connection, import_id, by, Every()).taken_back]
        if undoing.reasons or trial:
            connection.get_transaction().rollback()
        return undoing


def _undone(connection: Connection, import_id: int, by: str, with_later: Container[int]) -> Undoing:
    """Step by step from the latest that stands on it: what stood on that is seen only when that is gone."""
    undoing, waiting = Undoing(), [_kept(connection, import_id)]
    while waiting:
        one = waiting[-1]
        found = dependants(connection, one.id, one.written)
        later = [dependant.by for dependant in found if dependant.by is not None]
        if len(later) < len(found) or not all(one in with_later for one in later):
            return Undoing(reasons=[_reason(connection, dependant) for dependant in found])
        if found:
            waiting.append(_kept(connection, max(later)))
        else:
            _take_back(connection, one, by)
            undoing.taken_back.append(waiting.pop())
    return undoing


def _kept(connection: Connection, import_id: int) -> Kept:
    table = schema.imports
    row = connection.execute(select(table).where(table.c.id == import_id)).first()
    if row is None:
        raise ImportRefused(f"there is no import {import_id}; `python -m data imports` lists them")
    one = Kept.of(row)
    if one.undone:
        raise ImportRefused(f"import {import_id} was taken back already, on {one.undone:%d %b %Y} by {one.undone_by}")
    if one.written is None:
        raise ImportRefused(
            f"import {import_id} is of before Staffroom kept what imports change; restore a backup to go back behind it"
        )
    return one


def _reason(connection: Connection, dependant: Dependant) -> str:
    if dependant.by is None:
        return f"somebody {dependant.did} by hand; correct by hand what is wrong, or import a corrected file"
    later = _kept(connection, dependant.by)
    return f"import {later.id} ({later.named}) {dependant.did}; undo {later.id} first, or with it by --with-later"


def _take_back(connection: Connection, one: Kept, by: str) -> None:
    if one.written:
        store.move_version(connection)
    journal.restore(connection, one.id)
    connection.execute(delete(schema.session_answers).where(_is_about(schema.events.c.import_id == one.id)))
    for table in reversed(schema.metadata.sorted_tables):  # children before parents
        if one.written.get(table.name) and table is not schema.schools:
            connection.execute(delete(table).where(table.c.import_id == one.id))
    table = schema.imports
    connection.execute(table.update().where(table.c.id == one.id).values(undone=now(), undone_by=by))
    trail.add(connection, by, trail.UNDONE, id=one.id)
    _take_schools_back(connection, one.id)
    answers.take_back(connection, one)


def _is_about(chosen):
    """Answers about sessions: they are gone with the session."""
    return schema.session_answers.c.event.in_(select(schema.events.c.id).where(chosen))


def _take_schools_back(connection: Connection, import_id: int) -> None:
    """The schools it brought; those that rows merely name stay while others name them, and go with the last of them."""
    table, imports = schema.schools, schema.imports
    undone = table.c.import_id.in_(select(imports.c.id).where(imports.c.undone.is_not(None)))
    connection.execute(delete(table).where(undone, not_(or_(*_uses(connection)))))


def _uses(connection: Connection) -> Iterator:
    """Whether a table names a school, or would again if an import were taken back."""
    lines = journal.LINES
    for column in (key.column for key in KEYS if key.to.table is schema.schools):
        before = store.from_json(connection, lines.c.before, column.name, column.type)
        yield exists().where(column == schema.schools.c.id)
        yield exists().where(and_(lines.c.name == column.table.name, before == schema.schools.c.id))
