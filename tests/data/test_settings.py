"""Settings: read from the environment, refused with the remedy."""

import re
from datetime import date

import pytest

from data.settings import HOME, KNOWN, SettingError, from_environment


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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("STAFFROOM_ORLE", "STAFFROOM_ROLE"), ("STAFFROOM_SMALEST_GROUP", "STAFFROOM_SMALLEST_GROUP"),
        ("STAFFROOM_SIGNIN", "STAFFROOM_SIGN_IN"), ("STAFFROOM_ODIC_ISSUER", "STAFFROOM_OIDC_ISSUER"),
        ("STAFFROOM_role", "STAFFROOM_ROLE"), ("STAFFROOM_DATABASE_URI", "STAFFROOM_DATABASE_URL"),
    ],
)  # fmt: skip
def test_a_misspelt_setting_is_refused_with_what_was_meant(name, meant):
    with pytest.raises(SettingError, match=f"^{name} is no setting: did you mean {meant}\\?$"):
        from_environment({name: "x"})


def test_a_setting_that_is_like_none_is_told_and_not_used(caplog):
    assert from_environment({"STAFFROOM_XYZZY": "1", "STAFROOM_ROLE": "x", "STAFFROOM_ROEL": ""}).role == "leader"
    assert [record.getMessage() for record in caplog.records] == [
        "STAFFROOM_XYZZY is no setting of this version of Staffroom, and is not used"
    ]


def test_every_setting_that_is_read_is_known():
    places = [path for part in ("data", "access", "setup", "bench") for path in (HOME / part).rglob("*.py")]
    text = "".join(path.read_text("utf-8") for path in [*places, HOME / "app.py"])
    read = set(re.findall(r'["`]STAFFROOM_([A-Z_]*[A-Z])["`]', text))
    assert read <= set(KNOWN) and {"HOST", "ROLE"} <= read
