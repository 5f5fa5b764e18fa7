"""The command line: what it says where, how it ends, and that no trouble that we foresaw is a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from data import store
from data.__main__ import main
from tests.data.importers.desk import PEOPLE, Desk

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(sqlite_url: str, made_schema: Path, tmp_path: Path) -> Desk:
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(made_schema.read_bytes())
    return Desk(sqlite_url, tmp_path)


def program(*words: str, url: str = "", **more) -> subprocess.CompletedProcess:
    """`python -m data`, as a program of its own."""
    environment = os.environ | ({"STAFFROOM_DATABASE_URL": url} if url else {})
    return subprocess.run(
        [sys.executable, "-m", "data", *words], cwd=HERE, env=environment, text=True, timeout=60, **more
    )


def test_an_import_shows_a_table_and_one_line_a_problem(desk: Desk):
    people = desk.file("people.csv", PEOPLE)
    assert desk.run("import", people).out.splitlines() == [
        "file        kind    read  accepted  unchanged  repeated  rejected",
        "people.csv  people     6         6          0         0         0",
        "Import 1: 6 rows written.",
    ]
    bad = desk.run("import", desk.file("ties.csv", "from,to\nt1,t2\nt1,nobody\n"))
    assert bad.code == 1
    assert bad.err.splitlines() == [
        'ties.csv line 3, column to: "nobody" is not the id of a known person; '
        "import the people first or with this file, or correct the id"
    ]
    assert bad.out.splitlines()[-1].startswith("Nothing is changed")


def test_json_is_alone_on_standard_output_with_the_fields_of_the_contract(desk: Desk):
    result = program(
        "import", str(desk.file("people.csv", PEOPLE)), str(desk.folder / "none.csv"), "--json",
        url=desk.url, capture_output=True,
    )  # fmt: skip
    receipt = json.loads(result.stdout)
    assert (result.returncode, result.stderr) == (1, "")
    assert list(receipt) == ["id", "taken", "files"] and (receipt["id"], receipt["taken"]) == (None, False)
    names = ["file", "kind", "read", "accepted", "unchanged", "repeated", "rejected", "problems", "notes"]
    assert list(receipt["files"][0]) == names
    assert list(receipt["files"][1]["problems"][0]) == ["line", "column", "value", "why", "remedy"]


def test_dates_in_another_order_are_read_as_told(desk: Desk):
    text = "id,title,start,school\nm1,Board,31/01/2025 3:30 PM,oak\nm2,Board,1/2/2025,oak\n"
    outcome = desk.take(desk.file("meetings.csv", text), "--dates", "dmy")
    assert outcome.code == 0
    assert [str(start) for (start,) in desk.rows("meetings", "start")] == ["2025-01-31 15:30:00", "2025-02-01 00:00:00"]


def test_title_lines_another_encoding_and_another_delimiter_are_read_as_told(desk: Desk):
    text = "Oak School\nPeople;of 2025\nid;name;kind;school\np1;Zoë;staff;oak\n"
    path = desk.file("people.csv", text.encode("cp1252"))
    assert desk.take(path, "--encoding", "cp1252", "--header-row", "3").code == 0
    assert desk.rows("people", "name") == [("Zoë",)]


def test_several_columns_make_a_name_and_a_value_fills_what_is_blank(desk: Desk):
    text = "No,First,Last,School,Role\n1,Ada,Lovelace,oak,\n2,Ben,,oak,head\n"
    words = (
        "--as",
        "people",
        "--map",
        "id=No",
        "--map",
        "name=First+Last",
        "--set",
        "kind=staff",
        "--set",
        "role=teacher",
    )
    assert desk.take(desk.file("x.csv", text), *words).code == 0
    assert desk.rows("people", "name", "role") == [("Ada Lovelace", "teacher"), ("Ben", "head")]


def test_imports_lists_the_receipts(desk: Desk):
    assert desk.run("imports").out == "No import yet.\n"
    desk.take_text("people", PEOPLE)
    desk.take_text("people", PEOPLE)
    head, second, first = desk.run("imports").out.splitlines()
    assert head.split() == ["id", "when", "by", "file", "kind", "read", "accepted", "unchanged", "repeated", "rejected"]
    assert second.split()[-5:] == ["6", "0", "6", "0", "0"] and first.split()[-5:] == ["6", "6", "0", "0", "0"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["template", "peeple"], 'Error: "peeple" is no kind of import; did you mean people?'),
        (["template"], "Error: template needs a kind; use one of schools, people, "),
        (["template", "--workbook", "x.csv"], 'Error: "x.csv" is no name of a workbook; end it in .xlsx'),
        (["import", "x.csv", "--map", "name"], '"name" is not of the form field=value'),
        (["import", "x.csv", "--dates", "ydm"], "'ydm' is not one of 'dmy', 'mdy', 'ymd'"),
        (["import"], "Missing argument 'PATH...'"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_so_in_words(words: list[str], said: str, desk: Desk):
    outcome = desk.run(*words)
    assert outcome.code != 0 and outcome.out == ""
    assert said in outcome.err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "mysql://somewhere",
            "STAFFROOM_DATABASE_URL must start with sqlite:/// or postgresql://; see README, Settings",
        ),
        ("sqlite:///{folder}/broken.db", "/broken.db cannot be used: file is not a database; restore a backup"),
        ("postgresql://127.0.0.1:1/none", "postgresql://127.0.0.1:1/none cannot be used: "),
    ],
)
def test_a_database_that_cannot_be_used_is_one_line(url: str, said: str, tmp_path: Path):
    (tmp_path / "broken.db").write_bytes(b"no database" * 1000)
    result = CliRunner().invoke(main, ["imports"], env={"STAFFROOM_DATABASE_URL": url.format(folder=tmp_path)})
    assert (result.exit_code, result.stdout) == (1, "") and isinstance(result.exception, SystemExit)
    assert said in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_database_that_is_locked_for_long_is_one_line(desk: Desk, monkeypatch):
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 1)
    with store.writing(desk.engine):
        outcome = desk.run("import", desk.file("people.csv", PEOPLE))
    assert outcome.code == 1 and len(outcome.err.splitlines()) == 1
    assert "database is locked; another program is writing to it for long; try again" in outcome.err


def test_a_reader_that_goes_away_makes_no_traceback(desk: Desk):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as nowhere:
        result = program("template", "people", url=desk.url, stdout=nowhere, stderr=subprocess.PIPE)
    assert "Traceback" not in result.stderr and "Exception" not in result.stderr


def test_a_terminal_that_cannot_show_a_name_is_no_reason_to_stop(desk: Desk):
    path = desk.file("people.csv", "id,name,kind,school\np1,Ann,śtaff😀,oak\n")
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, "-m", "data", "import", str(path)],
        cwd=HERE, env=os.environ | environment | {"STAFFROOM_DATABASE_URL": desk.url}, capture_output=True, timeout=60,
    )  # fmt: skip
    assert result.returncode == 1 and b"Traceback" not in result.stderr
    assert b"staff, student" in result.stderr


def test_the_sample_fills_an_empty_database_and_only_that(desk: Desk):
    wrong = desk.run("sample", "--seed", "-1")
    assert (wrong.code, wrong.err) == (1, "Error: seed is -1: use 0 or more\n")
    desk.take_text("people", PEOPLE)
    refused = desk.run("sample")
    assert refused.code == 1 and len(refused.err.splitlines()) == 1
    assert "already holds a school" in refused.err


def test_who_imports_files_does_not_wait_for_what_only_answers_need():
    look = "from data.__main__ import main; main.get_command(None, 'import')"
    look += "; import sys; print('pandas' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", look], cwd=HERE, capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"


def test_a_command_that_leaves_its_work_to_another_process_loads_no_database():
    """An import would wait for it twice."""
    said = "import sys, data.commands.files; sys.exit('sqlalchemy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", said], cwd=Path(__file__).parents[2], check=False, timeout=60).returncode
        == 0
    )
