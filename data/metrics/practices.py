"""Strategy 3: the library of shared practice, and how often it is used again. Never who used what, nor who shares most.

How often one thing was used is what a few colleagues did: who sees no few people is told a range of every one of them,
so that none can be worked out from the others and the totals.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.disclosure import KEY, POSTED, TEXT, VALUE, N
from data.metrics.record import Asked, Computed, Metric, Rows
from data.metrics.staff import NO_TEAM, teams
from data.queries import people
from data.queries import practices as queries
from data.queries.people import MEMBER_FILTERS
from data.statistics.timetable import natural
from data.wording import count, day, percent, plain, share_of

NOTHING = "Nothing shared in the period yet."
MOST = 200  # of them on a page: the latest
NO_TOPIC = "no topic"
QUERIES = {"shared": queries.shared, "uses": queries.uses, "staff": people.staff}
COUNTED = "Counted: things shared in the period and still in the library, and each day on which a colleague said that \
they used one; not those who shared it themselves. The whole library, whatever \
group is chosen; who sees the people of that group by name sees their uses alone."


def _practices(rows: Rows, asked: Asked) -> Computed:
    """A row for each of the latest, the newest first; the team of who shared it where that is no small one."""
    sizes = teams(rows["all_staff"]).value_counts()
    named = set(sizes.index[sizes >= asked.smallest_team]) - {NO_TEAM}
    uses = _uses(rows, asked).groupby("practice")["person"].agg(["size", "nunique"])
    used, people_of = uses["size"].to_dict(), uses["nunique"].to_dict()
    lines = [
        (row.id, row.date, row.title, row.topic, row.team if row.team in named else None, row.link,
         used.get(row.id, 0), people_of.get(row.id, 0))
        for row in rows["shared"].head(MOST).itertuples()
    ]  # fmt: skip
    return Computed(pd.DataFrame(lines, columns=list(COLUMNS)))


def _uses(rows: Rows, asked: Asked) -> pd.DataFrame:
    """Those by the people of the choice, for who sees them by name; else by everybody, whatever is chosen."""
    uses = rows["uses"]
    is_theirs = not asked.smallest and any(getattr(asked.filters, name) for name in MEMBER_FILTERS)
    return uses[uses["person"].isin(rows["staff"]["id"])] if is_theirs else uses


def _range(row: Mapping, smallest: int) -> str | None:
    """By how many it was used; what nobody used is said as it is."""
    if not row["n"]:
        return None
    return f"by under {smallest}" if row["n"] < smallest else f"by {smallest} or more"


def _shared_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOTHING
    first = frame.iloc[0]
    number = f"The latest {MOST} practices" if len(frame) == MOST else f"{count(len(frame), 'practice')} shared"
    return f"{number}, the latest on {day(first['date'])}: {first['title']}."


COLUMNS = {"practice": KEY, "date": KEY, "title": POSTED, "topic": POSTED, "group": KEY, "link": TEXT, "value": VALUE,
           "n": N}  # fmt: skip
PRACTICES = Metric(
    name="collaboration.practices",
    title="Shared practice",
    why="What one classroom has found out need not be found out again in the next.",
    definition=f"{COUNTED} The group is the team of who shared it, where it is no small one. "
    f"The latest {MOST} are shown.",
    unit="uses", direction="neutral", strategy=3, whose="staff", kinds=("practices",), parts=False,
    in_words=_range, columns=COLUMNS,
    queries=QUERIES | {"all_staff": people.all_staff}, compute=_practices, sentence=_shared_sentence,
)  # fmt: skip


def _library(rows: Rows, asked: Asked) -> Computed:
    """One row: how much there is, and how often it was used by how many."""
    uses = _uses(rows, asked)
    number, n = len(rows["shared"]), uses["person"].nunique()
    tells = bool(asked.smallest) and _tells(uses, asked.smallest)
    lines = [(asked.whole, number, len(uses), n)] if number and not tells else []
    frame = pd.DataFrame(lines, columns=["group", "practices", "value", "n"])
    return Computed(frame, n=None if tells else n, left_out=int(tells))


def _tells(uses: pd.DataFrame, smallest: int) -> bool:
    """Whether the total, less what the ranges say at the least, tells how often a thing was used by few."""
    people_of = uses.groupby("practice")["person"].nunique()
    least = sum(smallest if number >= smallest else 1 for number in people_of)
    return bool((people_of < smallest).any()) and len(uses) - least < smallest - 2


def _library_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOTHING
    row = frame.iloc[0]
    shared = f"{count(row['practices'], 'practice')} shared"
    if not row["value"]:
        return f"{shared}; nobody has said yet that they used one."
    times = "once" if row["value"] == 1 else f"{plain(row['value'])} times"
    return f"{shared}, used {times} by {count(row['n'], 'colleague')}."


LIBRARY = Metric(
    name="collaboration.library",
    title="Shared practice in use",
    why="A library that nobody borrows from is a cupboard.",
    definition=COUNTED,
    unit="uses", direction="higher", strategy=3, whose="staff", noun="colleagues who used something", parts=False,
    splits=True, columns={"group": KEY, "practices": KEY, "value": VALUE, "n": N},
    queries=QUERIES, compute=_library, sentence=_library_sentence,
)  # fmt: skip


def _reuse(rows: Rows, asked: Asked) -> Computed:
    """A row a topic, by name: how many of its things were used at all; how often, for who sees who could have."""
    shared, n = rows["shared"].assign(topic=rows["shared"]["topic"].fillna(NO_TOPIC)), len(rows["staff"])
    uses = _uses(rows, asked)["practice"].value_counts()
    lines = []
    for topic, own in shared.groupby("topic")["id"]:
        used, times = own.isin(uses.index).sum(), uses.reindex(own).sum()
        lines.append((topic, used / len(own), used, len(own), None if asked.smallest else int(times), n))
    lines.sort(key=lambda line: natural(line[0]))
    return Computed(pd.DataFrame(lines, columns=list(REUSE_COLUMNS)), n=n)


def _reuse_sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if frame.empty:
        return NOTHING
    used, whole = frame["numerator"].sum(), frame["denominator"].sum()
    return f"{share_of(used, whole)} practices were used by a colleague at least once ({percent(used / whole)})."


REUSE_COLUMNS = {"topic": POSTED, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "uses": VALUE, "n": N}
REUSE = Metric(
    name="collaboration.reuse",
    title="Practice used again, by topic",
    why="Shows what colleagues are looking for, and what nobody has shared yet.",
    definition=f"Of the things shared on a topic those that a colleague used at least once. {COUNTED}",
    unit="share of practices", direction="higher", strategy=3, whose="staff", noun="staff", parts=False,
    columns=REUSE_COLUMNS, queries=QUERIES, compute=_reuse, sentence=_reuse_sentence,
)  # fmt: skip

METRICS = (PRACTICES, LIBRARY, REUSE)
