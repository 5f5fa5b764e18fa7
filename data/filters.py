"""What a reader chose: the query string of every page and ``--filter`` of the command line, parsed here only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode

YEAR_STARTS = (8, 1)  # a school year runs from 1 August to 31 July and is named by the year it ends
LISTS = ("school", "classroom", "program", "grade", "department", "level", "goal", "kind", "wave")
COMPARISONS = ("previous", "last-year", "last-meeting")
MOST_CHOICES = 50  # of one filter; longer lists come from no page of ours
LONGEST_CHOICE = 255
MOST_FIELDS = 100
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def school_year(day: date) -> tuple[date, date]:
    """First and last day of the school year that a day lies in; both count."""
    first = date(day.year, *YEAR_STARTS)
    if day < first:
        first = first.replace(year=day.year - 1)
    return first, first.replace(year=first.year + 1) - timedelta(days=1)


# What the page of files and the trail say to themselves: no choice of a reader's.
OF_ONE_PAGE = ("said", "undo", "what", "who", "since", "until", "below")


@dataclass(frozen=True)
class Filters:
    """One reader's choice, checked for form. ``start``..``end`` is the period, ``until`` its last day with facts."""

    as_of: date
    start: date
    end: date
    school: tuple[str, ...] = ()
    classroom: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    wave: tuple[str, ...] = ()
    compare: str = ""
    names: bool = False
    view: str = ""
    dropped: tuple[str, ...] = ()  # names of filters whose value was not understood

    NAMES: ClassVar[frozenset[str]] = frozenset({*LISTS, "from", "to", "as_of", "compare", "view", "names"})

    @property
    def until(self) -> date:
        """The last day whose facts count: the period's end, but never after ``as_of``."""
        return min(self.end, self.as_of)

    @staticmethod
    def said(search: str) -> dict[str, str]:
        """Name and value of all that a query string says, as it is meant here: links are made of nothing else."""
        try:
            pairs = parse_qsl(search.lstrip("?"), max_num_fields=MOST_FIELDS)
        except ValueError:
            return {"view": "meeting"}  # who knows what it said: the safest
        return _together(pairs)

    @classmethod
    def from_search(cls, search: str, today: date) -> Filters:
        """Parse a query string; never raises: what is not understood is dropped and named in ``dropped``."""
        try:
            pairs = parse_qsl(search.lstrip("?"), max_num_fields=MOST_FIELDS)
        except ValueError:
            return cls.from_pairs([("search", ""), ("view", "meeting")], today)  # who knows what it said: the safest
        return cls.from_pairs(pairs, today)

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]], today: date) -> Filters:
        """The same from (name, value) pairs; a name given twice adds to the list."""
        return _build(_together(pairs), today)

    def to_search(self, today: date) -> str:
        """The query string that parses to these filters; what equals its default is left out."""
        pairs = {name: ",".join(getattr(self, name)) for name in LISTS}
        pairs |= {"compare": self.compare, "view": self.view, "names": "on" if self.names else ""}
        pairs |= _dates_said(self, today)
        said = {name: value for name, value in pairs.items() if value}
        return f"?{urlencode(said, safe=',')}" if said else ""

    def without(self, *names: str) -> Filters:
        """The same choice with some lists opened again."""
        return replace(self, **dict.fromkeys(names, ()))

    def choosing(self, name: str, values: tuple[str, ...]) -> Filters:
        """The same choice with these values of one list."""
        return replace(self, **{name: values})

    def at(self, day: date) -> Filters:
        """The same choice and the same start, as it stood on an earlier day."""
        return replace(self, as_of=day, end=max(self.start, min(self.end, day)), compare="")

    def a_year_earlier(self) -> Filters:
        """The same weeks of the school year before: 52 weeks back, so that weekdays match."""
        back = timedelta(weeks=52)
        first, last = self.start - back, self.end - back
        if (self.start, self.end) == school_year(self.start):
            first, last = school_year(self.start - timedelta(days=1))
        return replace(self, start=first, end=last, as_of=self.as_of - back, compare="")

    def just_before(self) -> Filters:
        """The window of equal length that ends the day before this one starts."""
        length = self.until - self.start
        last = self.start - timedelta(days=1)
        return replace(self, start=last - length, end=last, as_of=last, compare="")

    def compared(self, last_meeting: date | None = None) -> Filters:
        """The earlier window that ``compare`` names; the same weeks of last year unless told otherwise."""
        if self.compare == "last-meeting" and last_meeting:
            return self.at(last_meeting)
        earlier = self.just_before() if self.compare == "previous" else self.a_year_earlier()
        return replace(earlier, compare="")

    def of_whole_years(self) -> Filters:
        """The same choice for all of the school years that its period touches."""
        return replace(self, start=school_year(self.start)[0], end=school_year(self.end)[1])

    @property
    def key(self) -> tuple:
        """What two choices must share to have the same answer: all but what was dropped."""
        return tuple(getattr(self, field.name) for field in fields(self) if field.name != "dropped")


def _together(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Lists add up, of anything else the last word counts; but a meeting said once holds: no later word ends it."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name == "view" and given.get("view") == "meeting":
            continue
        given[name] = f"{given[name]},{value}" if name in given and name in LISTS else value
    return given


def _build(given: dict[str, str], today: date) -> Filters:
    dropped = [name for name in given if name not in Filters.NAMES and name not in OF_ONE_PAGE]
    lists = {name: _list(name, given.get(name, ""), dropped) for name in LISTS}
    as_of = min(_day("as_of", given, dropped) or today, today)
    start, end = _period(given, as_of, dropped)
    return Filters(
        as_of=as_of, start=start, end=end, **lists,
        compare=_one_of("compare", given, COMPARISONS, dropped),
        view=_one_of("view", given, ("meeting",), dropped),
        names=_one_of("names", given, ("on",), dropped) == "on",
        dropped=tuple(sorted(set(dropped))),
    )  # fmt: skip


def _list(name: str, text: str, dropped: list[str]) -> tuple[str, ...]:
    chosen = [part.strip() for part in text.split(",") if part.strip()]
    usable = [part for part in chosen if len(part) <= LONGEST_CHOICE and part.isprintable()]
    if len(usable) < len(chosen) or len(usable) > MOST_CHOICES:
        dropped.append(name)
    return tuple(sorted(set(usable[:MOST_CHOICES])))


def _one_of(name: str, given: dict[str, str], allowed: tuple[str, ...], dropped: list[str]) -> str:
    value = given.get(name, "")
    if value and value not in allowed:
        dropped.append(name)
    return value if value in allowed else ""


def _day(name: str, given: dict[str, str], dropped: list[str]) -> date | None:
    if not given.get(name):
        return None
    try:
        day = date.fromisoformat(given[name])
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        dropped.append(name)
        return None
    return day


def _period(given: dict[str, str], as_of: date, dropped: list[str]) -> tuple[date, date]:
    """Without ``from`` and ``to``: the school year of ``as_of``. A period that ends before it starts is dropped."""
    first, last = _day("from", given, dropped), _day("to", given, dropped)
    start = first or school_year(last or as_of)[0]
    end = last or max(school_year(as_of)[1], start)
    if start > end:
        dropped.extend(("from", "to"))
        return school_year(as_of)
    return start, end


def _dates_said(filters: Filters, today: date) -> dict[str, str]:
    said = {"as_of": filters.as_of.isoformat()} if filters.as_of != today else {}
    if (filters.start, filters.end) != school_year(filters.as_of):
        said |= {"from": filters.start.isoformat(), "to": filters.end.isoformat()}
    return said
