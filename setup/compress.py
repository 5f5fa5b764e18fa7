"""Compresses once, at set-up, as hard as brotli and gzip can: better a wait here than on school Wi-Fi.

Files are named for their content, so a second run finds them made and takes a fraction of a second.
"""

import gzip
import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import brotli

# What is compressed already; a second time only costs the reader's battery.
COMPRESSED = (".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gif")
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=11),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}


@dataclass(frozen=True)
class Stored:
    """One file in the store: its name, its SHA-256 and the names of its compressed twins, by encoding."""

    file: str
    sha: str
    encodings: dict[str, str]


def store_all(contents: Iterable[tuple[str, bytes]], folder: Path) -> dict[str, Stored]:
    """Stores each (URL, content) and its compressed twins; brotli and zlib let threads run side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as threads:
        jobs = {url: threads.submit(store, url, content, folder) for url, content in contents}
        return {url: job.result() for url, job in jobs.items()}


def store(url: str, content: bytes, folder: Path) -> Stored:
    suffix = PurePosixPath(url).suffix
    sha = hashlib.sha256(content).hexdigest()
    name = f"{sha[:16]}{suffix}"
    write_once(folder / name, lambda: content)
    encoders = {} if suffix in COMPRESSED else ENCODERS
    for encoding, encode in encoders.items():
        write_once(folder / f"{name}.{encoding}", lambda encode=encode: encode(content))
    return Stored(name, sha, {encoding: f"{name}.{encoding}" for encoding in encoders})


def write_once(path: Path, content: Callable[[], bytes]) -> None:
    """Whole or not at all: an interrupted set-up must not leave half a script behind."""
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content())
    unfinished.replace(path)
