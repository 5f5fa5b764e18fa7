"""The app and the floor, each served as `make run` serves: gunicorn with the same workers and threads, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from app import KEEP_ALIVE, THREADS, WORKERS
from data.settings import MOST_MESSAGES

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
TODAY = "2026-01-30"
PATIENCE = 60  # seconds until a server must answer


@dataclass(frozen=True)
class Served:
    """A server that runs: its port, and the process at its head."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def connection(self) -> HTTPConnection:
        """One connection, and so one worker, which answers it until it is closed."""
        return HTTPConnection(HOST, self.port, timeout=PATIENCE)

    def workers(self) -> list[int]:
        """Process ids below the head; Linux only."""
        head = self.process.pid
        children = Path(f"/proc/{head}/task/{head}/children")
        return [int(word) for word in children.read_text().split()] if children.exists() else []

    def worked(self) -> float:
        """Milliseconds that the workers have had a processor; Linux only."""
        threads = [path for pid in self.workers() for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        return sum(int(path.read_text().split()[0]) for path in threads) / 1e6


def environment(database: Path | str, port: int = 0) -> dict[str, str]:
    """The settings of every measurement, on a file or at an address; a developer's own stay out of it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STAFFROOM_")}
    url = database if isinstance(database, str) else f"sqlite:///{database}"
    ours = {"DATABASE_URL": url, "TODAY": TODAY, "ROLE": "leader", "HOST": HOST, "PORT": str(port),
            "MESSAGES_A_MINUTE": str(MOST_MESSAGES)}  # fmt: skip
    return kept | {f"STAFFROOM_{name}": value for name, value in ours.items()}


def write_school(database: Path) -> None:
    """The sample school, as everybody gets it."""
    command = [sys.executable, "-m", "data", "sample"]
    subprocess.run(command, cwd=ROOT, env=environment(database, 8050), check=True, stdout=subprocess.DEVNULL)


@contextmanager
def app_server(database: Path | str) -> Iterator[Served]:
    with _running([sys.executable, "app.py"], database, free_port(), "/readyz") as served:
        yield served


@contextmanager
def floor_server(database: Path) -> Iterator[Served]:
    port = free_port()
    settings = ["-w", str(WORKERS), "--threads", str(THREADS), "--keep-alive", str(KEEP_ALIVE), "-k", "gthread"]
    place = ["-b", f"{HOST}:{port}", "--no-control-socket", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *settings, *place, "bench.floor:server()"]
    with _running(command, database, port, "/goals") as served:
        yield served


@contextmanager
def _running(command: list[str], database: Path | str, port: int, path: str) -> Iterator[Served]:
    process = start(command, database, port)
    try:
        first_answer(port, path, process)
        yield Served(port, process)
    finally:
        stop(process)


def start(command: list[str], database: Path | str, port: int) -> subprocess.Popen:
    """In a session of its own, so that it can be stopped with all its children."""
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(database, port), stdout=subprocess.DEVNULL, start_new_session=True
    )


def stop(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=PATIENCE)


def first_answer(port: int, path: str, process: subprocess.Popen) -> float:
    """Wait for the first byte; when it came, on the monotonic clock. Raises RuntimeError when the server has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", path)
            connection.getresponse()
            return time.monotonic()
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError(f"{' '.join(map(str, process.args))} does not answer on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
