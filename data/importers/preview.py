"""What a check found, as a page may show it: personal cells covered until somebody who may asks for names."""

from __future__ import annotations

import re

from data.importers import headings
from data.importers.alike import Alike, alike
from data.importers.catalog import KINDS
from data.importers.receipt import FileReceipt
from data.importers.secret import is_secret

COVERED = "•••"
MOST_SHOWN = 50  # problems on a page; the report has them all
WHO = {("people", "id"), ("recognitions", "to"), ("surveys", "respondent")}  # ids of people that refer to none
ALTERNATIVE = r",? or |, (?=--)|; (?=`python)"
COMMAND = r"(^|\s)--[a-z]|python -m"
FORGET = r" \(forget by: [^)]*\)"
WORKINGS = ("reasons", "bare")  # of a receipt: they hold headers and values, and no page shows them
SHORTEST = 2  # characters of what is nobody's name
NAMING = ("id", "name")  # of any kind: a list of children may be taken for one of schools


def covered(receipt: dict, *, names: bool) -> dict:
    """The receipt with as many problems as a page shows; without ``names`` no personal cell is in it, and a
    password never is."""
    return receipt | {"files": [_file(file, names) for file in receipt["files"]]}


def _file(file: dict, names: bool) -> dict:
    shown = None if names else _shown(file)
    found = alike(FileReceipt.of(file))
    problems = [_alike(one, file, shown) for one in found[:MOST_SHOWN]]
    secret = {name for name, header in file.get("columns", []) if is_secret(header or "") or is_secret(name)}
    first = [
        {name: COVERED if value and name in secret else _cell(name, value, shown) for name, value in row.items()}
        for row in file.get("first", [])
    ]
    notes = [_words(re.sub(FORGET, "", note), file, shown) for note in file["notes"]]
    more = len(found) - len(problems)
    columns = [(name, _heading(header, shown)) for name, header in file.get("columns", [])]
    told = {"problems": problems, "first": first, "notes": notes, "more_problems": more, "columns": columns}
    return {name: value for name, value in file.items() if name not in WORKINGS} | told


def _words(words: str, file: dict, shown: set[str] | None) -> str:
    """A note or a reason without what stands where headers should. None quotes that; should one ever do so, it is
    covered here."""
    for cell in _strange(file) if shown is not None else ():
        words = re.sub(rf"(?<!\w){re.escape(cell)}(?!\w)", COVERED, words)
    return words


def _strange(file: dict) -> list[str]:
    """Cells of the header that may be data, the longest first; not those that would blot out words of ours."""
    cells = {cell.strip() for _, header in file.get("columns", []) if header for cell in (header, *header.split("+"))}
    ours = {name for name, _ in file.get("columns", [])}
    strange = [cell for cell in cells - ours if len(cell) > SHORTEST and not headings.is_heading(cell)]
    return sorted(strange, key=len, reverse=True)


def _heading(header: str | None, shown: set[str] | None) -> str | None:
    """What stands where a header should, as far as it is one: of a file without, it is somebody's row."""
    return header if shown is None or not header else headings.as_shown(header) or COVERED


def _shown(file: dict) -> set[str]:
    """The fields without a name, words about people, or an id by which a person is known; of a file that is no kind
    yet, none. Whatever is no field of the kind, such as group.meals or a column that we have no use for, is covered."""
    kind = KINDS.get(file["kind"] or "")
    if kind is None:
        return set()
    personal = {column.name for part in kind.parts for column in part.table.columns if "personal" in column.info}
    return {
        field.name
        for field in kind.fields
        if not (
            field.stored in personal or field.name in NAMING or field.to == "people" or (kind.name, field.name) in WHO
        )
    }


def _alike(one: Alike, file: dict, shown: set[str] | None) -> dict:
    """Many problems of one reason as one, with the lines of the first; each has its cell covered."""
    problem = one.problem
    said = _problem(problem.as_dict() | {"ask": problem.ask}, file, shown)
    return said | {"lines": one.lines, "rows": one.rows}


def _problem(problem: dict, file: dict, shown: set[str] | None) -> dict:
    headers = {header: name for name, header in file.get("columns", [])}
    name = headers.get(problem["column"], problem["column"])
    value = _cell(name, problem["value"], shown)
    remedy = "answer the question above" if problem.get("ask") else on_page(problem["remedy"])
    return problem | {
        "value": COVERED if problem["value"] and is_secret(problem["column"] or "") else value,
        "why": _words(problem["why"], file, shown),
        "remedy": _words(remedy, file, shown),
        "column": _column(problem["column"], name, shown),
        "ask": _asked(problem.get("ask"), shown),
    }


def _column(header: str | None, name: str | None, shown: set[str] | None) -> str | None:
    """By its heading, or by what it is to us."""
    return name if name != header and _heading(header, shown) == COVERED else _heading(header, shown)


def _asked(ask: dict | None, shown: set[str] | None) -> dict | None:
    if not ask or shown is None:
        return ask
    column = {"column": _heading(ask["column"], shown)} if ask.get("column") else {}
    return {name: value for name, value in ask.items() if name != "labels"} | column


def on_page(words: str) -> str:
    """A message without the options and commands of the command line."""
    kept = [part for part in re.split(ALTERNATIVE, words) if not re.search(COMMAND, part)]
    return " or ".join(kept) or "mend it in the file"


def _cell(name: str | None, value: str | None, shown: set[str] | None) -> str | None:
    """An address is somebody's, wherever it stands."""
    if not value or shown is None:
        return value
    return value if name in shown and "@" not in value else COVERED
