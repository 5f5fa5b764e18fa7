"""Who works together, counted by hand."""

import pytest


@pytest.fixture
def teams(school_on_both):
    """Math (6) works with Science (5) twice; Arts (5) only with itself; two of the front office with nobody."""
    school = school_on_both
    for name, size in (("Math", 6), ("Science", 5), ("Arts", 5), ("Front office", 2)):
        school.team(name, size)
    school.session("2025-09-10", "Math-1", "Science-1", "Science-2")
    school.session("2025-09-17", "Math-1", "Science-1")
    school.session("2025-10-01", "Arts-1", "Arts-2", kind="mentoring", minutes=30)
    school.session("2025-10-02", "Arts-3")
    return school


def test_sessions_and_hours_are_counted_by_week_and_kind(teams):
    rows = teams.ask("collaboration.sessions").rows()
    assert [(row["week"], row["kind"], row["value"], row["hours"]) for row in rows] == [
        ("2025-09-08", "planning", 1, 3.0), ("2025-09-15", "planning", 1, 2.0),
        ("2025-09-29", "mentoring", 1, 1.0), ("2025-09-29", "planning", 1, 1.0),
    ]  # fmt: skip


def test_a_session_of_one_is_held_but_makes_nobody_take_part(teams):
    row = teams.ask("collaboration.participation").rows()[0]
    assert (row["numerator"], row["denominator"], row["n"]) == (5, 18, 18)


def test_who_was_expected_and_did_not_come_did_not_take_part(teams):
    event = teams.session("2025-11-05", "Math-1")
    teams.add("participants", event=event, person="Math-2", expected=True, present=False)
    assert teams.ask("collaboration.participation").rows()[0]["numerator"] == 5


def test_the_matrix_counts_sessions_of_two_teams_and_shows_empty_cells_as_nought(teams):
    cells = {(row["from"], row["to"]): row["value"] for row in teams.ask("collaboration.matrix").rows()}
    assert cells["Math", "Science"] == cells["Science", "Math"] == 2
    assert cells["Arts", "Arts"] == 1 and cells["Arts", "Math"] == 0 and cells["Science", "Science"] == 1


def test_the_projector_joins_small_teams_and_the_leader_does_not(teams):
    assert "Front office" in {row["from"] for row in teams.ask("collaboration.matrix").rows()}
    projected = teams.ask("collaboration.matrix", role="projector")
    assert {row["from"] for row in projected.rows()} == {"Math", "Science", "other"}  # Arts makes "other" large enough
    assert all(row["n"] is None or row["n"] >= 5 for row in projected.rows())


def test_a_tie_takes_two_shared_sessions(teams):
    values = teams.values("collaboration.measures", key="measure")
    assert (values["nodes"], values["ties"], values["isolated"]) == (18, 1, 16)


def test_large_meetings_tie_nobody(school):
    people = school.team("Math", 44)
    for on in ("2025-09-10", "2025-09-17"):
        school.session(on, *people[:11])
        school.session(on, *people[20:22])
    assert school.values("collaboration.measures", key="measure")["ties"] == 1


def test_nobody_but_the_leader_sees_ties_of_single_people(teams):
    assert {row["person"]: row["value"] for row in teams.ask("collaboration.people").rows()}["Math-1"] == 1
    for role in ("staff", "projector"):
        answer = teams.ask("collaboration.people", role=role)
        assert answer.rows() == [] and answer.hidden[0]["rows"] == 0


def test_few_isolated_people_are_not_counted_out_before_a_room(school):
    people = school.team("Math", 12)
    for on in ("2025-09-10", "2025-09-17"):
        school.session(on, *people[:3])
        school.session(on, *people[3:6])
        school.session(on, *people[6:10])
    rows = {row["measure"]: row for row in school.ask("collaboration.measures", role="projector").rows()}
    assert (rows["isolated"]["value"], rows["isolated"]["hidden"]) == (None, "small group")
    assert rows["ties"]["value"] == 12


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_of_a_small_team_no_number_of_ties_tells_who_has_none(school, role):
    """Six ties among five people are hardly to be had but by four of them."""
    people = school.team("Math", 5)
    for on in ("2025-09-10", "2025-09-17"):
        school.session(on, *people[:4])
    rows = {row["measure"]: row["value"] for row in school.ask("collaboration.measures", role=role).rows()}
    assert rows.pop("nodes") == 5 and set(rows.values()) == {None}
    assert school.values("collaboration.measures", key="measure")["ties"] == 6


def ties(school, *pairs, **more) -> None:
    rows = [{"from_person": a, "to_person": b, "kind": "advice", "directed": True} | more for a, b in pairs]
    school.add_all("ties", rows)


