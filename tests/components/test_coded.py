"""What is said as a range is said everywhere, and drawn nowhere: no bar, no point, no number for a machine."""

from datetime import date

from components import cards, figures, tables, values
from components.charts.bars import share_bars
from components.charts.trend import Course, trend_figure
from tests.components.handmade import answer, elements, text
from tests.components.test_cards import ROW, part

CODED = {"value": None, "numerator": None, "denominator": None, "n": 45, "hidden": "coded", "shown": "≥95%"}
MIDDLE = {"value": 0.59, "numerator": None, "denominator": None, "n": 85, "hidden": None, "shown": "59%"}
OUTCOME = {"unit": "share", "strategy": 6, "metric": "outcomes.by_group"}


def test_a_tile_says_the_range_and_gives_machines_nothing():
    tile = cards.headline(ROW | CODED, "")
    assert part(tile, "tile-number") == "≥95%" and tile[1]["data-value"] == ""
    assert elements(tile, cls="tile-missing") == [] and elements(tile, cls="change") == []


def test_a_whole_percent_has_no_decimals_that_would_tell_more():
    tile = cards.headline(ROW | MIDDLE | {"unit": values.FINE_SHARE}, "")
    assert part(tile, "tile-number") == "59%" and tile[1]["data-value"] == "0.59"


def test_a_range_has_no_bar_and_its_words_beside_the_hatching():
    bars = share_bars(answer([{"group": "free"} | MIDDLE, {"group": "paid"} | CODED], **OUTCOME))
    assert [text(line) for line in elements(bars, "li")] == ["free 59%", "paid ≥95%"]
    assert len(elements(bars, cls="fill")) == 1 and len(elements(bars, cls="coded")) == 1


def test_the_table_says_ranges_and_sizes_and_no_counts():
    table = tables.rows(answer([{"group": "free"} | MIDDLE, {"group": "paid"} | CODED], **OUTCOME))
    assert [text(cell) for cell in elements(table, "td")] == ["59%", "85", "≥95%", "45"]


def test_a_range_is_words_on_the_day_and_no_point_of_the_line():
    months = [CODED | {"month": date(2025, 9, 1)}, MIDDLE | {"month": date(2025, 10, 1)}]
    made = answer(months, **OUTCOME)
    drawn = trend_figure(made, Course(), values.unit(made), "red")
    assert drawn["data"][0]["y"] == [None, 0.59]
    assert drawn["data"][0]["text"] == ["≥95% · Sep 2025", "59% · Oct 2025"]
    assert [one["text"] for one in drawn["layout"]["annotations"]] == ["59%", "≥95%"]


def test_a_chart_of_ranges_alone_is_no_empty_chart():
    ranges = answer([CODED | {"group": "paid"}], **OUTCOME)
    shown = figures.figure(ranges, share_bars(ranges))
    assert "≥95%" in text(shown) and elements(shown, cls="empty") == []
