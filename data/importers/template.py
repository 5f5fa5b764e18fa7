"""The header of a kind, with a line of documentation a column; the file reads in as it stands, with no rows."""

from __future__ import annotations

from data.importers.catalog import KINDS
from data.importers.problems import ImportRefused
from data.importers.recognition import nearest

READ_ME = "Read me"
READ_ME_TITLE = "Staffroom: your school's records in one workbook"
REASONS = "What to mend"
HEADINGS = ("File", "Line", "Column", "Value", "Why", "What to do")
OUR_WORDS = {READ_ME: (READ_ME_TITLE,), REASONS: HEADINGS}  # sheets that are no data, and how they begin


def template_of(kind: str | None) -> str:
    """CSV text. Raises ImportRefused where there is no such kind."""
    if kind not in KINDS:
        said = f'"{kind}" is no kind of import' if kind else "template needs a kind"
        raise ImportRefused(f"{said}; {nearest(kind or '')}")
    record = KINDS[kind]
    lines = [f"# {record.name}: {record.doc}", *(f"# {field.name}: {field.describes}" for field in record.fields)]
    return "\n".join([*lines, ",".join(field.name for field in record.fields), ""])
