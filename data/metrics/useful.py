"""Strategy 3: whether sessions were useful to those who were there, by kind of session and by nothing else."""

from __future__ import annotations

import pandas as pd

from data.disclosure import LABEL, VALUE, N
from data.metrics.record import SHARE, Asked, Computed, Metric, Rows
from data.metrics.staff import ranges_said, with_something_said
from data.queries import collaboration as queries
from data.queries.people import MEMBER_FILTERS
from data.wording import count

POINTS = {"useful": 2, "partly": 1, "not": 0}  # in halves, so that a mean is compared without rounding
HALF = 1
FEWEST_SESSIONS = 2  # of a kind: the number of a single session would be that session's
COLUMNS = {"group": LABEL, "value": VALUE, "numerator": VALUE, "denominator": VALUE, "n": N}
NOTHING = "Nobody has said yet whether a session was useful: it is one tap on the page Your sessions."
WHOLE_SCHOOL = "Answers about sessions are shown for the whole school only: take the group out of the choice."


def _is_of_groups(asked: Asked) -> bool:
    return any(getattr(asked.filters, name) for name in MEMBER_FILTERS)


def _useful(rows: Rows, asked: Asked) -> Computed:
    """A row a kind, the most answered first: of the people who answered, to whom it was useful on the whole."""
    if _is_of_groups(asked):
        return Computed(pd.DataFrame(columns=list(COLUMNS)))
    said = rows["answers"]
    said = said[said.groupby("kind")["event"].transform("nunique") >= FEWEST_SESSIONS]
    said = said[~said["kind"].isin(_of_few_hosts(said, rows["there"], asked.smallest_team))]
    each = said.assign(points=said["answer"].map(POINTS)).groupby(["kind", "person"])["points"]
    people = each.agg(["sum", "count"]).reset_index()
    people["useful"] = (people["sum"] > HALF * people["count"]).astype(int)
    table = people.groupby("kind")["useful"].agg(numerator="sum", denominator="count").reset_index()
    table = table.rename(columns={"kind": "group"}).sort_values(["denominator", "group"], ascending=[False, True])
    table = table.assign(value=table["numerator"] / table["denominator"], n=table["denominator"])
    return Computed(table[list(COLUMNS)].reset_index(drop=True), n=said["person"].nunique())


def _of_few_hosts(said: pd.DataFrame, there: pd.DataFrame, few: int) -> set[str]:
    """Kinds of which fewer than ``few`` people were at every session that was answered about: what was thought of
    these sessions was thought of them. Who answered was there, whatever a file says now."""
    sessions = said[["kind", "event"]].drop_duplicates()
    came = pd.concat([there, said[["event", "person"]]]).drop_duplicates().merge(sessions, on="event")
    of_each, of_all = came.groupby(["kind", "person"]).size(), sessions.groupby("kind").size()
    hosts = of_each[of_each == of_all.reindex(of_each.index, level="kind")].groupby("kind").size()
    return set(hosts.index[hosts < few])


def _sentence(frame: pd.DataFrame, asked: Asked) -> str:
    if _is_of_groups(asked):
        return WHOLE_SCHOOL
    said = with_something_said(frame)
    if said.empty:
        return NOTHING
    if len(said) > 1 and said["value"].isna().any():
        return f"{count(len(said), 'kind')} of session were answered about; the table has the ranges."
    words = ranges_said(said, "of those who answered found it useful", "kind")
    return words[:1].upper() + words[1:]


USEFUL = Metric(
    name="collaboration.useful",
    title="Was it useful? By kind of session",
    why="Time together is dear: what does not help those who are there should be done in another way, or not at all.",
    definition="Staff whose answers to sessions of a kind were on average more than half useful (useful 1, partly 0.5, "
    "not 0), of all staff who answered for that kind in the period; the kind is that of the session when it was "
    "answered. Asked with one tap of who was there. Left out are kinds with answers about a single session, "
    "and those at whose sessions the same few people were every time: that number would be theirs. "
    "Never by session, team or person.",
    unit=SHARE, direction="higher", strategy=3, whose="sensitive", noun="staff who answered", parts=False,
    columns=COLUMNS, queries={"answers": queries.session_answers, "there": queries.there}, compute=_useful,
    sentence=_sentence,
)  # fmt: skip

METRICS = (USEFUL,)
