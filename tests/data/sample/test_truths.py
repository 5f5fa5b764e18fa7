"""Each truth of `data.sample.truths`, found again in the rows by other means than those that made them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from data.sample import truths
from data.statistics import pace
from data.statistics.aim import Aim, CheckIn, latest
from data.statistics.pace import Status

SMALL_SESSION = 10
STANDARD = 5  # school days


# --- goals ---------------------------------------------------------------------------------------------------
def standings(facts, today: date | None = None) -> dict[str, pace.Standing]:
    """Every goal that is not over, judged by the app's own rule."""
    today = today or facts.today
    days = facts["calendar"].query("kind == 'school-day'")["date"].sort_values().tolist()
    goals = facts["goals"].astype(object).where(facts["goals"].notna(), None)
    found = {}
    for goal in goals[goals["due"] >= today].itertuples():
        series = facts["checkins"].query("goal == @goal.id").sort_values("at")
        known = [CheckIn(at.date(), value) for at, value in zip(series["at"], series["value"], strict=True)]
        aim = Aim(
            goal.direction, goal.start, goal.due, goal.baseline, goal.target, goal.low, goal.high, goal.rhythm_days
        )
        found[goal.id] = pace.status(aim, latest(known, today), today, days)
    return found


def expected_standings() -> dict[str, Status]:
    return {
        **dict.fromkeys(truths.OFF_TRACK, Status.OFF_TRACK), **dict.fromkeys(truths.AT_RISK, Status.AT_RISK),
        **dict.fromkeys(truths.SILENT, Status.NO_RECENT_DATA), **dict.fromkeys(truths.MET, Status.MET),
        **dict.fromkeys(truths.ON_TRACK, Status.ON_TRACK),
    }  # fmt: skip


def test_every_goal_of_this_year_stands_where_the_truths_say(facts):
    assert {goal: standing.status for goal, standing in standings(facts).items()} == expected_standings()


def test_goals_stand_so_in_august_too(early):
    assert {goal: standing.status for goal, standing in standings(early).items()} == expected_standings()


def test_reading_is_too_slow_and_requests_go_the_wrong_way(facts):
    found = standings(facts)
    assert 0.3 < found["G-reading-3"].pace < 0.68
    assert found["G-requests"].progress < -1


def test_the_conferences_were_below_the_line_three_times_in_a_row(school):
    goal = school["goals"].set_index("id").loc["G-conferences-4B"]
    days = school["calendar"].query("kind == 'school-day'")["date"].sort_values().tolist()
    last = school["checkins"].query("goal == 'G-conferences-4B'").sort_values("at").tail(3)
    for at, value in zip(last["at"], last["value"], strict=True):
        gone = pace.fraction_elapsed(goal["start"], goal["due"], at.date(), days)
        assert value < pace.expected(goal["baseline"], goal["target"], gone)


def test_earlier_goals_were_met_or_missed_and_one_a_year_was_never_closed(school):
    goals = school["goals"][school["goals"]["due"] < school.today]
    assert len(goals) == 12
    assert goals["closed"].isna().sum() == 2
    last = school["checkins"].sort_values("at").groupby("goal")["value"].last()
    reached = [
        last[goal.id] >= goal.target if goal.direction == "increase" else last[goal.id] <= goal.target
        for goal in goals.itertuples()
    ]
    assert 4 <= sum(reached) <= 8


def test_seven_goals_carry_the_seven_headline_metrics_and_agree_with_the_facts(school):
    carried = school["goals"].dropna(subset=["metric"]).set_index("metric")["id"]
    assert set(carried.index) == {
        "goals.on_track", "communication.answered", "collaboration.participation", "leadership.breadth",
        "support.answered_in_time", "outcomes.chronic_absence", "recognition.coverage",
    }  # fmt: skip
    said = school["checkins"].sort_values("at").groupby("goal")["value"].last()
    facts = {
        "communication.answered": in_time(school, school.this_year("feedback")).mean(),
        "collaboration.participation": len(joined(school)) / truths.STAFF,
        "support.answered_in_time": in_time(school, school.this_year("requests")).mean(),
        "outcomes.chronic_absence": now_and_before(school)[0].mean(),
        "recognition.coverage": len(thanked(school)) / truths.STAFF,
    }
    for metric, value in facts.items():
        assert abs(said[carried[metric]] - value) < 0.03, metric


