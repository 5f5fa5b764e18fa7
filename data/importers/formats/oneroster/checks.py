"""What every row of a bundle must be, whatever file it is in. Strict in meaning, tolerant in form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from data.importers.converted import Row, Told
from data.importers.formats.oneroster.bundle import Bundle
from data.importers.formats.oneroster.columns import WORDS, word
from data.importers.formats.oneroster.file import GONE, File, Record
from data.importers.formats.oneroster.manifest import BULK, DELTA
from data.importers.problems import Wrong

ACTIVE = "active"
OPEN_WORDS = "ext:"  # how a vendor's own word begins in 1.2
MEANINGFUL = {"enabledUser"}  # a word that is not known there would be guessed at
CAPITALS = "writes words with other capitals than OneRoster"
Tell = Callable[[Record], Iterable[Told]]


class Checked:
    """Tells the rows of a file, each once it is found to be in order. Raises Wrong with the file's own column."""

    def __init__(self, bundle: Bundle, file: File, tell: Tell = lambda _record: ()) -> None:
        self.bundle, self.file, self.tell = bundle, file, tell
        self.mode = bundle.manifest.modes[file.table.name]
        self.required = sorted(file.table.required)
        self.words = [(c, known) for c in file.own if (known := WORDS.get((file.table.name, c)))]
        self.references = list(self._references())
        self.first: dict[str, tuple[int, int]] = {}  # of the ids that are there twice: line, and what it says

    def __call__(self, row: Row) -> list[Told]:
        record = Record(row, self.file)
        try:
            self._check(record)
            return list(self.tell(record))
        except Wrong as wrong:
            raise Wrong(wrong.why, wrong.remedy, self.file.own.get(wrong.field, wrong.field)) from wrong

    def _check(self, record: Record) -> None:
        for column in self.required:
            if not record[column]:
                raise Wrong("is blank, but every row needs it", "fill it in where the file comes from", column)
        self._check_once(record)
        self._check_status(record)
        for column, known in self.words:
            if record[column] and record[column] not in known:
                self._judge_word(record, column, known)
        for column, to, ids in self.references:
            if record[column]:
                self._check_reference(record, column, to, ids)

    def _check_once(self, record: Record) -> None:
        """A row that is there twice is one; two rows of one id are not."""
        id_ = record["sourcedId"]
        if hash(id_) in self.file.again:
            said = hash(tuple(record.row.cells))
            line, first = self.first.setdefault(id_, (record.row.line, said))
            if said != first:
                raise Wrong(f"is the id of line {line} already, which says another thing", "keep one", "sourcedId")

    def _check_status(self, record: Record) -> None:
        status, dated = record["status"].casefold(), bool(record["dateLastModified"])
        if status and status != ACTIVE and status not in GONE:
            raise Wrong("is neither active nor tobedeleted", "correct it", "status")
        if status == "inactive":
            record.warn("status inactive is taken as tobedeleted")
        if status != record["status"]:
            record.warn(CAPITALS)
        if self.mode == BULK and (status or dated):
            record.warn("has status or dateLastModified, though the manifest says bulk: the file counts")
        if self.mode == DELTA and not (status and dated):
            record.warn("lacks status or dateLastModified, though the manifest says delta: a blank status is active")

    def _judge_word(self, record: Record, column: str, known: tuple[str, ...]) -> None:
        if word(self.file.table.name, column, record[column]) in known:
            record.warn(CAPITALS)
        elif column in MEANINGFUL:
            raise Wrong(f"is neither {' nor '.join(known)}", "correct it", column)
        elif not record[column].startswith(OPEN_WORDS):
            record.warn(f"has a word for {column} that OneRoster does not know")

    def _references(self) -> Iterator[tuple[str, str, set[str] | None]]:
        """Columns with ids of a file that has them all, or that is absent (None); delta files have some of them."""
        for column, to in self.file.table.references.items():
            if column in self.file.own and self.bundle.is_absent(to):
                yield column, to, None
            elif column in self.file.own and self.bundle.is_whole(to):
                yield column, to, self.bundle.ids(to)

    def _check_reference(self, record: Record, column: str, to: str, ids: set[str] | None) -> None:
        named = record.all(column) if column.endswith("s") else [record[column]]
        if ids is None:
            record.warn(f"refers to {to}.csv, which is absent")
        elif not ids.issuperset(named):
            why = f"is not an id of {to}.csv" if len(named) == 1 else f"has one that is not an id of {to}.csv"
            raise Wrong(why, f"add its row to {to}.csv, or correct the id", column)
