"""The addresses behind the page of files: for whom they are, what they take, and what never goes wrong in them."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from dash import Dash
from flask import Request
from sqlalchemy import event

from access import desk
from data.importers import inbox as inboxes
from data.importers.inbox import Inbox
from data.settings import Settings
from tests.served import HERE, app_on, page

PEOPLE = b"id,name,kind,school\nx1,Zora Quist,student,oak\n"
WRONG = PEOPLE + b"x2,Yann Quist,wizard,oak\n"
ID = "x" * 22
POSTS = (
    "/data/files", f"/data/files/{ID}/again", f"/data/files/{ID}/take", f"/data/files/{ID}/forget",
    "/data/imports/1/undo", "/data/rhythms",
)  # fmt: skip
GETS = (f"/data/files/{ID}/state", f"/data/files/{ID}/report", "/data/workbook.xlsx")
TRICKS = ("..", "%2e%2e", "..%2f..%2fetc", "a%00b", "-", "%ff", "x" * 2000, "x" * 22, "files", "<script>")
PATIENCE = 60


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """The school in a database of its own, with an inbox beside it."""
    shutil.copy(settings.database_url.removeprefix("sqlite:///"), tmp_path / "staffroom.db")
    return replace(settings, database_url=f"sqlite:///{tmp_path / 'staffroom.db'}")


@pytest.fixture
def served(own: Settings) -> Dash:
    return app_on(own)


def ask(app: Dash, method: str, path: str, **more):
    return app.server.test_client().open(path, method=method, **(HERE | more))


def put(app: Dash, *files: tuple[str, bytes]) -> str:
    """Hand files in; the address of their page."""
    sent = {"file": [(BytesIO(content), name) for name, content in files]}
    answer = ask(app, "POST", "/data/files", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return answer.location


def settled(app: Dash, place: str) -> str:
    """The state of a delivery when its process is done."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state = ask(app, "GET", place.replace("/data/", "/data/files/") + "/state").json["state"]
        if state not in ("checking", "taking"):
            return state
        time.sleep(0.05)
    raise AssertionError("the process did not end")


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_none_of_it_is_for_who_may_not_import(app_for, role: str):
    app = app_for(role)
    codes = {path: ask(app, "POST", path).status_code for path in POSTS}
    codes |= {path: ask(app, "GET", path).status_code for path in GETS}
    assert set(codes.values()) == {403}, codes


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_nothing_is_changed_from_another_site(app, path: str, headers: dict):
    assert ask(app, "POST", path, headers=headers).status_code == 403


@pytest.mark.parametrize("path", [path for path in (*POSTS, *GETS) if ID in path])
def test_an_unknown_delivery_is_404(app, path: str):
    assert ask(app, "POST" if path in POSTS else "GET", path).status_code == 404


@pytest.mark.parametrize("trick", TRICKS)
def test_no_id_leads_out_of_the_inbox(app, trick: str):
    for path in (f"/data/files/{trick}/state", f"/data/files/{trick}/report"):
        assert ask(app, "GET", path).status_code == 404, path
    for what in ("again", "take", "forget"):
        assert ask(app, "POST", f"/data/files/{trick}/{what}").status_code == 404, what


@pytest.mark.parametrize("path", POSTS[1:])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_what_is_posted_cannot_be_had_in_another_way(app, path: str, method: str):
    """The one word after /data may be the id of a delivery, so that is a page; it shows none."""
    expected = {200, 405} if path == "/data/rhythms" else {404, 405}
    assert ask(app, method, path).status_code in expected


def test_the_page_that_lists_all_pages_lists_no_delivery(app):
    text = ask(app, "GET", "/nothing").text
    assert 'href="/data"' in text
    assert "&lt;delivery" not in text
    assert "/data/<" not in text


@pytest.mark.parametrize("path", ["/data", f"/data/{ID}", "/data?undo=abc", "/data?undo=1", "/data?said=%3Cscript%3E"])
def test_the_pages_are_answered(app, path: str):
    assert ask(app, "GET", path).status_code == 200


@pytest.mark.parametrize("undo", ["abc", "-1", "0", "1", "9" * 30, "9" * 900, "1.5", "%00", "٣", "²"])
def test_a_hostile_undo_breaks_no_page(app, undo: str):
    assert "Bring files in" in str(page(app, "/data", f"?undo={undo}"))


