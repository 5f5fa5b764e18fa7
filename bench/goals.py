"""The page of goals where there are many: a school of 200 with 10,000 check-ins, and a district of 20,000 goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.browser import repaints
from bench.callbacks import Asker
from bench.figures import Figure
from bench.place import Place
from bench.servers import app_server
from data import schema, store
from tests.postgres import PostgresServer

START, DUE = date(2025, 9, 1), date(2026, 6, 12)
GOALS, EACH = 200, 50
SCHOOLS, GOALS_A_SCHOOL, FEW = 100, 200, 4
REMEMBERED, FRESH = 30, 6
PROGRAMS = 3
MOST_REPAINT = 300  # ms
MOST_OF_A_SCHOOL, MOST_OF_A_DISTRICT = 40, 150  # ms
LEVELS = ("school", "program", "classroom", "team")


def on_both(place: Place) -> Iterator[Figure]:
    """The page's own callback: remembered, and for a day that nobody has asked about."""
    school, district = place.folder / "goals.db", place.folder / "district.db"
    write(f"sqlite:///{school}", 1, GOALS, EACH)
    yield from _asked(school, f"/goals, {GOALS} goals, {GOALS * EACH:,} check-ins", MOST_OF_A_SCHOOL)
    write(f"sqlite:///{district}", SCHOOLS, GOALS_A_SCHOOL, FEW)
    told = f"/goals, a district of {SCHOOLS * GOALS_A_SCHOOL:,}"
    yield from _asked(district, f"{told}, SQLite", MOST_OF_A_DISTRICT)
    with PostgresServer() as server, server.database() as url:
        write(url, SCHOOLS, GOALS_A_SCHOOL, FEW)
        yield from _asked(url, f"{told}, PostgreSQL", MOST_OF_A_DISTRICT)


def _asked(database, name: str, most: float) -> Iterator[Figure]:
    with app_server(database) as served:
        asker = Asker(served)
        asker.choose("/goals", "")
        fresh = [asker.choose("/goals", f"?as_of=2026-01-{day}") for day in range(29, 29 - FRESH, -1)]
        again = [asker.choose("/goals", "") for _ in range(REMEMBERED)]
        asker.close()
        yield from _repainted(served.address, name) if isinstance(database, Path) and most < MOST_OF_A_DISTRICT else ()
    yield Figure(f"{name}, remembered", [one.wall for one in again], "ms", most=most, cpu=[one.cpu for one in again])
    yield Figure(f"{name}, fresh", [one.wall for one in fresh], "ms", most=most, cpu=[one.cpu for one in fresh])


def _repainted(address: str, name: str) -> Iterator[Figure]:
    """From a program chosen, or all of them again, to the list repainted."""
    taken = repaints(f"{address}/goals", "filter-program", ("P0", "P1", "P2", ""))
    yield Figure(f"{name}, repaint", taken, "ms", most_p95=MOST_REPAINT)


def write(url: str, schools: int, goals: int, checkins: int) -> None:
    """Schools with goals, all below the school's first, and check-ins that wander towards the target."""
    engine = store.open_store(url)
    with store.writing(engine) as connection:
        connection.execute(schema.schools.insert(), [{"id": f"S{n}", "name": f"School {n:03}"} for n in range(schools)])
        for number in range(schools):
            _write_programs(connection, number)
            rows = [_goal(number, place) for place in range(goals)]
            connection.execute(schema.goals.insert(), rows)
            connection.execute(schema.checkins.insert(), [one for row in rows for one in _checkins(row, checkins)])
    engine.dispose()


def _write_programs(connection, school: int) -> None:
    """Three, with somebody in each: a filter offers what has people."""
    if school:
        return
    people = [{"id": f"T{n}", "name": f"Name {n}", "kind": "staff", "school": "S0"} for n in range(PROGRAMS)]
    connection.execute(schema.people.insert(), people)
    groups = [{"id": f"P{n}", "type": "program", "name": f"Program {n}", "school": "S0"} for n in range(PROGRAMS)]
    connection.execute(schema.groups.insert(), groups)
    members = [{"person": f"T{n}", "group": f"P{n}"} for n in range(PROGRAMS)]
    connection.execute(schema.memberships.insert(), members)


def _goal(school: int, place: int) -> dict:
    return {
        "id": f"S{school}-G{place}", "title": f"Goal {place} of school {school}", "level": LEVELS[place % len(LEVELS)],
        "school": f"S{school}", "group": None if school else f"P{place % PROGRAMS}",
        "parent": f"S{school}-G0" if place else None, "direction": "increase", "baseline": 0,
        "target": 100, "start": START, "due": DUE, "rhythm_days": 30, "unit": "visits",
    }  # fmt: skip


def _checkins(goal: dict, number: int) -> Iterator[dict]:
    """From the start to the end of January, the faster the higher the goal's number."""
    speed = 0.5 + (int(goal["id"].rpartition("G")[2]) % 10) / 10
    for place in range(1, number + 1):
        at = datetime.combine(START, datetime.min.time()) + timedelta(hours=place * 150 * 24 / number)
        yield {"goal": goal["id"], "at": at, "value": round(55 * speed * place / number + place % 3, 1)}
