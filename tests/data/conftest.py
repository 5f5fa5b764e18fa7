"""A school made by hand, on SQLite or on both databases."""

import pytest

from tests.data.school import School


@pytest.fixture
def school(made_sqlite_url: str) -> School:
    return School(made_sqlite_url)


@pytest.fixture
def school_on_both(made_url: str) -> School:
    return School(made_url)
