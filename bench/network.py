"""Who works with whom, and thanks, where there are many: two large networks, and 56,000 thanks to 15,400 people."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import insert

from bench.browser import repaints
from bench.callbacks import Asker
from bench.figures import Figure
from bench.place import Place
from bench.servers import app_server
from data import schema, store
from data.filters import Filters
from data.gate import Gate
from data.metrics import boards, evenness, recognition
from data.settings import Settings
from data.viewer import Viewer

STAFF, SCHOOLS, TIES = 433, 15, 1_540
PUPILS, PAIRS, CONTACTS = 242, 8_317, 125_773  # people of one school, who was near whom, and how often
RECIPIENTS, THANKS = 15_400, 56_000
TEAMS, VALUES = 20, ("helping others", "new ideas", "courage", "families")
START, DAYS, TODAY = date(2025, 9, 1), 150, date(2026, 1, 30)
MOST_OF_A_PAGE, MOST_OF_A_METRIC, MOST_REPAINT = 150, 60, 400  # ms
REMEMBERED, FRESH = 30, 6
SEED = 6


def large(place: Place) -> Iterator[Figure]:
    """Pages by their own callback, thanks by the gate; each remembered, and for a period nobody has asked about."""
    named, near, thanked = (place.folder / f"{name}.db" for name in ("named", "near", "thanked"))
    chance = random.Random(SEED)
    _write(named, STAFF, SCHOOLS, [(schema.ties, _named(chance))])
    yield from _page(named, f"/collaboration, {STAFF} staff in {SCHOOLS} schools, {TIES:,} ties")
    _write(near, PUPILS, 1, [(schema.ties, _contacts(chance))])
    yield from _page(near, f"/collaboration, {PUPILS} people, {CONTACTS:,} contacts")
    _write(thanked, RECIPIENTS, SCHOOLS, [(schema.recognitions, _thanks(chance))])
    yield from _metrics(thanked)


def _page(database, name: str) -> Iterator[Figure]:
    with app_server(database) as served:
        asker = Asker(served)
        asker.choose("/collaboration", "")
        fresh = [asker.choose("/collaboration", f"?as_of=2026-01-{day}") for day in range(29, 29 - FRESH, -1)]
        again = [asker.choose("/collaboration", "") for _ in range(REMEMBERED)]
        asker.close()
        teams = ("Team 00", "Team 01", "")
        yield Figure(f"{name}, repaint", repaints(f"{served.address}/collaboration", "filter-department", teams), "ms",
                     most_p95=MOST_REPAINT)  # fmt: skip
    for said, taken in (("remembered", again), ("fresh", fresh)):
        walls, cpu = [one.wall for one in taken], [one.cpu for one in taken]
        yield Figure(f"{name}, {said}", walls, "ms", most=MOST_OF_A_PAGE, cpu=cpu)


def _metrics(database) -> Iterator[Figure]:
    """Boards, spread, curve and trend of many thanks."""
    gate = Gate(store.open_store(f"sqlite:///{database}"), Settings(frozen_today=TODAY))
    for metric in (boards.LEADERBOARD, boards.GIVERS, recognition.SPREAD, evenness.LORENZ, recognition.TREND):
        ask = lambda search, metric=metric: _taken(gate, metric, search)  # noqa: E731
        fresh = [ask(f"as_of=2026-01-{day}") for day in range(29, 29 - FRESH, -1)]
        again = [ask("as_of=2026-01-29") for _ in range(REMEMBERED)]
        for said, walls in (("remembered", again), ("fresh", fresh)):
            yield Figure(f"{metric.name}, {THANKS:,} thanks, {said}", walls, "ms", most=MOST_OF_A_METRIC)
    gate.engine.dispose()


def _taken(gate: Gate, metric, search: str) -> float:
    started = time.perf_counter()
    gate.ask(metric, Filters.from_search(search, TODAY), Viewer.of("leader"))
    return 1000 * (time.perf_counter() - started)


def _write(file, staff: int, schools: int, more: list) -> None:
    engine = store.open_store(f"sqlite:///{file}")
    with store.writing(engine) as connection:
        connection.execute(insert(schema.schools), [{"id": f"S{n}", "name": f"School {n}"} for n in range(schools)])
        connection.execute(insert(schema.people), [_person(n, schools) for n in range(staff)])
        for table, rows in more:
            connection.execute(insert(table), rows)
    engine.dispose()


def _person(number: int, schools: int) -> dict:
    return {"id": f"P{number}", "name": f"Person {number}", "kind": "staff", "school": f"S{number % schools}",
            "department": f"Team {number // schools % TEAMS:02}", "role": "Teacher"}  # fmt: skip


def _named(chance: random.Random) -> list[dict]:
    """Advice, of people of the same school, in one wave."""
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < TIES:
        one = chance.randrange(STAFF)
        two = chance.randrange(one % SCHOOLS, STAFF, SCHOOLS)
        pairs |= {(one, two)} if one != two else set()
    return [_tie(one, two, START, wave="autumn", directed=True) for one, two in sorted(pairs)]


def _contacts(chance: random.Random) -> list[dict]:
    """Who was near whom, day after day, most of it between few."""
    pairs = chance.sample([(one, two) for two in range(PUPILS) for one in range(two)], PAIRS)
    met = {(pair, day) for pair in pairs for day in chance.sample(range(DAYS), CONTACTS // PAIRS)}
    while len(met) < CONTACTS:
        met.add((chance.choice(pairs), chance.randrange(DAYS)))
    return [_tie(*pair, START + timedelta(days=day), directed=False) for pair, day in sorted(met)]


def _tie(one: int, two: int, on: date, **more) -> dict:
    return {"from_person": f"P{one}", "to_person": f"P{two}", "kind": "advice", "date": on, "weight": 1.0} | more


def _thanks(chance: random.Random) -> list[dict]:
    return [
        {"id": f"R{n}", "school": f"S{to % SCHOOLS}", "date": START + timedelta(days=chance.randrange(DAYS)),
         "to_kind": "person", "to_person": f"P{to}", "from_person": f"P{chance.randrange(RECIPIENTS)}",
         "value": chance.choice(VALUES)}
        for n in range(THANKS) for to in (n if n < RECIPIENTS else chance.randrange(RECIPIENTS),)
    ]  # fmt: skip
