"""A column of dates has one form, found from all of its cells; what could be two is asked once, and never guessed."""

import itertools
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.date_columns import DateColumn, Found, Look, Unsettled
from data.importers.dates import MONTHS, Form, readings
from data.importers.problems import FileRefused, Wrong
from tests.data.importers.desk import Desk

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
EVENTS = "id,kind,school,date\n"


def read(cells: list[str], told: str | None = None) -> list[date | str]:
    """A whole column: what each cell is, or why it cannot be taken."""
    look = Look(told)
    look.at(cells)
    column = DateColumn(told, look.found("date"))
    return [one(column, cell) for cell in cells]


def one(column: DateColumn, cell: str) -> date | str:
    try:
        return column.date(cell)
    except Wrong as wrong:
        return wrong.why


def written(day: date, order: str, mark: str) -> str:
    parts = {"d": f"{day.day}", "m": f"{day.month:02}", "y": f"{day.year}"}
    return mark.join(parts[part] for part in order)


@given(st.lists(DAYS), st.dates(date(2000, 1, 13), date(2000, 1, 31)), st.sampled_from("/-. "), st.data())
def test_a_column_with_one_day_over_twelve_is_read_as_it_was_written(days, certain, mark, data):
    order = data.draw(st.sampled_from(["dmy", "mdy", "ymd"]))
    assert read([written(day, order, mark) for day in [*days, certain]]) == [*days, certain]


@given(DAYS, st.sampled_from("-/."))
def test_a_date_comes_back_in_each_order_that_is_told(day: date, mark: str):
    assert read([day.isoformat()]) == [day]
    for order in ("dmy", "mdy", "ymd"):
        assert read([written(day, order, mark)], order) == [day]


@given(DAYS, st.sampled_from([" ", "-", "/"]))
def test_english_names_of_months_say_the_order(day: date, mark: str):
    name = MONTHS[day.month - 1].title()
    assert read([f"{day.day}{mark}{name}{mark}{day.year}"]) == [day]
    assert read([f"{name} {day.day}, {day.year}"], "dmy") == [day]


CELLS = ["2025-01-02", "2025-1-3", "13/01/2025", "1/13/2025", "3/4/2025", "03.04.2025", "4 May 2025", "soon", "3/4/25"]


@given(st.lists(st.sampled_from(CELLS), min_size=1), st.sampled_from([None, "dmy", "mdy"]), st.randoms())
def test_the_order_of_rows_makes_no_difference(cells, told, random):
    shuffled = random.sample(cells, len(cells))
    try:
        expected = dict(zip(cells, read(cells, told), strict=True))
    except FileRefused:
        with pytest.raises(FileRefused):
            read(shuffled, told)
    else:
        assert dict(zip(shuffled, read(shuffled, told), strict=True)) == expected


@given(st.lists(st.sampled_from(CELLS), min_size=1))
def test_a_cell_that_is_taken_can_be_nothing_else_or_the_whole_column_says_so(cells):
    try:
        taken = [(cell, day) for cell, day in zip(cells, read(cells), strict=True) if isinstance(day, date)]
    except FileRefused:
        return
    forms = [{form for form, at in readings(cell).items() if at.date() == day} for cell, day in taken]
    assert not forms or set.intersection(*forms)
    doubtful = [cell for cell, _ in taken if len(set(readings(cell).values())) > 1]
    certain = [cell for cell in cells if len(readings(cell)) == 1]
    assert not doubtful or certain


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-10-01", datetime(2025, 10, 1)),
        ("2025-10-01T08:30", datetime(2025, 10, 1, 8, 30)),
        ("2025-10-01 08:30:15.123456789", datetime(2025, 10, 1, 8, 30, 15, 123456)),
        ("2012-04-23T18:25:43.511Z", datetime(2012, 4, 23, 18, 25, 43, 511000)),
        ("2025-10-01T23:30:00-05:00", datetime(2025, 10, 1, 23, 30)),
        ("2025-10-1 8:30 AM", datetime(2025, 10, 1, 8, 30)),
    ],
)
def test_a_time_is_kept_as_it_is_written_in_the_zone_of_the_file(text: str, moment: datetime):
    assert DateColumn().moment(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1/31/2025 12:05 AM", datetime(2025, 1, 31, 0, 5)),
        ("1/31/2025, 12:05:09 p.m.", datetime(2025, 1, 31, 12, 5, 9)),
        ("1/31/2025 15:30", datetime(2025, 1, 31, 15, 30)),
        ("1/31/2025 06:28:23 AM AST", datetime(2025, 1, 31, 6, 28, 23)),
        ("7/23/2016 16:06:32 -0400", datetime(2016, 7, 23, 16, 6, 32)),
        ("3/30/2025 02:30", datetime(2025, 3, 30, 2, 30)),  # an hour that clocks in Europe leave out
    ],
)
def test_a_time_may_have_am_and_pm_and_a_zone(text: str, moment: datetime):
    assert DateColumn(found=Found(Form("mdy", "/"))).moment(text) == moment


