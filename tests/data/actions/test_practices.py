"""The library: somebody shares, others say that they used it, and it is corrected or taken out by who may."""

from __future__ import annotations

from datetime import date

import pytest

from data.actions import practices
from data.actions.refused import NotAllowed, NotThere, Refused
from data.actions.rights import Writer
from data.viewer import Viewer
from tests.data.actions.test_thanks import ADA, BO, CY, HEAD, somebody
from tests.data.actions.writing import rows, write
from tests.data.school import TODAY, School

SAID = {"school": "S1", "title": "Exit tickets", "topic": "checking", "link": "https://x.example/tickets"}
FAR = somebody("Far", school="S2")
DATA_MANAGER = somebody(None, "data-manager", account="account of data")


@pytest.fixture
def school(school_on_both: School) -> School:
    school = school_on_both
    for person in ("Ada", "Bo", "Cy", "Head"):
        school.staff(person, "Math")
    school.group("p1", "program", ["Ada"])
    school.add("schools", id="S2", name="Ash School")
    school.staff("Far", "Music", school="S2")
    school.add("groups", id="p2", type="program", name="Theirs", school="S2")
    school.goal("G")
    school.goal("over", closed=date(2025, 12, 1))
    return school


def share(school: School, writer: Writer = ADA, /, **said: str) -> str:
    return write(school, lambda act: practices.share(act, SAID | said), writer).made


def row(school: School, id_: str) -> dict:
    return next(one for one in rows(school, "practices") if one["id"] == id_)


def use(school: School, id_: str, writer: Writer = BO) -> None:
    write(school, lambda act: practices.used(act, id_), writer)


def test_what_is_shared_stands_in_the_library_at_once(school):
    made = row(school, share(school, group="p1", goal="G"))
    assert (made["by"], made["date"], made["school"], made["archived"]) == ("Ada", TODAY, "S1", None)
    assert (made["title"], made["topic"], made["group"], made["goal"]) == ("Exit tickets", "checking", "p1", "G")
    assert school.ask("collaboration.practices").rows()[0]["title"] == "Exit tickets"


