"""Folders and archives: what is read of them, what is refused before it is unpacked; nothing is left behind."""

import os
import socket
import stat
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.importers import take as taking
from data.importers import unpack
from data.importers.order import Order
from tests.data.importers.desk import PEOPLE, SCHOOL, Desk, counts
from tests.data.importers.formats.bundles import archive

FILES = {"people.csv": PEOPLE, "schools.csv": SCHOOL}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch) -> Path:
    """Where archives are unpacked: nothing may be left there."""
    path = tmp_path / "scratch"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def test_an_archive_a_folder_and_a_file_come_in_together(desk: Desk, scratch: Path):
    folder = desk.folder / "more"
    folder.mkdir()
    (folder / "ties.csv").write_text("from,to\nt1,t2\n")
    (folder / ".hidden.csv").write_text("from,to\nt1,t2\n")
    (folder / "old").mkdir()
    loose = desk.file("classrooms.csv", "id,name,school\nc1,Algebra,oak\n")
    outcome = desk.take(archive(desk, FILES), folder, loose)
    assert outcome.code == 0, outcome.out
    assert [(file["file"], file["kind"]) for file in outcome.receipt["files"]] == [
        ("classrooms.csv", "classrooms"),
        ("oak.zip/people.csv", "people"),
        ("oak.zip/schools.csv", "schools"),
        ("more/ties.csv", "ties"),
    ]
    assert list(scratch.iterdir()) == []


def test_what_systems_add_to_archives_is_passed_over(desk: Desk):
    added = {"__MACOSX/._people.csv": b"\0", ".DS_Store": b"\0", "school/": b"", "__MACOSX/school/._x": b"\0"}
    outcome = desk.take(archive(desk, {**added, "school/people.csv": PEOPLE}))
    assert [(file["file"], counts(file)) for file in outcome.receipt["files"]] == [
        ("oak.zip/school/people.csv", (6, 6, 0, 0, 0))
    ]


def test_what_is_unpacked_is_nobody_else_s_to_read_and_lies_under_no_name_of_the_archive(desk: Desk, scratch: Path):
    with unpack.unpacked(Order([archive(desk, {"deep/in/people.csv": PEOPLE})])) as (parcels, refused):
        (item,) = parcels[0].items
        assert (item.name, item.base, refused) == ("oak.zip/deep/in/people.csv", "people.csv", [])
        assert item.path.read_text() == PEOPLE
        assert item.path.relative_to(scratch).parts[1:] == ("0",)
        assert stat.S_IMODE(item.path.parent.stat().st_mode) == 0o700
    assert list(scratch.iterdir()) == []


def test_nothing_is_left_when_an_import_breaks_off(desk: Desk, scratch: Path, monkeypatch):
    def fail(*_about):
        raise RuntimeError("the machine caught fire")

    monkeypatch.setattr(taking, "Batch", fail)
    with pytest.raises(RuntimeError, match="fire"):
        desk.take(archive(desk, FILES))
    assert list(scratch.iterdir()) == []


def test_an_archive_is_known_by_what_it_holds(desk: Desk):
    assert desk.take(archive(desk, FILES, "export.dat")).code == 0
    assert desk.take(desk.file("people.zip", PEOPLE)).file["kind"] == "people"
    workbook = archive(desk, {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}, "book.zip")
    with unpack.unpacked(Order([workbook])) as (parcels, refused):
        assert [[item.name for item in parcel.items] for parcel in parcels] == [["book.zip"]] and not refused


def test_an_archive_inside_another_is_not_opened(desk: Desk):
    inner = archive(desk, FILES, "inner.zip").read_bytes()
    outcome = desk.take(archive(desk, {"people.csv": PEOPLE, "inner.zip": inner}))
    assert (outcome.code, outcome.whys) == (1, ["is an archive inside another"])
    assert [file["file"] for file in outcome.receipt["files"]] == ["oak.zip/people.csv", "oak.zip/inner.zip"]


def test_an_empty_folder_is_told(desk: Desk):
    (desk.folder / "empty" / "inside").mkdir(parents=True)
    outcome = desk.take(desk.folder / "empty")
    assert (outcome.code, outcome.whys) == (1, ["is a folder without files"])


def _folder(desk: Desk) -> Path:
    path = desk.folder / "term"
    path.mkdir()
    (path / "people.csv").write_text(PEOPLE)
    return path


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)  # a socket's path may have some hundred bytes
        one.bind(path.name)


SPECIAL = {"pipe": os.mkfifo, "socket": _socket, "device": lambda path: path.symlink_to("/dev/zero")}


