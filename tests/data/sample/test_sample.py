"""The sample as a whole: every table, any day, any seed, one school or many."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Date, DateTime, func, select

from data import sample, schema, store
from data.sample import leadership, names, truths
from data.sample.calendar import SchoolYear
from tests.data.sample.conftest import SMALL, TABLES, USUAL_DAY, written

NOT_FACTS = schema.NO_FACTS
PLANS = {("goals", "due"), ("goal_targets", "date"), ("calendar", "date"), ("actions", "due")}  # may lie in the future
TEXTS = {
    "groups": ("name", "subject"), "goals": ("title", "unit", "next_step", "guard"), "meetings": ("title",),
    "actions": ("text",), "feedback": ("channel", "topic", "text", "outcome"), "surveys": ("item", "topic", "group"),
    "events": ("kind", "topic"), "roles": ("role", "body"), "development": ("format", "topic"), "requests": ("kind",),
    "initiatives": ("name",), "incidents": ("kind", "place"), "recognitions": ("value", "kind", "message"),
    "chart_events": ("text",), "calendar": ("note",), "people": ("role", "department"), "checkins": ("comment",),
    "practices": ("title", "topic", "link"), "lessons": ("day", "period"),
}  # fmt: skip


def rows_of(facts) -> dict[str, list[tuple]]:
    with facts.engine.connect() as connection:
        return {table.name: connection.execute(select(table)).fetchall() for table in schema.metadata.sorted_tables}


def check_foreign_keys(facts) -> None:
    with facts.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


# --- the rows ------------------------------------------------------------------------------------------------
def test_every_table_has_rows(school):
    with school.engine.connect() as connection:
        counts = {
            name: connection.execute(select(func.count()).select_from(table)).scalar() for name, table in TABLES.items()
        }
    assert sorted(name for name, count in counts.items() if not count) == sorted(
        {*NOT_FACTS, "edits"} - {"data_version"}
    )
    assert school.summary.rows == {name: count for name, count in counts.items() if name not in (*NOT_FACTS, "edits")}


def test_nothing_refers_to_what_is_not_there(facts):
    check_foreign_keys(facts)


def latest_days(facts) -> dict[tuple[str, str], date]:
    """The last day in every column of dates, of facts and not of plans."""
    columns = [
        column
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Date | DateTime) and (table.name, column.name) not in PLANS
    ]
    with facts.engine.connect() as connection:
        found = {(one.table.name, one.name): connection.execute(select(func.max(one))).scalar() for one in columns}
    return {key: pd.Timestamp(value).date() for key, value in found.items() if value is not None}


def test_nothing_is_dated_after_today(facts):
    assert {key: day for key, day in latest_days(facts).items() if day > facts.today} == {}


def test_august_has_a_school_without_facts_of_the_new_year(early):
    check_foreign_keys(early)
    assert {key: day for key, day in latest_days(early).items() if day > early.today} == {}
    assert len(early.this_year("recognitions")) == 0
    assert len(early.staff) == truths.STAFF
    assert early["checkins"]["at"].max().date() > date(2026, 7, 31)


def test_every_free_column_is_used_somewhere(school):
    """A column that stays empty would leave the page that shows it untried."""
    unused = [
        f"{name}.{column}"
        for name in school.summary.rows
        if name != "attendance"
        for column in school[name].columns
        if column != "import_id" and school[name][column].isna().all()
    ]
    said_in_the_app = ["state", "cleared_giver", "cleared_person", "reported"]
    assert sorted(unused) == sorted(
        [
            "schools.district",
            "initiatives.end",
            "practices.state",
            *(f"recognitions.{name}" for name in said_in_the_app),
        ]
    )


def test_the_school_is_as_large_as_the_truths_say(school):
    assert school.staff["department"].value_counts().to_dict() == truths.TEAMS
    now = school["memberships"].query("role == 'student'")
    now = now[now["end"].isna()].merge(school["groups"].query("type == 'classroom'"), left_on="group", right_on="id")
    assert now["person"].nunique() == len(now) == truths.STUDENTS
    assert now["group"].nunique() == 36
    assert (now["grade"] == "3").sum() == truths.READING_OF
    assert (now["name"] == "4B").sum() == 24


def test_a_leading_role_of_the_truths_is_one_of_the_generator():
    assert set(truths.LEADERS) <= set(leadership.ROLES)


# --- names ---------------------------------------------------------------------------------------------------
def test_no_name_is_given_twice_among_staff(district):
    staff = district["people"].query("kind == 'staff'")["name"]
    assert len(staff) > 200
    assert not staff.duplicated().any()


def test_names_are_those_that_break_careless_software(school):
    assert set(names.TELLING) <= set(school.staff["name"])
    assert any("'" in name for name in names.TELLING)
    assert school["people"]["email"].dropna().str.fullmatch(r"[a-z0-9.-]+@([a-z0-9-]+\.)*example\.org").all()


def test_no_part_of_a_name_is_a_word_of_the_sample(school):
    texts = pd.concat([school[table][column] for table, columns in TEXTS.items() for column in columns]).dropna()
    known = [name for name in school.staff["name"] if texts.str.contains(name, regex=False).any()]
    texts = texts[~texts.apply(lambda said: any(name in said for name in known))]
    words = set(re.findall(r"\w+", " ".join(texts.unique()).casefold()))
    parts = {part.casefold() for name in names.GIVEN + names.SURNAMES for part in re.findall(r"\w{2,}", name)}
    assert words & parts == set()


def test_a_few_comments_hold_a_name_as_in_real_life(school):
    comments = school["checkins"]["comment"].dropna()
    named = comments.apply(lambda said: any(name in said for name in school.staff["name"]))
    assert 1 <= named.sum() <= 5


# --- the calendar --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ends", range(2020, 2036))
def test_a_school_year_begins_late_in_august_and_ends_in_the_middle_of_june(ends):
    year = SchoolYear(ends)
    days = [day for day, kind, _ in year.weekdays() if kind == "school-day"]
    assert date(ends - 1, 8, 25) <= days[0] <= date(ends - 1, 8, 31)
    assert date(ends, 6, 10) <= days[-1] <= date(ends, 6, 16)
    assert 168 <= len(days) <= 182
    assert sum(note == "Winter break" for _, _, note in year.weekdays()) == 10


def test_the_calendar_has_every_weekday_of_its_years(school):
    days = school["calendar"]["date"]
    first, last = school.calendar.years[0].start, school.calendar.this_year.end
    assert sorted(days) == pd.bdate_range(first, last).date.tolist()


def test_attendance_is_taken_on_school_days_only(school):
    with school.engine.connect() as connection:
        days = connection.execute(select(schema.attendance.c.date).distinct()).scalars().all()
    assert set(days) <= set(school.calendar.school_days)


# --- any seed, any database ----------------------------------------------------------------------------------
def test_the_same_seed_and_day_give_the_same_rows_and_another_seed_others(tmp_path):
    asked = {"size": SMALL, "years": 1}
    first, again, other = (
        rows_of(written(tmp_path / folder, USUAL_DAY, seed=seed, **asked))
        for folder, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    differ = {name for name in first if first[name] != other[name]}
    assert {"people", "memberships", "checkins", "feedback", "participants", "attendance", "recognitions"} <= differ


@pytest.mark.postgres
def test_postgresql_gets_the_same_rows(postgres_url, tmp_path):
    engine = store.open_store(postgres_url)
    sample.write_sized(engine, today=USUAL_DAY, schools=1, years=1, seed=1, size=SMALL)
    here = written(tmp_path, USUAL_DAY, size=SMALL, years=1)
    with engine.connect() as there:
        for name, table in TABLES.items():
            rows = there.execute(select(table).order_by(*table.primary_key.columns)).fetchall()
            with here.engine.connect() as connection:
                ordered = connection.execute(select(table).order_by(*table.primary_key.columns)).fetchall()
            assert sorted(map(repr, rows)) == sorted(map(repr, ordered)), name
    engine.dispose()


def test_a_database_that_holds_a_school_is_refused(early):
    with pytest.raises(sample.NotEmptyError, match=r"the database already holds .*; name an empty one"):
        sample.write(early.engine, today=USUAL_DAY)


@pytest.mark.parametrize("wrong", [{"schools": 0}, {"years": 0}, {"seed": -1}])
def test_numbers_that_make_no_school_are_refused(tmp_path, wrong):
    engine = store.open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} is .*: use"):
        sample.write(engine, today=USUAL_DAY, **wrong)
    assert store.is_empty(engine)


def test_a_school_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    def broken(school, roster):
        raise RuntimeError("the last room fails")
        yield

    engine = store.open_store(f"sqlite:///{tmp_path / 'half.db'}")
    monkeypatch.setattr(sample, "ROOMS", (*sample.ROOMS[:3], broken))
    with pytest.raises(RuntimeError, match="last room"):
        sample.write_sized(engine, today=USUAL_DAY, schools=1, years=1, seed=1, size=SMALL)
    assert store.is_empty(engine)


# --- a district ----------------------------------------------------------------------------------------------
def test_in_a_district_one_school_has_goals_and_no_check_in(district):
    goals = district["goals"].set_index("id")["school"]
    assert goals.value_counts().nunique() == 1
    checked_in = set(district["checkins"]["goal"].map(goals))
    quiet = district["schools"].set_index("name").loc[names.school_name(truths.QUIET_SCHOOL)].name
    by_name = district["schools"].set_index("id")["name"]
    assert {by_name[school] for school in set(goals) - checked_in} == {quiet}


def test_in_a_district_every_id_says_its_school(district):
    people = district["people"]
    assert people.apply(lambda row: row["id"].startswith(f"{row['school']}."), axis=1).all()
    assert set(district["schools"]["district"]) == {"Riverbend District"}
    check_foreign_keys(district)


def test_the_schools_of_a_district_differ(district):
    share = district["people"].query("kind == 'student'").groupby("school")["name"].agg(lambda called: called.iloc[0])
    assert share.nunique() == 3


def test_a_thousand_schools_have_names_of_their_own():
    assert len({names.school_name(number) for number in range(1000)}) == 1000
