"""Bars, boards, the strip of counts and the small line: HTML that says what it shows."""

from urllib.parse import unquote

from components.charts.bars import ADJUSTED, CLOSE, NOT_RANKED, by_chance, count_bars, ranking, share_bars
from components.charts.spark import over_days, sparkline
from components.charts.strip import status_strip
from tests.components.handmade import answer, elements, text, words


def shares(*rows: tuple, **more) -> object:
    made = [
        {"group": name, "value": part / whole, "numerator": part, "denominator": whole, "n": whole}
        for name, part, whole in rows
    ]
    return answer(made, unit="share", **more)


def board(*rows: tuple) -> object:
    made = [
        {"to": name, "label": name, "level": "team", "rank": rank, "received": 20, "per_person": 2.5, "n": 8,
         "close": close, "value": value}
        for name, rank, value, close in rows
    ]  # fmt: skip
    return answer(made, metric="recognition.leaderboard", unit="thanks a person")


def lines(tree: list) -> list[str]:
    return [text(line) for line in elements(tree, "li")]


def test_a_share_stands_beside_its_numerator_and_denominator():
    drawn = share_bars(shares(("Teachers", 37, 45), ("other", 9, 16)))
    assert lines(drawn) == ["Teachers 82% 37 of 45", "All others 56% 9 of 16"]
    assert [fill[1]["style"]["width"] for fill in elements(drawn, cls="fill")] == ["82.2%", "56.3%"]


def test_the_whole_is_in_the_accent_and_its_parts_are_not():
    drawn = share_bars(shares(("Teachers", 37, 45)), first=shares(("Whole school", 46, 61)))
    assert [fill[1]["className"] for fill in elements(drawn, cls="fill")] == ["fill tone-accent", "fill tone-quiet"]


def test_a_hidden_group_has_no_bar_not_even_an_empty_one():
    row = {
        "group": "Library",
        "value": None,
        "numerator": None,
        "denominator": None,
        "n": None,
        "hidden": "small group",
    }
    drawn = share_bars(answer([*shares(("Teachers", 37, 45)).rows(), row], unit="share"))
    assert "Library" not in words(drawn)


def test_where_there_is_no_share_there_is_no_chart():
    assert share_bars(answer([]), last=["li", {}, "By chance"]) is None


def test_chance_is_a_bar_to_hold_the_others_against():
    spread = answer([{"measure": "expected by chance", "value": 0.967, "n": 61}], unit="measure")
    assert text(by_chance(spread)) == "By chance 97% 59 of 61"


def test_without_thanks_there_is_no_bar_of_chance():
    assert by_chance(answer([{"measure": "expected by chance", "value": None, "n": 61}])) is None
    assert by_chance(answer([{"measure": "expected by chance", "value": 0.0, "n": 61}])) is None
    assert by_chance(answer([])) is None


def test_counts_are_drawn_against_the_largest_of_them():
    drawn = count_bars(answer([{"group": "mentor", "value": 8}, {"group": "chair", "value": 2}]), "teachers")
    assert [fill[1]["style"]["width"] for fill in elements(drawn, cls="fill")] == ["100.0%", "25.0%"]


def test_ties_share_a_rank_and_say_so():
    drawn = ranking(board(("A", 1, 3.9, False), ("B", 2, 3.4, False), ("C", 3, 2.7, False), ("D", 3, 2.7, False)))
    assert [text(rank) for rank in elements(drawn[0], cls="rank")] == ["1", "2", "=3", "=3"]


def test_a_difference_within_the_noise_is_marked_and_explained():
    drawn = ranking(board(("A", 1, 3.9, False), ("B", 2, 3.8, True)))
    assert text(elements(drawn[0], cls="rank")[1]) == "≈ about the same as the row above 2"
    assert text(drawn[1]) == f"{ADJUSTED} {CLOSE}"


def test_the_adjusted_rate_stands_beside_the_plain_one():
    assert lines(ranking(board(("Math", 1, 2.345, False)))[0]) == ["1 Math 2.3 2.5 each"]


def test_groups_that_differ_no_more_than_chance_are_no_list_with_a_bottom():
    drawn = ranking(board(("A", None, 2.0, False), ("B", None, 2.0, False)))
    assert [text(part) for part in drawn] == [NOT_RANKED]


def test_the_strip_says_each_status_in_words_with_its_shape_and_in_proportion():
    counts = [("off_track", 2), ("on_track", 8), ("no_recent_data", 1), ("missed", 0)]
    drawn = status_strip(answer([{"status": status, "value": value} for status, value in counts]))
    assert lines(drawn) == ["● 8 on track", "▲ 2 off track", "○ 1 no recent data"]
    assert [part[1]["style"]["flexGrow"] for part in elements(drawn, "li")] == [8, 2, 1]


def test_a_small_line_says_what_it_shows_and_follows_the_theme():
    drawn = sparkline([(1, 58.0), (2, 62.0)], "From 58 to 62", tone="bad")
    assert (drawn[1]["role"], drawn[1]["aria-label"]) == ("img", "From 58 to 62")
    (line,) = elements(drawn, cls="spark-line")
    assert "tone-bad" in line[1]["className"]
    assert "stroke='black'" in unquote(line[1]["style"]["maskImage"])


def test_the_expected_line_lies_behind_the_small_line_on_the_same_scale():
    drawn = sparkline([(0, 0.0), (10, 5.0)], "x", expected=[(0, 0.0), (10, 10.0)])
    dashed, solid = (unquote(part[1]["style"]["maskImage"]) for part in elements(drawn, cls="spark-line"))
    assert "115.0,5.0" in dashed or "115,5" in dashed
    assert "115,20" in solid or "115.0,20.0" in solid


def test_one_point_is_no_line():
    assert sparkline([(1, 58.0)], "x") is None


def test_points_come_in_the_order_of_their_days_and_gaps_are_left_out():
    rows = [
        {"date": "2026-01-15", "value": 2},
        {"date": "2025-12-01", "value": 1},
        {"date": "2025-12-02", "value": None},
    ]
    assert [value for _, value in over_days(rows)] == [1, 2]
