"""What a check found, as a page may show it: personal cells covered until somebody who may asks for names."""

from __future__ import annotations

import re

from data.importers.catalog import KINDS
from data.importers.kind import GROUP_PREFIX

COVERED = "•••"
MOST_SHOWN = 50  # problems on a page; the report has them all


def covered(receipt: dict, *, names: bool) -> dict:
    """The receipt with as many problems as a page shows; without ``names`` no personal cell is in it."""
    return receipt | {"files": [_file(file, names) for file in receipt["files"]]}


def _file(file: dict, names: bool) -> dict:
    personal = () if names else _personal(file)
    problems = [_problem(problem, file, personal) for problem in file["problems"][:MOST_SHOWN]]
    first = [{name: _cell(name, value, personal) for name, value in row.items()} for row in file.get("first", [])]
    return file | {"problems": problems, "first": first, "more_problems": len(file["problems"]) - len(problems)}


def _personal(file: dict) -> set[str]:
    """Fields with names or with words about people; of a file that is no kind yet, all of them."""
    kind = KINDS.get(file["kind"] or "")
    if kind is None:
        return {"*"}
    columns = {column.name for part in kind.parts for column in part.table.columns if "personal" in column.info}
    groups = {name for name, _ in file.get("columns", []) if name.startswith(GROUP_PREFIX)}
    return {field.name for field in kind.fields if field.stored in columns} | groups


def _problem(problem: dict, file: dict, personal: set[str]) -> dict:
    headers = {header: name for name, header in file.get("columns", [])}
    name = headers.get(problem["column"], problem["column"])
    return problem | {"value": _cell(name or "*", problem["value"], personal), "remedy": _on_page(problem)}


def _on_page(problem: dict) -> str:
    """What to do, without the options of the command line: what is asked stands on the page as a question."""
    if problem.get("ask"):
        return "answer the question above"
    parts = [part for part in re.split(r",? or |, (?=--)", problem["remedy"]) if "--" not in part]
    return " or ".join(parts) or "mend it in the file"


def _cell(name: str, value: str | None, personal: set[str]) -> str | None:
    return COVERED if value and ("*" in personal or name in personal) else value
