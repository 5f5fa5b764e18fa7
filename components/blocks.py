"""How a page is laid out: blocks on a grid of twelve, each of them one screen in the meeting view."""

from __future__ import annotations

from typing import Any

from components.markup import Markup, tag
from data.answer import Answer

WHOLE, HALF, WIDE, NARROW = "whole", "half", "wide", "narrow"  # 12, 6, 8 and 4 of twelve columns
TOP_NARROW = "narrow top"  # as high as what is in it, beside a long list
BESIDE = "beside"  # 12 columns, a number at the left of its chart


def body(*blocks: Any) -> list:
    """The content of a page, drawn as one component."""
    return [Markup(tag("div", *blocks, className="blocks"))]


def block(*inside: Any, size: str = WHOLE) -> list:
    """One screen in the meeting view."""
    return tag("section", *inside, className=f"block {size}")


def ways(*links: list | None) -> list:
    """Buttons that lead on from a page, in one row."""
    return tag("div", *links, className="desk-buttons thanks-links")


def headline(answer: Answer) -> list:
    """What the page says before anything else."""
    return tag("p", answer.sentence, className="headline")


def panel(title: str, *inside: Any, metric: str | None = None) -> list:
    """A card with a heading, for what is no chart."""
    return tag("div", tag("h2", title, className="panel-title"), *inside, className="panel", data_metric=metric)


def bring_data_in() -> list:
    """The next step where nothing is on record."""
    return tag("span", "Bring data in on the page ", tag("a", "Files in", href="/data"))
