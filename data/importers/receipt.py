"""What an import did, or would have done: counted per file, with every problem and its remedy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from data.importers.problems import Problem

MOST_PROBLEMS = 1_000  # listed per file; all are counted
UNLISTED = "more problems are not listed"
OTHERS = (None, "", "")  # in place of the reason of a problem, where there are too many to count each


@dataclass
class FileReceipt:
    """One file: ``read`` = accepted + unchanged + repeated + rejected, always."""

    file: str
    kind: str | None = None
    read: int = 0
    accepted: int = 0
    changed: int = 0  # of those accepted; the others are new
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    refused: bool = False  # the file as a whole
    problems: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    reasons: Counter[tuple] = field(default_factory=Counter)  # how many problems of each reason, listed or not
    notes: list[str] = field(default_factory=list)  # what was taken although it is not as it should be
    bare: dict[str, str] = field(default_factory=dict)  # a note that names a value -> the same without it, to be kept
    warned: Counter[str] = field(default_factory=Counter)  # the same, of single rows: how many each
    columns: list[tuple[str, str | None]] = field(default_factory=list)  # our field, the file's own header
    first: list[dict[str, str]] = field(default_factory=list)  # a few rows as they are understood; kept nowhere
    sha256: str | None = None  # of the file as it was handed in
    bytes: int | None = None

    def note(self, problem: Problem) -> bool:
        """Count a problem; whether it is listed, too."""
        reason = problem.reason if len(self.reasons) < MOST_PROBLEMS or problem.reason in self.reasons else OTHERS
        self.reasons[reason] += 1
        listed = len(self.problems) < MOST_PROBLEMS
        if listed:
            self.problems.append(problem)
        else:
            self.unlisted += 1
        return listed

    def refuse(self, problem: Problem) -> None:
        """Nothing of the file is taken: it has no rows that one could count."""
        self.begin()
        self.refused, self.problems = True, [problem]

    def begin(self) -> None:
        """Count from nothing."""
        self.read = self.accepted = self.changed = self.unchanged = self.repeated = self.rejected = self.unlisted = 0
        self.problems = []
        self.warned, self.reasons = Counter(), Counter()

    def count_accepted(self, accepted: int, changed: int = 0) -> None:
        """What is neither accepted nor sorted out was stored already."""
        self.accepted, self.changed = accepted, changed
        self.unchanged = self.read - self.rejected - self.repeated - accepted

    def close(self) -> None:
        """In the order of the lines; and the sum that must always hold."""
        assert self.read == self.accepted + self.unchanged + self.repeated + self.rejected, vars(self)
        self.problems.sort(key=lambda problem: problem.line or 0)
        if self.unlisted:
            self.problems.append(not_listed(self.unlisted))
            self.unlisted = 0
        self.notes += [f"{count:,} {'row' if count == 1 else 'rows'}: {why}" for why, count in self.warned.items()]
        self.warned = Counter()

    @property
    def whole(self) -> bool:
        return not self.refused and not self.rejected

    def as_dict(self, *, values: bool = True) -> dict:
        """What is kept has no ``values``, but says which very file it was."""
        counts = ("read", "accepted", "unchanged", "repeated", "rejected")
        problems = [problem.as_dict(values=values) for problem in self.problems]
        told = {
            "file": self.file,
            "kind": self.kind,
            **{name: getattr(self, name) for name in counts},
            "problems": problems,
            "notes": self.notes,
        }
        if values:
            return told
        notes = [self.bare.get(note, note) for note in self.notes]
        problems = [problem | {"column": self._kept(problem["column"])} for problem in problems]
        return told | {"problems": problems, "notes": notes, "sha256": self.sha256, "bytes": self.bytes}

    def _kept(self, header: str | None) -> str | None:
        """A column as it is kept: by its heading, or by what it is to us, since a header may be a row of data."""
        from data.importers import headings  # knows every field: the command line, which shows receipts, need not

        ours = {theirs: name for name, theirs in self.columns}
        return header and (headings.as_shown(header) or ours.get(header))

    def in_full(self) -> dict:
        """All there is to know, for who imports; never kept. ``of`` reads it back."""
        problems = [problem.as_dict() | {"ask": problem.ask} for problem in self.problems]
        more = ("changed", "refused", "columns", "first", "sha256", "bytes", "bare")
        reasons = [[*reason, rows] for reason, rows in self.reasons.items()]
        told = {name: getattr(self, name) for name in more}
        return self.as_dict() | told | {"problems": problems, "reasons": reasons}

    @classmethod
    def of(cls, said: dict) -> FileReceipt:
        reasons = Counter({tuple(reason): rows for *reason, rows in said.get("reasons", [])})
        return cls(**said | {"problems": [Problem(**problem) for problem in said["problems"]], "reasons": reasons})


def not_listed(number: int) -> Problem:
    return Problem(None, None, None, f"{number:,} {UNLISTED}", "mend those above and import again")


@dataclass
class Receipt:
    files: list[FileReceipt]
    id: int | None = None
    taken: bool = False
    written: Counter[str] = field(default_factory=Counter)  # rows by table, added or changed
    answered: dict[str, str] = field(default_factory=dict)  # shapes of files of which somebody said something, and when

    @property
    def whole(self) -> bool:
        """Whether every row of every file could be taken."""
        return all(file.whole for file in self.files)

    @property
    def changes(self) -> int:
        return sum(file.accepted for file in self.files)

    @property
    def good(self) -> int:
        """Rows that are in the database afterwards, newly or already."""
        return self.changes + sum(file.unchanged + file.repeated for file in self.files)

    def as_dict(self, *, values: bool = True) -> dict:
        files = [file.as_dict(values=values) for file in self.files]
        return {"id": self.id, "taken": self.taken, "files": files}

    def in_full(self) -> dict:
        return {"id": self.id, "taken": self.taken, "files": [file.in_full() for file in self.files]}

    @classmethod
    def of(cls, said: dict) -> Receipt:
        return cls([FileReceipt.of(file) for file in said["files"]], said["id"], said["taken"])