def test_too_large_is_413_and_is_not_read_to_its_end(app, monkeypatch):
    monkeypatch.setattr(desk, "LARGEST_DELIVERY", 1000)
    sent = {"file": (BytesIO(b"x" * 2000), "a.csv")}
    answer = ask(app, "POST", "/data/files", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 413
    long = ask(app, "POST", f"/data/files/{ID}/again", data={"kind": "x" * 600_000})
    assert long.status_code in (404, 413)


def test_no_file_and_too_many_are_said_on_the_page(app):
    assert ask(app, "POST", "/data/files").location == "/data?said=nothing"
    assert put(app, *[(f"{number}.csv", b"a") for number in range(201)]) == "/data?said=many"
    assert "hand in a folder" in str(page(app, "/data", "?said=many"))


def test_hostile_bodies_are_no_error_of_ours(app):
    for kind in ("application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""):
        for path in POSTS:
            answer = ask(app, "POST", path, data=b"--x\r\n\xff\x00{", content_type=kind)
            assert answer.status_code < 500, (path, kind)


@pytest.mark.parametrize("days", ["abc", "-1", "0", "9" * 30, "9" * 5000, "1.5", "٣٣٣٣٣٣", "٣٠", "1e9", "3_0", "+30"])
def test_a_rhythm_that_is_none_is_400(app, days: str):
    assert ask(app, "POST", "/data/rhythms", data={"kind": "attendance", "days": days}).status_code == 400


@pytest.mark.parametrize("kind", ["", "wizards", "<script>", "\0", "x" * 10_000])
def test_a_rhythm_of_nothing_is_400(app, kind: str):
    assert ask(app, "POST", "/data/rhythms", data={"kind": kind, "days": "7"}).status_code == 400


def test_a_rhythm_is_said_and_taken_back(served):
    for days, shown in (("3", "'defaultValue': '3'"), ("", "'defaultValue': '7'")):
        answer = ask(served, "POST", "/data/rhythms", data={"kind": "attendance", "days": days})
        assert (answer.status_code, answer.location) == (303, "/data")
        assert shown in str(page(served, "/data"))


@pytest.mark.parametrize("id_", ["0", "99", "2147483648", "9" * 40, "9" * 5000])
def test_an_import_that_is_none_cannot_be_taken_back(app, id_: str):
    assert ask(app, "POST", f"/data/imports/{id_}/undo").status_code == 404


def test_the_workbook_of_all_kinds_is_a_download(app):
    answer = ask(app, "GET", "/data/workbook.xlsx")
    assert answer.data.startswith(b"PK")
    assert "staffroom.xlsx" in answer.headers["Content-Disposition"]


def test_files_are_looked_at_taken_and_taken_back(served):
    place = put(served, ("people.csv", PEOPLE))
    assert settled(served, place) == "checked"
    assert "Add to the fictional school" in str(page(served, place))
    assert "Waiting for your word" in str(page(served, "/data")) and place in str(page(served, "/data"))
    answer = ask(served, "POST", f"{place.replace('/data/', '/data/files/')}/take")
    assert (answer.status_code, answer.location) == (303, place)
    assert settled(served, place) == "taken"
    assert "1 row written" in str(page(served, place))
    listed = str(page(served, "/data"))
    assert "people.csv (people)" in listed and "Waiting for your word" not in listed
    assert "/data?undo=1" in listed
    assert "This would be taken back" in str(page(served, "/data", "?undo=1"))
    assert ask(served, "POST", "/data/imports/1/undo").location == "/data?said=undone"
    assert ask(served, "POST", "/data/imports/1/undo").status_code == 404


def test_the_own_school_takes_the_place_of_the_sample_by_one_button(served):
    assert "fictional school" in str(page(served, "/data"))
    place = put(served, ("people.csv", PEOPLE))
    settled(served, place)
    assert "Put them in the place of the fictional school" in str(page(served, place))
    ask(served, "POST", f"{place.replace('/data/', '/data/files/')}/take", data={"instead": "of the sample"})
    assert settled(served, place) == "taken"
    assert "fictional school" not in str(page(served, "/data"))
    with served.server.extensions["staffroom"].engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM people").all() == [("x1",)]


def test_what_is_to_be_mended_is_seen_and_downloaded(served):
    place = put(served, ("people.csv", WRONG))
    files = place.replace("/data/", "/data/files/")
    assert settled(served, place) == "checked"
    shown = str(page(served, place))
    assert "1 thing needs mending" in shown
    assert "wizard" in shown
    assert "Quist" not in shown
    assert "Quist" in str(page(served, place, "?names=on"))
    report = ask(served, "GET", f"{files}/report")
    assert report.data.startswith(b"PK")
    assert report.headers["Cache-Control"] == "no-store"
    assert ask(served, "POST", f"{files}/forget").location == "/data"
    assert "not here any more" in str(page(served, place))
    assert ask(served, "GET", f"{files}/report").status_code == 404


def test_in_front_of_a_room_nothing_of_it_is_shown(served):
    place = put(served, ("Zora Quist.csv", PEOPLE))
    settled(served, place)
    for path in (place, "/data"):
        shown = str(page(served, path, "?view=meeting&names=on"))
        assert "Quist" not in shown
        assert "are not shown in the meeting view" in shown


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_who_may_not_import_sees_nothing_of_it(own, role: str):
    leader = app_on(own)
    place = put(leader, ("Zora Quist.csv", PEOPLE))
    settled(leader, place)
    shown = str(page(app_on(replace(own, role=role)), place))
    assert "Quist" not in shown
    assert "is not for the role" in shown


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "wizards", "dates": "backwards", "encoding": "../../x", "sheet": "<b>", "header_row": "9" * 250},
        {"map.name": "nowhere", "set.kind": "\0", "set.": "x", "map.": "", "set.school": "x" * 5000},
        {"header_row": "٣", "encoding": "rot13"},
        {"header_row": "0", "kind": "people", "encoding": "idna"},
        {f"set.{number}": "x" for number in range(500)},
    ],
)
def test_whatever_is_answered_the_process_has_a_word_for_it(served, said: dict):
    place = put(served, ("people.csv", PEOPLE))
    settled(served, place)
    files = place.replace("/data/", "/data/files/")
    assert ask(served, "POST", f"{files}/again", data=said).status_code == 303
    state = settled(served, place)
    shown = str(page(served, place))
    assert state in ("checked", "failed")
    assert "ended without a word" not in shown


