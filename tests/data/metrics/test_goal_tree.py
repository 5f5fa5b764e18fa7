"""How goals hang together, what moved, what is done for them and what was tried."""

from datetime import date, datetime

from data.metrics.goal_plan import INCOMPLETE
from tests.data.school import School


def family(school: School) -> None:
    """The worked example of the definitions, 1.5: weights 2, 1, 1; half, four fifths and all of the way: 0.70."""
    school.goal("top", baseline=None, target=None, direction="maintain", low=0, high=1)
    for id_, weight, value in (("a", 2, 67.5), ("b", 1, 72), ("c", 1, 75)):
        school.goal(id_, ("2026-01-20", value), parent="top", weight=weight)


def tree(school: School, search: str = "") -> dict:
    return {row["goal"]: row for row in school.ask("goals.tree", search).rows()}


def test_the_worked_example_of_a_roll_up(school_on_both):
    family(school_on_both)
    top = tree(school_on_both)["top"]
    assert (round(top["value"], 6), top["reporting"], top["children"]) == (0.7, 3, 3)
    assert top["met"] == 1 and [row["depth"] for row in tree(school_on_both).values()] == [0, 1, 1, 1]


def test_children_without_data_are_counted_and_too_few_say_nothing(school):
    family(school)
    school.goal("d", parent="top", weight=1)
    assert (tree(school)["top"]["reporting"], tree(school)["top"]["children"]) == (3, 4)
    school.goal("e", parent="top", weight=9)
    assert tree(school)["top"]["value"] is None and tree(school)["top"]["incomplete"]


def test_a_circle_that_got_in_is_cut_and_shown(school):
    school.goal("a", ("2026-01-20", 70))
    school.goal("b", ("2026-01-20", 70), parent="a")
    with school.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE goals SET parent = 'b' WHERE id = 'a'")
    assert all(row["children"] == 0 for row in tree(school).values())


def test_schools_stand_by_name_and_not_by_rank(school):
    school.add("schools", id="S0", name="Zoo School")
    school.goal("a", ("2026-01-20", 61))
    school.goal("b", ("2026-01-20", 75), school="S0")
    rows = school.ask("goals.by_school").rows()
    assert [(row["group"], row["value"], row["denominator"]) for row in rows] == [
        ("Oak School", 0, 1),
        ("Zoo School", 1, 1),
    ]


def test_what_moved_since_the_last_meeting(school):
    school.goal("G", ("2025-11-01", 64), ("2026-01-20", 66))
    school.goal("same", ("2026-01-20", 75))
    school.add("meetings", id="M", school="S1", title="Staff", start=datetime(2025, 11, 10, 15))
    row, other = sorted(school.ask("goals.changed").rows(), key=lambda row: row["goal"])
    assert (other["then"], other["now"]) == ("no_recent_data", "met")
    assert (row["goal"], row["then"], row["now"], row["since"]) == ("G", "on_track", "at_risk", "2025-11-10")


def test_work_that_names_a_goal_is_seen_from_it_and_a_goal_without_is_a_gap(school_on_both):
    school = school_on_both
    school.goal("G", ("2026-01-20", 66))
    school.goal("alone", ("2026-01-20", 66))
    a, b = school.team("Math", 2)
    school.session("2026-01-12", a, b, goal="G", topic="Fractions")
    school.session("2026-01-13", a, b)
    school.thanks("2026-01-14", a, goal="G", value="Courage")
    school.add("development", person=a, date=date(2026, 1, 15), hours=2, topic="phonics", goal="G")
    school.add("requests", id="Q", school="S1", date=date(2026, 1, 16), kind="time", goal="G")
    school.add("meetings", id="M", school="S1", title="Board", start=datetime(2026, 1, 17, 15), goal="G")
    school.add("actions", id="A", school="S1", text="Book a room", meeting="M", goal="G")
    counted = {row["sort"]: row["value"] for row in school.ask("goals.work", "goal=G").rows()}
    assert counted == dict.fromkeys(("session", "meeting", "decision", "development", "support", "thanks"), 1)
    said = [(row["date"], row["text"]) for row in school.ask("goals.work_items", "goal=G").rows()]
    assert said[:2] == [("2026-01-17", "Book a room"), ("2026-01-17", "Board")]
    assert [row["goal"] for row in school.ask("goals.unworked").rows()] == ["alone"]
    served = {row["group"]: (row["numerator"], row["denominator"]) for row in school.ask("goals.served").rows()}
    assert served["session"] == (1, 2) and served["thanks"] == (1, 1)


def test_a_try_without_a_prediction_before_it_is_incomplete(school):
    school.goal("G")
    begun = {"goal": "G", "idea": "Groups", "begun": date(2026, 1, 5)}
    school.add("cycles", id="none", **begun)
    school.add("cycles", id="after", prediction="More", predicted=date(2026, 1, 6), **begun)
    school.add("cycles", id="before", prediction="More", predicted=date(2026, 1, 5), decision="adopt", **begun)
    stages = {row["cycle"]: row["stage"] for row in school.ask("goals.cycles", "goal=G").rows()}
    assert stages == {"none": INCOMPLETE, "after": INCOMPLETE, "before": "adopt"}


def test_ups_and_downs_are_chance_until_they_are_not(school):
    start = date(2025, 9, 1)
    values = [10, 12, 11, 13, 9, 14, 15, 15, 16, 17, 18, 17]
    points = [(date.fromordinal(start.toordinal() + 7 * week).isoformat(), value) for week, value in enumerate(values)]
    school.goal("G", *points, baseline=10, target=30)
    answer = school.ask("goals.signals", "goal=G")
    assert {row["middle"] for row in answer.rows()} == {14.5} and answer.sentence.startswith("More than chance")
    school.goal("H", *points[:5], baseline=10, target=30)
    assert "Too few" in school.ask("goals.signals", "goal=H").sentence
