"""The library of shared practice, counted by hand."""

import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.disclosure import NAMED
from data.filters import Filters
from data.metrics.practices import MOST, _library, _practices
from data.metrics.record import Asked
from data.queries.people import MEMBER_FILTERS
from data.viewer import Viewer

PRACTICES, LIBRARY, REUSE = (f"collaboration.{name}" for name in ("practices", "library", "reuse"))
LEADS_ARTS = Viewer("team-lead", frozenset(["S1"]), own=frozenset([("department", "Arts")]))


def share(school, id_: str, on: str = "2025-10-01", **more) -> None:
    usual = {"school": "S1", "title": f"Thing {id_}", "topic": "reading"}
    school.add("practices", id=id_, date=date.fromisoformat(on), **(usual | more))


def use(school, id_: str, *people: str, on: str = "2025-11-03") -> None:
    school.add_all(
        "practice_uses", [{"practice": id_, "person": one, "date": date.fromisoformat(on)} for one in people]
    )


def some(team: str, *places: int) -> list[str]:
    return [f"{team}-{place}" for place in places]


@pytest.fixture
def library(school_on_both):
    """Cards: six colleagues, one of them twice, and its own sharer, who does not count. Songs: one. Jars: nobody."""
    school = school_on_both
    for team, size in (("Arts", 5), ("Math", 6), ("Front office", 2)):
        school.team(team, size)
    share(school, "cards", by="Math-1", link="https://x.example/cards")
    share(school, "songs", "2025-10-08", topic="math", by="Front office-1", link="shelf 4")
    share(school, "jars", "2025-10-02", topic=None)
    use(school, "cards", *some("Arts", 1, 2, 3, 4, 5), "Math-2", "Math-1")
    use(school, "cards", "Math-2", on="2025-11-04")
    use(school, "songs", "Arts-1")
    return school


def test_everything_shared_is_there_the_newest_first_with_how_often_by_how_many(library):
    answer = library.ask(PRACTICES)
    told = [(row["practice"], row["topic"], row["group"], row["value"], row["n"]) for row in answer.rows()]
    assert told == [
        ("songs", "math", None, 1, 1),  # two people are no team that is named
        ("jars", None, None, 0, 0),
        ("cards", "reading", "Math", 7, 6),
    ]
    assert answer.sentence == "3 practices shared, the latest on 8 Oct: Thing songs."
    assert [row["link"] for row in answer.rows()] == ["shelf 4", None, "https://x.example/cards"]


@pytest.mark.parametrize("role", ["staff", "projector"])
def test_who_sees_no_few_people_reads_a_range_of_each(library, role):
    told = [(row["practice"], row["value"], row["n"], row["hidden"], row["shown"])
            for row in library.ask(PRACTICES, role=role).rows()]  # fmt: skip
    assert told == [
        ("songs", None, None, "coded", "by under 5"), ("jars", 0, 0, None, None),
        ("cards", None, None, "coded", "by 5 or more"),
    ]  # fmt: skip


def test_the_library_in_use_is_told_in_totals(library):
    answer = library.ask(LIBRARY)
    assert answer.sentence == "3 practices shared, used 8 times by 6 colleagues."
    assert (answer.rows()[0]["value"], answer.rows()[0]["practices"], answer.n) == (8, 3, 6)


def test_a_total_that_would_tell_of_one_use_is_not_shown_to_who_sees_no_few_people(library):
    """Eight uses, five of them at the least of the cards and one of the songs: two are open, so songs has 1 to 3."""
    assert library.ask(LIBRARY, role="staff").rows() == []
    assert library.ask(LIBRARY, role="staff").hidden == ({"rows": 1, "why": "fewer than 5 people"},)
    use(library, "cards", "Math-3", on="2025-11-05")
    assert library.ask(LIBRARY, role="staff").rows()[0]["value"] == 9


def test_reuse_is_told_by_topic_and_how_often_only_to_who_sees_the_people(library):
    rows = library.ask(REUSE).rows()
    assert [(row["topic"], row["value"], row["numerator"], row["denominator"], row["uses"]) for row in rows] == [
        ("math", 1, 1, 1, 1), ("no topic", 0, 0, 1, 0), ("reading", 1, 1, 1, 7),
    ]  # fmt: skip
    assert library.ask(REUSE).sentence == "2 of 3 practices were used by a colleague at least once (67%)."
    for role in ("staff", "projector"):
        shown = library.ask(REUSE, role=role).rows()
        assert [row["uses"] for row in shown] == [None] * 3
        assert [row["value"] for row in shown] == [1, 0, 1]


def test_what_was_taken_out_shared_before_or_used_later_does_not_count(library):
    share(library, "gone", archived=date(2026, 1, 5))
    share(library, "old", "2025-05-01")
    use(library, "jars", "Arts-1", on="2026-01-30")
    assert {row["practice"]: row["value"] for row in library.ask(PRACTICES).rows()} == {
        "songs": 1, "jars": 1, "cards": 7,
    }  # fmt: skip
    before = {row["practice"]: row["value"] for row in library.ask(PRACTICES, "as_of=2026-01-04").rows()}
    assert before == {"songs": 1, "jars": 0, "cards": 7, "gone": 0}


def test_a_topic_is_chosen_by_the_filter_and_totals_stay_whole(library):
    assert [row["practice"] for row in library.ask(PRACTICES, "kind=math").rows()] == ["songs"]
    assert library.ask(LIBRARY, "kind=math").rows()[0]["practices"] == 3
    assert len(library.ask(REUSE, "kind=math").rows()) == 3


