"""One export, looked through once: its questions, their scales, and how it writes days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.importers.converted import Row, Told, rows
from data.importers.formats.forms import headers
from data.importers.formats.forms.dates import Days
from data.importers.formats.forms.scales import scale
from data.importers.header import Header
from data.importers.order import Choices
from data.importers.problems import FileRefused, Problem
from data.importers.sheet import Chunk, Sheet

RESPONDENT = "respondent"
DISTINCT = 200  # answers to a question that are looked at
WHO = "columns left out because they say who answered: {}; answers stay anonymous"
OTHERS = "columns left out because they hold no answers: {}"
NO_GROUP = "cannot have a group that says who answered", "map another column to group: answers stay anonymous", 1


@dataclass(frozen=True)
class Columns:
    """What the columns are by their headers and by what the importer says; ``names`` are no two alike."""

    names: list[str]
    asked: list[str]
    time: str | None  # says when it was answered
    group: str | None
    who: set[str]
    others: set[str]

    @classmethod
    def of(cls, header: tuple[str, ...], choices: Choices) -> Columns:
        """Raises FileRefused where nothing says when it was answered, or the group is a person."""
        names = headers.items([RESPONDENT, *header])[1:]
        named = dict(zip(names, header, strict=True))
        time = _mapped("date", header, names, choices) or _time(named)
        group = _mapped("group", header, names, choices)
        if not time and not choices.fill("date"):
            remedy = 'say which does by --map "date=column of the file", or give all answers a day by --set date=...'
            raise FileRefused("has no column that says when it was answered", remedy, 1)
        if group and headers.says_who(named[group]):
            raise FileRefused(*NO_GROUP)
        who = {name for name, cell in named.items() if name != time and headers.says_who(cell)}
        others = {name for name, cell in named.items() if name != time and _holds_no_answers(cell)} - who
        asked = [name for name in names if name not in {time, group} | who | others]
        return cls(names, asked, time, group, who, others)


def _mapped(field: str, header: tuple[str, ...], names: list[str], choices: Choices) -> str | None:
    found = [Header(header).columns(said) for said in choices.maps_of(field)]
    return next((names[places[0]] for places in found if places), None)


def _time(named: Mapping[str, str]) -> str | None:
    ranked = [(rank, name) for name, cell in named.items() if (rank := headers.time_rank(cell)) is not None]
    return min(ranked)[1] if ranked else None


def _holds_no_answers(cell: str) -> bool:
    return not cell.strip() or headers.is_no_answer(cell)


@dataclass(frozen=True)
class Form:
    """``sheet`` numbers its respondents and has no two columns alike; ``questions`` have their scales."""

    sheet: Sheet
    questions: Mapping[str, str]
    days: Days
    time: str | None  # the column that says when
    group: str | None
    notes: list[str]

    def answers(self, row: Row, fixed: Told) -> Iterator[Told]:
        """One for each question that was answered. Raises Wrong where the day cannot be told."""
        when = row[self.time] if self.time else ""
        about = {**fixed, RESPONDENT: row[RESPONDENT]}
        if when:
            about["date"] = self.days.day(when)
        if self.group:
            about["group"] = row[self.group] or fixed["group"]
        for item, steps in self.questions.items():
            if row[item]:
                yield {**about, "item": item, "answer": row[item], "scale": steps or fixed["scale"]}


def look(sheet: Sheet, choices: Choices, dates: str | None) -> Form:
    """Raises FileRefused where there is no question, or no day."""
    columns = Columns.of(sheet.header, choices)
    numbered = Sheet((RESPONDENT, *columns.names), lambda: _numbered(sheet))
    days, answers = Days(columns.time or "", dates), _looked_through(numbered, columns)
    for cell in answers.pop(columns.time, ()):
        days.see(cell)
    days.settle()
    telling = {column for column, found in answers.items() if headers.tells_who(found)}
    if columns.group in telling:
        raise FileRefused(*NO_GROUP)
    questions = {column: _scale(answers[column]) for column in columns.asked if column not in telling}
    if not questions:
        raise FileRefused("has no question left without the columns that say who answered", "export the answers, too")
    notes = [(WHO, len(columns.who | telling)), (OTHERS, len(columns.others))]
    said = [note.format(count) for note, count in notes if count]
    return Form(numbered, questions, days, columns.time, columns.group, said)


def _looked_through(sheet: Sheet, columns: Columns) -> dict[str | None, set[str]]:
    """The distinct answers in each column, but not without end; those to when it was answered all."""
    looked_at = filter(None, (columns.time, columns.group, *columns.asked))
    answers: dict[str | None, set[str]] = {column: set() for column in looked_at}
    for row in rows(sheet):
        for column, found in answers.items():
            if row[column] and (len(found) <= DISTINCT or column == columns.time):
                found.add(row[column])
    return answers


def _scale(answers: set[str]) -> str:
    return scale(answers) if len(answers) <= DISTINCT else ""


def _numbered(sheet: Sheet) -> Iterator[Chunk]:
    """Each row with the number of its respondent; what cannot be read keeps its number, too."""
    before, width = 0, len(sheet.header)
    for chunk in sheet.chunks():
        lines = sorted([*chunk.lines, *(line for line, _ in chunk.ragged)])
        number = {line: before + place for place, line in enumerate(lines, 1)}
        before += len(lines)
        told = [[f"response {number[line]}", *row] for line, row in zip(chunk.lines, chunk.rows, strict=True)]
        ragged = [_ragged(line, found, width) for line, found in chunk.ragged]
        yield Chunk(chunk.lines, told, refused=[*chunk.refused, *ragged], passed=chunk.passed)


def _ragged(line: int, found: int, width: int) -> Problem:
    why = f"has {found} cells where the header has {width}"
    return Problem(line, None, None, why, "check the quotes and delimiters of this line")
