"""What set-up builds for the browser."""

import json
import re

import brotli
import pytest

from setup import ROOT, STATIC
from setup.compress import store, store_all
from setup.vendor import ICONS, icon, stylesheet

MANIFEST = json.loads((STATIC / "manifest.json").read_text("utf-8"))


def test_every_file_of_the_manifest_is_there_and_no_other():
    named = {name for entry in MANIFEST.values() for name in (entry["file"], *entry["encodings"].values())}
    assert {path.name for path in (STATIC / "files").iterdir()} == named


def test_what_is_compressed_once_is_not_compressed_again(tmp_path):
    first = store("/assets/a.css", b"a{color:red}" * 100, tmp_path)
    dates = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert store("/assets/b.css", b"a{color:red}" * 100, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == dates


def test_a_set_up_that_was_interrupted_is_finished_by_the_next(tmp_path):
    content = b"body{margin:0}" * 1000
    complete = store("/assets/a.css", content, tmp_path)
    (tmp_path / complete.encodings["br"]).unlink()
    (tmp_path / f"{complete.encodings['br']}.4711").write_bytes(b"half")
    again = store_all([("/assets/a.css", content)], tmp_path)["/assets/a.css"]
    assert brotli.decompress((tmp_path / again.encodings["br"]).read_bytes()) == content


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_one_line_of_svg_without_a_colour_of_its_own(name):
    svg = icon(name)
    assert svg.startswith("<svg") and svg.endswith("</svg>")
    assert not re.search(r"\n|\"|fill='(?!none)|width='16", svg)


def test_the_stylesheet_asks_no_other_host_and_no_file_that_is_not_built():
    asked = re.findall(r"url\((?!\"?data:|'?data:)([^)]*)\)", stylesheet())
    assert asked, "the fonts are asked for by url()"
    assert {f"/assets/{address.split('?')[0]}" for address in asked} <= set(MANIFEST)


def test_our_own_assets_are_all_in_the_manifest():
    ours = [path for path in (ROOT / "assets").rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in ours:
        assert f"/assets/{path.relative_to(ROOT / 'assets').as_posix()}" in MANIFEST, "run `make setup`"