@pytest.mark.parametrize("what", SPECIAL)
def test_what_is_no_file_is_refused_before_it_is_opened(desk: Desk, monkeypatch, what: str):
    monkeypatch.chdir(desk.folder)
    SPECIAL[what](desk.folder / "x.csv")
    outcome = desk.take(desk.folder / "x.csv")
    assert (outcome.code, outcome.whys) == (1, ["is not a file that can be read twice"])


@pytest.mark.parametrize(
    ("what", "why"),
    [("pipe", unpack.NO_FILE.why), ("socket", unpack.NO_FILE.why), ("device", unpack.LINK_OUT.why)],
)
def test_what_is_no_file_in_a_folder_is_told_and_never_opened(desk: Desk, monkeypatch, what: str, why: str):
    monkeypatch.chdir(desk.folder)
    folder = _folder(desk)
    SPECIAL[what](folder / "attendance.csv")
    outcome = desk.take(folder, "--keep-good-rows")
    assert outcome.whys == [why]
    assert [(file["file"], file["accepted"]) for file in outcome.receipt["files"]] == [
        ("term/people.csv", 6),
        ("term/attendance.csv", 0),
    ]
    assert desk.take(folder).code == 1


def test_a_folder_of_nothing_but_a_pipe_is_told(desk: Desk):
    (desk.folder / "pipes").mkdir()
    os.mkfifo(desk.folder / "pipes" / "people.csv")
    assert desk.take(desk.folder / "pipes").whys == [unpack.NO_FILE.why]


def test_a_link_in_a_folder_is_followed_only_inside_it(desk: Desk):
    elsewhere, folder = desk.file("schools.csv", SCHOOL), _folder(desk)
    (folder / "again.csv").symlink_to("people.csv")
    assert desk.take(folder).code == 0
    for target in (elsewhere, desk.folder / "nowhere.csv", Path("../schools.csv")):
        (folder / "schools.csv").symlink_to(target)
        assert desk.take(folder).whys == [unpack.LINK_OUT.why]
        (folder / "schools.csv").unlink()


def test_a_link_that_is_named_itself_is_followed(desk: Desk):
    folder = _folder(desk)
    (desk.folder / "other").symlink_to(folder)
    (desk.folder / "schools.csv").symlink_to(desk.file("list.csv", SCHOOL))
    assert desk.take(desk.folder / "other", desk.folder / "schools.csv").code == 0


def test_a_name_that_is_not_utf8_is_shown_and_kept_as_text(desk: Desk):
    folder, name = desk.folder / os.fsdecode(b"d\xe9"), os.fsdecode(b"caf\xe9.csv")
    folder.mkdir()
    for path in (folder, desk.folder):
        (path / name).write_text(PEOPLE)
    outcome = desk.take(folder, desk.folder / name)
    assert [file["file"] for file in outcome.receipt["files"]] == ["caf%E9.csv", "d%E9/caf%E9.csv"]
    told = desk.run("import", desk.folder / name, "--as", "wizards")
    assert told.code == 1 and "caf%E9.csv" in told.out
    missing = desk.run("import", desk.folder / os.fsdecode(b"n\xe9.csv"))
    assert missing.err == "n%E9.csv is not there; check the path\n"
    assert "caf%E9.csv" in desk.run("imports").out


def test_an_archive_with_names_in_other_encodings_is_read_or_refused(desk: Desk):
    path = archive(desk, {"people1.csv": PEOPLE})
    old = path.read_bytes().replace(b"people1", b"peopl\xe9s")
    path.write_bytes(old)
    assert desk.take(path).file["file"] == "oak.zip/peoplΘs.csv"  # of DOS, as the format has it
    content = bytearray(old)
    for mark, offset in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        content[content.index(mark) + offset] |= 0x08  # says that names are UTF-8
    path.write_bytes(content)
    assert desk.take(path).whys == ["is a damaged archive"]


def test_a_value_that_is_not_text_is_refused_at_the_command_line(desk: Desk):
    outcome = desk.take(desk.file("people.csv", PEOPLE), "--set", os.fsdecode(b"role=caf\xe9"))
    assert outcome.code == 2 and '"role=caf\\udce9" is not text in the encoding of this terminal' in outcome.err


def test_a_path_that_no_file_can_have_is_told(desk: Desk):
    assert desk.take(desk.folder / ("x" * 300)).whys == ["cannot be read (File name too long)"]


