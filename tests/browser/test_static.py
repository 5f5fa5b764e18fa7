"""A chart in a real browser, with nothing but what this machine serves."""

import threading
from collections.abc import Iterator
from pathlib import Path

import dash
import dash_bootstrap_components as dbc
import plotly.offline
import pytest
from dash import dcc, html
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from access.static import serve_static

ROOT = Path(__file__).resolve().parent.parent.parent
FIGURE = {
    "data": [{"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3]}],
    "layout": {"title": {"text": "Three"}},
}


def one_chart() -> Flask:
    server = Flask("one-chart")
    static = serve_static(server, ROOT)
    app = dash.Dash(
        "one-chart",
        server=server,
        assets_folder="none",
        use_async=False,
        external_stylesheets=[static.url("vendor.css")],
    )
    home = dbc.Button([html.I(className="icon icon-house", id="icon"), " Home"], color="primary")
    app.layout = html.Main([home, dcc.Graph(id="chart", figure=FIGURE)])
    return server


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, one_chart(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_chart_is_drawn_by_the_small_bundle_and_no_other_host_is_asked(page: Page, address: str):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator("#chart .main-svg").first).to_be_visible()
    assert page.evaluate("Plotly.version") == plotly.offline.get_plotlyjs_version()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert [line for line in complaints if "favicon" not in line] == []


def test_a_second_visit_sends_almost_nothing(page: Page, address: str):
    page.goto(address)
    expect(page.locator("#chart .main-svg").first).to_be_visible()
    page.goto(address)
    expect(page.locator("#chart .main-svg").first).to_be_visible()
    sent = page.evaluate("performance.getEntriesByType('resource').reduce((sum, r) => sum + r.transferSize, 0)")
    assert sent < 10_000


def test_an_icon_takes_the_colour_of_its_text(page: Page, address: str):
    page.goto(address)
    icon = page.locator("#icon")
    expect(icon).to_be_visible()
    assert "data:image/svg+xml" in icon.evaluate("node => getComputedStyle(node).maskImage")
    assert icon.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
