"""Plotly figures: plain dicts of what the Answer shows, and of nothing else."""

from datetime import date
from itertools import pairwise

import pytest

from components.charts.matrix import matrix, matrix_figure
from components.charts.network import alone, network_figure
from components.charts.plot import label
from components.charts.trend import Course, trend, trend_figure
from components.charts.weeks import stacked, weeks_figure
from components.markup import Markup
from components.timeline import told
from tests.components.handmade import answer, months, words

MISLEADING = "<b>Arts</b>"
HOLIDAYS = (
    {"from": "2025-12-22", "to": "2026-01-02", "note": "winter"},
    {"from": "2025-11-11", "to": "2025-11-11", "note": "one day"},
)


def line(shown: dict) -> dict:
    return shown["data"][-1]


def weekly(*rows: tuple[int, str, float]) -> object:
    return answer(
        [{"week": date(2025, 9, day), "kind": kind, "value": value} for day, kind, value in rows],
        metric="collaboration.sessions",
        unit="sessions",
    )


def pairs(*rows: tuple, **more) -> object:
    made = [{"from": one, "to": two, "value": value, "hidden": why} for one, two, value, why in rows]
    return answer(made, metric="collaboration.matrix", unit="sessions", **more)


def staff(**sizes: int) -> object:
    return answer([{"group": name, "value": size} for name, size in sizes.items()], unit="staff")


def test_a_figure_is_plain_data_with_the_right_numbers():
    shown = trend_figure(months((8, 10), (6, 10)), Course(), "share", "var(--accent)")
    assert line(shown)["x"] == ["2025-09-01", "2025-10-01"]
    assert line(shown)["y"] == [0.8, 0.6]
    assert words(shown)


def test_colours_are_names_of_tokens_and_never_numbers():
    drawn = [
        trend_figure(months((8, 10), (6, 10)), Course(holidays=HOLIDAYS), "share", "var(--bad)"),
        weeks_figure(weekly((1, "a", 2), (1, "b", 1), (8, "c", 1), (8, "d", 1)), "kind"),
        matrix_figure(pairs(("A", "B", 3, None), ("B", "A", 3, None))),
        network_figure(pairs(("A", "B", 3, None)), staff(A=5, B=6)),
    ]
    assert "#" not in words(drawn)


def test_the_last_value_stands_at_the_end_of_its_line():
    (end,) = trend_figure(months((8, 10), (13, 20)), Course(), "share", "var(--accent)")["layout"]["annotations"]
    assert (end["text"], end["x"], end["y"]) == ("65%", "2025-10-01", 0.65)


def test_a_hidden_month_is_a_gap_and_its_number_nowhere():
    hidden = {"value": None, "numerator": None, "denominator": None, "hidden": "small group"}
    rows = months((8, 10), (6, 10), (7, 10)).rows()
    shown = trend_figure(answer([rows[0], rows[1] | hidden, rows[2]], unit="share"), Course(), "share", "var(--accent)")
    assert line(shown)["y"] == [0.8, None, 0.7]
    assert line(shown)["connectgaps"] is False
    assert "6 of 10" not in words(shown)


def test_shares_start_at_nought_and_are_read_in_percent():
    axis = trend_figure(months((8, 10), (9, 10)), Course(), "share", "var(--accent)")["layout"]["yaxis"]
    assert (axis["rangemode"], axis["tickformat"]) == ("tozero", ".0%")


def test_words_beside_the_points_do_not_widen_the_time_that_is_shown():
    first, last = trend_figure(months((8, 10), (9, 10)), Course(), "share", "var(--accent)")["layout"]["xaxis"]["range"]
    assert "2025-08-25" < first < "2025-09-01"
    assert "2025-10-01" < last < "2025-10-08"


def test_the_expected_line_is_dashed_and_named_at_its_end():
    course = Course(expected=(("2025-09-01", 58.0), ("2026-06-01", 72.0)), end="the goal: 72")
    points = answer([{"date": date(2026, 1, 15), "value": 62.0, "expected": 65.0}])
    shown = trend_figure(points, course, "", "var(--bad)")
    assert shown["data"][0]["line"]["dash"] == "dot"
    assert [note["text"] for note in shown["layout"]["annotations"]] == ["the goal: 72", "62 on 15 Jan"]


def test_long_holidays_are_shaded_and_events_marked_by_a_number_that_words_explain():
    event = {"date": "2025-11-05", "until": None, "text": "new <phonics> hour"}
    shown = trend_figure(months((8, 10), (9, 10)), Course(holidays=HOLIDAYS, marked=(event,)), "share", "var(--accent)")
    assert [shape["type"] for shape in shown["layout"]["shapes"]] == ["rect", "line"]
    assert shown["layout"]["annotations"][-1]["text"] == "1"
    assert told((event,)) == "What happened: 1 new <phonics> hour, 5 Nov"


def test_a_chart_has_the_sentence_as_its_name_and_an_id_that_stays():
    drawn = trend(months((8, 10), sentence="80% in September."))
    graph = Markup(drawn).children[0]
    assert drawn[1]["role"] == "img"
    assert drawn[1]["aria-label"] == "80% in September."
    assert graph.id == "support-trend-plot"
    assert graph.config["displayModeBar"] is False


