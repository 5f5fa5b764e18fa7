"""Tiles, entries, rows of goals: every number with its past, its aim and its owner."""

from datetime import date

import pytest

from components import cards
from components.choices import board_links, level_links, period_links
from components.entries import promised, thanks_list, to_talk_about
from components.goal_rows import goal_table
from components.status import status_chip
from tests.components.handmade import answer, elements, text, words

BEFORE = {"value": 0.78, "numerator": 39, "denominator": 50, "unit": "share"}
ROW = {
    "strategy": 5, "name": "Support", "page": "/support", "metric": "support.answered_in_time", "value": 0.64,
    "numerator": 16, "denominator": 25, "unit": "share", "direction": "higher", "noun": "requests in time",
    "status": "off_track", "aim": "90%", "owner": "deputy", "next_step": "two have waited", "hidden": None,
    "before": BEFORE, "then": "a year ago",
}  # fmt: skip
PROGRESS = {
    "goal": "g1", "title": "Reading", "level": "school", "group": None, "owner": "grade 3 team", "unit": "students",
    "direction": "increase", "status": "off_track", "rule": "4 of the 7 expected", "stale": False, "baseline": 58.0,
    "target": 72.0, "low": None, "high": None, "current": 62.0, "expected": 65.0, "pace": 0.57, "metric": None,
    "date": date(2026, 1, 15), "start": date(2025, 9, 1), "due": date(2026, 6, 1), "next_step": None, "value": 0.29,
}  # fmt: skip


def part(tile: list, cls: str) -> str:
    return text(elements(tile, cls=cls)[0])


def test_a_tile_gives_its_number_to_people_and_to_machines():
    tile = cards.headline(ROW, "?grade=3")
    assert (tile[1]["data-metric"], tile[1]["data-value"]) == ("support.answered_in_time", "0.64")
    assert part(tile, "tile-number") == "64%"
    assert part(tile, "tile-what") == "16 of 25 requests in time · aim\u00a090%"
    assert elements(tile, "a")[0][1]["href"] == "/support?grade=3"


def test_a_share_of_few_is_said_as_a_count():
    tile = cards.headline(ROW | {"numerator": 9, "denominator": 14, "value": 9 / 14, "noun": "goals on track"}, "")
    assert part(tile, "tile-number") == "9 of 14"
    assert part(tile, "tile-what") == "goals on track · aim\u00a090%"


def test_status_is_a_shape_and_a_word():
    assert part(cards.headline(ROW, ""), "status") == "▲ Off track"


@pytest.mark.parametrize(
    ("direction", "now", "said", "tone"),
    [
        ("higher", 0.64, "↘ Worse than 78% a year ago", "tone-bad"),
        ("higher", 0.84, "↗ Better than 78% a year ago", "tone-good"),
        ("lower", 0.64, "↘ Better than 78% a year ago", "tone-good"),
        ("lower", 0.84, "↗ Worse than 78% a year ago", "tone-bad"),
        ("neutral", 0.84, "↗ Up from 78% a year ago", "tone-none"),
        ("higher", 0.7801, "→ Same as 78% a year ago", "tone-none"),
    ],
)
def test_the_change_is_told_by_what_is_good_for_this_number(direction, now, said, tone):
    tile = cards.headline(ROW | {"direction": direction, "value": now}, "")
    assert part(tile, "change") == said
    assert tone in elements(tile, cls="arrow")[0][1]["className"]


def test_without_a_past_nothing_is_compared():
    assert elements(cards.headline(ROW | {"before": BEFORE | {"value": None}}, ""), cls="change") == []


def test_a_hidden_number_is_empty_for_machines_and_a_reason_for_people():
    tile = cards.headline(ROW | {"value": None, "numerator": None, "denominator": None, "hidden": "small group"}, "")
    assert tile[1]["data-value"] == ""
    assert part(tile, "tile-number") == "Hidden: few people"
    assert "of" not in part(tile, "tile-what").split()


def test_no_data_is_not_nought():
    tile = cards.headline(ROW | {"value": None, "numerator": 0, "denominator": 0}, "")
    assert part(tile, "tile-number") == "No data"
    assert "0" not in part(tile, "tile-what").replace("90%", "")


def test_the_owner_comes_first_and_a_number_without_a_goal_says_so():
    assert part(cards.headline(ROW, ""), "tile-owner") == "Deputy · two have waited"
    nobody = cards.headline(ROW | {"owner": None, "next_step": None}, "")
    assert part(nobody, "tile-owner") == "No goal names this number yet."


@pytest.mark.parametrize("status", ["met", "at_risk", "off_track", "no_recent_data", "kept", "late", "due", "dropped"])
def test_every_status_has_a_chip_with_a_shape(status):
    assert text(status_chip(status))[0] in "●◆▲○"


