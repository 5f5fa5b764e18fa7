"""Two choices, one within the other: nobody without names can subtract them and be left with a few people."""

import random
import shutil
from datetime import date
from itertools import combinations

import pytest

from data.disclosure import coding
from data.families import BESIDE_A_SMALL_ONE, FEW_TEACHERS, FIXED_DAYS, ONE_GROUP, ONE_KIND, is_on_fixed_days
from data.filters import Filters
from data.gate import Gate
from data.metrics.registry import METRICS
from data.settings import Settings
from data.viewer import Viewer
from tests.data.school import TODAY, School

CHRONIC, COVERAGE = "outcomes.chronic_absence", "recognition.coverage"
BY_TEAM = "recognition.coverage_by_department"
THRESHOLDS = {CHRONIC: 10, COVERAGE: 5}


def attending(school: School, *people: str) -> None:
    days = [date(2025, 9, day) for day in range(1, 13)]
    school.add_all("attendance", [{"person": one, "date": on, "status": "present"} for one in people for on in days])


def grades(school: School, **sizes: int) -> dict[str, list[str]]:
    made = {
        grade: [school.student(f"{grade}-{place}", grade=grade) for place in range(size)]
        for grade, size in sizes.items()
    }
    attending(school, *[one for people in made.values() for one in people])
    return made


def why(school: School, search: str, metric: str = CHRONIC, role: str = "staff") -> str | None:
    answer = school.ask(metric, search, role)
    assert not answer.hidden or (answer.rows() == [] and len(answer.hidden) == 1)
    return answer.hidden[0]["why"] if answer.hidden else None


def test_a_choice_that_leaves_a_few_out_is_refused_and_says_why(school):
    grades(school, g3=20, g4=9)
    assert why(school, "") is None and why(school, "grade=g4") == "fewer than 10 people"
    assert why(school, "grade=g3") == "the rest would be fewer than 10 students"
    assert school.ask(CHRONIC, "grade=g3").rows()[0]["denominator"] == 20  # the leader sees them by name


def test_exactly_the_threshold_may_be_left_out(school):
    grades(school, g3=20, g4=10)
    assert [why(school, search) for search in ("", "grade=g3", "grade=g4")] == [None, None, None]


def test_a_program_within_a_grade_is_held_against_the_grade(school):
    made = grades(school, g3=24, g4=30)
    school.group("most", "program", made["g3"][:20])
    school.group("half", "program", made["g4"][:12])
    assert why(school, "program=most") == "the rest would be fewer than 10 students"
    assert why(school, "program=half") is None and why(school, "grade=g3") is None


@pytest.mark.parametrize("search", ["grade=g3&program=half", "grade=g3,g4"])
def test_students_are_seen_by_one_group_at_a_time(school, search):
    made = grades(school, g3=24, g4=30, g5=30)
    school.group("half", "program", made["g3"][:12])
    assert why(school, search).startswith("one group at a time")
    assert why(school, search, role="leader") is None


def test_staff_are_held_against_the_choice_without_each_filter(school):
    math, arts = school.team("Math", 8), school.team("Arts", 9)
    school.group("stem", "program", [*math[:6], *arts[:5]])
    assert why(school, "department=Math", COVERAGE) is None and why(school, "program=stem", COVERAGE) is None
    assert why(school, "department=Math&program=stem", COVERAGE) == "the rest would be fewer than 5 staff"


def test_a_period_without_those_who_left_early_is_refused(school):
    grades(school, g3=30)
    attending(school, *[school.student(f"left-{place}", end=date(2025, 10, 1)) for place in range(4)])
    assert why(school, "from=2025-11-01", "outcomes.chronic_absence") == FIXED_DAYS
    for place in range(12):
        school.staff(f"T{place}", "Math", end=date(2025, 10, 1) if place < 3 else None)
    assert why(school, "", COVERAGE) is None
    assert why(school, "from=2025-11-01", COVERAGE) == "the rest would be fewer than 5 staff"


