"""Who works with whom: what is said where nothing is tied in the period."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash

from tests.components.handmade import text
from tests.pages.conftest import show
from tests.served import app_on, sample_school

ASKED_BEFORE = "is from before this period"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """Three years, with a survey in each spring."""
    folder: Path = tmp_path_factory.mktemp("three-years")
    return app_on(sample_school(folder))


def test_where_people_were_asked_before_the_period_it_says_so(sample):
    assert ASKED_BEFORE in text(show(sample, "collaboration", "?kind=advice&from=2026-01-28").tree)


@pytest.mark.parametrize("search", ["", "?department=Languages", "?kind=events", "?kind=advice&from=2023-08-01"])
def test_where_something_is_tied_it_does_not(sample, search):
    assert ASKED_BEFORE not in text(show(sample, "collaboration", search).tree)
