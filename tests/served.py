"""The app as a browser meets it: a small sample school, its client, and the messages that Dash's renderer sends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dash import Dash

from app import create_app
from data import sample, store
from data.settings import MOST_MESSAGES, Settings

TODAY = date(2026, 1, 30)
CALLBACK = "/_dash-update-component"
ROUTER = ".._pages_content.children..._pages_store.data.."
HERE = {"base_url": "http://127.0.0.1:8050"}


def settings_of(database_url: str, **more: Any) -> Settings:
    """Of a day that stands still; a test sends in a second what nobody sends in a minute."""
    return Settings(database_url=database_url, frozen_today=TODAY, messages_a_minute=MOST_MESSAGES, **more)


def small_school(folder: Path) -> Settings:
    """Settings of a database with one year of a school whose classrooms are small."""
    settings = settings_of(f"sqlite:///{folder / 'staffroom.db'}")
    engine = store.open_store(settings.database_url)
    sample.write_sized(engine, today=TODAY, schools=1, years=1, seed=1, size=0.3)
    engine.dispose()
    return settings


def sample_school(folder: Path) -> Settings:
    """Settings of a database with the sample school as everybody gets it."""
    settings = settings_of(f"sqlite:///{folder / 'staffroom.db'}")
    engine = store.open_store(settings.database_url)
    sample.write(engine, today=TODAY)
    engine.dispose()
    return settings


def app_on(settings: Settings) -> Dash:
    return create_app(settings)


def message(app: Dash, output: str, **sent: Any) -> dict[str, Any]:
    """What the renderer sends to a callback; values by ``id_property`` with hyphens as underscores."""
    asked = app.callback_map[output]
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    outputs = [{"id": id_, "property": name} for id_, _, name in parts]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": _values(asked["inputs"], sent),
        "state": _values(asked["state"], sent),
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in asked["inputs"]][:1],
    }


def _values(asked: list[dict[str, str]], sent: dict[str, Any]) -> list[dict[str, Any]]:
    return [each | {"value": sent.get(f"{each['id']}_{each['property']}".replace("-", "_"))} for each in asked]


def routed(app: Dash, path: str, search: str = "") -> dict[str, Any]:
    """The first message of a page."""
    return message(app, ROUTER, _pages_location_pathname=path, _pages_location_search=search)


def renewing(app: Dash, key: str, search: str, path: str = "", shape: str | None = None) -> dict[str, Any]:
    """The message of a changed choice."""
    told = {"choice_data": f"{search}#1", "url_pathname": path or f"/{key}", f"{key}_body_data_shape": shape}
    return message(app, f"..{key}-body.children...{key}-body.data-shape..", **told)


def post(app: Dash, body: Any, **more: Any):
    """What the app answers to a message."""
    return app.server.test_client().post(CALLBACK, json=body, **(HERE | more))


def page(app: Dash, path: str, search: str = "") -> dict[str, Any]:
    """A page as it comes to the browser."""
    answer = post(app, routed(app, path, search))
    assert answer.status_code == 200, answer.text
    return answer.json