# --- communication and support -------------------------------------------------------------------------------
def in_time(facts, asked: pd.DataFrame) -> pd.Series:
    """Answered within five school days, in order of the dates."""
    days = pd.DatetimeIndex(facts["calendar"].query("kind == 'school-day'")["date"].sort_values())
    asked = asked.sort_values(["date", "id"])
    took = days.searchsorted(pd.to_datetime(asked["answered"]), "right") - days.searchsorted(
        pd.to_datetime(asked["date"]), "right"
    )
    return pd.Series(took <= STANDARD, index=asked.index) & asked["answered"].notna()


def test_most_feedback_is_answered_in_time_and_more_than_last_year(facts):
    now, before = in_time(facts, facts.this_year("feedback")), in_time(facts, facts.before("feedback"))
    assert abs(now.mean() - truths.FEEDBACK_ANSWERED) < 0.04
    assert abs(before.mean() - truths.FEEDBACK_LAST_YEAR) < 0.04


def test_requests_are_answered_less_and_less_in_time(facts):
    now = in_time(facts, facts.this_year("requests"))
    half = len(now) // 2
    assert abs(now.mean() - truths.REQUESTS_ANSWERED) < 0.05
    assert now.iloc[:half].mean() - now.iloc[half:].mean() > 0.1
    assert in_time(facts, facts.before("requests")).mean() > 0.75


def test_no_request_or_feedback_is_too_young_to_judge(facts):
    for table in ("feedback", "requests"):
        young = facts[table][facts[table]["date"] > facts.calendar.after(facts.today, -STANDARD)]
        assert young["answered"].notna().all()


def test_the_last_leadership_meeting_has_kept_late_and_coming_promises(facts):
    meetings = facts["meetings"].query("kind == 'leadership'").sort_values("start")
    last = facts["actions"][facts["actions"]["meeting"] == meetings["id"].iloc[-1]]
    assert 4 <= len(last) <= 6
    assert last["closed"].notna().any()
    open_ones = last[last["closed"].isna()]
    assert (open_ones["due"] < facts.today).any()
    assert open_ones["due"].between(facts.today, facts.today + timedelta(days=7)).any()


# --- collaboration -------------------------------------------------------------------------------------------
def small_sessions(facts) -> pd.DataFrame:
    """Who was present at this year's sessions of two to ten people: event, person, team."""
    there = facts["participants"][facts["participants"]["present"].fillna(True).astype(bool)]
    there = there[there["event"].isin(facts.this_year("events")["id"])]
    size = there.groupby("event")["person"].transform("size")
    return there[size.between(2, SMALL_SESSION)].assign(team=lambda rows: rows["person"].map(facts.staff["department"]))


def joined(facts) -> set[str]:
    """Staff who had a joint session of any size this year."""
    there = facts["participants"][facts["participants"]["present"].fillna(True).astype(bool)]
    there = there[there["event"].isin(facts.this_year("events")["id"])]
    return set(there[there.groupby("event")["person"].transform("size") > 1]["person"])


def shared(facts) -> pd.Series:
    """How many small sessions each two people had together, both ways."""
    there = small_sessions(facts)[["event", "person"]]
    both = there.merge(there, on="event").query("person_x != person_y")
    return both.groupby(["person_x", "person_y"]).size()


def test_five_staff_had_no_joint_session_and_everybody_else_has_a_tie_of_two(facts):
    everybody = set(facts.staff.index)
    assert everybody - joined(facts) == set(truths.ISOLATED)
    tied = set(shared(facts)[lambda together: together >= 2].reset_index()["person_x"])
    assert everybody - tied == set(truths.ISOLATED)


