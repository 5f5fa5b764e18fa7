"""Two times of a network side by side, counted by hand."""

import json
from datetime import date
from itertools import pairwise

import pytest

THEN, NOW = "2025-02-03", "2026-01-30"


def advice(school, wave: str, on: str, *pairs: str) -> None:
    school.add_all("ties", [
        {"from_person": one, "to_person": two, "kind": "advice", "directed": True, "wave": wave, "date": _day(on)}
        for one, two in (pair.split(">") for pair in pairs)
    ])  # fmt: skip


def _day(on: str):
    return date.fromisoformat(on)


@pytest.fixture
def two_waves(school_on_both):
    """Of three ties two stay, one goes and two come: within Math one more, to Arts one more, in Arts one less."""
    school = school_on_both
    school.team("Math", 6)
    school.team("Arts", 5)
    advice(school, "spring", THEN, "Math-1>Math-2", "Math-2>Arts-1", "Arts-1>Arts-2")
    advice(school, "winter", NOW, "Math-1>Math-2", "Math-2>Arts-1", "Math-3>Math-1", "Math-3>Arts-2")
    return school


def measures(answer) -> dict:
    return {row["measure"]: row for row in answer.rows()}


def test_what_came_what_went_and_what_stayed(two_waves):
    rows = measures(two_waves.ask("collaboration.change"))
    assert [rows[name]["value"] for name in ("appeared", "vanished", "stayed")] == [2, 1, 2]
    assert (rows["density"]["before"], rows["density"]["after"]) == (3 / 110, 4 / 110)
    assert (rows["mean degree"]["before"], rows["mean degree"]["after"]) == (6 / 11, 8 / 11)
    assert (rows["cross-department share"]["before"], rows["cross-department share"]["after"]) == (1 / 3, 2 / 4)


def test_the_chance_is_that_of_all_swaps_of_who_answered_otherwise(two_waves):
    """Two people answered otherwise: by +2 and -1. All four ways (1, 3, -3, -1) change by 1 or more."""
    answer = two_waves.ask("collaboration.change")
    assert measures(answer)["density"]["chance"] == measures(answer)["mean degree"]["chance"] == 1.0
    assert answer.sentence == (
        "2 ties appeared, 1 vanished and 2 stayed since wave spring: no more than noise, chance alone "
        "would change as much in 100 of 100."
    )


def test_many_who_all_name_one_more_are_more_than_chance(school):
    people = school.team("Math", 11)
    ring = [f"{one}>{two}" for one, two in pairwise(people)]
    advice(school, "1", THEN, ring[0])
    advice(school, "2", NOW, *ring)
    answer = school.ask("collaboration.change")
    assert measures(answer)["density"]["chance"] == pytest.approx(2 / 2**9)
    assert answer.sentence.endswith("in fewer than 1 of 100.")


def test_the_same_by_pairs_of_teams(two_waves):
    rows = {(row["from"], row["to"]): row for row in two_waves.ask("collaboration.changed_pairs").rows()}
    found = {pair: [row[name] for name in ("appeared", "vanished", "stayed", "value")] for pair, row in rows.items()}
    assert found == {("Arts", "Arts"): [0, 1, 0, -1], ("Arts", "Math"): [1, 0, 1, 1], ("Math", "Math"): [1, 0, 1, 1]}


def test_one_wave_alone_has_nothing_to_be_held_against(school):
    school.team("Math", 6)
    advice(school, "winter", NOW, "Math-1>Math-2")
    answer = school.ask("collaboration.change")
    assert answer.rows() == [] and "two times" in answer.sentence


def test_of_three_waves_the_chosen_two_are_compared(two_waves):
    advice(two_waves, "autumn", "2025-10-01", "Math-1>Math-2")
    assert measures(two_waves.ask("collaboration.change"))["appeared"]["value"] == 3
    assert measures(two_waves.ask("collaboration.change", "wave=spring,winter"))["appeared"]["value"] == 2
    assert measures(two_waves.ask("collaboration.change", "wave=autumn"))["appeared"]["value"] == 0


@pytest.fixture
def two_years(school_on_both):
    """Last year Arts met Math twice (a tie); this year Math met Science twice. Everybody was there both years."""
    school = school_on_both
    for name, size in (("Math", 5), ("Science", 5), ("Arts", 5)):
        school.team(name, size)
    for on in ("2024-10-01", "2024-11-01"):
        school.session(on, "Arts-1", "Math-1")
    for on in ("2025-10-01", "2025-11-03"):
        school.session(on, "Math-1", "Science-1", "Science-2")
    return school


def test_sessions_are_held_against_the_same_weeks_a_year_earlier(two_years):
    rows = measures(two_years.ask("collaboration.change"))
    assert [rows[name]["value"] for name in ("appeared", "vanished", "stayed")] == [3, 1, 0]
    assert rows["density"]["since"] == "the same weeks a year earlier"
    assert rows["cross-department share"]["after"] == pytest.approx(2 / 3)


def test_sessions_of_two_teams_are_swapped_together(two_years):
    """Changes of three pairs of teams: -1 (Arts, Math), +2 (Math, Science), +1 (Science): 6 of 8 ways change by 2."""
    assert measures(two_years.ask("collaboration.change"))["density"]["chance"] == pytest.approx(6 / 8)


def test_who_sees_no_names_is_told_of_no_small_team(two_years):
    two_years.team("Front office", 2)
    for on in ("2025-10-02", "2025-11-04"):
        two_years.session(on, "Front office-1", "Arts-1")
    for role in ("staff", "projector"):
        answer = two_years.ask("collaboration.changed_pairs", role=role)
        assert "Front" not in json.dumps(answer.as_json())
        assert all(row["n"] is None or row["n"] >= 5 for row in answer.rows())


def test_of_few_who_came_since_nothing_can_be_worked_out(two_years):
    """Numbers of who stayed, beside those of everybody, would tell the ties of the one who came."""
    two_years.staff("new", "Math", start=_day("2025-09-01"))
    for on in ("2025-10-02", "2025-11-04"):
        two_years.session(on, "new", "Arts-1")
    assert measures(two_years.ask("collaboration.change"))["density"]["value"] is not None
    hidden = measures(two_years.ask("collaboration.change", role="staff"))
    assert (hidden["density"]["value"], hidden["density"]["after"]) == (None, None)
    assert hidden["appeared"]["value"] == 4


def test_a_team_that_was_small_then_is_no_team_to_tell_of_now(two_years):
    for place in range(6):
        two_years.staff(f"D{place}", "Drama", start=None if place < 2 else _day("2025-09-01"))
    for on in ("2024-10-02", "2024-11-04"):
        two_years.session(on, "D0", "Arts-1")
    rows = two_years.ask("collaboration.changed_pairs", role="staff").rows()
    assert "Drama" not in {row[end] for row in rows for end in ("from", "to")}


def test_a_change_of_a_tie_or_two_is_not_told_before_a_room(two_waves):
    """Arts-1, Arts-2, Math-1, Math-2 and Math-3 are five people: without the third of Math they would be four."""
    assert two_waves.ask("collaboration.change", role="projector").rows()
    advice(two_waves, "a", "2025-01-10", "Math-1>Math-2")
    advice(two_waves, "b", "2025-01-20", "Math-1>Math-3")
    assert two_waves.ask("collaboration.change", "wave=a,b", "projector").rows() == []
    assert two_waves.ask("collaboration.change", "wave=a,b").rows()
