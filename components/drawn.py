"""Trees of large pages, kept as long as the Answers that they are drawn of: 200 goals take 0.1 s to draw."""

from __future__ import annotations

from collections.abc import Callable

from data.answer import Answer
from data.memory import Memory

MOST = 12  # in one worker; one of 200 goals is a megabyte
_kept = Memory(MOST)


def drawn(make: Callable[..., list], *answers: Answer, search: str) -> list:
    """``make(*answers, search)``, made once: an Answer never changes, and belongs to one sight of the data.

    Only for what depends on nothing else: not on who asks, for whom other Answers are made. Nobody may change the tree.
    """
    key = (make.__module__, make.__qualname__, search, *map(id, answers))
    return _kept.get(key, lambda: (answers, make(*answers, search)))[1]  # with them: an id is not given out again
