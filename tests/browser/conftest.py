"""A real browser for what only a browser can show. Everything in this folder is marked `browser`."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from app import create_app
from setup.chromium import find
from tests.browser.served import Visit
from tests.served import sample_school

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


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample school, served to leaders until the last test is done."""
    app = create_app(sample_school(tmp_path_factory.mktemp("sample")))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(page: Page, app_url: str) -> Visit:
    """A tab of its own."""
    return Visit(page, app_url)
