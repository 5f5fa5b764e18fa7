"""What somebody asked to have corrected about themselves, and what they were answered.

Nothing is corrected here: what is stored comes from the school's own systems and would come again with the next file.
Whoever leads the school of that person, or brings its files in, answers. Administrators see no data of the school, so
they see how many wait and nothing else. The trail says that somebody asked and was answered, never a word of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, func, select

from data import trail
from data.accounts.account import now
from data.accounts.grants import Grant, NotGranted
from data.schema import corrections, people

ABOUT: Mapping[str, str] = {
    "name": "my name",
    "school": "my school or classes",
    "role": "my role or department",
    "thanks": "a thank-you",
    "else": "something else",
}
ANSWERS = ("leader", "data-manager")  # roles that answer, each for its own schools
LONGEST = 500  # characters of a request and of its answer
LARGEST_ID = 2**31 - 1
AGAIN = timedelta(minutes=1)  # the same words within this are one request that was sent twice
MOST_OPEN = 20  # requests of one account that wait
JOINERS = "\u200c\u200d"  # written in Persian, in Hindi and in emoji; Python calls them unprintable


class NotTheirs(NotGranted):
    """Of a school for which somebody does not answer."""


@dataclass(frozen=True)
class Correction:
    id: int
    account: str
    person: str
    asked: datetime
    about: str  # in words
    text: str
    answered: datetime | None
    answer: str | None
    by: str | None


def ask(connection: Connection, account: str, person: str | None, about: str, text: str) -> None:
    """Keep a request, in a transaction that writes; the same once more within a minute is none. Raises NotGranted."""
    if person is None or _school(connection, person) is None:
        raise NotGranted("the roster does not know this account: there is nothing about it to correct")
    if about not in ABOUT:
        raise NotGranted(f"say what it is about: {', '.join(ABOUT.values())}")
    said = _said(text, "say what is wrong and what is right")
    if _is_there(connection, account, about, said):
        return
    if _waiting_of(connection, account) >= MOST_OPEN:
        raise NotGranted(f"{MOST_OPEN} requests of yours wait already: ask your office or your principal")
    new = {"account": account, "person": person, "asked": now(), "about": about, "text": said}
    id_ = connection.execute(corrections.insert().values(new)).inserted_primary_key[0]
    trail.add(connection, account, trail.ASKED, correction=id_)


def answer(connection: Connection, grant: Grant | None, by: str, id_: str, text: str) -> None:
    """Answer a request, in a transaction that writes. Raises NotTheirs, and NotGranted for what makes no sense."""
    if grant is None or grant.role not in ANSWERS:
        raise NotTheirs("a request to correct is answered by whoever leads the school or brings its files in")
    row = connection.execute(_open().where(corrections.c.id == _number(id_))).first()
    if row is None:
        raise NotGranted("there is no such request that waits for an answer")
    if not _answers_for(grant, row.school):
        raise NotTheirs("that request is of another school: who leads that one answers it")
    said = {"answered": now(), "answer": _said(text, "say what was done about it"), "by": by}
    connection.execute(corrections.update().where(corrections.c.id == row.id).values(said))
    trail.add(connection, by, trail.ANSWERED, correction=row.id)


def of(connection: Connection, account: str) -> list[Correction]:
    """What an account asked for, the latest first."""
    asked = select(corrections).where(corrections.c.account == account).order_by(corrections.c.id.desc())
    return [_read(row) for row in connection.execute(asked)]


def waiting(connection: Connection, grant: Grant | None) -> list[tuple[str, Correction]]:
    """Name and request of everybody for whom a grant answers, the oldest first."""
    if grant is None or grant.role not in ANSWERS:
        return []
    asked = _open() if grant.school is None else _open().where(people.c.school == grant.school)
    return [(row.name, _read(row)) for row in connection.execute(asked)]


def count_waiting(connection: Connection) -> int:
    """How many wait, of whatever school."""
    return connection.scalar(select(func.count()).select_from(_open().subquery()))


def _open() -> Select:
    """Requests without an answer, of people who are on the roster."""
    asked = select(corrections, people.c.name, people.c.school).join(people, people.c.id == corrections.c.person)
    return asked.where(corrections.c.answered.is_(None)).order_by(corrections.c.id)


def _answers_for(grant: Grant, school: str) -> bool:
    return grant.school is None or grant.school == school


def _school(connection: Connection, person: str) -> str | None:
    return connection.scalar(select(people.c.school).where(people.c.id == person))


def _is_there(connection: Connection, account: str, about: str, text: str) -> bool:
    table = corrections
    same = (table.c.account == account, table.c.about == about, table.c.text == text, table.c.asked > now() - AGAIN)
    return connection.execute(select(table.c.id).where(*same)).first() is not None


def _waiting_of(connection: Connection, account: str) -> int:
    mine = (corrections.c.account == account, corrections.c.answered.is_(None))
    return connection.scalar(select(func.count()).select_from(corrections).where(*mine))


def _said(text: str, what: str) -> str:
    """Words on one line. Raises NotGranted for none, for too many, and for signs that nobody can read."""
    said = " ".join(text.split())
    if not said:
        raise NotGranted(what)
    if len(said) > LONGEST:
        raise NotGranted(f"{what} in {LONGEST} characters or fewer: these are {len(said)}")
    if not all(sign.isprintable() or sign in JOINERS for sign in said):
        raise NotGranted(f"{what} in letters: there are signs in it that nobody can read")
    return said


def _number(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(LARGEST_ID)) and int(said) <= LARGEST_ID):
        raise NotGranted("there is no such request that waits for an answer")
    return int(said)


def _read(row) -> Correction:
    return Correction(row.id, row.account, row.person, row.asked, ABOUT.get(row.about, row.about), row.text,
                      row.answered, row.answer, row.by)  # fmt: skip