def test_three_of_the_isolated_are_new_and_one_had_a_session_alone(facts):
    new = facts.staff[facts.staff["start"] >= facts.year_start].index
    assert len(set(truths.ISOLATED) & set(new)) == 3
    alone = facts["participants"].groupby("event").filter(lambda rows: len(rows) == 1)
    assert truths.SOLO in set(alone["person"])


def test_arts_works_within_itself(facts):
    there = small_sessions(facts)
    events = there[there["team"] == truths.INWARD]["event"]
    assert len(set(events)) >= 2
    assert set(there[there["event"].isin(events)]["team"]) == {truths.INWARD}


def teams_of_goals(facts) -> set[frozenset[str]]:
    """Pairs of teams whose staff belong to a program that has a goal this year."""
    goals = facts["goals"][(facts["goals"]["due"] >= facts.today) & facts["goals"]["group"].notna()]
    members = facts["memberships"][facts["memberships"]["end"].isna()]
    teams = members.assign(team=members["person"].map(facts.staff["department"])).dropna(subset=["team"])
    pairs = set()
    for group in goals["group"]:
        of_group = set(teams[teams["group"] == group]["team"])
        pairs |= {frozenset((one, other)) for one in of_group for other in of_group if one != other}
    return pairs


def test_only_arts_and_grade_3_to_5_share_a_goal_and_never_met(facts):
    there = small_sessions(facts)[["event", "team"]].drop_duplicates()
    met = {frozenset(pair) for pair in there.merge(there, on="event")[["team_x", "team_y"]].itertuples(index=False)}
    assert teams_of_goals(facts) - met == {frozenset(truths.APART)}


def test_the_busiest_pair_of_teams_is_clear(facts):
    there = small_sessions(facts)[["event", "team"]].drop_duplicates()
    pairs = there.merge(there, on="event").query("team_x < team_y").groupby(["team_x", "team_y"]).size().sort_values()
    assert set(pairs.index[-1]) == set(truths.BUSIEST_PAIR)
    assert pairs.iloc[-1] > pairs.iloc[-2]


def test_one_librarian_is_asked_most(facts):
    latest_wave = facts["ties"][facts["ties"]["date"] == facts["ties"]["date"].max()]
    asked = latest_wave["to_person"].value_counts()
    assert asked.index[0] == truths.MOST_ASKED
    assert asked.iloc[0] > 1.5 * asked.iloc[1]


# --- leadership ----------------------------------------------------------------------------------------------
def test_seventeen_of_forty_five_teachers_lead(facts):
    teachers = facts.staff[facts.staff["role"] == "Teacher"].index
    roles = facts["roles"][facts["roles"]["end"].isna()]
    assert len(teachers) == truths.TEACHERS
    assert set(roles["person"]) & set(teachers) == set(truths.LEADERS)
    newest = roles.sort_values("start")["person"].iloc[-1]
    assert newest == truths.NEWEST_LEADER


def test_only_leaders_among_the_teachers_own_promises(facts):
    teachers = facts.staff[facts.staff["role"] == "Teacher"].index
    assert set(facts["actions"]["owner"]) & set(teachers) <= set(truths.LEADERS)


# --- outcomes ------------------------------------------------------------------------------------------------
def often_absent(facts, first: date, last: date) -> pd.Series:
    """By student: absent on a tenth of the days on record or more."""
    counted = facts.absences(first, last).query("days >= 10")
    return counted["absent"] * 10 >= counted["days"]


def now_and_before(facts) -> tuple[pd.Series, pd.Series]:
    """Often absent this year and last year."""
    before, now = facts.calendar.years[-2:]
    return often_absent(facts, now.start, facts.today), often_absent(facts, before.start, before.end)


