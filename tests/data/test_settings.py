"""Settings: read from the environment, refused with the remedy."""

from datetime import date

import pytest

from data.settings import SettingError, from_environment


def test_without_settings_the_defaults_of_the_contract_hold():
    found = from_environment({})
    assert (found.host, found.port, found.role, found.smallest_group, found.smallest_team, found.answer_days) == (
        "127.0.0.1", 8050, "leader", 10, 5, 5,
    )  # fmt: skip
    assert found.database_url.startswith("sqlite:////") and found.database_url.endswith("instance/staffroom.db")


def test_today_can_be_frozen():
    assert from_environment({"STAFFROOM_TODAY": "2026-01-30"}).today == date(2026, 1, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAFFROOM_HOST", "0.0.0.0"), ("STAFFROOM_ROLE", "admin"), ("STAFFROOM_PORT", "http"),
        ("STAFFROOM_PORT", "70000"), ("STAFFROOM_SMALLEST_GROUP", "9"), ("STAFFROOM_SMALLEST_TEAM", "1"),
        ("STAFFROOM_TODAY", "30.1.2026"), ("STAFFROOM_DATABASE_URL", "oracle://somewhere"),
        ("STAFFROOM_MESSAGES_A_MINUTE", "5"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(name, value):
    with pytest.raises(SettingError, match=name):
        from_environment({name: value})


def test_open_data_has_no_threshold_and_everything_unknown_the_higher_one():
    found = from_environment({})
    assert [found.threshold(whose) for whose in ("open", "staff", "students", "sensitive", "?")] == [0, 5, 10, 10, 10]
