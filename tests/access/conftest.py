from dataclasses import replace

import pytest
from dash import Dash

from data.settings import Settings
from tests.served import app_on, small_school


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return small_school(tmp_path_factory.mktemp("school"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Dash:
    return app_on(settings)


@pytest.fixture
def app_for(settings: Settings):
    """The same school for another role."""
    return lambda role: app_on(replace(settings, role=role))