def test_a_trend_without_rows_is_drawn_without_a_fault():
    assert trend_figure(answer([], unit="share"), Course(), "share", "var(--accent)")["data"][-1]["y"] == []


def test_three_series_are_named_and_the_rest_is_one():
    rows = weekly((1, "a", 9), (1, "b", 7), (1, "c", 5), (1, "d", 2), (8, "e", 1)).rows()
    assert {name: dict(heights) for name, heights in stacked(rows, "kind").items()} == {
        "a": {"2025-09-01": 9},
        "b": {"2025-09-01": 7},
        "c": {"2025-09-01": 5},
        "other": {"2025-09-01": 2, "2025-09-08": 1},
    }


def test_the_series_with_most_is_in_the_accent_at_the_bottom():
    bars = weeks_figure(weekly((1, "few", 1), (1, "most", 9)), "kind")["data"]
    assert [bar["marker"]["color"] for bar in bars] == ["var(--accent)", "var(--quiet)"]
    assert bars[0]["text"] == ["9 most · week of 1 Sep"]


def test_bars_start_at_nought_and_the_gaps_of_breaks_say_so():
    found = [*weekly((1, "a", 3)).rows(), {"week": "2026-01-12", "kind": "a", "value": 2}]
    shown = weeks_figure(answer(found, unit="sessions"), "kind", HOLIDAYS)
    assert shown["layout"]["yaxis"]["range"][0] == 0
    assert [note["text"] for note in shown["layout"]["annotations"]] == ["a", "break"]


def test_names_at_the_right_never_touch():
    notes = weeks_figure(weekly((1, "a", 9), (1, "b", 8), (1, "c", 7), (8, "a", 1)), "kind")["layout"]["annotations"]
    heights = [note["y"] for note in notes]
    assert all(later - sooner >= 24 * 0.07 for sooner, later in pairwise(heights))


def test_an_empty_square_is_drawn_and_a_hidden_one_is_not():
    shown = matrix_figure(
        pairs(("A", "A", 5, None), ("A", "B", 0, None), ("B", "A", None, "small group"), ("B", "B", 9, None))
    )
    empty, pale, full = (trace["z"] for trace in shown["data"])
    assert empty == [[None, 0], [None, None]]
    assert pale == [[5, None], [None, None]]
    assert full == [[None, None], [None, 9]]
    assert "B and A" not in words(shown)


def test_light_numbers_stand_on_full_squares_and_dark_ones_on_pale():
    _, pale, full = matrix_figure(pairs(("A", "A", 1, None), ("A", "B", 9, None)))["data"]
    assert (pale["textfont"]["color"], full["textfont"]["color"]) == ("var(--ink)", "var(--card)")


def test_the_network_counts_staff_in_its_circles_and_draws_a_pair_once():
    shown = network_figure(
        pairs(("Arts", "Math", 2, None), ("Math", "Arts", 4, None), ("Arts", "Arts", 9, None)), staff(Arts=6, Math=9)
    )
    (circles,) = shown["data"]
    assert circles["text"] == ["6", "9"]
    assert circles["hovertext"] == ["Arts: 6 staff", "Math: 9 staff"]
    assert len(shown["layout"]["shapes"]) == 1


def test_a_team_that_works_with_nobody_is_in_the_picture():
    shown = network_figure(pairs(("Arts", "Math", 2, None)), staff(Arts=6, Math=9, Science=7))
    assert [note["text"] for note in shown["layout"]["annotations"]] == ["Arts", "Math", "Science"]


def test_people_are_drawn_as_dots_named_only_where_they_are_pointed_at():
    rows = [{"from": "p1", "to": "p2", "level": "person", "from_name": "Ana Ek", "to_name": "Bo Li", "value": 2}]
    shown = network_figure(answer(rows), staff(Arts=6))
    assert shown["data"][0]["hovertext"] == ["Ana Ek", "Bo Li"]
    assert shown["layout"]["annotations"] == []


@pytest.mark.parametrize(("isolated", "begins"), [(7, "7 staff have"), (1, ""), (4, ""), (0, ""), (None, "")])
def test_who_is_alone_is_counted_in_words_and_never_named(isolated, begins):
    measures = answer(
        [{"measure": "isolated", "value": isolated, "hidden": "small group" if isolated is None else None}]
    )
    assert alone(measures).startswith(begins)
    assert bool(alone(measures)) == bool(begins)


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: matrix(pairs((MISLEADING, "Math", 3, None))),
        lambda: network_figure(pairs((MISLEADING, "Math", 3, None)), staff(**{MISLEADING: 6})),
        lambda: weeks_figure(weekly((1, MISLEADING, 3)), "kind"),
    ],
)
def test_a_name_from_a_file_never_becomes_a_tag(drawn):
    assert MISLEADING not in words(drawn())
    assert "&lt;b&gt;" in words(drawn())


def test_a_label_is_read_as_it_was_written():
    assert label("R&D <1") == "R&amp;D &lt;1"