@pytest.mark.parametrize("days", ["as_of=2026-01-29", "to=2026-01-29", "from=2025-09-02", "as_of=2025-10-07"])
def test_of_two_days_nobody_makes_the_difference(school, days: str):
    """One newcomer between two days: 11 of 71, then 12 of 72."""
    grades(school, g3=30)
    assert why(school, days) == FIXED_DAYS
    assert why(school, days, role="leader") is None


def test_the_same_weeks_of_last_year_may_stand_beside(school):
    now = Filters.from_search("", TODAY)
    for one in (now, now.a_year_earlier(), now.just_before()):
        assert is_on_fixed_days(one, TODAY)
    assert is_on_fixed_days(Filters.from_search("from=2024-08-01&to=2025-07-31", TODAY), TODAY)


def test_several_groups_at_once_are_refused_for_staff_too(school):
    """Arts and Math, Arts and Languages, Math and Languages: three sums make three numbers."""
    for team in ("Arts", "Math", "Languages"):
        school.team(team, 8)
    assert why(school, "department=Arts", COVERAGE) is None
    assert why(school, "department=Arts,Math", COVERAGE) == ONE_GROUP
    assert why(school, "department=Arts,Math", COVERAGE, role="leader") is None


def test_the_others_and_the_whole_do_not_tell_of_a_small_group(school):
    """Library 3, Arts 6, Math 12: 8 of 21, less 0 of 6, less 6 of 12, would be 2 of 3."""
    for team, size in (("Library", 3), ("Arts", 6), ("Math", 12)):
        school.team(team, size)
    assert why(school, "department=Library", COVERAGE) == "fewer than 5 people"
    assert why(school, "department=Arts", COVERAGE) == BESIDE_A_SMALL_ONE
    assert why(school, "department=Math", COVERAGE) is None
    assert why(school, "", COVERAGE) is None


def test_a_grade_of_two_classrooms_is_two_teachers(school):
    for room in ("a", "b", "c"):
        students = [school.student(f"{room}{place}", grade="3") for place in range(20)]
        attending(school, *students)
        school.group(room, "classroom", [*students, school.staff(f"T{room}")], grade="3" if room != "c" else "4")
    assert why(school, "grade=3") == FEW_TEACHERS
    assert why(school, "") is None
    school.group("d", "classroom", [school.student(f"d{place}", grade="3") for place in range(20)], grade="3")
    assert why(school, "grade=3") is None, "a classroom of which no teacher is known is somebody's, too"
    assert why(school, "grade=3", role="leader") is None


@pytest.fixture
def anywhere(made_schema, tmp_path):
    """A new empty school, as many as are asked for."""

    def made(name: object) -> School:
        path = tmp_path / f"{name}.db"
        shutil.copy(made_schema, path)
        return School(f"sqlite:///{path}")

    return made


