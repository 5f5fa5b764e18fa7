"""All files of one import, checked together and staged: each kind may refer to those before it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import product

from sqlalchemy import Connection

from data.importers.catalog import KINDS
from data.importers.checker import Checker
from data.importers.date_columns import Unsettled
from data.importers.floods import note_floods
from data.importers.kind import GROUP_PREFIX, MOST_GROUPS, Kind
from data.importers.known import Known
from data.importers.lineage import broken_lines
from data.importers.mapping import FEWER_GROUPS
from data.importers.new_schools import new_schools, note_new_schools
from data.importers.opened import Opened
from data.importers.problems import FileRefused, Problem
from data.importers.progress import CHECKING, Tell, Told, nobody
from data.importers.receipt import Receipt
from data.importers.refused import refused_files
from data.importers.sheet import Sheet
from data.importers.staging import FILE, Again, Stage, line

MANY_GROUPS = Problem(
    None, None, None, f"brings, with other files, more than {MOST_GROUPS} columns group.<name>", FEWER_GROUPS
)


class Batch:
    """Stages every row that can be taken, kind by kind in the order of ``KINDS``; the receipt says what cannot.

    ``stages`` hold what the database does not say yet.
    """

    def __init__(self, connection: Connection, files: Sequence[Opened], dates: str | None, tell: Tell = nobody) -> None:
        self.connection, self.files, self.dates, self.tell = connection, files, dates, tell
        self.known = Known(connection)
        self.has_schools = bool(self.known.schools)
        self.receipt = Receipt([file.fresh_receipt() for file in files])
        self.stages: list[Stage] = []
        for own in _by_kind(files):
            if self.stages:
                self.known.learn(self.stages[-1].kind.name, self.stages[-1].table)
            if own := self._of_few_groups(own):
                self._check(_common(own.values()), own)
        for file in self.receipt.files:
            file.close()

    def _of_few_groups(self, files: dict[int, Opened]) -> dict[int, Opened]:
        """All of them, or, where their groups are too many together, those without; the others are refused."""
        brought = {number: _groups(file.mapping.kind) for number, file in files.items()}
        if len(set().union(*brought.values())) <= MOST_GROUPS:
            return files
        for number in filter(brought.get, files):
            self.receipt.files[number].refuse(MANY_GROUPS)
        return {number: file for number, file in files.items() if not brought[number]}

    def _check(self, kind: Kind, files: dict[int, Opened]) -> None:
        """Stage the files of one kind."""
        stage = Stage(self.connection, kind)
        checkers = {number: self._staged(stage, number, file) for number, file in files.items()}
        _sort_out_doubtful(stage, checkers)
        _sort_out_repeated(stage, checkers)
        if kind.parents:
            _sort_out_parents(stage, checkers, self.known)
        stage.take_out_unchanged()
        for number, schools in new_schools(stage, self.known.schools).items():
            note_new_schools(self.receipt.files[number], schools, self.has_schools)
        note_floods(stage, self.receipt.files)
        for number, checker in checkers.items():
            checker.receipt.count_accepted(*stage.count(number))
        self.stages.append(stage)

    def _staged(self, stage: Stage, number: int, file: Opened) -> Checker:
        dates, before = file.dates or self.dates, file.last.dates if file.last else None
        checker = Checker(stage.kind, file.mapping, self.known, dates, self.receipt.files[number], before)
        checker.refused = refused_files(self.receipt.files)
        try:
            self._stage(stage, number, file, checker)
        except FileRefused as refused:
            stage.take_out_file(number)
            checker.receipt.refuse(refused.problem)
        return checker

    def _stage(self, stage: Stage, number: int, file: Opened, checker: Checker) -> None:
        try:
            self._add(stage, number, file.sheet, checker)
        except Unsettled:
            file.dated = True
            stage.take_out_file(number)
            checker.settle_dates(file.sheet)
            file.disproved = checker.disproved
            self._add(stage, number, file.sheet, checker)

    def _add(self, stage: Stage, number: int, sheet: Sheet, checker: Checker) -> None:
        checker.check_fills()
        for lines, *columns in checker.good(sheet):
            stage.add(number, lines, columns)
            self.tell(Told(CHECKING, checker.receipt.file, checker.receipt.read))


def _by_kind(files: Sequence[Opened]) -> Iterator[dict[int, Opened]]:
    """The readable files with their numbers, kind by kind: what others refer to first."""
    for name in KINDS:
        own = {n: file for n, file in enumerate(files) if file.sheet and file.mapping.kind.name == name}
        if own:
            yield own


def _groups(kind: Kind) -> set[str]:
    return {field.name for field in kind.fields if field.name.startswith(GROUP_PREFIX)}


def _common(files: Sequence[Opened]) -> Kind:
    """The kind of several files, with the groups of all of them."""
    kinds = [file.mapping.kind for file in files]
    names = {field.name for kind in kinds for field in kind.fields}
    base = KINDS[kinds[0].name]
    return base.with_groups(sorted(names - {field.name for field in base.fields}))


def _sort_out_doubtful(stage: Stage, checkers: dict[int, Checker]) -> None:
    """Where a later row wins, a good row says nothing certain beside a refused one of its key: a consent is not taken
    from the row before the one that may have withdrawn it."""
    lost = {key: (number, at) for number, checker in checkers.items() for key, at in checker.lost.items()}
    found = [(place, key, others[0]) for place, key in stage.places() if (others := _alike(key, lost))] if lost else []
    for place, key, other in found:
        own, (number, at) = place // FILE, lost[other]
        file = f" of {checkers[number].receipt.file}" if number != own else ""
        why = f"is about the same as line {at}{file}, which cannot be taken and may be what counts"
        checkers[own].reject(line(place), stage.kind.key[0], str(key[0]), why, "mend the other row first")
    stage.take_out([place for place, *_ in found])


def _alike(key: tuple, lost: Container[tuple]) -> list[tuple]:
    """Those of ``lost`` that are the same key, or may be: what is unreadable may be anything."""
    possible = product(key[:1], *((part, None) for part in key[1:]))
    return [one for one in possible if one in lost]


def _sort_out_repeated(stage: Stage, checkers: dict[int, Checker]) -> None:
    rows = stage.again()
    for row in rows:
        checker = checkers[row.place // FILE]
        if row.differing and not stage.kind.later_wins:
            checker.reject(line(row.place), stage.kind.key[0], row.named, *_contradiction(row, checkers))
        else:
            checker.receipt.repeated += 1
    stage.take_out([row.place for row in rows])


def _contradiction(row: Again, checkers: dict[int, Checker]) -> tuple[str, str]:
    """Why, and the remedy, where two rows of one key say two things."""
    own, other = row.place // FILE, row.other // FILE
    file = f" of {checkers[other].receipt.file}" if other != own else ""
    differing = ", ".join(checkers[own].header(name) for name in row.differing)
    return f"was there on line {line(row.other)}{file} already, with another {differing}", "keep one of the rows"


def _sort_out_parents(stage: Stage, checkers: dict[int, Checker], known: Known) -> None:
    broken = broken_lines(stage, known)
    for row in broken:
        checker = checkers[row.place // FILE]
        checker.reject(line(row.place), stage.kind.parents, row.value, row.why, row.remedy)
    stage.take_out([row.place for row in broken])
