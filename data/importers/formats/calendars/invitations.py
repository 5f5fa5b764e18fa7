"""Who is invited to a meeting, and as what. Whether they said that they would come is not read: it is no attendance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from data.importers.formats.calendars.entry import Entry, listed

MAILTO = "mailto:"
ORGANIZER = "organizer"
ROLES = {
    "CHAIR": ("chair", "true"),
    "REQ-PARTICIPANT": ("required", "true"),
    "OPT-PARTICIPANT": ("optional", "false"),
    "NON-PARTICIPANT": ("informed", "false"),
}  # what is not here is required, as RFC 5545 says


class Invitation(NamedTuple):
    address: str
    role: str
    expected: str


def invitations(entry: Entry) -> list[Invitation]:
    """One for each address. Who organizes is expected only where invited, too: a secretary may have written it."""
    organizers = [_address(value) for value in listed(entry.event.get("ORGANIZER"))]
    found = {address: Invitation(address, ORGANIZER, "") for address in organizers}
    for one in _attendees(entry):
        if one.address in organizers:
            found[one.address] = one._replace(role=ORGANIZER)
        else:
            found.setdefault(one.address, one)
    return list(found.values())


def _attendees(entry: Entry) -> Iterator[Invitation]:
    for value in listed(entry.event.get("ATTENDEE")):
        role, expected = ROLES.get(str(value.params.get("ROLE", "")).upper(), ROLES["REQ-PARTICIPANT"])
        yield Invitation(_address(value), role, expected)


def _address(value: str) -> str:
    """Some programs write an id of their own, and the address beside it."""
    said = value if value.lower().startswith(MAILTO) else str(listed(value.params.get("EMAIL", value))[0])
    bare = said[len(MAILTO) :] if said.lower().startswith(MAILTO) else said
    return unquote(bare).partition("?")[0].strip().casefold()
