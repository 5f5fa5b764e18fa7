"""Not too many messages at once: for each session, and for each address where nobody is signed in.

Whoever sends more waits, and is told for how long; pages wait by themselves (assets/ready.js). Where nothing can be
counted everybody is let in. To close instead would turn a full disk into a school without its dashboard, and lock out
who comes to mend it by the emergency account; passwords and links have a count of their own in the database
(data/accounts/attempts.py), which lets nobody in uncounted.
"""

from __future__ import annotations

import logging
from ipaddress import ip_address, ip_network
from math import ceil

from access.secret import sealed
from access.visitor import Visitor, Visitors
from data.accounts.messages import Messages, NotCounted

FILE = "messages.counted"  # no ending of a database: nobody may call theirs so, and have it counted in
STRANGERS = 4  # times as many as a session: a whole school may stand at the door behind one address
NETWORK = 64  # bits of an IPv6 address that one house has: the rest it may choose anew with every message
LOG = logging.getLogger("staffroom")


class Limit:
    """How long a sender has to wait."""

    def __init__(self, visitors: Visitors) -> None:
        self._key, self._most = visitors.key, visitors.settings.messages_a_minute
        self.messages = Messages(visitors.settings.instance / FILE)
        self._is_said = False

    def wait(self, visitor: Visitor | None, address: str) -> int:
        """Whole seconds; 0 for who is let in."""
        session = visitor.session if visitor else None
        sender, most = (session.token, self._most) if session else (_house(address), self._most * STRANGERS)
        try:
            seconds = self.messages.wait(sealed(self._key, f"sender {sender}"), most)
        except NotCounted as why:
            self._say(why)
            return 0
        self._is_said = False
        return ceil(seconds)

    def _say(self, why: NotCounted) -> None:
        """Once, until it goes again."""
        if not self._is_said:
            LOG.warning("messages are not counted, and nobody is asked to wait (%s): see that it can be written", why)
        self._is_said = True


def _house(address: str) -> str:
    """Whose address it is, as far as one can tell."""
    try:
        known = ip_address(address)
    except ValueError:
        return address  # of a socket, or what a proxy made up
    return str(ip_network((known, NETWORK), strict=False)) if known.version == 6 else str(known)
