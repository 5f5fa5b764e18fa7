"""Whom the school has to thank, counted by hand."""

from datetime import date

import pytest


@pytest.fixture
def thanked(school_on_both):
    school = school_on_both
    school.team("Math", 6)
    school.team("Arts", 5)
    for giver in ("Arts-1", "Arts-1", "Math-2"):
        school.thanks("2025-10-01", "Math-1", giver, value="helping others")
    school.thanks("2025-10-02", "Arts-2", "Arts-1", value="new ideas", message="Thank you, Name Arts-2")
    school.thanks("2025-10-08", "Math", "Arts-3", to_kind="team")
    return school


def test_coverage_counts_people_thanked_once_however_often(thanked):
    row = thanked.ask("recognition.coverage").rows()[0]
    assert (row["numerator"], row["denominator"], row["n"]) == (2, 11, 11)


def test_the_spread_is_over_everybody_eligible(thanked):
    values = thanked.values("recognition.spread", key="measure")
    assert (values["recipients"], values["share thanked"]) == (2, pytest.approx(2 / 11))
    assert values["expected by chance"] == pytest.approx(1 - (10 / 11) ** 4)
    assert values["top 1% share"] == 0.75


def test_thanks_are_counted_by_the_monday_of_their_week_and_value(thanked):
    rows = thanked.ask("recognition.trend").rows()
    assert [(row["week"], row["kind_of_value"], row["value"]) for row in rows] == [
        ("2025-09-29", "helping others", 3), ("2025-09-29", "new ideas", 1), ("2025-10-06", "no value named", 1),
    ]  # fmt: skip


def test_under_five_groups_nobody_is_ranked(thanked):
    rows = {row["to"]: row for row in thanked.ask("recognition.leaderboard").rows()}
    assert (rows["Math"]["rank"], rows["Math"]["received"], rows["Arts"]["received"]) == (None, 4, 1)


def five_teams(school, counts: dict[str, int]) -> None:
    for name in counts:
        school.team(name, 6)
    for name, times in counts.items():
        for time in range(times):
            school.thanks("2025-10-01", f"{name}-{time % 6 + 1}", "Math-1" if name != "Math" else "Arts-1")


def test_from_five_groups_on_the_top_band_is_ranked_1224_with_ties_as_ties(school):
    five_teams(school, {"Math": 60, "Arts": 30, "Science": 30, "Music": 8, "Library": 2})
    rows = school.ask("recognition.leaderboard").rows()
    assert [(row["to"], row["rank"]) for row in rows] == [("Math", 1), ("Arts", 2), ("Science", 2)]
    assert rows[0]["value"] < rows[0]["per_person"] == 10


def test_thanks_for_each_full_time_post_stand_beside_and_rank_nobody(school_on_both):
    school = school_on_both
    for name, fte in (("Math", 0.5), ("Arts", None)):
        people = [school.staff(f"{name}-{place}", name, fte=fte) for place in range(1, 7)]
        school.thanks("2025-10-01", people[0], people[1])
    student = school.student("K1")
    school.group("C1", "classroom", ["Math-1", "Math-2", student])
    teams = {row["to"]: row for row in school.ask("recognition.leaderboard").rows()}
    assert {name: row["per_post"] for name, row in teams.items()} == {"Math": 1 / 3, "Arts": 1 / 6}
    assert {row["per_person"] for row in teams.values()} == {row["value"] for row in teams.values()} == {1 / 6}
    (classroom,) = school.ask("recognition.leaderboard", "level=classroom").rows()
    assert (classroom["per_post"], classroom["n"]) == (None, 3)


def test_a_team_without_any_post_has_no_thanks_for_each(school):
    for place in range(6):
        school.staff(f"Math-{place}", "Math", fte=0.0)
    school.thanks("2025-10-01", "Math-1")
    (row,) = school.ask("recognition.leaderboard").rows()
    assert (row["received"], row["per_post"]) == (1, None)


def test_where_teams_differ_no_more_than_chance_nobody_is_ranked(school):
    five_teams(school, {"Math": 10, "Arts": 10, "Science": 11, "Music": 9, "Library": 10})
    assert {row["rank"] for row in school.ask("recognition.leaderboard").rows()} == {None}


def test_givers_are_counted_for_thanks_beyond_their_own_team(thanked):
    rows = {row["to"]: row["given"] for row in thanked.ask("recognition.givers").rows()}
    assert rows == {"Arts": 3, "Math": 0}


def test_thanks_without_a_giver_are_not_one_givers(school):
    school.team("Math", 6)
    school.team("Arts", 6)
    for _ in range(5):
        school.thanks("2025-10-01", "Math-1")
    assert {row["given"] for row in school.ask("recognition.givers").rows()} == {0}


def test_a_projector_sees_no_board_row_of_a_small_team(school):
    five_teams(school, {"Math": 60, "Arts": 30, "Science": 28, "Music": 8, "Library": 2})
    school.team("Office", 2)
    school.thanks("2025-10-01", "Office-1")
    answer = school.ask("recognition.leaderboard", role="projector")
    assert all(row["n"] >= 5 for row in answer.rows())
    assert {"rows": 1, "why": "fewer than 5 people"} in answer.hidden


def test_only_who_chose_to_stands_on_a_board_and_the_last_word_counts(thanked):
    for person, given, on in (("Math-1", True, "2025-09-01"), ("Arts-2", True, "2025-09-01"),
                              ("Arts-2", False, "2025-10-01")):  # fmt: skip
        thanked.add("consents", person=person, what="boards", given=given, date=date.fromisoformat(on))
    assert [(row["person"], row["rank"], row["value"]) for row in thanked.ask("recognition.people").rows()] == [
        ("Math-1", 1, 3)
    ]
    assert thanked.ask("recognition.people", role="projector").rows() == []


def test_words_that_name_somebody_wait_until_names_are_on(thanked):
    def words(search: str, role: str = "leader") -> list:
        return [row["text"] for row in thanked.ask("recognition.latest", search, role).rows() if row["text"]]

    assert words("") == [] and words("names=on") == ["Thank you, Name Arts-2"]
    assert words("names=on", "projector") == words("names=on&view=meeting") == []


def test_the_latest_thanks_name_a_team_and_no_person(thanked):
    newest, *_, oldest = thanked.ask("recognition.latest").rows()
    assert newest["to"] == "Math" and oldest["to"] == "a colleague in Math" and "to_name" not in oldest


def test_thanks_are_chosen_by_period_and_kind(thanked):
    assert thanked.values("recognition.coverage", "from=2025-10-02") == {"Whole school": pytest.approx(1 / 11)}
    assert sum(thanked.values("recognition.trend", "kind=new ideas", key="week").values()) == 1
