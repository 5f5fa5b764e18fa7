"""What happened, and who did it: one line each, sealed with the line before it.

The seal of a line is the SHA-256 of the seal before it and of all that the line says; so a line that is changed, taken
out, put in or moved breaks every seal after it. Whoever can write the database could seal all of it anew, or cut off
its end: against that stands the last seal, kept elsewhere (``python -m data trail``, ``check --seal``). No line holds
a name: only ids, counts and addresses of pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, func, select

from data import store
from data.schema import trail

BEFORE_ALL = "0" * 64
COMMAND_LINE = "command line"
AT_ONCE = 1000
SIGNED_IN, SIGNED_OUT, REFUSED = "signed in", "signed out", "sign-in refused"
SAW_NAMES, EXPORTED, DISCLOSED = "saw names", "exported", "disclosed"
IMPORTED, UNDONE = "imported", "took back"
GRANTED, REVOKED, CHANGED = "granted", "revoked", "changed"
WROTE = "wrote"
ASKED, ANSWERED = "asked for a correction", "answered a correction"
TURNED_AWAY = "turned away"


@dataclass(frozen=True)
class Line:
    line: int
    at: str  # UTC, ISO
    actor: str  # an account, a local role, or the command line
    what: str
    about: str  # JSON
    seal: str

    def sealed(self, before: str) -> str:
        """What its seal must be after the one before it."""
        said = json.dumps([before, self.line, self.at, self.actor, self.what, self.about], ensure_ascii=False)
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class Broken(ValueError):
    """The trail is not as it was written; says where."""


def note(engine: Engine, actor: str, what: str, **about: object) -> None:
    """Add a line in a transaction of its own. Raises SQLAlchemyError where it cannot be written."""
    with engine.connect() as connection, store.changing(connection):
        add(connection, actor, what, **about)


def add(connection: Connection, actor: str, what: str, **about: object) -> None:
    """Add a line in the transaction at hand, which is one of ``store.changing``: nobody else adds one meanwhile."""
    number, before = next(((one.line, one.seal) for one in last(connection, 1)), (0, BEFORE_ALL))
    said = json.dumps(about, sort_keys=True, ensure_ascii=False)
    new = Line(number + 1, datetime.now(UTC).isoformat(timespec="milliseconds"), actor, what, said, "")
    connection.execute(trail.insert().values(asdict(new) | {"seal": new.sealed(before)}))


def lines(connection: Connection, since: int = 0) -> Iterator[Line]:
    """From the first to the last."""
    asked = select(trail).where(trail.c.line > since).order_by(trail.c.line)
    for row in connection.execute(asked.execution_options(yield_per=AT_ONCE)):
        yield Line(**row._mapping)


@dataclass(frozen=True)
class Search:
    """Which lines: of a kind, of somebody, of some days (UTC, both count), before a line; empty is all of them."""

    what: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    below: int | None = None


def found(connection: Connection, search: Search, most: int) -> tuple[list[Line], int]:
    """The latest first; and how many there are in all, wherever ``below`` stands."""
    asked = [trail.c[name] == value for name, value in (("what", search.what), ("actor", search.actor)) if value]
    asked += [trail.c.at >= search.since.isoformat()] if search.since else []
    asked += [trail.c.at < (search.until + timedelta(days=1)).isoformat()] if search.until else []
    number = connection.scalar(select(func.count()).select_from(trail).where(*asked))
    asked += [trail.c.line < search.below] if search.below is not None else []
    rows = connection.execute(select(trail).where(*asked).order_by(trail.c.line.desc()).limit(most))
    return [Line(**row._mapping) for row in rows], number


def told_of(connection: Connection, column: str) -> list[str]:
    """What there is to search for: every ``what``, or every ``actor``."""
    return sorted(connection.scalars(select(trail.c[column]).distinct()))


def last(connection: Connection, most: int) -> list[Line]:
    """The latest first."""
    asked = select(trail).order_by(trail.c.line.desc()).limit(most)
    return [Line(**row._mapping) for row in connection.execute(asked)]


def proved(written: Iterable[Line], seal: str | None = None) -> str:
    """The last seal of a whole trail. Raises Broken; also where ``seal``, kept earlier, is none of its own."""
    before, number, seals = BEFORE_ALL, 0, seal in (None, BEFORE_ALL)
    for number, line in enumerate(written, 1):
        if line.line != number:
            raise Broken(f"the trail has no line {number}: line {line.line} stands in its place")
        if line.seal != line.sealed(before):
            raise Broken(f"line {number} of the trail is not as it was written")
        before = line.seal
        seals = seals or before == seal
    if not seals:
        raise Broken(f"the trail ends with line {number} and does not hold the seal {seal[:12]}… that was kept")
    return before


@contextmanager
def looked_through(engine: Engine) -> Iterator[Iterator[Line]]:
    """All lines, of one moment."""
    with store.looking(engine) as connection:
        yield lines(connection)


def told(line: Line) -> Mapping[str, object]:
    return asdict(line) | {"about": json.loads(line.about)}
