"""What happens to files on their way: bits that flip, ends that are lost, lines that come twice, columns exchanged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

Files = Mapping[str, bytes]
Damage = Callable[[bytes, Random], bytes]

MOST_DAMAGES = 4  # of one file
ODDITIES = (
    *(
        b"",
        b",",
        b'"',
        b"'",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\0",
        b"\\",
        b"=",
        b"-",
        b"<",
        b">",
        b"&a;",
        b"]]>",
        b":",
        b"%",
    ),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), "👩🏽‍🏫".encode()),
    *(b"nobody", b"-9999", b"NaN", b"1e999", b"9" * 400, b"2025-02-30", b"0001-01-01", b"9999-12-31", b"24:00"),
    *(b"tobedeleted", b"20260229T250000Z", b"BEGIN:VEVENT\n", b"<!DOCTYPE x>", b"PK\x03\x04", b"x" * 5_000),
)


def flipped(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << random.randrange(8)]) + content[place + 1 :]


def cut(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content))
    return random.choice((content[:place], content[place:], content[:place] + content[place + random.randrange(40) :]))


def inserted(content: bytes, random: Random) -> bytes:
    place, length = random.randrange(len(content)), random.choice((0, 0, 1, 5, 20))
    return content[:place] + random.choice(ODDITIES) + content[place + length :]


def random_bytes(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content))
    return content[:place] + random.randbytes(random.randrange(1, 9)) + content[place:]


def line_again(content: bytes, random: Random) -> bytes:
    """A line stands somewhere else, too."""
    lines = content.splitlines(keepends=True)
    return b"".join(
        [*lines, random.choice(lines)] if random.random() < 0.5 else [*lines[:2], random.choice(lines), *lines[2:]]
    )


def line_lost(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def columns_exchanged(content: bytes, random: Random) -> bytes:
    """In all lines, in the header alone, or below it alone."""
    rows = [line.split(b",") for line in content.splitlines()]
    one, two = random.randrange(len(rows[0])), random.randrange(len(rows[0]))
    for row in random.choice((rows, rows[:1], rows[1:])):
        if max(one, two) < len(row):
            row[one], row[two] = row[two], row[one]
    return b"\n".join(map(b",".join, rows))


def cell_replaced(content: bytes, random: Random) -> bytes:
    lines = [line.split(b",") for line in content.split(b"\n")]
    line = random.choice(lines)
    line[random.randrange(len(line))] = random.choice((*ODDITIES, random.choice(random.choice(lines))))
    return b"\n".join(map(b",".join, lines))


DAMAGES: tuple[Damage, ...] = (
    flipped, cut, inserted, inserted, random_bytes, line_again, line_lost, columns_exchanged, cell_replaced,
)  # fmt: skip


def damaged(content: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, MOST_DAMAGES)):
        content = random.choice(DAMAGES)(content, random) if content else content
    return content


def one_damaged(files: Files, random: Random) -> dict[str, bytes]:
    """Some files as they were, one or two of them damaged, and now and then one lost."""
    found = dict(files)
    for name in random.sample(sorted(found), min(len(found), random.randint(1, 2))):
        found[name] = damaged(found[name], random)
    if len(found) > 1 and random.random() < 0.05:
        del found[random.choice(sorted(found))]
    return found


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def archive_damaged(content: bytes, random: Random) -> bytes:
    """What is in an archive is damaged, or the archive itself."""
    if random.random() < 0.7:
        return zipped(one_damaged(unzipped(content), random))
    return damaged(content, random)