def test_an_unknown_status_has_no_chip():
    assert status_chip("splendid") is None
    assert status_chip(None) is None


def test_goals_to_talk_about_say_where_they_stand_and_by_which_rule():
    rows = [{"goal": "g1", "title": "Reading", "status": "off_track", "rule": "4 of the 7 expected", "value": 0.57}]
    shown = to_talk_about(answer(rows, metric="goals.talk"), "?grade=3")
    assert text(elements(shown, "li")[0]) == "▲ Off track Reading 4 of the 7 expected"
    assert elements(shown, "a")[0][1]["href"] == "/goals/g1?grade=3"


def test_where_nothing_needs_a_word_the_sentence_says_so():
    shown = to_talk_about(answer([], metric="goals.talk", sentence="No goal needs a word this week."), "")
    assert "No goal needs a word this week." in text(shown)


def test_promises_say_what_became_of_them_and_open_ones_when_they_are_due():
    promise = {"text": "Answer on parking", "owner": "leadership", "due": "2026-02-06", "meeting_date": "2026-01-12"}
    shown = promised(answer([promise | {"status": "late"}, promise | {"status": "due"}], metric="meeting.promises"))
    assert text(shown[2]) == "What we promised on 12 January"
    assert [text(line) for line in elements(shown, "li")] == [
        "▲ Late Answer on parking leadership",
        "◆ Due 6 Feb Answer on parking leadership",
    ]


def test_thanks_without_their_words_say_whom_and_for_what():
    row = {"date": "2026-01-28", "to": "Front office", "to_kind": "team", "kind_of_value": "helping others"}
    shown = thanks_list(answer([row | {"text": "Stayed late."}, row | {"text": None}]))
    assert [text(line) for line in elements(shown, "li")] == [
        "“Stayed late.” to Front office · helping others · 28 Jan",
        "to Front office · helping others · 28 Jan",
    ]


def goals(**more) -> list:
    checkins = [{"goal": "g1", "date": date(2025, 9, day), "value": 58.0 + day} for day in (2, 9, 16)]
    line = [{"goal": "g1", "date": date(2025, 9, 1 + 7 * week), "value": 58.0 + week} for week in range(4)]
    return goal_table(answer([PROGRESS | more]), answer(checkins), answer(line), "?grade=3")


def test_a_goal_is_a_row_with_start_now_and_target_and_the_rule_of_its_status():
    cells = [text(cell) for cell in elements(elements(goals(), "tbody")[0], "td")]
    assert cells == ["58", "62", "72", "", "▲ Off track 4 of the 7 expected"]


def test_a_goal_to_keep_within_a_band_shows_the_band():
    assert "4–6" in text(goals(low=4.0, high=6.0, target=None))


def test_a_goal_without_a_check_in_shows_nothing_rather_than_nought():
    table = goal_table(answer([PROGRESS | {"current": None, "date": None}]), answer([]), answer([]), "")
    assert [text(cell) for cell in elements(elements(table, "tbody")[0], "td")][1] == "–"
    assert elements(table, cls="spark") == []


def test_the_small_line_of_a_goal_is_in_the_colour_of_its_status_with_the_pace_behind_it():
    tones = [line[1]["className"] for line in elements(goals(), cls="spark-line")]
    assert tones == ["spark-line tone-quiet", "spark-line tone-bad"]


def test_choices_are_links_and_the_one_that_is_on_says_so():
    links = elements(level_links("?grade=3&level=program"), "a")
    assert [link[1]["href"] for link in links][:2] == ["?grade=3", "?grade=3&level=school"]
    assert [text(link) for link in links if link[1].get("aria-current")] == ["Programs"]
    assert [text(link) for link in elements(board_links(""), "a") if link[1].get("aria-current")] == ["Teams"]


def test_a_period_is_chosen_by_its_days_and_this_year_by_none():
    rows = [
        {"id": "this-year", "label": "This school year", "from": "2025-08-01", "to": "2026-07-31"},
        {"id": "four-weeks", "label": "Last four weeks", "from": "2026-01-03", "to": "2026-01-30"},
    ]
    links = elements(period_links(answer(rows), "?from=2026-01-03&to=2026-01-30"), "a")
    assert [link[1]["href"] for link in links] == ["?", "?from=2026-01-03&to=2026-01-30"]
    assert [text(link) for link in links if link[1].get("aria-current")] == ["Last four weeks"]


def test_what_a_file_calls_a_goal_is_text_and_nothing_else():
    assert "<img" in words(goals(title="<img src=x>"))  # a tree holds text; React writes it as text
    assert elements(goals(title="<img src=x>"), "img") == []