def random_school(school: School, lots: random.Random) -> tuple[dict[str, list[str]], Gate]:
    """Grades, classrooms, programs and teams of any size, large and small, one within the other or not."""
    offered: dict[str, list[str]] = {"grade": [], "program": [], "department": [], "classroom": []}
    students = []
    for grade in "123":
        there = [school.student(f"{grade}-{place}", grade=grade) for place in range(lots.randint(4, 40))]
        cut = lots.randint(0, len(there))
        school.group(f"{grade}A", "classroom", there[:cut])
        offered["grade"].append(grade)
        offered["classroom"].append(f"{grade}A")
        students += there
    attending(school, *students)
    staff = [one for team in ("Math", "Arts", "PE") for one in school.team(team, lots.randint(2, 14))]
    offered["department"] = ["Math", "Arts", "PE"]
    for program in ("lit", "band", "chess"):
        start = lots.randint(0, len(students) - 1)
        members = students[start : start + lots.randint(5, 60)] + lots.sample(staff, lots.randint(0, len(staff)))
        school.group(program, "program", members)
        offered["program"].append(program)
    for person in lots.sample(staff, len(staff) // 2):
        school.thanks("2025-10-01", person)
    return offered, Gate(school.engine, Settings(frozen_today=TODAY))


def choices(lots: random.Random, offered: dict[str, list[str]]) -> str:
    names = lots.sample(sorted(offered), lots.choice([0, 1, 1, 1, 2]))
    return "&".join(f"{name}={','.join(lots.sample(offered[name], lots.choice([1, 1, 2])))}" for name in names)


def subtracted(school: School, lots: random.Random, sequences: int) -> None:
    """Asks and asks; whom each choice is about is read as the leader, who sees everybody."""
    offered, gate = random_school(school, lots)
    for _ in range(sequences):
        role = lots.choice(["staff", "projector"])
        searches = {choices(lots, offered) for _ in range(lots.randint(2, 6))}
        for metric, smallest in THRESHOLDS.items():
            shown = [search for search in searches if asked(gate, metric, search, role).rows()]
            sizes = {search: asked(gate, metric, search, role).n for search in shown}
            people = {search: behind(school, gate, metric, search) for search in shown}
            for one, two in combinations(shown, 2):
                if people[one] <= people[two] or people[two] <= people[one]:
                    assert not 0 < abs((sizes[one] or 0) - (sizes[two] or 0)) < smallest, (one, two, sizes)


def asked(gate: Gate, metric: str, search: str, role: str):
    return gate.ask(METRICS[metric], Filters.from_search(search, TODAY), Viewer.of(role))


def behind(school: School, gate: Gate, metric: str, search: str) -> frozenset[str]:
    """The ids of a choice."""
    rows = {CHRONIC: ("attendance", "person"), COVERAGE: ("staff", "id")}
    name, column = rows[metric]
    filters = Filters.from_search(search, TODAY)
    with gate.looking() as look:
        return frozenset(gate._rows(look, METRICS[metric], filters, Viewer.of("leader"))[name][column])


@pytest.mark.parametrize("seed", range(4))
def test_no_two_choices_that_are_shown_differ_by_a_few(anywhere, seed):
    subtracted(anywhere(seed), random.Random(seed), sequences=10)


@pytest.mark.soak
def test_no_two_choices_of_many_schools_differ_by_a_few(anywhere):
    for seed in range(20):
        subtracted(anywhere(seed), random.Random(1000 + seed), sequences=200)


def test_a_team_asked_for_alone_is_said_as_in_the_table_of_all(school):
    """Four of Arts' sixteen are few; Math's count, less from the whole, would tell of them wherever it stood."""
    for team, size, thanked in (("Arts", 16, 4), ("Math", 16, 8), ("PE", 20, 10)):
        for person in school.team(team, size)[:thanked]:
            school.thanks("2025-10-01", person)
    table = {row["group"]: row for row in school.ask(BY_TEAM, role="staff").rows()}
    alone = {team: school.ask(COVERAGE, f"department={team}", "staff").rows()[0] for team in table}
    assert {team for team, row in table.items() if row["hidden"]} == {"Arts", "Math"}
    for team, row in alone.items():
        assert (row["numerator"], row["shown"]) == (table[team]["numerator"], table[team]["shown"])
    assert school.ask(COVERAGE, "", "staff").rows()[0]["numerator"] == 22


def possible(row: dict | None, size: int) -> tuple[int, int]:
    """The counts that what is shown may stand for."""
    if row is None:
        return 0, size
    if row["numerator"] is not None:
        return row["numerator"], row["numerator"]
    fitting = [part for part in range(size + 1) if coding.one_sided(part, size, 5).shown == row["shown"]]
    return fitting[0], fitting[-1]


@pytest.mark.parametrize("seed", range(12))
def test_no_count_of_few_is_told_by_all_teams_and_the_whole(anywhere, seed):
    """Everything a role without names can ask about teams, held together: no count of few is left alone."""
    lots, school = random.Random(seed), anywhere(seed)
    sizes = {team: lots.randint(2, 30) for team in ("Arts", "Math", "PE", "Music", "Latin")}
    truth = {team: lots.randint(0, size) for team, size in sizes.items()}
    for team, size in sizes.items():
        for person in school.team(team, size)[: truth[team]]:
            school.thanks("2025-10-01", person)
    gate = Gate(school.engine, Settings(frozen_today=TODAY))
    table = {row["group"]: row for row in asked(gate, BY_TEAM, "", "staff").rows()}
    alone = {team: next(iter(asked(gate, COVERAGE, f"department={team}", "staff").rows()), None) for team in sizes}
    spans = []
    for team, size in sizes.items():
        both = [possible(row, size) for row in (alone[team], table.get(team))]
        spans.append((max(low for low, _ in both), min(high for _, high in both)))
    whole = possible(asked(gate, COVERAGE, "", "staff").rows()[0], sum(sizes.values()))
    least, most = (sum(ends) for ends in zip(*spans, strict=True))
    for (team, size), (low, high) in zip(sizes.items(), spans, strict=True):
        low, high = max(low, whole[0] - (most - high)), min(high, whole[1] - (least - low))
        few = 0 < truth[team] < 5 or 0 < size - truth[team] < 5
        assert low <= truth[team] <= high and (low < high or not few), (team, size, truth, spans, whole)


def test_a_program_and_the_whole_do_not_tell_of_the_one_outside(school):
    """Eight of fifteen in it, 22 of 30 in all: outside fourteen of fifteen, and one who was not thanked."""
    inside, outside = school.team("Math", 15), school.team("Arts", 15)
    school.group("stem", "program", inside)
    for person in [*inside[:8], *outside[:14]]:
        school.thanks("2025-10-01", person)
    (row,) = school.ask(COVERAGE, "program=stem", "staff").rows()
    assert (row["numerator"], row["hidden"], row["shown"]) == (None, "coded", "≥50%")
    assert school.ask(COVERAGE, "program=stem").rows()[0]["numerator"] == 8


def test_one_kind_and_all_of_them_do_not_tell_of_the_one_who_got_another(school):
    staff = school.team("Math", 24)
    for person in staff[:10]:
        school.thanks("2025-10-01", person, kind="note")
    school.thanks("2025-10-02", staff[10], kind="award")
    assert school.ask(COVERAGE, "", "staff").rows()[0]["numerator"] == 11
    (row,) = school.ask(COVERAGE, "kind=note", "staff").rows()
    assert row["numerator"] is None and row["hidden"] == "coded"
    assert why(school, "kind=award,note", COVERAGE) == ONE_KIND


def test_a_table_by_group_is_not_handed_out_within_another_group(school):
    math, arts = school.team("Math", 12), school.team("Arts", 12)
    school.group("stem", "program", [*math[:11], *arts[:6]])
    assert why(school, "", BY_TEAM) is None
    assert why(school, "program=stem", BY_TEAM) == ONE_GROUP
    assert school.ask(BY_TEAM, "program=stem").rows()


def test_isolated_people_are_no_more_told_by_their_absence(school):
    """Hidden means nought to four: were nought shown, hidden would mean one to four."""
    everybody = school.team("Math", 12)
    for place in range(0, 12, 3):
        for day in range(1, 5):
            school.session(f"2025-10-0{day}", *everybody[place : place + 3])
    measured = {row["measure"]: row for row in school.ask("collaboration.measures", role="staff").rows()}
    assert measured["isolated"]["value"] is None and measured["ties"]["value"] is not None
    assert school.values("collaboration.measures", key="measure")["isolated"] == 0


def often_absent(school: School, grade: str, students: int, often: int) -> list[str]:
    ids = [school.student(f"{grade}-{place}", grade=grade) for place in range(students)]
    days = [date(2025, 9, day) for day in range(1, 21)]
    school.add_all("attendance", [
        {"person": one, "date": on, "status": "absent" if place < often and on.day % 2 else "present"}
        for place, one in enumerate(ids) for on in days
    ])  # fmt: skip
    return ids


def test_two_grades_and_the_whole_do_not_tell_of_four_students(school):
    """17% of 96 is sixteen, 21% of 56 is twelve: "6–23%" of 40 would be four."""
    often_absent(school, "7", 40, 4)
    often_absent(school, "8", 56, 12)
    assert school.ask(CHRONIC, "", "staff").rows()[0]["value"] == 0.17
    assert [school.ask(CHRONIC, f"grade={grade}", "staff").rows() for grade in "78"] == [[], []]
    assert [row["numerator"] for row in school.ask(CHRONIC, "grade=7").rows()] == [4]


def test_a_program_and_the_whole_do_not_tell_of_the_few_students_outside(school):
    inside, outside = often_absent(school, "7", 60, 14), often_absent(school, "8", 36, 2)
    school.group("most", "program", [*inside, *outside[16:]])
    assert school.ask(CHRONIC, "program=most", "staff").rows() == []
    assert school.ask(CHRONIC, "program=most").rows()


def test_rates_of_incidents_do_not_tell_of_a_few(school):
    students = {grade: often_absent(school, grade, size, 0) for grade, size in (("7", 40), ("8", 56))}
    for number, who in enumerate([*students["7"][:3], *students["8"][:20]]):
        school.add("incidents", id=f"I{number}", school="S1", date=date(2025, 9, 10), kind="noise", person=who)
    school.add_all(
        "calendar", [{"school": "S1", "date": date(2025, 9, day), "kind": "school-day"} for day in range(1, 21)]
    )
    assert school.ask("outcomes.incidents", "", "staff").rows()[0]["value"]
    for grade in "78":
        assert school.ask("outcomes.incidents", f"grade={grade}", "staff").rows() == []


def test_one_tie_is_two_people(school):
    everybody = school.team("Math", 14)
    for day in range(1, 5):
        school.session(f"2025-10-0{day}", *everybody[:2])
    measured = {row["measure"]: row["value"] for row in school.ask("collaboration.measures", role="staff").rows()}
    assert measured["isolated"] is None and measured["ties"] is None and measured["nodes"] == 14


def of_schools(school: School, **sizes: int) -> None:
    """More schools with staff, of whom all but the first of each were thanked."""
    for id_, size in sizes.items():
        school.add("schools", id=id_, name=f"{id_} School")
        people = [school.staff(f"{id_}-{place}", "Math", school=id_) for place in range(size)]
        school.add_all("recognitions", [
            {"id": f"R-{one}", "school": id_, "date": date(2025, 10, 1), "to_kind": "person", "to_person": one}
            for one in people[1:]
        ])  # fmt: skip


def test_all_schools_less_some_of_them_are_not_one_small_school(school):
    """Of 93 of 126 less 89 of 122 there is one left."""
    of_schools(school, S2=30, S3=30, S4=30, S5=4)
    assert why(school, "", COVERAGE) is None
    assert why(school, "school=S2,S3,S4", COVERAGE).startswith("one school, or all of them")
    seen = {id_: why(school, f"school={id_}", COVERAGE) for id_ in ("S2", "S3", "S4", "S5")}
    assert seen["S5"] is not None
    assert sum(reason is not None for reason in seen.values()) >= 2  # the small one, and one that protects it
    assert why(school, "school=S2,S3,S4", COVERAGE, "leader") is None


def test_the_only_school_is_all_of_them(school):
    people = school.team("Math", 12)
    for person in people[:6]:
        school.thanks("2025-10-01", person)
    assert school.ask(COVERAGE, "school=S1", "staff").rows() == school.ask(COVERAGE, "", "staff").rows()


def test_a_school_that_is_said_as_a_range_is_not_told_by_the_others_and_the_whole(school):
    """29 of 30 beside 15 of 30 each: exact numbers of the others and of all would leave the one."""
    of_schools(school, S2=30, S3=30, S4=30)
    rows = {id_: school.ask(COVERAGE, f"school={id_}", "staff").rows()[0] for id_ in ("S2", "S3", "S4")}
    whole = school.ask(COVERAGE, "", "staff").rows()[0]
    exact = [row["value"] is not None for row in (*rows.values(), whole)]
    assert sum(not shown for shown in exact) != 1, (rows, whole)
