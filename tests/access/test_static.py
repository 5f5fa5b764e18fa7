"""Scripts, styles and fonts as a browser asks for them, from what `make setup` really built."""

import gzip
import json
import os
from pathlib import Path

import brotli
import dash
import plotly.offline
import pytest
from dash import html
from flask import Flask

from access.static import read_manifest, serve_static

ROOT = Path(__file__).resolve().parent.parent.parent
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
EVERY_SUITE_FILE = [url for url in read_manifest(ROOT) if url.startswith("/_dash-component-suites/")]


@pytest.fixture(scope="module")
def app() -> dash.Dash:
    server = Flask("static-test")
    serve_static(server, ROOT)
    app = dash.Dash("static-test", server=server, assets_folder="none", use_async=False)
    app.layout = html.Div(["A paragraph of some length. "] * 100)
    return app


@pytest.fixture
def client(app):
    return app.server.test_client()


def get(client, url: str, encodings: str = "gzip, deflate, br, zstd", **headers: str):
    return client.get(url, headers={"Accept-Encoding": encodings, **headers})


def scripts_of(client) -> list[str]:
    page = get(client, "/", "identity").get_data(as_text=True)
    return [part.split('"')[0] for part in page.split('<script src="')[1:]]


def test_every_script_of_a_page_comes_compressed_and_stays_a_year(client):
    scripts = scripts_of(client)
    assert len(scripts) > 8
    for url in scripts:
        answer = get(client, url)
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br"), url
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", url


@pytest.mark.parametrize("url", EVERY_SUITE_FILE)
def test_compressed_and_plain_are_the_same_script(client, url):
    plain = get(client, url, "identity").data
    assert brotli.decompress(get(client, url, "br").data) == plain
    assert gzip.decompress(get(client, url, "gzip").data) == plain


def test_what_dash_itself_would_send_is_what_we_send():
    plain_dash = dash.Dash("plain", assets_folder="none", use_async=False)
    plain_dash.layout = html.Div()
    reference = plain_dash.server.test_client()
    ours = Flask("ours")
    serve_static(ours, ROOT)
    for url in scripts_of(reference):
        if "/polyfill@" not in url:  # replaced on purpose, see setup/vendor.py
            assert ours.test_client().get(url).data == reference.get(url).data, url


def test_plotly_is_the_bundle_of_cartesian_charts_in_the_version_python_speaks(client):
    script = get(client, PLOTLY, "identity").get_data(as_text=True)
    assert f"plotly.js (cartesian - minified) v{plotly.offline.get_plotlyjs_version()}" in script[:200]
    assert len(get(client, PLOTLY).data) < 450_000


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br;q=0.5, gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, gzip;q=0", None),
        ("zstd", None),
        ("", None),
    ],
)
def test_the_browser_chooses_the_encoding(client, accepted, sent):
    answer = get(client, PLOTLY, accepted)
    assert answer.headers.get("Content-Encoding") == sent
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_has_no_version_is_asked_for_again_and_costs_nothing(client):
    first = get(client, PLOTLY)
    assert first.headers["Cache-Control"] == "no-cache"
    again = get(client, PLOTLY, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other_encoding = get(client, PLOTLY, "gzip", **{"If-None-Match": first.headers["ETag"]})
    assert other_encoding.status_code == 200


def test_an_asset_is_named_with_its_fingerprint(app, client):
    static = serve_static(Flask("urls"), ROOT)
    answer = get(client, static.url("vendor.css"))
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"].endswith("immutable")
    with pytest.raises(LookupError, match=r"nothing\.css is not among the browser assets"):
        static.url("nothing.css")


def test_a_font_is_not_compressed_twice_and_is_found_where_the_stylesheet_says(client):
    css = get(client, "/assets/vendor.css", "identity").get_data(as_text=True)
    address = css.split("url(inter-latin.woff2")[1].split(")")[0]
    font = get(client, f"/assets/inter-latin.woff2{address}")
    assert (font.mimetype, font.data[:4]) == ("font/woff2", b"wOF2")
    assert "Content-Encoding" not in font.headers


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/dash/dcc/nothing.js",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/../../app.py",
        "/assets/.env",
        "/assets/../app.py",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/manifest.json",
        "/assets/",
    ],
)
def test_what_is_not_in_the_manifest_does_not_exist(client, path):
    assert get(client, path).status_code == 404


def test_a_page_and_its_json_are_compressed_as_they_leave(client):
    for url in ("/", "/_dash-layout"):
        plain, small = get(client, url, "identity"), get(client, url)
        assert small.headers["Content-Encoding"] == "br"
        assert len(brotli.decompress(small.data)) == len(plain.data)
        assert len(small.data) < len(plain.data) / 2


def test_the_head_of_a_file_has_its_length_and_no_body(client):
    head = client.head(PLOTLY, headers={"Accept-Encoding": "br"})
    assert head.data == b""
    assert head.headers["Content-Length"] == get(client, PLOTLY, "br").headers["Content-Length"]


def test_an_asset_edited_since_set_up_is_left_to_the_server(tmp_path):
    built = tmp_path / "build" / "static"
    (built / "files").mkdir(parents=True)
    (built / "files" / "aa.css").write_text("old")
    (tmp_path / "assets").mkdir()
    source = tmp_path / "assets" / "app.css"
    source.write_text("old")
    entry = {"file": "aa.css", "sha": "a" * 64, "encodings": {}, "source": "assets/app.css"}
    entry["modified"] = source.stat().st_mtime_ns
    (built / "manifest.json").write_text(json.dumps({"/assets/app.css": entry}))
    server = Flask("edited", static_folder=str(tmp_path / "assets"), static_url_path="/assets")
    serve_static(server, tmp_path)
    assert server.test_client().get("/assets/app.css").text == "old"
    source.write_text("new")
    os.utime(source, ns=(1, 1))
    assert server.test_client().get("/assets/app.css").text == "new"


def test_without_set_up_the_error_says_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"manifest\.json is missing: run `make setup`"):
        serve_static(Flask("empty"), tmp_path)
