"""What a column of a form's export is, by its header; and what its answers give away.

In doubt a column says who answered: a question that is left out is noticed, a name that comes in is a breach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.importers.values import LONGEST_ID

# When a form was answered, the best first; what it is called by Google, Microsoft and others.
TIMES = (
    "timestamp", "completion time", "submitted", "submitted at", "submitted on", "date submitted", "submission date",
    "submission time", "submit date", "end date", "end time", "recorded date", "recorded at timestamp", "recorded at",
    "marca temporal", "horodateur", "zeitstempel", "start time", "start date", "last modified time",
)  # fmt: skip
NO_ANSWERS = ("score", "total points", "total score", "quiz feedback")

# Words of a header (small letters, without signs) that say who answered, or lead to who it was.
WHO = {
    "names": r"names?$|^names?( of| and|$)|\b(your|my|full|first|last|middle|given|family|maiden|preferred|student"
             r"|pupil|child s|child|children s|parent|guardian|teacher|staff|user|screen) names?\b"
             r"|\b(surname|forename|nickname|username|initials|signature)\b|^who are you|^sign here",
    "addresses": r"\b(e ?mails?|gmail)\b|\b(your|my|home|street|postal|mailing|ip|web) address(es)?\b|^address",
    "telephones": r"\b(phone|telephone|mobile|cell|contact) (numbers?|no)\b|\b(tele)?phone$|^(mobile|cell)\b",
    "numbers": r"^ids?\b|\bids?$|\bids? (number|no|code)\b|\b(student|pupil|local|state|district|school|staff|employee"
               r"|user|your|my|respondent|collector|person|account|lunch|card) ids?\b|\b(student|pupil|staff|employee"
               r"|roll|admission|candidate|payroll|badge|account) (number|no|code)\b|\b(lasid|sasid|ssn|upn|uln|uuid"
               r"|guid|sourcedid)\b|\bsocial security\b",
    "accounts": r"\b(login|log in|logged in as|account|handle|user)$|\b(instagram|snapchat|tiktok|twitter|facebook)\b",
    "births": r"\b(date of birth|birth ?date|birth ?day|dob)\b|\bwhen were you born",
    "persons": r"^(my |your |the )?(student|pupil|teacher|homeroom teacher|classroom teacher|counsell?or|advis[eo]r"
               r"|mentor|coach|parent|guardian|parent guardian|respondent|author|employee|staff member)s?$"
               r"|\bstaff member$|\b(recorded|submitted|completed|filled (in|out)|referred|answered) by\b",
    "other languages": r"\b(nombres?|apellidos?|correo|telefono|nom|prenoms?|courriel|identifiant|vorname|nachname"
                       r"|telefonnummer|matricula)\b",
}  # fmt: skip
SAYS_WHO = re.compile("|".join(WHO.values()))
ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûüñç", "aaaaeeeeiiiioooouuuunc")
ADDRESS = re.compile(r"(?<=[^@\s])@[^@\s]+\.[^@\s]")  # from its sign: a long answer has many places before one
IN_BRACKETS = re.compile(r"\([^)]*\)")
ID_NUMBER = re.compile(r"[A-Za-z]{0,2}[0-9]{5,}")
ASKED = re.compile(r"\?|(\.\.\.|…|:)\s*$")
WORDS_OF_A_QUESTION = 5


def says_who(header: str) -> bool:
    """Whether it asks for something that says who answered."""
    return any(SAYS_WHO.search(_words(text)) for text in (header, _without_brackets(header)))


def _without_brackets(header: str) -> str:
    """What is behind the last bracket that closes is not searched: from each that opens there one would look to the
    end."""
    closed, bracket, rest = header.rpartition(")")
    return IN_BRACKETS.sub(" ", closed + bracket) + rest


def tells_who(answers: Iterable[str]) -> bool:
    """Whether these are mostly addresses, or all numbers as long as those of persons, whatever was asked."""
    filled = [answer for answer in answers if answer]
    addresses = sum(bool(ADDRESS.search(answer)) for answer in filled)
    return bool(filled) and (2 * addresses >= len(filled) or all(map(ID_NUMBER.fullmatch, filled)))


def time_rank(header: str) -> int | None:
    """How well it says when the form was answered; None where it does not."""
    words = _words(header)
    return TIMES.index(words) if words in TIMES else None


def is_no_answer(header: str) -> bool:
    return time_rank(header) is not None or _words(header) in NO_ANSWERS


def is_question(header: str) -> bool:
    """Whether it plainly is one: it asks, breaks off for an answer, or is a sentence."""
    asks = bool(ASKED.search(header)) or len(header.split()) >= WORDS_OF_A_QUESTION
    return asks and not says_who(header) and not is_no_answer(header)


def items(header: Iterable[str]) -> list[str]:
    """Questions as ids: on one line, no longer than an id may be, and no two alike."""
    found: list[str] = []
    for cell in header:
        text, number = " ".join(cell.split()), 1
        name = _cut(text, "")
        while name in found:
            number += 1
            name = _cut(text, f" ({number})")
        found.append(name)
    return found


def _cut(text: str, suffix: str) -> str:
    """At a word, where it is too long."""
    room = LONGEST_ID - len(suffix)
    if len(text) <= room:
        return text + suffix
    return (text[:room].rpartition(" ")[0] or text[:room]) + suffix


def _words(header: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).casefold().translate(ACCENTS)
    return " ".join(re.sub(r"[\W_]+", " ", apart).split())
