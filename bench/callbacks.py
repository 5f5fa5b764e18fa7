"""The server's part of it: what a page's own callback takes, asked over loopback as a browser asks it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import brotli

from bench.figures import Figure
from bench.place import Place
from bench.servers import Served

PAGES = {  # path -> id of its body
    "/": "home-body", "/goals": "goals-body", "/goals/G-reading-3": "goal-body",
    "/communication": "communication-body", "/collaboration": "collaboration-body", "/leadership": "leadership-body",
    "/support": "support-body", "/outcomes": "outcomes-body", "/recognition": "recognition-body",
}  # fmt: skip
CALLBACK = "/_dash-update-component"
HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "br"}
ROUTER = "_pages_content"
MOST = 25  # ms
LAST_DAYS = range(29, 0, -1)  # of January
FRESH, REMEMBERED, OPENED = 12, 30, 12
PROGRAMS = ("P-literacy", "P-arts", "P-stem")
Message = dict[str, Any]


def server_time(place: Place) -> Iterator[Figure]:
    """A new choice on every page, fresh and remembered; then every page opened anew."""
    asker = Asker(place.app)
    for path, last_day in zip(PAGES, LAST_DAYS, strict=False):  # pages share answers: each has periods of its own
        asker.choose(path, period(0, last_day))
        fresh = [asker.choose(path, search) for search in choices(FRESH, last_day)]
        again = [asker.choose(path, search) for search in choices(3, last_day) for _ in range(REMEMBERED // 3)]
        yield _figure(f"callback {path}, fresh choice", fresh)
        yield _figure(f"callback {path}, remembered", again)
    for path, last_day in zip(PAGES, LAST_DAYS, strict=False):
        opened = [asker.open(path, period(0, last_day)) for _ in range(OPENED)]
        yield _figure(f"page opened {path}, remembered", opened)
    asker.close()


def _figure(name: str, asked: list[Taken]) -> Figure:
    return Figure(name, [one.wall for one in asked], "ms", most=MOST, cpu=[one.cpu for one in asked if one.cpu])


def choices(number: int, last_day: int) -> list[str]:
    """Programs in periods that nobody has asked about before."""
    return [f"{period(place + 1, last_day)}&program={PROGRAMS[place % len(PROGRAMS)]}" for place in range(number)]


def period(day: int, last_day: int) -> str:
    return f"?from=2025-08-{day + 2:02}&to=2026-01-{last_day}"


@dataclass(frozen=True)
class Taken:
    """Milliseconds until the last byte, and of the workers' processor; 0 where the system does not tell."""

    wall: float
    cpu: float


class Asker:
    """Asks one worker, over one connection, what pages ask."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._connection = served.connection()
        self._callbacks = json.loads(self._send("GET", "/_dash-dependencies"))
        self._shapes: dict[str, str] = {}

    def close(self) -> None:
        self._connection.close()

    def choose(self, path: str, search: str) -> Taken:
        """Another choice on a page that is open."""
        body = PAGES[path]
        sent = {"choice.data": f"{search}#1", "url.pathname": path, f"{body}.data-shape": self._shapes.get(body)}
        taken, answer = self._ask(f"{body}.data-shape", sent)
        self._shapes[body] = answer["response"][body]["data-shape"]
        return taken

    def open(self, path: str, search: str) -> Taken:
        """Another page."""
        sent = {"_pages_location.pathname": path, "_pages_location.search": search}
        return self._ask(f"{ROUTER}.children", sent)[0]

    def _ask(self, output: str, sent: dict[str, Any]) -> tuple[Taken, Message]:
        body = json.dumps(message(self._callbacks, output, sent)).encode()
        worked, started = self._served.worked(), time.perf_counter()
        answer = self._send("POST", CALLBACK, body)
        taken = Taken(1000 * (time.perf_counter() - started), self._served.worked() - worked)
        return taken, json.loads(decoded(answer, self._encoding))

    def _send(self, method: str, path: str, body: bytes | None = None) -> bytes:
        headers = HEADERS if body else {}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        self._encoding = answer.headers.get("Content-Encoding", "")
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {content[:200]!r}")
        return content


def message(callbacks: list[Message], output: str, sent: dict[str, Any]) -> Message:
    """What Dash's renderer sends to the callback with this output."""
    asked = next(each for each in callbacks if output in outputs(each["output"]))
    first = asked["inputs"][0]
    return {
        "output": asked["output"],
        "outputs": [named(name) for name in outputs(asked["output"])],
        "inputs": [given(each, sent) for each in asked["inputs"]],
        "state": [given(each, sent) for each in asked["state"]],
        "changedPropIds": [f"{first['id']}.{first['property']}"],
    }


def outputs(name: str) -> list[str]:
    return name.strip(".").split("...") if name.startswith("..") else [name]


def named(name: str) -> dict[str, str]:
    id_, _, property_ = name.rpartition(".")
    return {"id": id_, "property": property_.split("@")[0]}


def given(each: dict[str, str], sent: dict[str, Any]) -> dict[str, Any]:
    return {"id": each["id"], "property": each["property"], "value": sent.get(f"{each['id']}.{each['property']}")}


def decoded(content: bytes, encoding: str) -> bytes:
    return brotli.decompress(content) if encoding == "br" else content
