"""How set-up finds Node.js and Chromium on machines that have them, have old ones or have none."""

import os
import sys
from pathlib import Path

import pytest

from setup import chromium, node

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty PATH, and no other place where a browser could be."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("STAFFROOM_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "USUAL_PLACES", ())
    monkeypatch.setattr(chromium, "playwright_path", lambda: None)
    return tmp_path


def program(folder: Path, name: str, says: str, ends: int = 0) -> str:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\nexit {ends}\n")
    file.chmod(0o755)
    return str(file)


def test_an_installed_node_that_is_new_enough_is_used(path):
    npm = program(path, "npm", "11.0.0")
    program(path, "node", "v18.0.0")
    assert node.find_npm() == npm


@pytest.mark.parametrize("version", ["v16.20.2", "nonsense", ""])
def test_an_old_or_broken_node_gives_way_to_the_wheel(path, monkeypatch, version):
    program(path, "npm", "8.0.0")
    program(path, "node", version)
    wheel = path / "wheel"
    wheel.mkdir()
    monkeypatch.setattr(sys, "executable", str(wheel / "python"))
    monkeypatch.setattr(node, "install_wheel", lambda: program(wheel, "npm", "11.0.0"))
    assert node.find_npm() == str(wheel / "npm")
    assert os.environ["PATH"].startswith(str(wheel))


def test_the_browser_that_is_named_is_used(path, monkeypatch):
    program(path, "chromium", "Chromium 150")
    named = program(path, "mine", "Chromium 151")
    monkeypatch.setenv("STAFFROOM_CHROMIUM", named)
    assert chromium.find() == named


def test_a_named_browser_that_does_not_start_is_an_error_and_not_replaced(path, monkeypatch):
    program(path, "chromium", "Chromium 150")
    monkeypatch.setenv("STAFFROOM_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(SystemExit, match="STAFFROOM_CHROMIUM names /nowhere/chromium"):
        chromium.find()


def test_a_browser_that_only_complains_is_passed_over(path):
    program(path, "chromium", "requires the snap to be installed", ends=1)
    works = program(path, "google-chrome", "Google Chrome 150")
    assert chromium.find() == works


def test_without_any_way_to_a_browser_the_failure_says_what_to_do(path, monkeypatch):
    tried = []
    monkeypatch.setattr(chromium, "install_package", lambda: tried.append("package"))
    monkeypatch.setattr(chromium, "download", lambda: tried.append("download"))
    with pytest.raises(SystemExit, match="Install Chromium or Google Chrome, or name one"):
        chromium.install()
    assert tried == ["package", "download"]


def test_a_package_that_brings_a_browser_spares_the_download(path, monkeypatch):
    monkeypatch.setattr(chromium, "install_package", lambda: program(path, "chromium", "Chromium 150"))
    monkeypatch.setattr(chromium, "download", lambda: pytest.fail("downloaded all the same"))
    assert chromium.install() == str(path / "chromium")
