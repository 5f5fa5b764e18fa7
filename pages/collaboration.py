"""Strategy 3: who works with whom, and how often."""

from functools import partial

from dash import register_page

from components import cards, charts, headlines, page, practice_forms, request, session_forms, together
from components.blocks import HALF, NARROW, WIDE, block, body, headline, ways
from components.choices import choice_bar, tie_links
from components.drawn import drawn
from components.figures import figure
from components.markup import tag
from components.request import answer
from components.timeline import timeline
from data.answer import Answer
from data.metrics import calendar, change, collaboration, leaders, network, network_measures, suggested, useful
from data.metrics import together as rhythm
from data.metrics.free_periods import FREE_PERIODS

register_page(__name__, path="/collaboration", title="Collaboration · Staffroom", name="Collaboration")

CIRCLES = "Circle: the staff of a team. Line: the more the two share, the wider."
NUMBERS = {
    "mean degree": "ties a person, on average",
    "isolated": "staff tied to nobody",
    "ties": "ties in all",
}
ASKED_BEFORE = (
    "What is on record of these ties is from before this period: choose Last school year above to see it. What has "
    "changed, below, compares the latest two times."
)
ALONE = ("isolated",)
NOT_SEEN = (
    "Not seen here: talk in the corridor, help in passing, and whatever nobody wrote down. Nobody is measured by this "
    "page, and none of it is for judging anybody's work."
)
CAME_AND_WENT = {"appeared": "ties new", "vanished": "ties gone", "stayed": "ties as before"}


def pictures(lines: Answer, groups: Answer, squares: Answer, measures: Answer, lead: Answer, search: str) -> list:
    """The network and its matrix twin: of forty teams, 1,600 squares and as many rows of a table."""
    alone = "" if request.choice(search).view else charts.alone(measures)  # who is alone may sit in the room
    note = " ".join(filter(None, (CIRCLES, alone, lead.sentence)))
    return [
        block(figure(lines, charts.network(lines, groups), search, note), size=HALF),
        block(figure(squares, charts.matrix(squares), search), size=HALF),
    ]


def content(search: str) -> list:
    took_part, measures = answer(collaboration.PARTICIPATION, search), answer(network_measures.MEASURES, search)
    lines, groups = answer(network.NETWORK, search), answer(network.GROUPS, search)
    squares, lead = answer(network.MATRIX, search), answer(leaders.POSITION, search)
    departments, trend = answer(collaboration.BY_DEPARTMENT, search), answer(collaboration.TREND, search)
    return body(
        headline(took_part),
        ways(session_forms.way(search), practice_forms.way(search)),
        choice_bar(tie_links(squares, search)),
        _asked_before(squares, search),
        *drawn(pictures, lines, groups, squares, measures, lead, search=search),
        *_to_bring_together(search),
        *_sessions(measures, search),
        block(figure(departments, charts.share_bars(departments, first=took_part), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
        *_across(search),
        *_changed(search),
        *_of_use(search),
        tag("p", NOT_SEEN, className="note page-note"),
    )


def _asked_before(squares: Answer, search: str) -> list | None:
    """Where nothing is tied in the period although people were asked: surveys are rarer than school years are long."""
    is_nothing = not squares.hidden and all(row["value"] is None for row in squares.rows())
    is_before = is_nothing and answer(change.CHANGE, search).rows()
    return tag("p", ASKED_BEFORE, className="note page-note") if is_before else None


def _to_bring_together(search: str) -> list:
    """Which teams, and when."""
    apart, periods = answer(suggested.SUGGESTED, search), answer(FREE_PERIODS, search)
    return [
        block(figure(apart, together.suggested(apart, periods, search), search), size=HALF),
        block(figure(periods, together.free(periods), search), size=HALF),
    ]


def _sessions(measures: Answer, search: str) -> list:
    sessions, breaks = answer(collaboration.SESSIONS, search), answer(calendar.HOLIDAYS, search).rows()
    weeks = partial(charts.bars_over_time, sessions, "kind", breaks)
    is_told = charts.alone(measures) and not request.choice(search).view
    shown = {name: words for name, words in NUMBERS.items() if name not in ALONE or is_told}
    in_numbers = figure(measures, cards.measures(measures, shown), search)
    return [
        block(timeline(sessions, search, weeks), size=WIDE),
        block(headlines.tile(3, search), in_numbers, size=NARROW),
    ]


def _across(search: str) -> list:
    across, visits, cadence = (answer(one, search) for one in (rhythm.ACROSS, rhythm.VISITS, rhythm.CADENCE))
    return [
        block(timeline(across, search, partial(charts.marked_trend, across)), size=HALF),
        block(
            figure(visits, charts.share_bars(visits), search),
            figure(cadence, charts.count_bars(cadence, "school days"), search),
            size=HALF,
        ),
    ]


def _changed(search: str) -> list:
    changes, pairs = answer(change.CHANGE, search), answer(change.PAIRS, search)
    return [
        block(figure(changes, cards.measures(changes, CAME_AND_WENT), search), size=HALF),
        block(figure(pairs, together.changed(pairs), search), size=HALF),
    ]


def _of_use(search: str) -> list:
    liked = answer(useful.USEFUL, search)
    said = figure(liked, charts.share_bars(liked), search, above=session_forms.how_to_answer(liked, search))
    return [block(said, size=HALF), block(practice_forms.reused(search), size=HALF)]


layout = page.layout("collaboration", "Collaboration", content)
page.refresh("collaboration", content)
