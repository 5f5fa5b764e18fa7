"""Fields of plain forms: each with its label, each filled with what is there."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from components.markup import tag

Options = Iterable[tuple[str, str]]


def form(action: str, *inside: Any, style: str = "goal-form", **hidden_ones: str) -> list:
    """A form with a token of its own: sent twice it is taken once. What is refused is told in it, above its button."""
    fields = [hidden(name, value) for name, value in hidden_ones.items()]
    return tag("form", fields, hidden("token", token_hex(16)), *inside, method="post", action=action, className=style,
               data_told="")  # fmt: skip


def refusal() -> list:
    """Where a refusal is told: a sentence with the remedy (assets/goals.js)."""
    return tag("p", role="alert", className="refusal")


def hidden(name: str, value: str) -> list:
    return tag("input", type="hidden", name=name, value=value)


def line(name: str, words: str, value: str | None = "", quiet: bool = False, **more: Any) -> list:
    """One line; ``quiet`` where what it is stands in it already."""
    box = tag("input", type=more.pop("type", "text"), name=name, defaultValue=value or "", className="typed",
              autoComplete="off", **more)  # fmt: skip
    return labelled(words, box, quiet)


def labelled(words: str, box: list, quiet: bool = False) -> list:
    return tag("label", tag("span", words, className="visually-hidden" if quiet else "label"), box)


def text(name: str, words: str, value: str | None = "") -> list:
    return labelled(words, tag("textarea", name=name, defaultValue=value or "", rows=2, className="typed"))


def select(name: str, words: str, options: Options, chosen: str | None = "", none: str | None = "–") -> list:
    blank = [] if none is None else [tag("option", none, value="")]
    inside = [*blank, *(tag("option", label, value=value) for value, label in options)]
    return labelled(words, tag("select", inside, name=name, defaultValue=chosen or "", className="form-select"))


def radios(name: str, words: str, options: Options, chosen: str | None = "", style: str = "radios") -> list:
    """A few choices beside each other, by one tap or the arrow keys."""
    boxes = [
        tag(
            "label",
            tag("input", type="radio", name=name, value=value, defaultChecked=value == chosen),
            tag("span", label),
        )
        for value, label in options
    ]
    return tag("fieldset", tag("legend", words, className="visually-hidden"), boxes, className=style)


def covered(words: str) -> list:
    """In the place of a field whose text names somebody: it is left out, and so stays as it is."""
    return tag("p", f"{words}: names somebody and stays as it is. To change it, press Show names.", className="note")