def test_the_directed_example_has_its_published_measures(school):
    for name in "abcd":
        school.staff(name)
    ties(school, ("a", "b"), ("b", "a"), ("a", "c"), ("c", "d"), ("d", "d"))
    values = school.values("collaboration.measures", key="measure")
    assert values["density"] == pytest.approx(1 / 3)
    assert (values["reciprocity (ties)"], values["reciprocity (pairs)"]) == (0.5, pytest.approx(1 / 3))
    assert values["ties"] == 4


def test_the_latest_wave_counts_unless_another_is_chosen(school):
    for name in "abc":
        school.staff(name)
    ties(school, ("a", "b"), wave="9")
    ties(school, ("a", "c"), ("c", "b"), wave="10")
    assert school.values("collaboration.measures", key="measure")["ties"] == 2
    assert school.values("collaboration.measures", "wave=9", key="measure")["ties"] == 1


def test_named_ties_come_before_sessions_unless_sessions_are_asked_for(teams):
    ties(teams, ("Arts-1", "Math-1"))
    assert teams.values("collaboration.measures", key="measure")["ties"] == 1
    assert teams.values("collaboration.people", "kind=events", key="person")["Science-1"] == 1


def test_with_names_on_the_network_is_of_people_for_who_may_see_them_where_nobody_is_left_out(school):
    people = school.team("Math", 5) + school.team("Arts", 5)
    for on in ("2025-09-10", "2025-09-17"):
        school.session(on, *people[:5])
        school.session(on, *people[5:])
        school.session(on, people[0], people[5])
    rows = school.ask("collaboration.network", "names=on").rows()
    assert {row["level"] for row in rows} == {"person"} and ("Arts-1", "Name Arts-1") in {
        (row["from"], row["from_name"]) for row in rows
    }
    assert {row["level"] for row in school.ask("collaboration.network", "names=on", role="staff").rows()} <= {
        "department"
    }
    school.staff("Lonely", "Arts")
    assert {row["level"] for row in school.ask("collaboration.network", "names=on").rows()} == {"department"}
    (alone,) = [row for row in school.ask("collaboration.people", "names=on").rows() if row["person"] == "Lonely"]
    assert (alone["value"], alone["name"]) == (0, None)


def test_where_nothing_was_recorded_there_is_no_data_rather_than_nobody(school):
    school.team("Math", 6)
    row = school.ask("collaboration.participation").rows()[0]
    assert (row["value"], row["hidden"]) == (None, "no data")


def test_a_program_narrows_everything_to_its_staff(teams):
    teams.group("stem", "program", ["Math-1", "Science-1", "Science-3"])
    row = teams.ask("collaboration.participation", "program=stem").rows()[0]
    assert (row["group"], row["numerator"], row["denominator"]) == ("Stem", 2, 3)
    assert teams.ask("collaboration.participation", "program=stem", role="projector").rows() == []


def test_a_kind_of_tie_says_nothing_about_sessions_or_thanks(teams):
    ties(teams, ("Arts-1", "Math-1"))
    teams.thanks("2025-10-01", "Math-1")
    assert len(teams.ask("collaboration.sessions", "kind=advice").rows()) == 4
    assert teams.ask("recognition.coverage", "kind=advice").rows()[0]["numerator"] == 1
    assert len(teams.ask("collaboration.sessions", "kind=mentoring").rows()) == 1


def test_the_core_of_a_star_stands_after_the_other_measures_and_is_hidden_before_a_room(school):
    hub, *others = school.team("Math", 6)
    ties(school, *((hub, other) for other in others))
    rows = school.ask("collaboration.measures").rows()
    assert [row["measure"] for row in rows][-3:] == ["core-periphery fit", "core size", "highest k-core"]
    assert [row["value"] for row in rows][-3:] == [pytest.approx(1), 1, 1]
    projected = school.ask("collaboration.measures", role="projector").rows()
    assert [row["value"] for row in projected][-3:] == [None, None, None]


def test_of_one_team_alone_every_sentence_is_true(teams):
    matrix = teams.ask("collaboration.matrix", "department=Arts&kind=events")
    assert matrix.sentence == "Joint sessions within Arts: 1."
    taken = teams.ask("collaboration.participation_by_department", "department=Arts")
    assert taken.sentence == "2 of 5 took part in Arts."


def test_isolated_people_are_counted_out_in_words_from_five_on(school):
    people = school.team("Math", 10)
    for on in ("2025-09-10", "2025-09-17"):
        school.session(on, *people[:2])
    assert school.ask("collaboration.measures").sentence.endswith("; 8 have none.")
    for on in ("2025-10-10", "2025-10-17"):
        school.session(on, *people[2:7])
    assert school.ask("collaboration.measures").sentence == "11 ties among 10 staff."
