"""What a browser never sends is refused in one line, and nothing of it reaches a callback."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access import envelope
from tests.served import CALLBACK, HERE, ROUTER, post, renewing, routed

COMPONENT = {"type": "Iframe", "namespace": "dash_html_components", "props": {"srcDoc": "<script>alert(1)</script>"}}
RENEW = "..goals-body.children...goals-body.data-shape.."


def changed(message: dict, place: tuple, value) -> dict:
    """A copy of the message with one value in it replaced; DROP takes it out."""
    copy = deepcopy(message)
    inner = copy
    for key in place[:-1]:
        inner = inner[key]
    if value is DROP:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return copy


DROP = object()
VALUE = ("inputs", 0, "value")
WRONG = {
    "an unknown output": (("output",), "..admin.children.."),
    "an output of another app": (("output",), "table.data"),
    "an output that is a number": (("output",), 7),
    "an output that is a list": (("output",), [ROUTER]),
    "an output that is a component": (("output",), COMPONENT),
    "no output": (("output",), DROP),
    "a clientside output": (("output",), "_pages_dummy.children"),
    "outputs of another callback": (("outputs", 0, "id"), "foot"),
    "one output for two": (("outputs",), {"id": "goals-body", "property": "children"}),
    "no outputs": (("outputs",), DROP),
    "outputs that are text": (("outputs",), "goals-body.children"),
    "no inputs": (("inputs",), DROP),
    "inputs that are an object": (("inputs",), {"0": {}}),
    "an input too few": (("inputs",), []),
    "an input too many": (("inputs",), [{"id": "choice", "property": "data", "value": ""}] * 2),
    "an input of another id": (("inputs", 0, "id"), "url"),
    "an input of another property": (("inputs", 0, "property"), "modified_timestamp"),
    "an input that is text": (("inputs", 0), "choice.data"),
    "a pattern for an id": (("inputs", 0, "id"), {"type": "ALL"}),
    "a value that is a number": (VALUE, 7),
    "a value that is a list": (VALUE, ["?program=x"]),
    "a value that is a component": (VALUE, COMPONENT),
    "a value that is true": (VALUE, True),
    "a value that is too long": (VALUE, "?program=" + "x" * 5000),
    "a path that is a number": (("state", 0, "value"), 7),
    "a state too few": (("state",), []),
    "a state that is null": (("state",), None),
    "a state of another id": (("state", 1, "id"), "home-body"),
    "no changed properties": (("changedPropIds",), DROP),
    "changed properties that are an object": (("changedPropIds",), {}),
    "changed properties that are numbers": (("changedPropIds",), [1, 2]),
    "300,000 changed properties": (("changedPropIds",), ["a.b"] * 200),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_message_that_no_page_sends_is_refused(app, what):
    place, value = WRONG[what]
    answer = post(app, changed(renewing(app, "goals", ""), place, value))
    assert answer.status_code == 400, what
    assert "Iframe" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b'"x"',
        b"{",
        b"\xff\xfe",
        b'{"output": NaN}',
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b'{"output": Infinity}',
        b"9" * 6000,
    ],
    ids=lambda body: body[:12].decode("latin-1"),
)
def test_a_body_that_is_no_message_is_refused(app, body):
    answer = app.server.test_client().post(CALLBACK, data=body, content_type="application/json", **HERE)
    assert answer.status_code == 400


def test_a_body_of_another_type_is_refused(app):
    body = json.dumps(routed(app, "/goals"))
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert app.server.test_client().post(CALLBACK, data=body, content_type=kind, **HERE).status_code == 415


def test_a_body_that_is_too_large_is_refused_unread(app):
    body = b'{"output": "' + b"x" * 2_000_000 + b'"}'
    answer = app.server.test_client().post(CALLBACK, data=body, content_type="application/json", **HERE)
    assert answer.status_code == 413


HOSTILE = [
    "?",
    "?#",
    "?a",
    "?&&&",
    "?self=1",
    "?key=1",
    "?pathname_=/&search_=x",
    "?search=1&layout=2",
    "?names=on&names=off",
    "?program=" + "x" * 3000,
    "?from=0001-01-01&to=9999-12-31",
    "?from=2026-02-30",
    "?as_of=9999-12-31",
    "?view=admin",
    "?goal=../../etc/passwd",
    "?program=%00%ff%fe",
    "?department=<script>alert(1)</script>",
    "?%",
    "?=&=&",
    "?program=" + ",".join(str(n) for n in range(400)),
    "?compare=everything",
    "?grade=9&grade=10",
]


@pytest.mark.parametrize("search", HOSTILE)
def test_a_hostile_choice_never_breaks_a_page(app, search):
    assert post(app, routed(app, "/recognition", search)).status_code == 200
    assert post(app, renewing(app, "recognition", search)).status_code == 200


def test_a_hostile_goal_never_breaks_its_page(app):
    for goal in ("nope", "%3Cscript%3E", "a%2Fb", "%00", "x" * 300, "..", "%E2%80%AE"):
        assert post(app, routed(app, f"/goals/{goal}")).status_code == 200, goal
        assert post(app, renewing(app, "goal", "", path=f"/goals/{goal}")).status_code == 200, goal


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(place=st.sampled_from([place for place, _ in WRONG.values()]), value=anything)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_is_a_fault_of_ours(app, place, value):
    assert post(app, changed(renewing(app, "goals", ""), place, value)).status_code < 500


@given(search=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_choice_is_a_fault_of_ours(app, search):
    assert post(app, renewing(app, "goals", f"?{search}")).status_code == 200


def test_half_a_sign_is_refused():
    with pytest.raises(envelope.Refused):
        envelope.parsed(b'{"inputs": "\\ud800"}')
    assert envelope.parsed('{"inputs": "\\ud83d\\ude00 é"}'.encode()) == {"inputs": "😀 é"}
