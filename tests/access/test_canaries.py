"""Five hundred names that stand nowhere else, swept for in everything a room or a stranger can ask for."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from dash import Dash
from sqlalchemy import Connection, bindparam, select

from data import schema, store
from data.metrics.registry import METRICS
from data.settings import Settings
from tests.served import CALLBACK, HERE, TODAY, app_on, post, renewing, routed, small_school

KEYS = ("home", "goals", "communication", "collaboration", "leadership", "support", "outcomes", "recognition", "data",
        "new-goal", "new-thanks", "wall", "sessions", "practices")  # fmt: skip
SIGNS = (
    "Zoë-{}é Quistørp",
    "Ångström{} Łukasz",
    "عمر{} الفاروق",
    "王小{}明",
    "Zed🙂{} Ng",
    "ŽŽ{}O’Brien",
    "I{}lker Çağ",
)
MANY = 500
CHOICES = ("", "?compare=last-year", "?program={program}", "?grade=6", "?department={department}", "?names=on")


def canary(number: int) -> str:
    return SIGNS[number % len(SIGNS)].format(f"qx{number}zj")


def mark(number: int) -> str:
    """What of a canary stands nowhere else, however it is written."""
    return f"qx{number}zj"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, int]]:
    """The small school, in which everybody is a canary, and so are the words of thanks and the owners of goals."""
    settings = small_school(tmp_path_factory.mktemp("canaries"))
    engine, people = store.open_store(settings.database_url), schema.people
    with store.writing(engine) as connection:
        few = list(connection.execute(select(people.c.id, people.c.school)))
        new = {"name": "x", "school": few[0].school}
        kinds = ("staff", "student", "family")
        more = [new | {"id": f"more-{n}", "kind": kinds[n % 3]} for n in range(max(1, MANY - len(few)))]
        connection.execute(people.insert(), more)
        ids = list(connection.scalars(select(people.c.id)))
        names = [
            {"who": id_, "told": canary(number), "at": f"{mark(number)}@x.example"} for number, id_ in enumerate(ids)
        ]
        change = people.update().where(people.c.id == bindparam("who"))
        connection.execute(change.values(name=bindparam("told"), email=bindparam("at")), names)
        thanks = schema.recognitions
        connection.execute(thanks.update().values(message=f"Thank you, {canary(1)}!"))
        connection.execute(schema.goals.update().values(next_step=f"Ask {canary(2)}", owner=canary(3)))
        connection.execute(schema.checkins.update().values(comment=f"{canary(4)} says so"))
        connection.execute(schema.feedback.update().values(text=f"{canary(5)} was late"))
        connection.execute(schema.actions.update().values(text=f"Call {canary(6)}", owner=canary(7)))
        connection.execute(schema.meetings.update().values(title=f"With {canary(8)}"))
        shared = {"title": f"What {canary(9)} does", "link": f"https://x.example/{canary(10)}", "topic": canary(11)}
        connection.execute(schema.practices.update().values(shared))
        _name_labels(connection)
    engine.dispose()
    yield settings, len(ids)


def _name_labels(connection: Connection) -> None:
    """What people type where a word of a list belongs: kinds, values, waves."""
    for table, typed in (
        (schema.events, {"kind": canary(12)}),
        (schema.recognitions, {"kind": canary(13), "value": canary(14)}),
        (schema.requests, {"kind": canary(19)}),
        (schema.ties, {"kind": canary(15), "wave": canary(16)}),
    ):
        connection.execute(table.update().values(typed))
    schools = connection.scalars(select(schema.schools.c.id)).all()
    connection.execute(schema.school_values.delete())
    listed = [{"school": school, "value": canary(number), "position": number}
              for school in schools for number in (17, 18)]  # fmt: skip
    connection.execute(schema.school_values.insert(), listed)


def forms(text: str) -> str:
    """A text as it stands, and as it would be after whatever a browser or a reader does to it."""
    said = [text, unquote(text), text.encode().decode("unicode_escape", "ignore")]
    try:
        said.append(json.dumps(json.loads(text), ensure_ascii=False))
    except ValueError:
        said.append("")
    return unicodedata.normalize("NFKD", "\n".join(said)).casefold()


def found(text: str, many: int) -> list[int]:
    told = forms(text)
    return [number for number in range(many) if mark(number) in told] if "zj" in told else []


def answers(app: Dash) -> Iterator[tuple[str, str]]:
    """Everything there is to ask for: pages first and renewed, layouts, errors."""
    with app.server.extensions["staffroom"].engine.connect() as connection:
        groups = schema.groups
        program = connection.scalar(select(groups.c.id).where(groups.c.type == "program"))
        department = connection.scalar(select(schema.people.c.department).where(schema.people.c.kind == "staff"))
        goal = connection.scalar(select(schema.goals.c.id))
    client = app.server.test_client()
    for search in (choice.format(program=program, department=department) for choice in CHOICES):
        for key in KEYS:
            path = "/" if key == "home" else f"/{key}"
            yield f"{path}{search}", post(app, routed(app, path, search)).text
            yield f"renewed {path}{search}", post(app, renewing(app, key, search, path)).text
        yield f"goal {search}", post(app, routed(app, f"/goals/{goal}", search)).text
    for path in (
        "/",
        "/_dash-layout",
        "/_dash-dependencies",
        "/nothing",
        f"/goals/{goal}",
        f"/edit-goal/{goal}",
        "/data/workbook.xlsx",
    ):
        yield path, client.get(path, **HERE).text if not path.endswith("xlsx") else ""
    yield "refused", client.post(CALLBACK, json={"output": canary(1)}, **HERE).text


def test_no_name_reaches_a_projector(renamed: tuple[Settings, int]):
    settings, many = renamed
    app = app_on(replace(settings, role="projector"))
    leaks = {where: who for where, text in answers(app) if (who := found(text, many))}
    assert leaks == {} and many >= MANY


def test_no_name_reaches_a_room_whoever_looks(renamed: tuple[Settings, int]):
    settings, many = renamed
    app, leaks = app_on(settings), {}
    for search in (
        f"{choice}{'&' if choice else '?'}view=meeting" for choice in ("", "?names=on", "?compare=last-year")
    ):
        for key in KEYS:
            path = "/" if key == "home" else f"/{key}"
            for body in (routed(app, path, search), renewing(app, key, search, path)):
                if who := found(post(app, body).text, many):
                    leaks[f"{path}{search}"] = who
    assert leaks == {}


def test_no_name_is_in_a_form_before_somebody_asks_for_names(renamed: tuple[Settings, int]):
    settings, many = renamed
    app = app_on(settings)
    with app.server.extensions["staffroom"].engine.connect() as connection:
        goals = list(connection.scalars(select(schema.goals.c.id).where(schema.goals.c.closed.is_(None))))
    paths = ["/new-goal", "/goals", *(f"/goals/{goal}" for goal in goals), *(f"/edit-goal/{goal}" for goal in goals)]
    assert {path: who for path in paths if (who := found(post(app, routed(app, path, "")).text, many))} == {}
    assert found(post(app, routed(app, "/new-goal", "?names=on")).text, many), "a leader chooses owners by name"


def test_a_name_is_on_the_wall_only_while_both_sides_have_cleared_the_card(renamed: tuple[Settings, int]):
    """One of two thanks to a person is cleared: that name, and no other, reaches a room."""
    settings, many = renamed
    engine, thanks, people = store.open_store(settings.database_url), schema.recognitions, schema.people
    with store.writing(engine) as connection:
        chosen = select(people.c.id, people.c.name, people.c.school).where(people.c.kind == "staff")
        one, other = connection.execute(chosen.limit(2)).all()
        said = [{"person": who.id, "what": "wall", "date": TODAY, "given": who is one} for who in (one, other)]
        connection.execute(schema.consents.insert(), said)
        card = {"school": one.school, "date": TODAY, "to_kind": "person", "value": "helping others", "state": "shown"}
        both = {"cleared_giver": True, "cleared_person": True}
        connection.execute(thanks.insert(), [
            card | both | {"id": "T-1", "to_person": one.id, "message": f"{one.name} stayed late."},
            card | both | {"id": "T-2", "to_person": one.id, "message": f"With {other.name}, again."},
            card | both | {"id": "T-3", "to_person": other.id, "message": "Stayed late as well."},
            card | {"id": "T-4", "to_person": one.id, "message": f"{one.name} was early.", "cleared_giver": True,
                    "cleared_person": False},
        ])  # fmt: skip
    its = [number for number in range(many) if mark(number) in one.name]
    for role, search in (("projector", ""), ("leader", "?view=meeting"), ("leader", "?view=meeting&names=on")):
        app = app_on(replace(settings, role=role))
        said = post(app, routed(app, "/wall", search)).text
        assert found(said, many) == its and "was early" not in said, (role, search)
        assert found(post(app, routed(app, "/recognition", search)).text, many) == []
    with store.writing(engine) as connection:
        connection.execute(thanks.delete().where(thanks.c.id.in_(["T-1", "T-2", "T-3", "T-4"])))
        connection.execute(schema.consents.delete().where(schema.consents.c.date == TODAY))
    engine.dispose()


def test_colleagues_stand_by_name_in_the_form_of_thanks_and_for_nobody_else(renamed: tuple[Settings, int]):
    settings, many = renamed
    app = app_on(settings)
    assert found(post(app, routed(app, "/new-thanks", "")).text, many), "a leader chooses a colleague by name"
    assert found(post(app, routed(app, "/new-thanks", "?view=meeting")).text, many) == []
    for role in ("staff", "projector"):
        app = app_on(replace(settings, role=role))
        assert found(post(app, routed(app, "/new-thanks", "")).text, many) == [], role


def test_no_name_is_in_the_answers_of_those_who_see_none(renamed: tuple[Settings, int]):
    from data.filters import Filters
    from data.gate import Gate, Viewer

    settings, many = renamed
    engine = store.open_store(settings.database_url)
    gate = Gate(engine, settings)
    for role in ("projector", "staff"):
        for metric in METRICS.values():
            answer = gate.ask(metric, Filters.from_search("?names=on", settings.today), Viewer.of(role))
            assert found(json.dumps(answer.as_json(), ensure_ascii=False), many) == [], (role, metric.name)
    engine.dispose()


def test_the_sweep_finds_what_is_there(renamed: tuple[Settings, int]):
    """A leader who asks for names is answered with them: the sweep can tell."""
    settings, many = renamed
    app = app_on(settings)
    assert found(post(app, routed(app, "/recognition", "?names=on")).text, many)
    assert found(json.dumps({"x": canary(3)}), many) == [3] and found(canary(12).upper(), many) == [12]


def test_no_name_is_in_the_trail_or_the_log(renamed: tuple[Settings, int], caplog, tmp_path: Path):
    from data import trail

    settings, many = renamed
    app = app_on(settings)
    post(app, routed(app, "/recognition", "?names=on"))
    with trail.looked_through(app.server.extensions["staffroom"].engine) as lines:
        assert [found(line.about + line.actor, many) for line in lines if found(line.about, many)] == []
    assert found(caplog.text, many) == []
