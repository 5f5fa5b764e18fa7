"""What a browser may send to a callback: exactly what that callback asked for, and plain values only.

Dash answers 500 to an unknown output, a wrong type or a value too many, so that a real fault hides among them; and a
stored ``{"type", "namespace"}`` would be drawn as a component in somebody else's browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST_TEXT = 4096
MOST_TRIGGERS = 100
TEXT = ("pathname", "search", "href", "hash", "data-shape", "data", "value")  # properties that hold text or nothing


class Refused(ValueError):
    """A message that no page of ours sends; says what is wrong with it."""


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON of a request; raises Refused for anything that is not an object, and for NaN and endless nesting."""
    try:
        message = json.loads(body, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise Refused("not JSON") from error
    if type(message) is not dict:
        raise Refused("not an object")
    if b"\\u" in body and _has_half_a_sign(message):
        raise Refused("half a sign")
    return message


def _has_half_a_sign(message: dict[str, Any]) -> bool:
    """Whether JSON's escapes left a surrogate alone, which no address and no answer can be written with."""
    try:
        json.dumps(message, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def check(message: Mapping[str, Any], callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise Refused unless the message is one that a callback of this app asks for."""
    output = message.get("output")
    asked = callbacks.get(output) if type(output) is str else None
    if asked is None or "callback" not in asked:
        raise Refused("no such output")
    _check_same(message.get("outputs"), _outputs(output), "outputs")
    _check_values(message.get("inputs"), asked["inputs"], "inputs")
    _check_values(message.get("state", []), asked["state"], "state")
    _check_triggers(message.get("changedPropIds"))


def values(message: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """``id.property`` and value of everything that was sent; of a message that passed `check`."""
    for each in [*message["inputs"], *message.get("state", [])]:
        yield f"{each['id']}.{each['property']}", each.get("value")


def _outputs(output: str) -> Any:
    """Dash's own name of one output or several, as the list that goes with it."""
    if not output.startswith(".."):
        return _output(output)
    return [_output(each) for each in output.strip(".").split("...")]


def _output(name: str) -> dict[str, str]:
    id_, _, property_ = name.rpartition(".")
    return {"id": id_, "property": property_.split("@")[0]}


def _check_same(sent: Any, asked: Any, where: str) -> None:
    if sent != asked:
        raise Refused(f"{where} are not those of this callback")


def _check_values(sent: Any, asked: list[dict[str, Any]], where: str) -> None:
    if type(sent) is not list or len(sent) != len(asked):
        raise Refused(f"{where} are not those of this callback")
    for each, one in zip(sent, asked, strict=True):
        if type(each) is not dict or (each.get("id"), each.get("property")) != (one["id"], one["property"]):
            raise Refused(f"{where} are not those of this callback")
        _check_value(each.get("value"), one["property"])


def _check_value(value: Any, name: str) -> None:
    is_text = value is None or (type(value) is str and len(value) <= LONGEST_TEXT)
    if is_text or (name not in TEXT and type(value) in (bool, int, float)):
        return
    raise Refused(f"{name} is not a plain value")


def _check_triggers(triggers: Any) -> None:
    if type(triggers) is not list or len(triggers) > MOST_TRIGGERS or not all(type(each) is str for each in triggers):
        raise Refused("changedPropIds is not a list of names")


def _not_a_number(text: str) -> None:
    raise ValueError(text)
