"""Status by shape and word as well as colour: a projector in a bright room has no colours to speak of."""

from __future__ import annotations

from components.markup import tag
from components.values import STATUS_WORDS

# Tones are the tokens' four: good ●, warn ◆, bad ▲, none ○.
TONES = {
    "met": "good", "on_track": "good", "at_risk": "warn", "off_track": "bad", "missed": "bad",
    "not_started": "none", "no_recent_data": "none", "kept": "good", "late": "bad", "dropped": "none", "due": "warn",
}  # fmt: skip
SHAPE_OF_TONE = {"good": "●", "warn": "◆", "bad": "▲", "none": "○"}
SHAPES = {status: SHAPE_OF_TONE[tone] for status, tone in TONES.items()}


def status_chip(status: str | None, words: str = "") -> list | None:
    """A status as a rounded chip; ``words`` where its own are not enough ("Due 6 Feb")."""
    return _marked(status, words, "chip") if status in TONES else None


def tone_chip(tone: str, words: str) -> list:
    """A chip of one of the four tones, for what is no status of a goal or promise."""
    shape = tag("span", SHAPE_OF_TONE[tone], className="shape", aria_hidden="true")
    return tag("span", shape, words, className=f"chip tone-{tone}")


def status_words(status: str | None) -> list | None:
    """The same without the ground of a chip, for a line of text."""
    return _marked(status, "", "status") if status in TONES else None


def _marked(status: str, words: str, kind: str) -> list:
    shape = tag("span", SHAPES[status], className="shape", aria_hidden="true")
    return tag("span", shape, words or STATUS_WORDS[status], className=f"{kind} tone-{TONES[status]}")
