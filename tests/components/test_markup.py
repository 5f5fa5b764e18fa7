"""Trees are plain data; a Dash component in one keeps its place."""

from dash import dcc

from components.markup import Markup, tag
from tests.components.handmade import text


def test_an_element_is_a_list_of_name_attributes_and_what_is_inside():
    assert tag("td", "15 Jan", className="when") == ["td", {"className": "when"}, "15 Jan"]


def test_attributes_for_machines_and_for_screen_readers_are_hyphenated():
    assert tag("p", data_value="0.64", aria_label="a")[1] == {"data-value": "0.64", "aria-label": "a"}


def test_what_is_none_or_false_leaves_no_trace():
    assert tag("p", None, False, "words", hidden=None, open=False) == ["p", {}, "words"]


def test_lists_and_generators_of_elements_are_laid_out_one_after_the_other():
    items = (tag("li", str(number)) for number in range(2))
    assert tag("ul", items, [tag("li", "2")])[2:] == [["li", {}, "0"], ["li", {}, "1"], ["li", {}, "2"]]


def test_numbers_become_words_because_a_bare_number_names_a_component():
    assert tag("td", 3)[2] == "3"


def test_a_component_becomes_a_child_and_its_number_stands_in_the_tree():
    graph = dcc.Graph(id="plot")
    drawn = Markup(tag("figure", tag("figcaption", "One sentence."), graph))
    assert drawn.tree == ["figure", {}, ["figcaption", {}, "One sentence."], 0]
    assert drawn.children == [graph]


def test_the_words_of_a_tree_can_be_read():
    assert text(tag("p", tag("b", "82%"), "37 of 45")) == "82% 37 of 45"