def test_a_title_alone_is_enough_and_a_new_topic_goes_before_one_of_the_list(school):
    made = row(school, share(school, topic="", link=""))
    assert (made["topic"], made["link"], made["group"], made["goal"]) == (None, None, None, None)
    assert row(school, share(school, new_topic="labs"))["topic"] == "labs"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": " "}, "What it is is empty"), ({"title": "ok"}, "hardly a word"),
        ({"title": "x" * 151}, "151 characters"), ({"title": "a\u202eb c"}, "cannot be shown"),
        ({"new_topic": "x" * 61}, "61 characters"), ({"link": "x" * 501}, "501 characters"),
        ({"group": "p2"}, "choose one of the list"), ({"group": "nowhere"}, "choose one of the list"),
        ({"goal": "over"}, "choose one of the list"), ({"goal": "' OR 1=1"}, "choose one of the list"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_the_remedy(school, said, words):
    with pytest.raises(Refused, match=words):
        share(school, **said)
    assert rows(school, "edits") == rows(school, "practices") == []


def test_a_use_is_counted_once_a_day_and_not_that_of_who_shared_it(school):
    id_ = share(school)
    use(school, id_)
    with pytest.raises(Refused, match="once a day"):
        use(school, id_)
    with pytest.raises(Refused, match="It is yours"):
        use(school, id_, ADA)
    use(school, id_, CY)
    assert [(one["person"], one["date"]) for one in rows(school, "practice_uses")] == [("Bo", TODAY), ("Cy", TODAY)]
    assert school.ask("collaboration.practices").rows()[0]["value"] == 2


@pytest.mark.parametrize("person", [None, "taken-back"])
def test_whom_the_roster_does_not_know_shares_under_no_name_and_uses_nothing(school, person):
    id_ = share(school, writer := somebody(person, account="account of somebody"))
    assert row(school, id_)["by"] is None
    other = share(school)
    with pytest.raises(Refused, match="roster does not know you"):
        use(school, other, writer)
    write(school, lambda act: practices.unshare(act, id_), writer)
    assert row(school, id_)["archived"] == TODAY


def test_it_is_corrected_and_taken_out_by_who_shared_it_and_by_who_leads(school):
    id_ = share(school)
    write(school, lambda act: practices.correct(act, id_, {"title": "Entry tickets", "link": "shelf 4"}), ADA)
    assert (row(school, id_)["title"], row(school, id_)["link"]) == ("Entry tickets", "shelf 4")
    write(school, lambda act: practices.correct(act, id_, {"new_topic": "tests", "topic": ""}), DATA_MANAGER)
    assert (row(school, id_)["title"], row(school, id_)["topic"]) == ("Entry tickets", "tests")
    write(school, lambda act: practices.unshare(act, id_), HEAD)
    assert row(school, id_)["archived"] == TODAY and school.ask("collaboration.practices").rows() == []


def test_what_a_form_leaves_out_stays_as_it_is(school):
    id_ = share(school)
    before = row(school, id_)
    write(school, lambda act: practices.correct(act, id_, {"goal": ""}), ADA)
    assert row(school, id_) == before


@pytest.mark.parametrize(
    "do",
    [practices.unshare, lambda act, id_: practices.correct(act, id_, {"title": "Mine"})],
    ids=["unshare", "correct"],
)
def test_nobody_changes_what_a_colleague_shared(school, do):
    id_ = share(school)
    with pytest.raises(NotAllowed):
        write(school, lambda act: do(act, id_), BO)
    for writer in (FAR, somebody("Far", "leader", "S2"), somebody("Bo", "officer"), somebody("Bo", "projector")):
        with pytest.raises(NotThere):
            write(school, lambda act, who=writer: do(act, id_), writer)


@pytest.mark.parametrize("id_", ["", "there-is-none", "a\x00b", "x" * 3000, "' OR 1=1"])
def test_what_is_not_there_is_not_there(school, id_):
    for do in (practices.used, practices.unshare):
        with pytest.raises(NotThere):
            write(school, lambda act, do=do: do(act, id_), HEAD)


def test_nothing_is_shared_in_another_school_or_by_who_may_not(school):
    with pytest.raises(NotThere):
        share(school, school="S2")
    for role in ("officer", "administrator", "projector"):
        with pytest.raises(NotAllowed):
            share(school, somebody("Ada", role))
    with pytest.raises(NotAllowed):
        share(school, Writer(Viewer.of("staff"), "staff"))


def test_what_was_taken_out_is_used_no_more(school):
    id_ = share(school)
    use(school, id_)
    write(school, lambda act: practices.unshare(act, id_), ADA)
    with pytest.raises(NotThere):
        use(school, id_, CY)
    assert len(rows(school, "practice_uses")) == 1


def test_what_somebody_reported_is_held_until_who_looks_at_thanks_shows_it(school):
    id_ = share(school)
    write(school, lambda act: practices.report(act, id_), BO)
    assert row(school, id_)["state"] == practices.HELD and school.ask("collaboration.practices").rows() == []
    assert waiting(school, BO) == [] and waiting(school, ADA) == waiting(school, HEAD) == [id_]
    with pytest.raises(NotThere):
        use(school, id_, CY)
    with pytest.raises(NotAllowed):
        write(school, lambda act: practices.show(act, id_), ADA)
    write(school, lambda act: practices.show(act, id_), HEAD)
    assert row(school, id_)["state"] is None and len(school.ask("collaboration.practices").rows()) == 1
    with pytest.raises(Refused, match="looked at this already"):
        write(school, lambda act: practices.remove(act, id_), HEAD)


def test_what_was_removed_is_gone_with_its_topic_for_its_sharer_too(school):
    id_ = share(school)
    write(school, lambda act: practices.report(act, id_), BO)
    write(school, lambda act: practices.remove(act, id_), DATA_MANAGER)
    assert waiting(school, HEAD) == [] and school.ask("collaboration.reuse").rows() == []
    with school.engine.connect() as connection:
        assert practices.topics_in_use(connection, "S1") == []
    for do in (practices.report, practices.unshare, practices.show):
        with pytest.raises(NotThere):
            write(school, lambda act, do=do: do(act, id_), ADA)


def waiting(school: School, writer: Writer) -> list[str]:
    with school.engine.connect() as connection:
        return [one["id"] for one in practices.held(connection, writer, 20)]


def test_one_person_shares_so_many_things_a_day(school):
    for number in range(practices.MOST_A_DAY):
        share(school, title=f"Thing {number}")
    with pytest.raises(Refused, match="go on tomorrow"):
        share(school)
    share(school, BO)


def test_whatever_is_written_leaves_a_line_of_its_school_and_of_no_goal(school):
    id_ = share(school, goal="G")
    use(school, id_)
    lines = rows(school, "edits")
    assert [(line["name"], line["school"], line["goal"], line["author"]) for line in lines] == [
        ("practices", "S1", None, "Ada"), ("practice_uses", "S1", None, "Bo"),
    ]  # fmt: skip
    about = rows(school, "trail")[-1]["about"]
    assert "Bo" not in about and "practice_uses" in about


@pytest.mark.parametrize(
    "link",
    [
        "https://x.example/a?b=c&d=%20e#f",
        "http://10.0.0.1:8080/",
        "HTTPS://X.EXAMPLE",
        "https://x.example/(1)",
        "https://x.example/@ada?to=b@c.example",
        "https://x.example?a@b",
    ],
)
def test_a_web_address_may_be_followed(link):
    assert practices.is_address(link)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x",
     "vbscript:x", "//x.example", "https:x.example", "\\\\x.example\\share", "https://x.example/ a", "shelf 4", "",
     None, "https://x.example/<b>", 'https://x.example/"onclick="x', "https://\u202egpj.example", "https://x.example\n",
     "https://localhost@evil.example/", "https://a:b@evil.example",
     "https://x.example:80@evil.example/", "file:///x", "ftp://x.example",
     "xhttps://x.example", "https://", "https:///x", "https://x.example\\@y.example"],
)  # fmt: skip
def test_anything_else_is_only_read(link):
    assert not practices.is_address(link)