def test_what_is_left_from_before_goes_when_the_app_starts(own):
    import os

    folder = Path(own.instance) / "inbox" / ID
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))
    app_on(own)
    assert not folder.exists()


def test_the_desk_is_one_inbox_beside_the_database(served, own):
    inbox = served.server.extensions["inbox"]
    assert isinstance(inbox, Inbox)
    assert inbox.folder == own.instance / "inbox"


@pytest.mark.parametrize("later", ["9" * 5000, "9" * 10, "-1", "1.5", "٣", "²", "", "%00"])
def test_a_hostile_import_beside_another_breaks_nothing(app, later: str):
    assert ask(app, "POST", "/data/imports/99/undo", data={"later": later}).status_code == 404


def test_who_takes_back_while_somebody_writes_is_told_to_try_again(served):
    engine = served.server.extensions["staffroom"].engine

    def short(connection, _record) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    event.listen(engine, "connect", short)
    engine.dispose()
    with closing(sqlite3.connect(engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ask(served, "POST", "/data/imports/1/undo").location == "/data?said=busy"


def test_what_there_is_no_room_for_is_not_read(served, monkeypatch):
    read = []
    monkeypatch.setattr(Request, "_load_form_data", lambda _: read.append(True))
    monkeypatch.setattr(inboxes, "MOST_KEPT", 1000)
    sent = {"file": (BytesIO(b"x" * 2000), "a.csv")}
    answer = ask(served, "POST", "/data/files", data=sent, content_type="multipart/form-data")
    assert (answer.location, read) == ("/data?said=full", [])


def test_one_spoilt_delivery_neither_stops_the_app_nor_who_hands_in(own):
    folder = Path(own.instance) / "inbox" / ID
    folder.mkdir(parents=True)
    (folder / "delivery.json").write_text("")
    app = app_on(own)
    assert settled(app, put(app, ("people.csv", PEOPLE))) == "checked"
    assert "not here any more" in str(page(app, f"/data/{ID}"))
    for path in (path for path in (*POSTS, *GETS) if ID in path):
        assert ask(app, "POST" if path in POSTS else "GET", path).status_code == 404


def test_a_name_that_means_harm_is_shown_without_it(served):
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("\x1b[2Jpeo\nple\u202e.csv", WRONG)
        archive.writestr("x" * 5000 + ".csv", WRONG)
    place = put(served, ("a.zip", made.getvalue()))
    assert settled(served, place) == "checked"
    shown = str(page(served, place))
    assert "a.zip/%1B[2Jpeo%0Aple%E2%80%AE.csv" in shown and "x" * 300 not in shown
