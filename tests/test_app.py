"""What stands in the way of a start is one line on standard error, and exit code 1."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import app
from data import sample, store
from data.settings import Settings
from tests.served import small_school

ROOT = Path(__file__).resolve().parent.parent
WITHIN = 60  # seconds, on a busy machine


def environment(url: str, port: int, **more: str) -> dict[str, str]:
    said = {"STAFFROOM_DATABASE_URL": url, "STAFFROOM_PORT": str(port), "STAFFROOM_TODAY": "2026-01-30"}
    return said | more


def start(url: str, port: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | environment(url, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def refusal(monkeypatch, capsys):
    """The line of a start that fails, in this process: a new one each time would take two seconds."""

    def line(url: str, port: int, **more: str) -> str:
        for name, value in environment(url, port, **more).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(app, "serve", lambda settings: pytest.fail("it started"))
        assert app.main() == 1
        complaint = capsys.readouterr().err
        assert len(complaint.strip().splitlines()) == 1, complaint
        return complaint

    return line


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started")
    small_school(folder)
    return folder / "staffroom.db"


def test_a_busy_port_is_named_with_the_way_out(school: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        process = start(f"sqlite:///{school}", busy)
        said, complaint = process.communicate(timeout=WITHIN)
    assert (process.returncode, said) == (1, "")
    assert len(complaint.strip().splitlines()) == 1
    assert f"Port {busy}" in complaint
    assert "STAFFROOM_PORT" in complaint


def test_a_folder_that_cannot_be_written_is_named(refusal, tmp_path: Path, port: int):
    (tmp_path / "file").write_text("a file where a folder should be")
    line = refusal(f"sqlite:///{tmp_path}/file/staffroom.db", port)
    assert f"{tmp_path}/file" in line
    assert "STAFFROOM_DATABASE_URL" in line


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(refusal, tmp_path: Path, port: int):
    (tmp_path / "closed").mkdir(mode=0o500)
    assert "folder" in refusal(f"sqlite:///{tmp_path}/closed/staffroom.db", port)


def test_a_file_that_is_no_database_is_named(refusal, tmp_path: Path, port: int):
    (tmp_path / "notes.db").write_text("these are notes, not a database " * 100)
    line = refusal(f"sqlite:///{tmp_path}/notes.db", port)
    assert "notes.db" in line
    assert "not a database" in line


def test_a_damaged_database_is_named(refusal, school: Path, tmp_path: Path, port: int):
    broken = tmp_path / "broken.db"
    content = bytearray(school.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    broken.write_bytes(content)
    line = refusal(f"sqlite:///{broken}", port)
    assert "broken.db" in line
    assert "backup" in line


def test_a_database_of_a_newer_version_is_named(refusal, school: Path, tmp_path: Path, port: int):
    newer = Path(shutil.copy(school, tmp_path / "newer.db"))
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    line = refusal(f"sqlite:///{newer}", port)
    assert "newer Staffroom" in line
    assert "update" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAFFROOM_PORT", "eighty"),
        ("STAFFROOM_ROLE", "king"),
        ("STAFFROOM_HOST", "0.0.0.0"),
        ("STAFFROOM_TODAY", "soon"),
        ("STAFFROOM_SMALLEST_GROUP", "3"),
        ("STAFFROOM_DATABASE_URL", "mysql://x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(refusal, school: Path, port: int, name: str, value: str):
    assert name in refusal(f"sqlite:///{school}", port, **{name: value})


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")
def test_it_says_where_it_is_answers_and_stops_when_told(school: Path, port: int):
    process = start(f"sqlite:///{school}", port)
    try:
        assert process.stdout.readline() == f"Staffroom: http://127.0.0.1:{port}\n"
        assert first_answer(port) == 200
    finally:
        process.send_signal(signal.SIGTERM)
    _, complaint = process.communicate(timeout=WITHIN)
    assert (process.returncode, complaint) == (0, "")


def first_answer(port: int) -> int:
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status
        except ConnectionError:
            time.sleep(0.05)
    raise TimeoutError("no answer")


def test_an_empty_database_gets_the_sample_school_once(tmp_path: Path, monkeypatch, capsys):
    def small(engine, today):
        return sample.write_sized(engine, today=today, schools=1, years=1, seed=1, size=0.2)

    monkeypatch.setattr(sample, "write", small)
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'new.db'}")
    app.prepare(settings)
    assert "sample school" in capsys.readouterr().out
    app.prepare(settings)
    assert capsys.readouterr().out == ""
    assert not store.is_empty(store.open_store(settings.database_url))
