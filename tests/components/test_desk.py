"""The trees of the page of files: what they say, what they ask, and where their forms go."""

from __future__ import annotations

from typing import Any

import pytest

from components import came_in, delivery, desk, questions
from components.questions import ANEW
from data.viewer import Viewer
from tests.components.handmade import elements, text

PROBLEM = {"line": 1204, "column": "Kind", "value": "wizard", "why": "is no kind", "remedy": "mend it", "ask": None}
FILE = {
    "file": "people.csv", "kind": "people", "read": 5, "accepted": 3, "changed": 1, "unchanged": 1, "repeated": 0,
    "rejected": 1, "refused": False, "problems": [PROBLEM], "notes": ["a note"], "more_problems": 0,
    "columns": [("id", "No."), ("kind", "Kind")], "first": [{"id": "•••", "kind": "student"}],
    "sha256": "ab" * 32, "bytes": 100,
}  # fmt: skip
GOOD = FILE | {"rejected": 0, "problems": [], "read": 4}


def found(state: str = "checked", file: dict = GOOD, **more: Any) -> dict:
    receipt = {"id": 7, "taken": state == "taken", "files": [file]}
    return {
        "id": "x" * 22, "state": state, "told": None, "trouble": None, "names": ["people.csv"], "said": {},
        "report": False, "receipt": receipt, "sample": False,
    } | more  # fmt: skip


def cards(row: dict | None) -> list:
    return ["div", {}, *delivery.delivery(row)]


def forms(tree: list) -> dict[str, dict[str, str]]:
    """What each form sends that nobody typed, by the last word of its address."""
    return {
        form[1]["action"].rpartition("/")[2]: {
            field[1]["name"]: field[1]["value"] for field in elements(form, "input") if field[1]["type"] == "hidden"
        }
        for form in elements(tree, "form")
    }


def buttons(tree: list) -> list[str]:
    return [text(one) for one in elements(tree, "button")]


def test_every_form_is_posted_to_the_desk():
    trees = [cards(found()), cards(found("checking")), cards(found("failed", trouble="no")), desk.hand_in("", True)]
    for form in (one for tree in trees for one in elements(tree, "form")):
        assert form[1]["method"] == "post"
        assert form[1]["action"].startswith("/data/files")


def test_what_can_be_taken_can_be_taken_or_thrown_away():
    tree = cards(found())
    assert buttons(tree) == ["Take in 3 rows", "Throw away", ANEW]
    assert forms(tree) == {"take": {}, "forget": {}, "again": {}}
    assert "All of it can be taken: 3 rows new or changed" in text(tree)


def test_what_is_there_already_is_said():
    tree = cards(found(file=GOOD | {"accepted": 0, "changed": 0, "unchanged": 4}))
    assert "Nothing new: it is all there already" in text(tree)


def test_counts_are_those_of_the_five_outcomes():
    (counts,) = elements(cards(found(file=FILE)), "dl", "desk-counts")
    assert text(counts) == "New 2 Changed 1 Unchanged 1 Repeated 0 Refused 1"


def test_what_is_to_be_mended_is_told_line_by_line():
    tree = cards(found(file=FILE, report=True))
    (row,) = elements(elements(tree, "table")[0], "tbody")[0][2:]
    assert [text(cell) for cell in elements(row, "td")] == ["1,204", "Kind", "wizard", "is no kind", "mend it"]
    assert buttons(tree) == ["Take the good rows only (3)", "Throw away", ANEW]
    assert forms(tree)["take"] == {"rows": "good"}
    assert "/report" in str(tree)


def test_a_report_is_offered_only_where_there_is_one():
    assert "/report" not in str(cards(found(file=FILE)))


def test_a_file_that_is_refused_whole_has_no_good_rows():
    refused = FILE | {
        "kind": None,
        "refused": True,
        "read": 0,
        "accepted": 0,
        "rejected": 0,
        "columns": [],
        "first": [],
    }
    tree = cards(found(file=refused, report=True))
    assert buttons(tree) == ["Throw away", ANEW]
    assert "nothing we know" in text(tree)


