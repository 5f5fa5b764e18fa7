"""What was handed in, as parcels: loose files, folders, and archives unpacked for as long as an import reads them.

An archive is what a stranger sends: its directory is judged before anything is unpacked, and what comes out is counted
again, since a directory may lie. A member's name is never a path of ours.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from data.importers.opened import Opened
from data.importers.order import Layout, Order
from data.importers.parcel import Item, Parcel
from data.importers.problems import FileRefused, Problem, file_name

MOST_FILES = 200
MOST_BYTES = 2 * 2**30  # of all files together, unpacked
MOST_RATIO = 200  # unpacked to packed; CSV is packed to a tenth or so
SMALL = 2**20  # bytes up to which a member may be as dense as it likes
MOST_DIRECTORY = 2**20  # bytes of the directory itself, which is read as a whole
BLOCK = 2**20
ENCRYPTED = 0x1
STARTS = (b"PK\x03\x04", b"PK\x05\x06")  # an archive, an empty archive
FIRST_NAME = 30  # where the name of the first member stands
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."  # a workbook or text that is one file to whoever made it
WORKBOOK = "[Content_Types].xml"
OF_AN_OFFICE = (WORKBOOK.encode(), OPEN_DOCUMENT)  # also where the rest is cut off
WORKBOOK_NAMES = {".xlsx", ".xlsm"}
END = struct.Struct("<4s4H2LH")  # how an archive ends: its fifth number is the size of the directory
END_MARK, LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"
LONGEST_END = END.size + 2**16
DAMAGES = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)  # as zipfile tells of them
ESCAPES = re.compile(r"^/|^[A-Za-z]:|\\|\x00|(^|/)\.\.(/|$)")
NESTED = Problem(None, None, None, "is an archive inside another", "unpack it, and name it by itself")
NO_FILE = Problem(None, None, None, "is no file, but a pipe or a device", "take it out of the folder")
LINK_OUT = Problem(None, None, None, "is a link that leads out of its folder", "put the file itself into the folder")


@contextmanager
def unpacked(order: Order) -> Iterator[tuple[list[Parcel], list[Opened]]]:
    """The parcels of an order, and what of it cannot be had; what was unpacked is gone when the reader leaves."""
    loose, parcels, refused = [], [], []
    with ExitStack() as folders:
        for path, name in zip(order.paths, _names(order.paths), strict=True):
            try:
                mode = _mode(path)
                if stat.S_ISDIR(mode):
                    parcel, strange = _folder(path, name, order.layout)
                    parcels.append(parcel)
                    refused += strange
                elif _is_special(mode):
                    raise FileRefused("is not a file that can be read twice", "save it as a file first")
                elif _is_archive(path):
                    own = folders.enter_context(TemporaryDirectory(prefix="staffroom-"))  # nobody else may read it
                    parcels.append(_archive(path, name, Path(own), order.layout))
                else:
                    loose.append(Item(name, path, order.layout))
            except FileRefused as why:
                refused.append(Opened.refused(name, why.problem))
        parcels, nested = _without_nested(parcels)
        yield ([Parcel("", loose)] if loose else []) + parcels, refused + nested


def _names(paths: Sequence[Path]) -> list[str]:
    """Files as messages and receipts call them: by their own names, or by their paths where two are alike."""
    names = [file_name(path.name or str(path)) for path in paths]
    return [file_name(str(path)) if names.count(name) > 1 else name for path, name in zip(paths, names, strict=True)]


def _without_nested(parcels: Iterable[Parcel]) -> tuple[list[Parcel], list[Opened]]:
    """Archives inside a parcel are not opened."""
    left, refused = [], []
    for parcel in parcels:
        archives = parcel.having(lambda item: _is_archive(item.path))
        refused += [Opened.refused(item.name, NESTED) for item in archives]
        left.append(parcel.without(archives))
    return left, refused


def _mode(path: Path) -> int:
    """What it is, found out without opening it: who opens a pipe waits for ever. 0 where one cannot tell."""
    try:
        return path.stat().st_mode
    except OSError:  # who reads the file says why it cannot be read
        return 0


def _is_special(mode: int) -> bool:
    return bool(mode) and not stat.S_ISREG(mode)


def _folder(path: Path, name: str, layout: Layout) -> tuple[Parcel, list[Opened]]:
    """The files that lie in it, not those of folders inside; hidden ones are the system's. And what only looks like
    a file. Raises FileRefused."""
    try:
        entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise FileRefused(f"cannot be read ({error.strerror})", "copy it to this machine and try again") from error
    items = [Item(f"{name}/{file_name(one.name)}", one, layout) for one in entries if not stat.S_ISDIR(_mode(one))]
    if not items:
        raise FileRefused("is a folder without files", "name the folder in which they are, or the files")
    strange = {item.name: problem for item in items if (problem := _strange(item.path))}
    files = [item for item in items if item.name not in strange]
    return Parcel(name, files), [Opened.refused(*one) for one in strange.items()]


def _strange(path: Path) -> Problem | None:
    """Why something in a folder is not opened, if it is not."""
    if leads_out(path):
        return LINK_OUT
    return NO_FILE if _is_special(_mode(path)) else None


def leads_out(path: Path) -> bool:
    """Whether it is a link to what lies elsewhere: whoever fills a folder may not be allowed to read that."""
    folder = Path(os.path.realpath(path.parent))
    return os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(folder)


def _is_archive(path: Path) -> bool:
    """Whether it is a zip archive that is no document of an office. Raises FileRefused where one cannot tell."""
    try:
        with path.open("rb") as binary:
            start = binary.read(100)
            if not start.startswith(STARTS) or start[FIRST_NAME:].startswith(OF_AN_OFFICE):
                return False
    except OSError:  # who reads the file says why it cannot be read
        return False
    try:
        _judge_end(path)
        with ZipFile(path) as archive:
            return WORKBOOK not in archive.namelist()
    except (FileRefused, *DAMAGES):
        return path.suffix.lower() not in WORKBOOK_NAMES


def _archive(path: Path, name: str, folder: Path, layout: Layout) -> Parcel:
    """Its files, unpacked into the folder. Raises FileRefused."""
    _judge_end(path)
    try:
        with ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not _is_ignored(member)]
            _judge(members, path.stat().st_size)
            return Parcel(name, list(_unpacked(archive, members, name, folder, layout)))
    except FileRefused:
        raise
    except DAMAGES as error:
        raise _damaged() from error
    except OSError as error:
        why = f"cannot be unpacked ({error.strerror})"
        raise FileRefused(why, "make room on this machine and try again") from error


def _judge_end(path: Path) -> None:
    """An archive's directory is read whole, so it must be small. Raises FileRefused."""
    with path.open("rb") as binary:
        binary.seek(max(0, path.stat().st_size - LONGEST_END))
        tail = binary.read()
    place = tail.rfind(END_MARK)
    if place < 0 or len(tail) - place < END.size:
        raise _damaged()
    if LARGE_MARK in tail[max(0, place - 20) : place] or END.unpack_from(tail, place)[5] > MOST_DIRECTORY:
        raise FileRefused("is an archive of more files than are read at once", f"keep to {MOST_FILES} files")


