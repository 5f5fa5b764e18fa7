"""Bars that lie: a name, a bar, and at its right what it says. HTML: a room and a screen reader read the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

from components import values
from components.charts.plot import seen, seen_or_coded
from components.markup import tag
from components.values import Row
from data.answer import Answer
from data.wording import half_up, plain, share_of

Bars = list | None  # None: nothing to draw


def share_bars(answer: Answer, key: str = "group", first: Answer | None = None, last: list | None = None) -> Bars:
    """Shares with their denominators; ``first``: the whole, in the accent; ``last``: a bar to hold them against."""
    unit, tone = values.unit(answer), "quiet" if first else "accent"
    whole = [_share(row, key, unit, "accent") for row in seen_or_coded(first.rows())] if first else []
    parts = [_share(row, key, unit, tone) for row in seen_or_coded(answer.rows())]
    return tag("ul", *whole, *parts, last, className="bars", role="list") if whole or parts else None


def bar(name: str, share: float | None, said: Any, tone: str = "accent") -> list:
    """One bar: its share of the track, and what stands at its right."""
    fill = tag("span", className=f"fill tone-{tone}", style={"width": values.width(share)})
    return tag(
        "li",
        tag("span", name, className="name"),
        tag("span", fill, className="track", aria_hidden="true"),
        tag("span", said, className="said"),
    )


def without_bar(name: str, said: Any) -> list:
    """A share that is said as a range: a bar of any length would say more, and none at all that it is nought."""
    return tag(
        "li",
        tag("span", name, className="name"),
        tag("span", className="track coded", aria_hidden="true"),
        tag("span", said, className="said"),
    )


def by_chance(spread: Answer) -> list | None:
    """How far as many thanks would have reached had they fallen to anybody alike: a bar to hold the others against."""
    rows = {row["measure"]: row for row in seen(spread.rows())}
    row = rows.get("expected by chance")
    if row is None or not row.get("n") or not row["value"]:
        return None
    said = share_said(values.measured(row["value"], values.SHARE), share_of(_whole(row["value"] * row["n"]), row["n"]))
    return bar("By chance", row["value"], said, "soft")


def _whole(number: float) -> int:
    return int(half_up(number))


def count_bars(answer: Answer, noun: str, key: str = "group") -> list:
    """Counts beside each other; the longest bar is the largest of them."""
    rows = seen(answer.rows())
    most = max((row["value"] for row in rows), default=1) or 1
    bars = [bar(values.group(row[key]), row["value"] / most, share_said(plain(row["value"]), noun)) for row in rows]
    return tag("ul", *bars, className="bars", role="list")


def share_said(number: str, whole: str) -> list:
    """In weight 82%, beside it 37 of 45."""
    return [tag("b", number), f" {whole}"]


def _share(row: Row, key: str, unit: str, tone: str) -> list:
    said = share_said(values.said(row, unit), values.whole(row))
    if values.is_coded(row):
        return without_bar(values.group(row[key]), said)
    return bar(values.group(row[key]), row["value"], said, tone)


ADJUSTED = "In bold: thanks a person, adjusted for the size of the group; ranks go by that."
NOT_RANKED = "Nobody stands first or last here. The table has the numbers."
CLOSE = "≈: too close to the row above to tell them apart."


def ranking(answer: Answer) -> list:
    """The top band by adjusted rate, with the plain rate beside it: ties as "=3".

    What is too close to the row above to tell apart has a "≈"; groups that differ no more than chance are not drawn.
    """
    rows = [row for row in seen(answer.rows()) if row["rank"] is not None]
    if not rows:
        return [tag("p", NOT_RANKED, className="note")]
    most = max(row["value"] for row in rows) or 1
    ranks = Counter(row["rank"] for row in rows)
    told = f"{ADJUSTED} {CLOSE}" if any(row["close"] for row in rows) else ADJUSTED
    places = [_place(row, ranks, most) for row in rows]
    return [tag("ol", *places, className="ranking", role="list"), tag("p", told, className="note")]


def _place(row: Row, ranks: Counter, most: float) -> list:
    tone = "accent" if row["rank"] == 1 else "quiet"
    fill = tag("span", className=f"fill tone-{tone}", style={"width": values.width(row["value"] / most)})
    return tag(
        "li",
        tag("span", rank_words(row, ranks), className="rank"),
        tag("span", row["label"], className="name"),
        tag("span", fill, className="track", aria_hidden="true"),
        tag("span", tag("b", plain(row["value"], 1)), f" {plain(row['per_person'], 1)} each", className="said"),
    )


def rank_words(row: Row, ranks: Counter) -> list | str:
    """The rank: 1, or =3 for a shared third place; ≈ where the row above is no further ahead than chance."""
    rank = f"={row['rank']}" if ranks[row["rank"]] > 1 else str(row["rank"])
    if not row.get("close") or rank.startswith("="):
        return rank
    close = tag("span", "about the same as the row above", className="visually-hidden")
    return tag("span", tag("span", "≈", aria_hidden="true"), close, rank)
