"""Messages that no page of ours sends: real ones with something changed in them, and what is no message at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

SENT = "qzsent"  # in every component that is sent: nothing of it may come back
COMPONENT = {"type": "Iframe", "namespace": "dash_html_components", "props": {"srcDoc": f"<script>{SENT}</script>"}}
COMPONENTS = (
    COMPONENT,
    {"props": {"children": [COMPONENT], "id": SENT}, "type": "Div", "namespace": "dash_html_components"},
    {"data": [COMPONENT], "layout": {"title": COMPONENT}},
    [COMPONENT, [COMPONENT]],
    {"__dash_patch_update": True, "operations": [{"operation": "Assign", "location": [], "params": {"value": SENT}}]},
)
IDS = (
    "_pages_location", "_pages_content", "_pages_store", "url", "choice", "goals-body", "foot", "scope", "names", SENT,
    {"type": "filter", "index": "ALL"}, {"type": ["ALL"], "index": ["MATCH"]}, {"index": 1, "type": SENT}, "..", "a.b",
)  # fmt: skip
PROPERTIES = ("children", "data", "value", "pathname", "search", "href", "figure", "tree", "hidden", "id", "n_clicks",
              "data-shape", "dangerously_allow_html", "__proto__", "constructor", "")  # fmt: skip
ODD = ("?", "#", "?self=1", "../../etc/passwd", "%00", "\x00", "\u202e", "😀" * 40, "x" * 4097, "' OR 1=1 --",
       "{{7*7}}", "\ud800", "None", "nan", "-1", "9" * 400, "?names=on&view=meeting", "?search=1&layout=2")  # fmt: skip
NUMBERS = (0, -1, 1, 2**31, 2**63, -(2**64), 10**400, 1e308, float("nan"), float("inf"), -0.0)
FILTERS = ("school", "classroom", "program", "grade", "department", "level", "goal", "kind", "wave", "from", "to",
           "as_of", "compare", "view", "names", "said", "undo", "self", "pathname_")  # fmt: skip
DAYS = ("2025-09-01", "2026-01-30", "0001-01-01", "9999-12-31", "2026-02-30", "previous", "last-year", "on", "meeting")
PLACES = ("inputs", "state", "outputs", "changedPropIds", "output")
DEEP = ("[" * 30_000, '{"a":' * 30_000, '{"inputs":' + "[" * 900 + "]" * 900 + "}")

plain = st.none() | st.booleans() | st.sampled_from(NUMBERS) | st.sampled_from(ODD) | st.text(max_size=12)
anything = st.recursive(
    plain | st.sampled_from(COMPONENTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PROPERTIES), inner, max_size=3),
    max_leaves=6,
)


def searches(words: Sequence[str]) -> st.SearchStrategy[str]:
    """Choices of any filter and any value, most of which are there: in this school or in another."""
    value = st.sampled_from([*words, *DAYS]) | st.lists(st.sampled_from(words), max_size=3).map(",".join)
    pairs = st.lists(st.tuples(st.sampled_from(FILTERS), value | st.sampled_from(ODD)), max_size=4)
    said = pairs.map(lambda chosen: f"?{urlencode(chosen, errors='replace')}" if chosen else "")
    return said | st.sampled_from(ODD)


def paths(pages: Sequence[str], words: Sequence[str]) -> st.SearchStrategy[str]:
    """Pages that there are, one of a goal, or none."""
    word = st.sampled_from([*words, *ODD]).map(lambda one: quote(one, safe="", errors="replace"))
    inside = word.map("/goals/{}".format) | word.map("/data/{}".format)
    return st.sampled_from(pages) | inside | st.sampled_from(ODD)


@st.composite
def changed(draw: st.DrawFn, message: dict[str, Any], others: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A copy of a real message in which up to three things are wrong."""
    copy = deepcopy(message)
    for _ in range(draw(st.integers(1, 3))):
        draw(st.sampled_from((_whole, _member, _member, _id, _count, _triggers)))(
            draw, copy, draw(st.sampled_from(others))
        )
    return copy


def _whole(draw: st.DrawFn, message: dict[str, Any], other: dict[str, Any]) -> None:
    """One part is another message's, anything, gone, or one too many."""
    name = draw(st.sampled_from((*PLACES, SENT, "multi", "requestData")))
    how = draw(st.sampled_from(("other", "anything", "gone")))
    if how == "gone":
        message.pop(name, None)
    else:
        message[name] = deepcopy(other.get(name)) if how == "other" else draw(anything)


def _member(draw: st.DrawFn, message: dict[str, Any], _other: dict[str, Any]) -> None:
    """The value of one input or state: what a page would have sent is text."""
    if one := _one(draw, message):
        one["value"] = draw(anything)


def _id(draw: st.DrawFn, message: dict[str, Any], _other: dict[str, Any]) -> None:
    if one := _one(draw, message):
        name = draw(st.sampled_from(("id", "property")))
        one[name] = draw(st.sampled_from(IDS if name == "id" else PROPERTIES) | anything)


def _count(draw: st.DrawFn, message: dict[str, Any], _other: dict[str, Any]) -> None:
    """One too few, or many too many."""
    part = message.get(draw(st.sampled_from(("inputs", "state", "outputs"))))
    if isinstance(part, list):
        part[:] = part[1:] if draw(st.booleans()) else part * draw(st.sampled_from((2, 3, 200)))


def _triggers(draw: st.DrawFn, message: dict[str, Any], _other: dict[str, Any]) -> None:
    message["changedPropIds"] = draw(st.lists(st.sampled_from([f"{one}.{SENT}" for one in IDS]) | plain, max_size=5))


def _one(draw: st.DrawFn, message: dict[str, Any]) -> dict[str, Any] | None:
    parts = [message.get(name) for name in ("inputs", "state", "outputs")]
    found = [each for part in parts if isinstance(part, list) for each in part if isinstance(each, dict)]
    return draw(st.sampled_from(found)) if found else None


@st.composite
def written(draw: st.DrawFn, message: Any) -> bytes:
    """As JSON, the way Python writes it: with NaN and halves of signs. Now and then not quite JSON."""
    text = json.dumps(message, ensure_ascii=draw(st.booleans()))
    how = draw(st.sampled_from(("whole",) * 12 + ("twice", "cut", "deep", "bytes", "long")))
    if how == "twice" and text.startswith("{") and len(text) > 2:
        text = f'{{"output": {json.dumps(draw(plain))}, "inputs": [], {text[1:-1]}, "state": {json.dumps(COMPONENT)}}}'
    elif how == "cut":
        text = text[: draw(st.integers(0, len(text)))]
    elif how == "deep":
        text = draw(st.sampled_from(DEEP))
    elif how == "long":
        text = text[:-1] + " " * 300_000 + text[-1:]
    return draw(st.binary(max_size=40)) if how == "bytes" else text.encode("utf-8", "surrogatepass")
