"""A desk for the many small files that are only looked at: nothing of them is taken."""

from pathlib import Path

import pytest

from tests.data.importers.conftest import copied
from tests.data.importers.desk import Desk


@pytest.fixture(scope="module")
def reading(made_schema: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("reading")
    return copied(made_schema, f"sqlite:///{folder / 'reading.db'}", folder)
