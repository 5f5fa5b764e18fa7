"""Each known truth of the sample school, found as a reader would find it: by asking the gate."""

from datetime import timedelta

import pytest

from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.sample import names, truths
from data.settings import Settings
from data.viewer import Viewer


@pytest.fixture(scope="session")
def ask(school):
    """Rows of a metric on the usual day, as the leader."""
    gate = Gate(school.engine, Settings(frozen_today=school.today))

    def asked(metric: str, search: str = "") -> list[dict]:
        return gate.ask(METRICS[metric], Filters.from_search(search, school.today), Viewer.of("leader")).rows()

    return asked


def share(rows: list[dict]) -> tuple[int, int]:
    return rows[0]["numerator"], rows[0]["denominator"]


def test_each_goal_stands_where_the_truths_say_and_says_why(ask):
    found = {row["goal"]: row for row in ask("goals.progress")}
    said = {
        **dict.fromkeys(truths.OFF_TRACK, "off_track"), **dict.fromkeys(truths.AT_RISK, "at_risk"),
        **dict.fromkeys(truths.SILENT, "no_recent_data"), **dict.fromkeys(truths.MET, "met"),
        **dict.fromkeys(truths.ON_TRACK, "on_track"),
    }  # fmt: skip
    assert {goal: row["status"] for goal, row in found.items()} == said
    assert "going the wrong way" in found["G-requests"]["rule"] and "pace 0." in found["G-reading-3"]["rule"]
    assert "weeks ago; monthly was agreed" in found["G-lesson-plans"]["rule"]
    assert share(ask("goals.on_track")) == (9, 14)


def test_five_people_had_no_joint_session(ask):
    people = ask("collaboration.people", "kind=events")
    never = {row["person"] for row in people if row["value"] == 0}
    assert set(truths.ISOLATED) <= never
    numerator, denominator = share(ask("collaboration.participation"))
    assert denominator - numerator == len(truths.ISOLATED)


def test_two_departments_that_share_a_goal_never_met_and_one_works_by_itself(ask):
    cells = {(row["from"], row["to"]): row["value"] for row in ask("collaboration.matrix", "kind=events")}
    assert cells[truths.APART] == 0
    assert [to for (start, to), value in cells.items() if start == truths.INWARD and value] == [truths.INWARD]
    pairs = {pair: value for pair, value in cells.items() if pair[0] < pair[1]}
    assert set(max(pairs, key=pairs.get)) == set(truths.BUSIEST_PAIR)


def test_one_person_is_asked_for_advice_most(ask):
    people = ask("collaboration.people", "kind=advice&from=2024-08-01&to=2025-07-31")
    assert max(people, key=lambda row: row["in_degree"])["person"] == truths.MOST_ASKED


def test_seventeen_of_forty_five_teachers_lead(ask):
    assert share(ask("leadership.breadth")) == (len(truths.LEADERS), truths.TEACHERS)


def test_feedback_is_answered_as_promised_more_than_last_year_and_requests_less_and_less(ask, school):
    now, before = (
        ask("communication.answered")[0]["value"],
        ask("communication.answered", "as_of=2025-01-31")[0]["value"],
    )
    assert now == pytest.approx(truths.FEEDBACK_ANSWERED, abs=0.03) and before < now
    assert ask("support.answered_in_time")[0]["value"] == pytest.approx(truths.REQUESTS_ANSWERED, abs=0.03)
    months = [row["value"] for row in ask("support.trend") if row["value"] is not None]
    assert sum(months[:2]) / 2 > sum(months[-2:]) / 2 + 0.15


def test_fewer_students_are_often_absent_and_the_gap_is_between_meals(ask):
    assert ask("outcomes.chronic_absence")[0]["value"] == pytest.approx(truths.OFTEN_ABSENT, abs=0.01)
    groups = {row["group"]: row["value"] for row in ask("outcomes.by_group")}
    assert groups["meals: free"] / groups["meals: paid"] == pytest.approx(truths.FREE_TO_PAID, abs=0.3)


def test_morning_calls_worked_in_their_grade_and_nowhere_else(ask):
    def often(grade: str, window: str) -> float:
        return ask("outcomes.chronic_absence", f"grade={grade}&{window}")[0]["value"]

    before, after = "from=2024-08-01&to=2025-01-31&as_of=2025-01-31", ""
    assert often("9", before) - often("9", after) > 0.1
    assert all(abs(often(grade, before) - often(grade, after)) < 0.1 for grade in ("5", "6", "8"))


def test_quiet_lunch_changed_nothing_in_its_grade(ask):
    before = ask("outcomes.incidents", "grade=7&from=2024-09-01&to=2024-12-31&as_of=2025-01-31")[0]
    after = ask("outcomes.incidents", "grade=7&from=2025-09-01&to=2025-12-31")[0]
    assert after["value"] == pytest.approx(before["value"], rel=0.4) and after["numerator"] > 5


def test_thanks_reach_fewer_than_chance_would(ask):
    assert share(ask("recognition.coverage")) == (truths.STAFF - len(truths.UNTHANKED), truths.STAFF)
    measures = {row["measure"]: row["value"] for row in ask("recognition.spread")}
    assert measures["expected by chance"] > measures["share thanked"] + 0.1


def test_no_thanks_reached_the_front_office_for_eight_weeks(ask, school):
    since = school.today - timedelta(weeks=truths.FORGOTTEN_WEEKS)
    rows = ask("recognition.coverage", f"department={truths.FORGOTTEN}&from={since}&to={school.today}")
    assert share(rows) == (0, truths.TEAMS[truths.FORGOTTEN])


def test_the_library_gives_most_to_others_two_teams_tie_and_languages_keeps_to_itself(ask):
    given = {row["to"]: row["given"] for row in ask("recognition.givers")}
    assert ask("recognition.givers")[0]["to"] == truths.GIVERS[0]
    assert given[truths.TIE[0]] == given[truths.TIE[1]]
    assert truths.INSULAR not in given and ask("recognition.leaderboard")[0]["to"] == truths.INSULAR


def test_a_schools_silence_shows_in_a_district_though_what_is_measured_goes_on(district):
    gate = Gate(district.engine, Settings(frozen_today=district.today))
    with gate.looking() as look:
        labels = gate.directory(look, Viewer.of("leader")).labels["school"]
    school = next(id_ for id_, name in labels.items() if name == names.school_name(truths.QUIET_SCHOOL))
    quiet = Filters.from_search(f"school={school}", district.today)
    rows = gate.ask(METRICS["goals.progress"], quiet, Viewer.of("leader")).rows()
    assert {row["status"] for row in rows if row["metric"] in (None, "goals.on_track")} == {"no_recent_data"}
    assert all(row["date"] for row in rows if row["metric"] not in (None, "goals.on_track"))