def test_a_single_file_may_be_said_to_be_something_else():
    tree = cards(found(said={"kind": "people", "dates": "dmy"}))
    assert forms(tree)["again"] == {"dates": "dmy"}
    kinds = [option[1]["value"] for option in elements(tree, "option")]
    assert "attendance" in kinds and "people" not in kinds
    both = found()
    both["receipt"]["files"] = [GOOD, GOOD]
    assert ANEW not in buttons(cards(both)), "one answer would hold for all of them"
    assert ANEW not in buttons(cards(found("taken")))


def test_the_sample_gives_its_place_by_one_button():
    tree = cards(found(sample=True))
    main, other, *_ = elements(tree, "button")
    assert text(main) == "Put them in the place of the fictional school"
    assert "main" in main[1]["className"]
    assert "main" not in other[1]["className"]
    assert "Added to it, they stand beside it, and every number counts both." in text(tree)
    assert "beside it" not in text(cards(found(file=GOOD)))
    assert {"instead": "of the sample"} in [
        {field[1]["name"]: field[1]["value"] for field in elements(form, "input")} for form in elements(tree, "form")
    ]


def test_while_it_works_it_says_how_far_it_is_and_can_be_cancelled():
    tree = cards(found("checking", told={"stage": "checking", "file": "a.csv", "rows": 12_000}))
    (told,) = (one for one in elements(tree, "p") if "data-desk-told" in one[1])
    assert text(told) == "Reading a.csv, 12,000 rows …"
    assert told[1]["role"] == "status"
    assert buttons(tree) == ["Cancel"]


def test_what_did_not_work_is_tried_again_with_what_was_said():
    tree = cards(found("failed", trouble="No memory.", said={"dates": "dmy"}, receipt=None))
    assert forms(tree) == {"again": {"dates": "dmy"}, "forget": {}}
    assert elements(tree, "p")[0][1]["role"] == "alert"


def test_what_is_taken_is_said_with_what_was_left_out():
    assert "Import 7: 3 rows written" in text(cards(found("taken")))
    assert "What was refused is not among them" in text(cards(found("taken", FILE, report=True)))


def test_files_that_are_gone_lead_back():
    assert elements(cards(None), "a")[0][1]["href"] == "/data"


def asking(*asks: dict, said: dict | None = None) -> list:
    problems = [PROBLEM | {"ask": ask} for ask in asks]
    return ["div", {}, questions.questions(found(file=FILE | {"problems": problems}, said=said or {}))]


def test_what_only_a_person_can_tell_is_asked_once():
    dates = {"what": "dates", "column": "Date", "options": ["dmy", "mdy"]}
    tree = asking(dates, dates)
    (select,) = elements(tree, "select")
    assert (select[1]["name"], select[1]["required"]) == ("dates", True)
    assert [option[1]["value"] for option in elements(select, "option")] == ["", "dmy", "mdy"]
    assert "day/month/year" in text(select)


def test_a_column_is_asked_for_by_its_field():
    tree = asking({"what": "column", "field": "status", "options": ["Code", "Reason"]})
    chosen, typed = (label[-1][1]["name"] for label in elements(tree, "label"))
    assert (chosen, typed) == ("map.status", "set.status")


def test_where_no_column_has_it_one_value_may_be_said_for_all_rows_but_not_one_id():
    kind = {"what": "column", "field": "kind", "options": ["Code"], "values": ["staff", "student"]}
    tree = asking(kind, {"what": "column", "field": "id", "options": ["Code"]})
    assert [select[1]["name"] for select in elements(tree, "select")] == ["map.kind", "set.kind", "map.id"]
    assert "people.csv" in text(tree), "which file asks"


def test_headings_that_are_covered_are_spoken_of():
    ask = {"what": "column", "field": "status", "options": ["Code", "column 2"]}
    assert questions.COVERED in text(asking(ask))
    shown = found(file=FILE | {"problems": [PROBLEM | {"ask": ask}]}, named=True)
    assert questions.COVERED not in text(["div", {}, questions.questions(shown)])


def test_an_empty_file_is_not_called_there_already():
    tree = cards(found(file=GOOD | {"read": 0, "accepted": 0, "changed": 0, "unchanged": 0}))
    assert "There are no rows in it" in text(tree) and "Take in" not in buttons(tree)


def test_what_would_change_is_said_before_it_does():
    assert "1 row of those would change what is on record" in text(cards(found()))
    assert "would change" not in text(cards(found(file=GOOD | {"changed": 0})))


