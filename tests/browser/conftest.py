"""A real browser for what only a browser can show. Everything in this folder is marked `browser`."""

from pathlib import Path

import pytest

from setup.chromium import find

HERE = Path(__file__).parent
QUIET = (
    "--no-sandbox",  # in a container Chromium's own sandbox cannot start; it only ever opens our own pages
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = find()
    if path is None:
        pytest.fail("No Chromium on this machine: run `make setup-test`, which finds or installs one", pytrace=False)
    return {**browser_type_launch_args, "executable_path": path, "args": list(QUIET)}
