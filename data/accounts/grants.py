"""What an account was granted, from the roster and by hand, each with its reason.

What the roster says holds for as long as the roster says it: whoever leaves the school sees nothing with the next
request. What was granted by hand holds until it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Date, Table, and_, bindparam, or_, select

from data import trail
from data.accounts.account import Account, now
from data.schema import grants, groups, memberships, people, schools

# By hand, the widest first: the role in which somebody looks who has several and chose none.
BY_HAND = ("administrator", "leader", "officer", "data-manager", "team-lead", "staff", "projector")
ROLES = (*BY_HAND[:5], "teacher", *BY_HAND[5:])
OF_ONE_SCHOOL = ("leader", "team-lead", "staff", "projector")
SCOPES = ("department", "program")
LONGEST_REASON = 300
MOST_NAMED = 20  # departments or programs in a sentence
TEACHES = ("teacher", "co-teacher", "lead", "primary", "")  # a member of a classroom's staff in one of these roles


def _holds(table: Table) -> ColumnElement[bool]:
    """Whether a row with start and end holds on the day; both may be open."""
    today = bindparam("today", type_=Date)
    begun = or_(table.c.start.is_(None), table.c.start <= today)
    return and_(begun, or_(table.c.end.is_(None), table.c.end >= today))


# Made once: to write a statement anew takes longer than to run it, and these run with every request.
HELD = select(grants).where(grants.c.account == bindparam("held_by"), grants.c.revoked.is_(None)).order_by(grants.c.id)
ON_STAFF = select(people.c.school).where(people.c.id == bindparam("who"), people.c.kind == "staff", _holds(people))
TAUGHT = (
    select(memberships.c.group, memberships.c.role)
    .join(groups, groups.c.id == memberships.c.group)
    .where(memberships.c.person == bindparam("who"), groups.c.type == "classroom", _holds(memberships))
)


class NotGranted(ValueError):
    """What cannot be granted; one line with the remedy."""


@dataclass(frozen=True)
class Grant:
    """``school`` None: all schools. ``of``: the departments, programs or classrooms it is about."""

    role: str
    school: str | None
    why: str
    scope: str | None = None
    of: frozenset[str] = frozenset()
    id: int | None = None  # None: it follows from the roster
    at: str = ""

    @property
    def key(self) -> str:
        """By which a session remembers the one in use."""
        return "|".join((self.role, self.school or "", self.scope or "", ",".join(sorted(self.of))))[:300]


def grants_of(connection: Connection, account: Account, today: date) -> list[Grant]:
    """The widest first."""
    found = [*_by_hand(connection, account.id), *_from_roster(connection, account.person, today)]
    return sorted(found, key=lambda grant: (ROLES.index(grant.role), grant.school or "", grant.key))


def _by_hand(connection: Connection, account: str) -> Iterator[Grant]:
    for row in connection.execute(HELD, {"held_by": account}):
        if row.role in BY_HAND:
            of = frozenset([row.of]) if row.of else frozenset()
            yield Grant(row.role, row.school, row.reason, row.scope, of, row.id, f"{row.at:%d %b %Y}")


def has(connection: Connection, account: str, role: str) -> bool:
    """Whether an account holds a role by hand."""
    return any(grant.role == role for grant in _by_hand(connection, account))


def _from_roster(connection: Connection, person: str | None, today: date) -> Iterator[Grant]:
    """Whoever is on the staff today is staff, and teacher of the classrooms in which the roster says so."""
    row = connection.execute(ON_STAFF, {"who": person, "today": today}).first() if person else None
    if row is None:
        return
    classrooms = frozenset(_taught(connection, person, today))
    if classrooms:
        yield Grant("teacher", row.school, "the roster has them as their teacher", "classroom", classrooms)
    else:
        yield Grant("staff", row.school, "the roster has them on the staff of this school")


def _taught(connection: Connection, person: str, today: date) -> Iterator[str]:
    for group, role in connection.execute(TAUGHT, {"who": person, "today": today}):
        if (role or "").casefold() in TEACHES:
            yield group


def grant(
    connection: Connection, account: str, role: str, school: str | None, reason: str, by: str,
    scope: str | None = None, of: str | None = None,
) -> None:  # fmt: skip
    """Grant a role by hand, in a transaction that writes. Raises NotGranted."""
    _judge(connection, role, school, reason, scope, of)
    same = (held.role == role and held.school == school and held.of == (frozenset([of]) if of else frozenset())
            for held in _by_hand(connection, account))  # fmt: skip
    if any(same):
        return  # pressed twice: one is enough, and one is taken back at once
    new = {"account": account, "role": role, "school": school, "scope": scope, "of": of, "reason": reason.strip(),
           "at": now(), "by": by}  # fmt: skip
    connection.execute(grants.insert().values(new))
    trail.add(connection, by, trail.GRANTED, account=account, role=role, school=school, scope=scope, of=of)


def _judge(connection: Connection, role: str, school: str | None, reason: str, scope: str | None, of: str | None):
    if role not in BY_HAND:
        raise NotGranted(f'"{role}" is no role that is granted by hand; use one of {", ".join(BY_HAND)}')
    if not (3 <= len(reason.strip()) <= LONGEST_REASON and reason.isprintable()):
        raise NotGranted("say why in a few words: it stands beside the grant")
    if role in OF_ONE_SCHOOL and not school:
        raise NotGranted(f"{role} is a role of one school; choose the school")
    if school and connection.execute(select(schools.c.id).where(schools.c.id == school)).first() is None:
        raise NotGranted(f'there is no school "{school}"; choose one that is there')
    if (role == "team-lead") != bool(scope and of) or (scope and scope not in SCOPES):
        raise NotGranted("a team lead leads one department or program, and nobody else has one; choose which")
    if scope:
        _judge_team(connection, school, scope, of)


def _judge_team(connection: Connection, school: str, scope: str, of: str) -> None:
    """A team that is not there at that school would show nobody, and whoever granted it would not know why."""
    there = _teams(connection, school, scope)
    if of not in there:
        some = ", ".join(there[:MOST_NAMED]) + (f" and {len(there) - MOST_NAMED} more" if there[MOST_NAMED:] else "")
        raise NotGranted(
            f'there is no {scope} "{of}" at this school; ' + (f"there is {some}" if some else "it has none")
        )


def _teams(connection: Connection, school: str, scope: str) -> list[str]:
    here = {
        "department": select(people.c.department).where(people.c.school == school, people.c.kind == "staff"),
        "program": select(groups.c.id).where(groups.c.school == school, groups.c.type == "program"),
    }[scope]
    return sorted(filter(None, connection.scalars(here.distinct())))


def revoke(connection: Connection, id_: int, by: str) -> None:
    """Take a grant back, effective with the next request. Raises NotGranted."""
    table = grants
    row = connection.execute(select(table).where(table.c.id == id_, table.c.revoked.is_(None))).first()
    if row is None:
        raise NotGranted(f"there is no grant {id_} that holds")
    if row.role == "administrator" and row.account == by:
        raise NotGranted("nobody gives away the last key to the door: another administrator takes this one back")
    connection.execute(table.update().where(table.c.id == id_).values(revoked=now(), revoked_by=by))
    trail.add(connection, by, trail.REVOKED, account=row.account, grant=id_, role=row.role)