@pytest.mark.parametrize(
    "text",
    ["20251001", "2025-W40-1", "2025-10", "2025-10-01T25:00", "1/31-2025", "31.1.25", "today", "14-Mar-25", "45321",
     "Room 12 3", "1/31/2025 13:05 PM", "14 März 2025", "31 Jun 2025", "0/0/2025"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(Wrong):
        DateColumn("mdy", Found(Form("mdy", "/"))).date(text)


def test_a_date_that_is_not_iso_waits_until_the_whole_column_was_seen():
    with pytest.raises(Unsettled):
        DateColumn().date("13/01/2025")
    with pytest.raises(Unsettled):
        DateColumn("mdy").date("13/01/2025")


def test_dates_that_are_the_same_in_both_orders_are_not_asked_about():
    assert read(["01/01/2025", "12/12/2025"]) == [date(2025, 1, 1), date(2025, 12, 12)]


def test_of_two_forms_the_one_of_most_certain_cells_is_taken_and_no_doubtful_cell():
    why = "could be two dates, since the column has dates of several formats"
    wrong = "is not a date in the day-month-year format"
    assert read(["13/04/2025", "14/04/2025", "04/13/2025", "03/04/2025"]) == [
        date(2025, 4, 13), date(2025, 4, 14), wrong, why,
    ]  # fmt: skip


def test_what_a_look_keeps_are_counts_of_forms_however_various_the_column():
    look = Look(None)
    for year in range(1900, 2100):
        look.at([f"{day}/1/{year}" for day in range(1, 29)])
    assert look.found("date") == Found(Form("dmy", "/"))
    assert set(look.fits) == set(look.allowed) == set(look.sure) == {Form("dmy", "/"), Form("mdy", "/")}


# --- through the command line
def test_dates_are_taken_in_the_one_order_that_fits_and_a_note_says_so(stocked: Desk):
    text = EVENTS + "e8,planning,oak,1/2/2025\ne9,planning,oak,1/31/2025\n"
    outcome = stocked.take_text("events", text)
    assert outcome.counts == (2, 2, 0, 0, 0)
    assert outcome.file["notes"] == ["dates of column date were read as month-day-year"]
    assert (date(2025, 1, 2),) in stocked.rows("events", "date")


def test_what_could_be_two_dates_is_asked_once_a_file_and_then_read_as_told(stocked: Desk):
    text = EVENTS + "".join(f"e{n},planning,oak,{n}/2/2025\n" for n in range(2, 9))
    outcome = stocked.take_text("events", text, "--keep-good-rows")
    (problem,) = outcome.file["problems"]
    assert (problem["line"], problem["column"]) == (None, "date")
    assert problem["remedy"] == "say which by --dates dmy or --dates mdy"
    assert outcome.counts == (0, 0, 0, 0, 0) and "ask" not in problem
    assert stocked.take_text("events", text, "--dates", "dmy").code == 0
    assert (date(2025, 2, 8),) in stocked.rows("events", "date")


def test_two_columns_of_a_file_may_have_two_orders(stocked: Desk):
    text = "id,title,school,start,end\nm8,Board,oak,1/31/2025 2:05 PM,31.1.2025 15:00\n"
    assert stocked.take_text("meetings", text).code == 0
    assert (datetime(2025, 1, 31, 14, 5), datetime(2025, 1, 31, 15)) in stocked.rows("meetings", "start", "end")


@pytest.mark.parametrize("late", ["13/05/2025", "soon"])
def test_a_date_far_below_changes_how_all_above_are_read_and_every_row_counts_once(late, stocked: Desk, monkeypatch):
    monkeypatch.setattr("data.importers.sheet.ROWS_AT_ONCE", 3)
    rows = [f"e{n},planning,oak,2025-01-{n}\n" for n in range(10, 20)]
    outcome = stocked.take_text("events", EVENTS + "".join(rows) + f"e99,planning,oak,{late}\n", "--keep-good-rows")
    assert outcome.counts == (11, 10, 0, 0, 1)
    assert [problem["line"] for problem in outcome.file["problems"]] == [12]
    many = "".join(f"e{n},planning,oak,13/{n - 19:02}/2025\n" for n in range(20, 32))
    mixed = stocked.take_text("events", EVENTS + "".join(rows) + many, "--dry-run", "--keep-good-rows")
    assert mixed.counts == (22, 12, 0, 0, 10)


def test_a_fill_may_be_a_date_in_another_order(stocked: Desk):
    text = "id,kind,school\ne8,planning,oak\n"
    assert stocked.take_text("events", text, "--set", "date=31/01/2025").code == 0
    assert (date(2025, 1, 31),) in stocked.rows("events", "date")


def test_every_form_shows_its_own_example():
    forms = [Form(*pair) for pair in itertools.product(("dmy", "mdy", "ymd"), ("/", ".", "-", "name"))]
    assert all(readings(form.example)[form].date() == date(2026, 1, 31) for form in forms)
