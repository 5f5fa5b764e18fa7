"""The wall: thanks as they may be read aloud in a room, each of them cleared for it."""

from __future__ import annotations

import pandas as pd

from data.disclosure import CARD, CLEARED, KEY, LABEL, N
from data.metrics.recognition import NO_VALUE, who_agreed
from data.metrics.record import Asked, Computed, Metric, Rows
from data.queries import people
from data.queries import recognition as queries
from data.wording import count

NOTHING = "No thanks are ready for a room yet."
COLUMNS = {
    "thanks": KEY, "date": KEY, "to": KEY, "to_kind": KEY, "kind_of_value": LABEL, "to_name": CARD, "text": CARD,
    "cleared": CLEARED, "n": N,
}  # fmt: skip


def _wall(rows: Rows, asked: Asked) -> Computed:
    """Of thanks to a person only those to somebody who agreed to the wall, by what they said last."""
    willing, n = set(who_agreed(rows["consents"])["person"]), len(rows["staff"])
    cards = [_card(row, n) for row in rows["wall"].itertuples() if row.to_kind != "person" or row.to_person in willing]
    return Computed(pd.DataFrame(cards, columns=list(COLUMNS)), n=n)


def _card(row, n: int) -> tuple:
    """Nobody is cleared for thanks to a group: those whose words name somebody the gate leaves out."""
    is_named = row.to_kind == "person"
    to = "a colleague" if is_named else row.group_name or row.to_kind
    name, cleared = (row.to_name, (row.to_name,)) if is_named else (None, ())
    return (row.id, row.date, to, row.to_kind, row.value or NO_VALUE, name, row.message, cleared, n)


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    ready = frame[frame["text"].notna()]
    if ready.empty:
        return NOTHING
    return f"{count(len(ready), 'thank-you')} to read out, the latest for {ready['kind_of_value'].iloc[0]}."


WALL = Metric(
    name="recognition.wall",
    title="Thanks for the wall",
    why="A meeting that opens with what went well is another meeting; nobody is named who did not want to be.",
    definition=f"The newest {queries.MOST_CARDS} thanks that may stand before a room. To a team, class or program: "
    "those whose words name nobody. To a person: those that the giver and that person have both cleared, while the "
    "person agrees to the wall; words that name anybody else are left out.",
    unit="thanks", direction="neutral", strategy=7, whose="staff", kinds=("thanks",), noun="staff", parts=False,
    columns=COLUMNS,
    queries={"staff": people.staff, "wall": queries.for_the_wall, "consents": queries.wall_consents},
    compute=_wall, sentence=_sentence,
)  # fmt: skip

METRICS = (WALL,)