def test_an_answer_stays_said_until_it_is_asked_again():
    ask = {"what": "column", "field": "status", "options": ["Code"]}
    sent = forms(asking(ask, said={"dates": "dmy", "map.status": "Reason"}))["again"]
    assert sent == {"dates": "dmy"}


@pytest.mark.parametrize("ask", [{"what": "kind", "options": ["people"]}, {"what": "sheet"}, {"what": "encoding"}])
def test_whatever_is_asked_has_words(ask: dict):
    (label,) = elements(asking(ask), "label")
    assert "None" not in text(label)


def test_a_receipt_says_who_when_which_file_and_how_many():
    one = {"id": 7, "at": "30 Jan 2026, 03:00", "by": "leader", "files": [FILE], "undone": False}
    tree = came_in.receipts([one, one | {"id": 6, "undone": True, "files": []}])
    assert [text(head) for head in elements(tree, "th")][5:10] == [
        "Read",
        "New or changed",
        "Unchanged",
        "Repeated",
        "Refused",
    ]
    last, before = elements(tree, "tbody")[0][2:]
    assert [text(cell) for cell in elements(last, "td")] == [
        "7", "Undo …", "30 Jan 2026, 03:00", "leader", "people.csv (people) abababababab", "5", "3", "1", "0", "1",
    ]  # fmt: skip
    assert text(elements(before, "td")[1]) == "undone"
    assert elements(tree, "span", "hash")[0][1]["title"] == f"SHA-256 {'ab' * 32}"


def test_a_receipt_from_before_hashes_were_kept_is_shown_without():
    old = {name: value for name, value in FILE.items() if name != "sha256"}
    one = {"id": 7, "at": "", "by": "x", "files": [old], "undone": False}
    assert elements(came_in.receipts([one]), "span", "hash") == []


def test_what_stands_on_an_import_is_said_before_it_is_taken_back():
    plan = {
        "id": 3,
        "reasons": ["import 5 changed 2 rows"],
        "taken_back": ["import 5", "import 3"],
        "later": [5],
        "notes": ["a note"],
    }
    tree = came_in.undo(plan)
    assert text(tree).index("import 5 changed") < text(tree).index("would be taken back")
    assert forms(tree) == {"undo": {"later": "5"}}
    assert buttons(came_in.undo(plan | {"taken_back": [], "later": []})) == []


def test_a_source_says_what_is_expected_of_it():
    row = {"kind": "chart_events", "came": None, "newest": None, "every": None, "state": "free"}
    tree = came_in.sources([row, row | {"kind": "attendance", "every": 7, "state": "never"}])
    assert "not here yet" in text(tree)
    assert [days[1]["defaultValue"] for days in elements(tree, "input", "days")] == ["", "7"]
    assert elements(tree, "input", "days")[0][1]["aria-label"] == "Days within which chart events are expected"


def test_who_may_not_import_is_told_whom_to_ask():
    assert "not for the role staff" in text(desk.closed(Viewer.of("staff")))
    assert "meeting view" in text(desk.closed(Viewer.of("leader")))


def test_nothing_in_an_address_is_said_that_is_not_ours():
    assert "alert" not in text(desk.hand_in("<script>alert(1)</script>", False))
    assert elements(desk.hand_in("nothing", False), "p")[1][1]["role"] == "alert"


def test_of_several_files_none_is_asked_what_it_holds_since_the_answer_would_hold_for_all():
    odd = FILE | {
        "file": "odd.txt",
        "kind": None,
        "problems": [PROBLEM | {"ask": {"what": "kind", "options": ["people"]}}],
    }
    row = found(file=odd)
    assert elements(cards(row), "select")
    row["receipt"]["files"] = [odd, GOOD]
    tree = cards(row)
    assert elements(tree, "select") == [] and "odd.txt holds is not certain: hand it in alone" in text(tree)


def test_a_school_is_chosen_by_its_name():
    ask = {"what": "column", "field": "school", "options": []}
    row = found(file=FILE | {"problems": [PROBLEM | {"ask": ask}]}, schools={"10002": "Fabrikam High"})
    options = [(one[1]["value"], text(one)) for one in elements(["div", {}, questions.questions(row)], "option")]
    assert ("10002", "Fabrikam High") in options