def grades_of(facts, year) -> pd.Series:
    """Each student's grade in a year, from the classroom."""
    members = facts["memberships"].query("role == 'student'").merge(
        facts["groups"].query("type == 'classroom'")[["id", "grade"]], left_on="group", right_on="id"
    )  # fmt: skip
    members = members[members["start"].between(year.start, year.end)]
    return members.drop_duplicates("person").set_index("person")["grade"]


def test_one_in_seven_is_often_absent_and_fewer_than_last_year(school):
    now, before = now_and_before(school)
    assert abs(now.mean() - truths.OFTEN_ABSENT) < 0.01
    assert abs(before.mean() - truths.OFTEN_ABSENT_BEFORE[-1]) < 0.012


def test_nineteen_in_twenty_are_there_on_a_usual_day(facts):
    counted = facts.absences(facts.calendar.years[0].start, facts.today).sum()
    assert 0.93 < 1 - counted["absent"] / counted["days"] < 0.95


def test_free_meals_go_with_twice_the_absence(school):
    meals = school["person_groups"].query("name == 'meals'").set_index("person")["value"]
    for often in now_and_before(school):
        share = often.groupby(meals).mean()
        assert 1.7 < share["free"] / share["paid"] < 2.4


def test_the_morning_calls_worked_in_grade_9_and_nowhere_else(school):
    start = school["initiatives"].set_index("id").loc[truths.WORKED, "start"]
    year = school.calendar.years[-2]
    grade = grades_of(school, year)
    before = often_absent(school, year.start, start - timedelta(days=1))
    after = often_absent(school, start, year.end)
    fell = (before.groupby(grade).mean() - after.groupby(grade).mean()).sort_values()
    assert fell.index[-1] == truths.HELPED_GRADE
    assert fell.iloc[-1] > 0.12
    elsewhere = [often[often.index.map(grade) != truths.HELPED_GRADE].mean() for often in (before, after)]
    assert abs(elsewhere[0] - elsewhere[1]) < 0.02


def test_grade_9_has_stayed_better_this_year(school):
    now, _ = now_and_before(school)
    by_grade = now.groupby(grades_of(school, school.calendar.this_year)).mean()
    assert abs(by_grade[truths.HELPED_GRADE] - truths.NINE_AFTER) < 0.03


def test_the_quiet_lunch_changed_nothing(school):
    start = school["initiatives"].set_index("id").loc[truths.DID_NOT_WORK, "start"]
    year = school.calendar.years[-2]
    incidents = school.before("incidents")
    of_grade = incidents[incidents["person"].map(grades_of(school, year)) == "7"]
    taught = school.calendar.taught(year)
    first = sum(day < start for day in taught)
    before = (of_grade["date"] < start).sum() / first
    after = (of_grade["date"] >= start).sum() / (len(taught) - first)
    assert after > 0.75 * before


def test_the_screenings_of_grade_3_are_those_of_the_goal(school):
    grade = grades_of(school, school.calendar.this_year)
    reading = school.this_year("results").query("measure == 'reading'")
    reading = reading[reading["person"].map(grade) == "3"]
    at_level = reading["level"].isin(["at grade level", "above"]).groupby(reading["date"]).agg(["sum", "size"])
    assert at_level["size"].eq(truths.READING_OF).all()
    assert at_level["sum"].tolist() == [58, 62]


# --- recognition ---------------------------------------------------------------------------------------------
def thanked(facts) -> set[str]:
    return set(facts.this_year("recognitions")["to_person"].dropna()) & set(facts.staff.index)


def school_weeks(facts) -> float:
    return len(facts.calendar.taught(facts.calendar.this_year)) / 5


def outward(facts) -> pd.Series:
    """Thanks to others this year by the giver's team: to people of other teams and to groups."""
    given = facts.this_year("recognitions").copy()
    given["from_team"] = given["from_person"].map(facts.staff["department"])
    given["to_team"] = given["to_person"].map(facts.staff["department"]).fillna(given["to_group"])
    given = given.dropna(subset=["from_team"])
    return given[given["from_team"] != given["to_team"]].groupby("from_team").size().sort_values(ascending=False)


