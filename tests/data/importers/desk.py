"""Someone at the command line with a folder of files: what the tests of importers stand on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import Engine, func, select

from data import schema, store
from data.__main__ import main
from data.commands.run import IN_THIS_PROCESS

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
SCHOOL = "id,name\noak,Oak School\nelm,Elm School\n"
PEOPLE = """id,name,kind,school,department,role
t1,Ada,staff,oak,Math,teacher
t2,Ben,staff,oak,Science,teacher
t3,Cleo,staff,elm,Science,teacher
t4,Dan,staff,elm,Art,teacher
s1,Eve,student,oak,,
s2,Fay,student,oak,,
"""
CLASSROOMS = "id,name,school,grade,subject\nc1,Algebra,oak,7,Math\nc2,Painting,elm,7,Art\n"
PROGRAMS = "id,name,school,kind\np1,Literacy,oak,reading\n"
GOALS = """id,title,level,school,direction,baseline,target,start,due
g1,Read more,school,oak,increase,60,75,2025-09-01,2026-06-01
"""
EVENTS = "id,kind,date,school,minutes\ne1,planning,2025-10-01,oak,45\n"
PRACTICES = "id,title,date,school,by\nl1,Exit tickets,2025-09-01,oak,t1\n"
MEETINGS = "id,school,title,start\nm1,oak,Staff meeting,2025-10-02T15:30\n"


@dataclass
class Outcome:
    """What a command left: its exit code, and what it said on the two streams."""

    code: int
    out: str
    err: str

    @property
    def receipt(self) -> dict:
        assert self.out, self.err
        return json.loads(self.out)

    @property
    def file(self) -> dict:
        """The receipt of the only file."""
        (file,) = self.receipt["files"]
        return file

    @property
    def counts(self) -> tuple[int, ...]:
        """read, accepted, unchanged, repeated, rejected."""
        return counts(self.file)

    @property
    def whys(self) -> list[str]:
        return [problem["why"] for file in self.receipt["files"] for problem in file["problems"]]


def counts(file: dict) -> tuple[int, ...]:
    return tuple(file[name] for name in ("read", "accepted", "unchanged", "repeated", "rejected"))


class Desk:
    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.engine: Engine = store.open_store(url)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *words: str | Path, answer: str | None = None) -> Outcome:
        env = {"STAFFROOM_DATABASE_URL": self.url}
        result = CliRunner().invoke(main, [str(word) for word in words], env=env, input=answer, obj=IN_THIS_PROCESS)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def take(self, *words: str | Path) -> Outcome:
        """`import --json`."""
        return self.run("import", "--json", *words)

    def take_text(self, kind: str, content: str | bytes, *more: str) -> Outcome:
        """Import one small file, said to be of a kind."""
        return self.take(self.file(f"{kind}.csv", content), "--as", kind, *more)

    def has(self, *kinds: str) -> None:
        """Put the small school above, as far as it is wanted, into the database."""
        texts = {
            "people": PEOPLE, "schools": SCHOOL, "classrooms": CLASSROOMS, "programs": PROGRAMS, "goals": GOALS,
            "events": EVENTS, "meetings": MEETINGS, "practices": PRACTICES,
        }  # fmt: skip
        outcome = self.take(*(self.file(f"{kind}.csv", texts[kind]) for kind in kinds or texts))
        assert outcome.code == 0, outcome.out

    def rows(self, table: str, *columns: str) -> list[tuple]:
        source = schema.metadata.tables[table]
        chosen = [source.c[name] for name in columns]
        with self.engine.connect() as connection:
            return sorted(map(tuple, connection.execute(select(*chosen))), key=str)

    @property
    def version(self) -> int:
        with self.engine.connect() as connection:
            return store.data_version(connection)

    @property
    def state(self) -> str:
        """A hash of every row of every table."""
        return self._hash(set())

    @property
    def tally(self) -> tuple[int, ...]:
        """The data version, and how many rows each table has: cheaper to compare than ``state``."""
        counted = [select(func.count()).select_from(table).scalar_subquery() for table in schema.metadata.sorted_tables]
        with self.engine.connect() as connection:
            return (store.data_version(connection), *connection.execute(select(*counted)).one())

    @property
    def content(self) -> str:
        """The same of what is on record, whoever brought it how often and whatever was said about files."""
        return self._hash({"imports", "data_version", "import_answers", "trail"})

    @property
    def broken_references(self) -> list:
        """Rows of a SQLite database that refer to nothing; PostgreSQL has none by its nature."""
        with self.engine.connect() as connection:
            sqlite = connection.dialect.name == "sqlite"
            return connection.exec_driver_sql("PRAGMA foreign_key_check").all() if sqlite else []

    def _hash(self, without: set[str]) -> str:
        """As the driver gives the rows: to make Python values of them all takes ten times as long."""
        seen = hashlib.sha256()
        with self.engine.connect() as connection:
            for name in sorted(schema.metadata.tables.keys() - without):
                rows = connection.connection.cursor().execute(f'SELECT * FROM "{name}"').fetchall()
                seen.update(f"{name}{sorted(map(repr, rows))}".encode())
        return seen.hexdigest()