def _is_ignored(member: ZipInfo) -> bool:
    """Folders, and what systems add for themselves; but nothing that tries to get out is passed over."""
    if ESCAPES.search(member.orig_filename):
        return False
    parts = member.filename.rstrip("/").split("/")
    return member.is_dir() or "__MACOSX" in parts or parts[-1].startswith(".")


def _judge(members: Sequence[ZipInfo], size: int) -> None:
    """All that the directory tells, before anything is unpacked. Raises FileRefused."""
    names = [member.filename for member in members]
    if not members:
        raise FileRefused("is an archive without files", "put the files into it")
    if len(members) > MOST_FILES:
        raise FileRefused(f"is an archive of more than {MOST_FILES} files", "split it")
    if len(set(names)) < len(names):
        raise FileRefused("is an archive with two files of one name", "make it again")
    if misplaced(members) or sum(member.compress_size for member in members) > size:
        raise _damaged()
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise _too_large()
    for member in members:
        _judge_member(member)


def misplaced(members: Sequence[ZipInfo]) -> bool:
    """Whether the directory says that something lies before the beginning, as where the beginning was cut off."""
    return any(member.header_offset < 0 for member in members)


def _judge_member(member: ZipInfo) -> None:
    if ESCAPES.search(member.orig_filename):
        raise FileRefused(
            "is an archive with a file whose name leads out of it", "do not open it; ask whoever made it for another"
        )
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        raise FileRefused("is an archive with a link in it, or another thing that is no file", "put the file itself in")
    if member.flag_bits & ENCRYPTED:
        raise FileRefused("is an archive with a password", "make it again without one, or hand in the folder")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileRefused("is packed by a method that is not read", "make it again as a plain zip archive")
    if member.file_size > max(SMALL, MOST_RATIO * member.compress_size):
        raise FileRefused(
            f"is an archive with a file packed more than {MOST_RATIO} to 1", "hand in the file itself, if you trust it"
        )


def _damaged() -> FileRefused:
    return FileRefused("is a damaged archive", "make it again, or export it again")


def _too_large() -> FileRefused:
    return FileRefused(f"is an archive of more than {MOST_BYTES // 2**30} GiB", "split it, or hand in the files")


def _unpacked(archive: ZipFile, members: Iterable[ZipInfo], name: str, folder: Path, layout: Layout) -> Iterator[Item]:
    left = MOST_BYTES
    for number, member in enumerate(members):
        path = folder / str(number)
        left -= _copy(archive, member, path, left)
        yield Item(f"{name}/{file_name(member.filename)}", path, layout)


def _copy(archive: ZipFile, member: ZipInfo, path: Path, most: int) -> int:
    """Unpack one member; how many bytes it has. Raises FileRefused."""
    count = 0
    with archive.open(member) as packed, path.open("xb") as file:
        while block := packed.read(BLOCK):
            count += len(block)
            if count > min(member.file_size, most):
                raise _too_large() if count > most else _damaged()
            file.write(block)
    if count != member.file_size:
        raise _damaged()
    return count