def test_thanks_reach_three_in_four_staff_fewer_than_by_chance(facts):
    reached, staff = len(thanked(facts)), len(facts.staff)
    times = facts.this_year("recognitions")["to_person"].isin(facts.staff.index).sum()
    assert reached < staff * (1 - (1 - 1 / staff) ** times) - 3
    if school_weeks(facts) >= 11.5:
        assert abs(reached / staff - truths.REACHED) < 0.06
    assert thanked(facts) & set(truths.UNTHANKED) == set()


def test_no_words_stand_on_the_wall_again_and_again(facts):
    to_groups = facts["recognitions"].query("to_kind != 'person'").sort_values("date").tail(24)
    assert to_groups["message"].value_counts().max() <= 2
    assert {truths.FORGOTTEN, "Student support"} <= set(facts["recognitions"]["to_group"].dropna())


def test_nobody_thanked_the_front_office_for_eight_weeks(facts):
    office = facts.staff.index[facts.staff["department"] == truths.FORGOTTEN]
    given = facts["recognitions"]
    days = given[given["to_person"].isin(office) | (given["to_group"] == truths.FORGOTTEN)]["date"]
    assert len(days)
    assert days.max() < facts.today - timedelta(weeks=truths.FORGOTTEN_WEEKS)
    assert days.max() <= date(facts.calendar.this_year.ends - 1, 10, 31)


def test_languages_thanks_itself_and_the_others_thank_others(facts):
    given = facts.this_year("recognitions")
    giver = given["from_person"].map(facts.staff["department"])
    inside = (giver == given["to_person"].map(facts.staff["department"])).groupby(giver).mean()
    assert inside[truths.INSULAR] >= truths.INSULAR_SHARE
    assert inside.drop(truths.INSULAR).max() < 0.5


def test_languages_receives_most_a_person_because_it_thanks_itself(facts):
    received = facts.this_year("recognitions")["to_person"].map(facts.staff["department"]).value_counts()
    sizes = pd.Series(truths.TEAMS)
    a_person = (received / sizes)[sizes >= 5].sort_values(ascending=False)
    assert a_person.index[0] == truths.INSULAR
    assert a_person.iloc[0] > 1.1 * a_person.iloc[1]


def test_the_library_thanks_others_most_and_two_teams_of_one_size_tie(facts):
    given = outward(facts)
    ranks = given.rank(method="min", ascending=False)
    assert list(given.index[:2]) == list(truths.GIVERS[:2])
    assert [ranks[team] for team in truths.GIVERS] == [1, 2, 3, 3, 5, 6]
    a_person = (given / pd.Series(truths.TEAMS)).sort_values(ascending=False)
    assert a_person.index[:2].tolist() == list(truths.GIVERS[:2])
    assert set(a_person.index[2:4]) == set(truths.TIE)
    assert truths.TEAMS[truths.TIE[0]] == truths.TEAMS[truths.TIE[1]]


def test_the_tie_stands_whatever_counts_as_others(facts):
    given = facts.this_year("recognitions")
    for kinds in (["person"], ["person", "team"], ["person", "team", "classroom", "program"]):
        of_kinds = given[given["to_kind"].isin(kinds)]
        from_team = of_kinds["from_person"].map(facts.staff["department"])
        to_team = of_kinds["to_person"].map(facts.staff["department"]).fillna(of_kinds["to_group"])
        outside = of_kinds[from_team != to_team]
        counts = outside["from_person"].map(facts.staff["department"]).value_counts()
        assert counts[truths.TIE[0]] == counts[truths.TIE[1]]
        assert counts.idxmax() == truths.GIVERS[0]


def test_about_twelve_thanks_a_school_week_and_none_in_the_holidays(facts):
    given = facts.this_year("recognitions")
    taught = facts.calendar.taught(facts.calendar.this_year)
    assert 10 < len(given) / len(taught) * 5 < 14.5
    assert set(facts["recognitions"]["date"]) <= set(facts.calendar.school_days)