def test_a_group_that_is_chosen_singles_nobody_out_who_shared(library):
    library.group("half", "program", some("Arts", 1, 2, 3) + some("Math", 1, 2, 3))
    assert len(library.ask(PRACTICES, "program=half").rows()) == 3
    whole = library.ask(PRACTICES, role="staff").rows()
    assert library.ask(PRACTICES, "program=half", "staff").rows() == whole


def test_who_leads_a_team_sees_how_often_its_own_people_used_things_and_nobody_else(library):
    rows = library.ask(PRACTICES, "department=Arts", viewer=LEADS_ARTS).rows()
    assert {row["practice"]: row["value"] for row in rows} == {"songs": 1, "jars": 0, "cards": 5}
    assert library.ask(LIBRARY, "department=Arts", viewer=LEADS_ARTS).rows()[0]["value"] == 6
    assert library.ask(LIBRARY, "department=Arts", "staff").rows() == []


def test_a_name_in_a_title_topic_or_link_is_not_shown(school):
    school.staff("t", "Math", name="Zoe Quist")
    share(school, "a", title="How Zoe Quist does it", topic="by Zoe Quist", link="https://x.example/zoe-quist")
    for role, search in (("leader", ""), ("staff", "names=on"), ("projector", "")):
        told = json.dumps(school.ask(PRACTICES, search, role).as_json()) + json.dumps(school.ask(REUSE).as_json())
        assert "Quist" not in told and "quist" not in told
    (row,) = school.ask(PRACTICES, "names=on").rows()
    assert (row["title"], row["link"]) == ("How Zoe Quist does it", "https://x.example/zoe-quist")


def test_a_surname_alone_in_words_that_nobody_looked_at_is_not_for_a_room_nor_for_who_sees_no_names(school):
    school.staff("t", "Math", name="Ida Quistorp")
    share(school, "a", title="Quistorp cannot teach", topic="Quistorp is lazy")
    for role in ("projector", "staff"):
        answers = [school.ask(name, "kind=Quistorp is lazy", role).as_json() for name in (PRACTICES, REUSE)]
        assert "Quistorp" not in json.dumps(answers) and len(answers[0]["rows"]) == 1
    assert school.ask(PRACTICES, "view=meeting").rows()[0]["title"] == NAMED
    assert school.ask(PRACTICES).rows()[0]["title"] == "Quistorp cannot teach"


def test_a_page_has_the_latest_of_very_many_and_says_so(school):
    many = {"school": "S1", "date": date(2025, 10, 1), "title": "x", "topic": "y"}
    school.add_all("practices", [many | {"id": f"L{number}"} for number in range(MOST + 1)])
    answer = school.ask(PRACTICES)
    assert len(answer.rows()) == MOST and answer.sentence.startswith("The latest 200 practices, ")
    assert school.ask(LIBRARY).rows()[0]["practices"] == MOST + 1


def test_where_it_lies_is_not_for_a_room(library):
    assert {row["link"] for row in library.ask(PRACTICES, role="projector").rows()} == {None}
    assert "shelf 4" in {row["link"] for row in library.ask(PRACTICES, role="staff").rows()}


def test_an_empty_library_says_so(school):
    assert {school.ask(name).sentence for name in (PRACTICES, LIBRARY, REUSE)} == {"Nothing shared in the period yet."}


def test_a_library_that_nobody_used_says_so(school):
    share(school, "a")
    said = "1 practice shared; nobody has said yet that they used one."
    assert {school.ask(LIBRARY, role=role).sentence for role in ("leader", "staff")} == {said}


USES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11), st.integers(0, 2)), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(uses=USES, smallest=st.integers(2, 6))
def test_no_use_of_few_can_be_told_from_the_ranges_and_the_total(uses, smallest):
    """Whoever knows the total and every range is left with more than one count of each thing that few used."""
    rows, asked = _rows(uses), _asked(smallest)
    shared, whole = _practices(rows, asked).frame, _library(rows, asked).frame
    few = shared[(shared["n"] > 0) & (shared["n"] < smallest)]
    if whole.empty or few.empty:
        return
    least = sum((smallest if n >= smallest else 1) for n in shared["n"] if n)
    most_of_one = 1 + int(whole["value"].iloc[0]) - least
    assert most_of_one >= smallest - 1, "a range of few is left as wide as it is said"


@given(uses=USES)
def test_times_and_things_add_up(uses):
    rows, asked = _rows(uses), _asked(0)
    shared, whole = _practices(rows, asked).frame, _library(rows, asked).frame.iloc[0]
    assert whole["value"] == shared["value"].sum() == len(rows["uses"])
    assert whole["practices"] == len(shared) and shared["n"].max() <= whole["n"] <= shared["n"].sum()


def _asked(smallest: int) -> Asked:
    filters = Filters.from_search("", date(2026, 1, 30))
    assert not any(getattr(filters, name) for name in MEMBER_FILTERS)
    return Asked(filters, date(2026, 1, 30), smallest, answer_days=5, smallest_team=5)


def _rows(uses: list[tuple[int, int, int]]) -> dict:
    shared = [(f"L{n}", date(2025, 10, 1), "A thing", "a", None, None) for n in range(6)]
    used = [(f"L{practice}", f"T{person}") for practice, person, _ in sorted(set(uses))]
    staff = pd.DataFrame([(f"T{n}", "Math") for n in range(12)], columns=["id", "department"])
    return {
        "shared": pd.DataFrame(shared, columns=["id", "date", "title", "topic", "link", "team"]),
        "uses": pd.DataFrame(used, columns=["practice", "person"]), "staff": staff, "all_staff": staff,
    }  # fmt: skip
