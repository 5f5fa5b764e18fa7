"""Pages without a browser: what one makes of a choice, for a role, on a school or on nothing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from dash import Dash
from flask import g

from components.markup import Markup
from data import store
from data.viewer import Viewer
from tests.served import app_on, settings_of, small_school

Content = Callable[..., list]
Show = Callable[..., list]


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    return app_on(small_school(tmp_path_factory.mktemp("school")))


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """The app on a database with all its tables and no row."""
    url = f"sqlite:///{tmp_path_factory.mktemp('nothing') / 'staffroom.db'}"
    store.open_store(url).dispose()
    return app_on(settings_of(url))


def content(page: str) -> Content:
    return sys.modules[f"pages.{page}"].content


@contextmanager
def looking(app: Dash, role: str) -> Iterator[None]:
    with app.server.test_request_context("/"):
        g.viewer = Viewer.of(role)
        yield


def show(app: Dash, page: str, search: str = "", role: str = "leader", *more: str) -> list:
    """The tree of a page's body; what a browser gets is exactly this and the figures in it."""
    with looking(app, role):
        (body,) = content(page)(search, *more)
    assert isinstance(body, Markup)
    return body


def goals_of(app: Dash) -> list[str]:
    """Ids of the goals that there are."""
    from components.request import answer
    from data.metrics import goals

    with looking(app, "leader"):
        return [row["goal"] for row in answer(goals.PROGRESS, "").rows()]
