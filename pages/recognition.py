"""Strategy 7: whom the school has to thank. Spread before rank, givers beside receivers, and no bottom list."""

from functools import partial

from dash import register_page

from components import acknowledgement, charts, entries, headlines, page, request, thanks_forms, together
from components.blocks import BESIDE, HALF, NARROW, WIDE, block, body, panel
from components.boards import board
from components.choices import board_links, choice_bar, period_links, value_links
from components.figures import figure
from components.request import answer
from components.timeline import timeline
from data.answer import Answer
from data.metrics import boards, calendar, evenness, recognition
from data.metrics import spread as sides

register_page(__name__, path="/recognition", title="Recognition · Staffroom", name="Recognition")


def content(search: str) -> list:
    spread, reached = answer(recognition.SPREAD, search), answer(recognition.COVERAGE, search)
    roles, trend = answer(recognition.BY_ROLE, search), answer(recognition.TREND, search)
    breaks = answer(calendar.HOLIDAYS, search).rows()
    reach = charts.share_bars(roles, first=reached, last=charts.by_chance(spread))
    periods, named = answer(calendar.PERIODS, search), answer(evenness.VALUES, search)
    is_for_a_room = bool(request.choice(search).view)
    return body(
        block(headlines.tile(7, search), figure(spread, reach, search), size=BESIDE),
        thanks_forms.beside(search),
        choice_bar(board_links(search), value_links(named, search), period_links(periods, search)),
        block(board(boards.GIVERS, periods, search), size=HALF),
        block(board(boards.LEADERBOARD, periods, search), size=HALF),
        *([] if is_for_a_room else _both_sides(search)),
        *_evenly(named, search),
        block(timeline(trend, search, partial(charts.bars_over_time, trend, "kind_of_value", breaks)), size=WIDE),
        None if is_for_a_room else _latest(search),
        block(ratio) if (ratio := acknowledgement.ratio(search)) else None,
    )


def _latest(search: str) -> list:
    """For a screen of one's own; before a room the wall shows what both sides have cleared for it."""
    latest, report = answer(recognition.LATEST, search), partial(thanks_forms.report, search=search)
    return block(panel("Latest", entries.thanks_list(latest, report), metric=latest.metric), size=NARROW)


def _evenly(named: Answer, search: str) -> list:
    """How evenly thanks fall, over people and over values."""
    curve = answer(evenness.LORENZ, search)
    return [
        block(
            figure(curve, charts.lorenz(curve), search),
            figure(named, charts.count_bars(named, "thanks", "kind_of_value"), search),
            size=HALF,
        )
    ]


def _both_sides(search: str) -> list:
    """Who is thanked beside who thanks, team by team and by years here, and whom thanks pass by. Not before a room:
    its only team with a small share would be a bottom list of one."""
    thanked, thanking = answer(recognition.BY_DEPARTMENT, search), answer(sides.GIVES_BY_TEAM, search)
    new_thanked, new_thanking = answer(sides.BY_EXPERIENCE, search), answer(sides.GIVES_BY_EXPERIENCE, search)
    reached, giving = answer(recognition.COVERAGE, search), answer(sides.GIVES, search)
    passed_by = answer(evenness.PASSED_BY, search)
    return [
        block(
            figure(thanked, charts.share_bars(thanked, first=reached), search, together.prompt(passed_by)), size=HALF
        ),
        block(figure(thanking, charts.share_bars(thanking, first=giving), search), size=HALF),
        block(
            figure(new_thanked, charts.share_bars(new_thanked), search),
            figure(new_thanking, charts.share_bars(new_thanking), search),
            size=HALF,
        ),
    ]


layout = page.layout("recognition", "Recognition", content)
page.refresh("recognition", content)
