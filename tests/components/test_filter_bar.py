"""What the bar offers, given all that is chosen."""

from datetime import date

import pytest
from dash import Dash

from components import filter_bar
from data.filters import Filters
from tests.served import app_on, page, small_school

TODAY = date(2026, 1, 30)
WINDOWS = [
    {"id": "this-year", "label": "This school year", "from": "2025-08-01", "to": "2026-07-31"},
    {"id": "four-weeks", "label": "Last four weeks", "from": "2026-01-03", "to": "2026-01-30"},
]


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Dash:
    return app_on(small_school(tmp_path_factory.mktemp("school")))


def offered(app: Dash, name: str, search: str = "") -> list[str]:
    options = page(app, "/recognition", search)["sideUpdate"][f"filter-{name}"]["options"]
    return [option["label"] for option in options]


def periods(search: str) -> list[tuple[str, str]]:
    options = filter_bar.periods(WINDOWS, Filters.from_search(search, TODAY))
    return [(option["label"], option["value"]) for option in options]


def test_every_filter_begins_with_all_of_them(app):
    for name, (_, words) in filter_bar.ALL.items():
        assert offered(app, name)[0] == words


def test_a_choice_that_would_leave_nobody_is_not_offered(app):
    everybody, kindergarten = offered(app, "classroom"), offered(app, "classroom", "?grade=K")
    assert len(kindergarten) < len(everybody)
    assert all(name.startswith(("All", "K")) for name in kindergarten)


def test_a_filter_still_offers_what_else_could_be_chosen_in_it(app):
    assert offered(app, "grade", "?grade=K") == offered(app, "grade")


def test_one_school_is_no_choice(app):
    assert page(app, "/recognition")["sideUpdate"]["filter-school-box"]["hidden"] is True


def test_several_at_once_are_one_entry(app):
    options = page(app, "/recognition", "?grade=3,K")["sideUpdate"]["filter-grade"]["options"]
    assert options[1] == {"label": "2 chosen", "value": "3,K"}


def test_this_year_is_what_the_address_need_not_say():
    assert periods("")[0] == ("This school year", "all")
    assert periods("?from=2025-08-01&to=2026-07-31") == periods("")


def test_a_window_of_the_readers_own_is_one_more():
    assert periods("?from=2026-01-03&to=2026-01-30") == periods("")
    own = periods("?from=2025-09-01&to=2025-10-31")
    assert own[-1] == ("1 Sep – 31 Oct 2025", "2025-09-01..2025-10-31")
    assert periods("?from=2024-12-01&to=2025-02-01")[-1][0] == "1 Dec 2024 – 1 Feb 2025"
