"""Strategy 3: who works with whom, and how often."""

from functools import partial

from dash import register_page

from components import cards, charts, headlines, page, practice_forms, session_forms, together
from components.blocks import HALF, NARROW, WIDE, block, body, headline, ways
from components.choices import choice_bar, tie_links
from components.drawn import drawn
from components.figures import figure
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
CAME_AND_WENT = {"appeared": "ties new", "vanished": "ties gone", "stayed": "ties as before"}


def pictures(lines: Answer, groups: Answer, squares: Answer, measures: Answer, lead: Answer, search: str) -> list:
    """The network and its matrix twin: of forty teams, 1,600 squares and as many rows of a table."""
    note = f"{CIRCLES} {charts.alone(measures)} {lead.sentence}"
    return [
        block(figure(lines, charts.network(lines, groups), search, note), size=HALF),
        block(figure(squares, charts.matrix(squares), search), size=HALF),
    ]


def content(search: str) -> list:
    took_part, sessions = answer(collaboration.PARTICIPATION, search), answer(collaboration.SESSIONS, search)
    lines, groups = answer(network.NETWORK, search), answer(network.GROUPS, search)
    squares, measures = answer(network.MATRIX, search), answer(network_measures.MEASURES, search)
    departments, trend = answer(collaboration.BY_DEPARTMENT, search), answer(collaboration.TREND, search)
    breaks = answer(calendar.HOLIDAYS, search).rows()
    apart, changes = answer(suggested.SUGGESTED, search), answer(change.CHANGE, search)
    periods, pairs = answer(FREE_PERIODS, search), answer(change.PAIRS, search)
    across, visits, cadence = (answer(one, search) for one in (rhythm.ACROSS, rhythm.VISITS, rhythm.CADENCE))
    lead, liked = answer(leaders.POSITION, search), answer(useful.USEFUL, search)
    return body(
        headline(took_part),
        ways(session_forms.way(search), practice_forms.way(search)),
        choice_bar(tie_links(squares, search)),
        *drawn(pictures, lines, groups, squares, measures, lead, search=search),
        block(
            figure(apart, together.suggested(apart, periods, search), search),
            figure(changes, cards.measures(changes, CAME_AND_WENT), search),
            size=HALF,
        ),
        block(figure(pairs, together.changed(pairs), search), size=HALF),
        block(figure(periods, together.free(periods), search), size=HALF),
        block(practice_forms.reused(search), size=HALF),
        block(timeline(sessions, search, partial(charts.bars_over_time, sessions, "kind", breaks)), size=WIDE),
        block(
            headlines.tile(3, search),
            figure(measures, cards.measures(measures, NUMBERS), search),
            size=NARROW,
        ),
        block(figure(departments, charts.share_bars(departments, first=took_part), search), size=HALF),
        block(timeline(trend, search, partial(charts.marked_trend, trend)), size=HALF),
        block(timeline(across, search, partial(charts.marked_trend, across)), size=HALF),
        block(
            figure(visits, charts.share_bars(visits), search),
            figure(cadence, charts.count_bars(cadence, "school days"), search),
            size=HALF,
        ),
        block(figure(liked, charts.share_bars(liked), search, above=session_forms.how_to_answer(liked, search))),
    )


layout = page.layout("collaboration", "Collaboration", content)
page.refresh("collaboration", content)
