"""The record of disclosures: to whom outside the school a student's records were given, and for what interest.

34 CFR 99.32 asks for it, with every request, as long as the records are kept; a parent may see it. It is in the trail,
where no line can be taken out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from data import schema, trail
from data.accounts.grants import NotGranted

LONGEST = 300  # characters


def record(connection: Connection, person: str, to: str, interest: str, by: str) -> None:
    """Note one, in a transaction that writes. Raises NotGranted where it says too little."""
    people = schema.people
    if connection.execute(select(people.c.id).where(people.c.id == person)).first() is None:
        raise NotGranted(f'there is nobody "{person}" on the roster; use an id of people')
    for name, said in (("to whom", to), ("for what interest", interest)):
        if not (3 <= len(said.strip()) <= LONGEST and said.isprintable()):
            raise NotGranted(f"say {name} in 3 to {LONGEST} characters")
    trail.add(connection, by, trail.DISCLOSED, person=person, to=to.strip(), interest=interest.strip())


def of(connection: Connection, person: str) -> Iterator[tuple[str, str, str, str]]:
    """When, by whom, to whom and for what the records of one person were given, from the first on."""
    table = schema.trail
    asked = select(table.c.at, table.c.actor, table.c.about).where(table.c.what == trail.DISCLOSED)
    for at, actor, about in connection.execute(asked.order_by(table.c.line)):
        said = json.loads(about)
        if said.get("person") == person:
            yield at[:16].replace("T", " "), actor, said["to"], said["interest"]