def _member(name: str, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("x")
    member.filename, member.external_attr, member.compress_type = name, mode << 16, method
    return member


def _with(*members: tuple[zipfile.ZipInfo, bytes]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as zipped, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for member, content in members:
                zipped.writestr(member, content)

    return make


def _named(name: str) -> Callable[[Path], None]:
    return _with((_member(name), b"id,name\n1,x\n"))


def _changed(mark: bytes, offset: int, value: bytes) -> Callable[[Path], None]:
    """An ordinary archive of which the first record with that mark says another thing."""

    def make(path: Path) -> None:
        _with((_member("people.csv"), PEOPLE.encode() * 9))(path)
        content = bytearray(path.read_bytes())
        place = content.index(mark) + offset
        content[place : place + len(value)] = value
        path.write_bytes(content)

    return make


def _large(path: Path) -> None:
    """An archive whose end says that its true directory is elsewhere, and may be as large as it likes."""
    _named("people.csv")(path)
    content = path.read_bytes()
    place = content.index(unpack.END_MARK)
    path.write_bytes(content[:place] + unpack.LARGE_MARK + b"\0" * 16 + content[place:])


def _cut(path: Path) -> None:
    _named("people.csv")(path)
    path.write_bytes(path.read_bytes()[:-30])


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
OUT = "is an archive with a file whose name leads out of it"
DAMAGED = "is a damaged archive"
ATTACKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "up": (_named("../people.csv"), OUT),
    "up from within": (_named("a/../../people.csv"), OUT),
    "from the root": (_named("/etc/people.csv"), OUT),
    "from a drive": (_named("C:/people.csv"), OUT),
    "backslashes": (_named("..\\people.csv"), OUT),
    "hidden, and up": (_named("__MACOSX/../../.people.csv"), OUT),
    "a link": (_with((_member("people.csv", 0o120777), b"/etc/passwd")),
               "is an archive with a link in it, or another thing that is no file"),
    "a device": (_with((_member("people.csv", 0o020666), b"")),
                 "is an archive with a link in it, or another thing that is no file"),
    "a password": (_changed(CENTRAL, 8, b"\x01"), "is an archive with a password"),
    "a bomb": (_with((_member("people.csv"), b"0" * 2 * 2**20)), "is an archive with a file packed more than 200 to 1"),
    "two hundred and one": (_with(*((_member(f"{n}.csv"), b"x") for n in range(201))),
                            "is an archive of more than 200 files"),
    "a directory without end": (_changed(unpack.END_MARK, 12, struct.pack("<L", 2**30)),
                                "is an archive of more files than are read at once"),
    "a directory elsewhere": (_large, "is an archive of more files than are read at once"),
    "one name twice": (_with((_member("people.csv"), b"a"), (_member("people.csv"), b"b")),
                       "is an archive with two files of one name"),
    "another method": (_with((_member("people.csv", method=zipfile.ZIP_BZIP2), PEOPLE.encode())),
                       "is packed by a method that is not read"),
    "an unknown method": (_changed(CENTRAL, 10, b"\x63"), "is packed by a method that is not read"),
    "nothing in it": (_with(), "is an archive without files"),
    "only what a system adds": (_named("__MACOSX/._people.csv"), "is an archive without files"),
    "cut off": (_cut, DAMAGED),
    "larger than it says": (_changed(CENTRAL, 24, struct.pack("<L", 10)), DAMAGED),
    "smaller than it says": (_changed(CENTRAL, 24, struct.pack("<L", 2**20 - 1)), DAMAGED),
    "packed larger than the archive": (_changed(CENTRAL, 20, struct.pack("<L", 2**24)), DAMAGED),
    "another content": (_changed(CENTRAL, 16, b"\0\0\0\0"), DAMAGED),
    "another name inside": (_changed(LOCAL, 30, b"P"), DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("what", ATTACKS)
def test_an_archive_that_is_not_as_it_should_be_is_refused_as_a_whole(desk: Desk, scratch: Path, what: str):
    make, why = ATTACKS[what]
    path = desk.folder / "oak.zip"
    make(path)
    outcome = desk.take(path, "--keep-good-rows")
    assert (outcome.code, outcome.whys, outcome.file["file"]) == (1, [why], "oak.zip")
    assert outcome.file["problems"][0]["remedy"]
    assert list(scratch.iterdir()) == [] and not desk.rows("people", "id")


def test_all_files_together_may_not_be_too_large(desk: Desk, monkeypatch):
    monkeypatch.setattr(unpack, "MOST_BYTES", len(PEOPLE) + len(SCHOOL) - 1)
    assert desk.take(archive(desk, FILES)).whys == ["is an archive of more than 0 GiB"]


def test_a_full_disk_is_told(desk: Desk, scratch: Path, monkeypatch):
    def full(*_about):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unpack, "_copy", full)
    assert desk.take(archive(desk, FILES)).whys == ["cannot be unpacked (No space left on device)"]
    assert list(scratch.iterdir()) == []
