"""The frame of a chart, its table twin, and the states without a chart."""

from components import tables
from components.figures import figure
from components.links import choose, goal_page, start_again
from components.markup import tag
from tests.components.handmade import answer, elements, text, words

GOAL = {
    "goal": "g/1", "title": "Reading <grade 3>", "status": "at_risk", "rule": "slow", "unit": "share", "baseline": 0.5,
    "current": None, "target": 0.645, "date": "2026-01-15", "owner": None, "metric": "x", "stale": False, "value": 0.3,
}  # fmt: skip


def drawn(**more) -> list:
    made = answer(
        [{"group": "Arts", "value": 0.5, "numerator": 3, "denominator": 6}], "support.by_kind", "share", **more
    )
    return figure(made, tag("div", "the chart"))


def test_a_figure_opens_with_the_sentence_and_names_its_metric():
    shown = drawn(sentence="Slowest for arts.")
    assert shown[0] == "figure"
    assert shown[1]["data-metric"] == "support.by_kind"
    assert shown[2] == ["figcaption", {}, "Slowest for arts."]


def test_the_same_rows_are_one_key_away_as_a_table():
    (twin,) = elements(drawn(), "details", "table-twin")
    assert text(twin[2]) == "Table"
    assert [text(cell) for cell in elements(twin, "th")] == ["Group", "Share", "Number", "Of", "Arts"]
    assert [text(cell) for cell in elements(twin, "td")] == ["50%", "3", "6"]


def test_how_it_is_counted_and_why_it_matters_are_one_step_behind():
    (rule,) = elements(drawn(definition="Answered within five days.", why="Late is not."), "details", "counted")
    assert text(rule) == "How is this counted? Answered within five days. Late is not."


def test_what_is_hidden_is_counted_with_the_reason():
    shown = drawn(hidden=({"rows": 2, "why": "fewer than 5 people"}, {"rows": 1, "why": "fewer than 5 people: joined"}))
    (note,) = elements(shown, "p", "hidden-note")
    assert text(note) == "2 rows not shown: fewer than 5 people. 1 group with fewer than 5 people joined as “other”."


def test_without_rows_a_figure_says_what_is_missing_and_what_to_do():
    shown = figure(answer([], why="People speak up where they are answered."), tag("div", "the chart"), "?grade=3")
    assert "the chart" not in text(shown)
    assert "Nothing to show yet People speak up where they are answered." in text(shown)
    assert [link[1]["href"] for link in elements(shown, "a")] == ["?", "/data"]
    assert "Bring data in on the page Files in" in text(shown)


def test_an_answer_whose_chart_has_nothing_to_draw_is_empty_too():
    shown = figure(answer([{"measure": "recipients", "value": 0}]), None, above=tag("p", "the rule"))
    assert text(shown).startswith("One sentence. the rule Nothing to show yet")


def test_what_is_withheld_says_so_and_asks_for_nothing_that_would_reveal_it():
    shown = figure(answer([], hidden=({"rows": 1, "why": "a classroom is a teacher"},)), tag("div", "the chart"))
    assert text(elements(shown, cls="empty")[0]).startswith("Not shown here")
    assert "1 row not shown: a classroom is a teacher." in text(shown)


def test_a_table_has_a_caption_and_says_which_cell_is_a_heading():
    table = tables.rows(answer([{"group": "Arts", "value": 0.5}], unit="share", sentence="One sentence."))
    assert text(elements(table, "caption")[0]) == "One sentence."
    assert [head[1]["scope"] for head in elements(table, "th")] == ["col", "col", "row"]


def test_a_goal_leads_to_its_own_page_and_the_choice_goes_along():
    table = tables.rows(answer([GOAL], unit="share"), "?grade=3&level=school")
    (link,) = elements(table, "a")
    assert link[1]["href"] == "/goals/g%2F1?grade=3"
    assert text(link) == "Reading <grade 3>"


def test_columns_with_nothing_in_them_and_those_for_machines_are_left_out():
    heads = [text(head) for head in elements(elements(tables.rows(answer([GOAL], unit="share")), "thead")[0], "th")]
    assert heads == ["Goal", "Status", "Rule", "Start", "Target", "Date", "Share"]


def test_numbers_are_half_up_dates_are_days_and_a_missing_value_says_why():
    rows = [GOAL, GOAL | {"goal": "g2", "value": None, "hidden": "small group", "baseline": None}]
    first, second = elements(elements(tables.rows(answer(rows, unit="share")), "tbody")[0], "tr")
    assert [text(cell) for cell in elements(first, "td")] == ["At risk", "slow", "50%", "65%", "15 Jan", "30%"]
    assert text(elements(second, "td")[-1]) == "hidden: few people"
    assert text(elements(second, "td")[2]) == "–"


def test_nothing_of_a_hidden_row_is_in_any_byte():
    row = {"group": "Arts", "value": None, "numerator": None, "denominator": None, "hidden": "small group"}
    shown = figure(
        answer([row, {"group": "Math", "value": 0.5, "numerator": 3, "denominator": 6}], unit="share"), tag("div")
    )
    assert words(shown).count("Arts") == 1  # the row's name in the table, beside the reason
    assert "hidden: few people" in words(shown)


def test_links_keep_what_was_chosen_and_set_what_they_are_for():
    assert choose("?grade=3&program=lit,math", level="school") == "?grade=3&program=lit,math&level=school"
    assert choose("?level=school", level="") == ""
    assert goal_page("a b", "?view=meeting") == "/goals/a%20b?view=meeting"
    assert start_again("?grade=3&view=meeting") == "?view=meeting"


def test_hostile_choices_stay_text_in_a_link():
    assert choose('?grade="><script>', level="school") == "?grade=%22%3E%3Cscript%3E&level=school"
