"""No spelling lets a name through; ordinary words stay."""

import unicodedata

import pytest

from data.naming import Names

ROSTER = (
    "Marta Nakamura; Siobhán O'Brien; José Núñez; Łukasz Kowal; Bo Li; Ng; 王小明; Wilhelmina; Amy Young; Li Reading"
)
NAMES = Names.of(ROSTER.split("; "))


@pytest.mark.parametrize(
    "text",
    ["See Nakamura's plan", "the Nakamuras came", "NAKAMURA", "ask o’brien", "call OBrien O'Brien", "Siobhan did it",
     "thank Nunez",
     unicodedata.normalize("NFD", "thank Núñez"), "Lukasz", "Ｎａｋａｍｕｒａ", "Naka\u00admura",
     "Naka\u200bmura", "Call Bo Li now", "Ng said so", "王小明帮助了", "bo\u00a0li"],
)  # fmt: skip
def test_a_name_in_a_text_is_found_however_it_is_written(text):
    assert NAMES.in_text(text)


@pytest.mark.parametrize("text", ["Second screening done", "boli", "England", "small groups start", ""])
def test_a_text_that_names_nobody_is_left_alone(text):
    assert not NAMES.in_text(text)


@pytest.mark.parametrize(
    "title",
    ["Plan of Marta Nakamura", "Nakamura, Marta", "Marta  T. Nakamura", "Wilhelmina reads", "Nakamura's class",
     "Reading with Mrs Nakamura", "Ms. Young's corner", "Bo Li", "王小明的计划", "Jose Nunez"],
)  # fmt: skip
def test_a_title_that_names_a_person_is_found(title):
    assert NAMES.in_title(title)


@pytest.mark.parametrize(
    "title", ["Reading at grade level, grade 3", "Young readers", "Staff thanked this year", "Goal G"]
)
def test_a_title_of_ordinary_words_stays(title):
    assert not NAMES.in_title(title)


def test_a_whole_name_with_one_longer_word_stands_in_a_title_as_it_is():
    names = Names.of(["Zed Ng", "Al Reading"])
    assert names.in_title("Thanks to Zed Ng") and names.in_title("what Al Reading does")
    assert not names.in_title("Reading for all") and not names.in_title("zed")
    assert not names.in_title("Special reading")
