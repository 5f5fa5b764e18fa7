"""What refuses to start, and with which sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from access.start import check_surroundings
from data.settings import SettingError, Settings, SignIn, from_environment

ROOT = Path(__file__).resolve().parents[2]
SIGNED = {"STAFFROOM_OIDC_ISSUER": "https://id.example", "STAFFROOM_OIDC_CLIENT_ID": "c",
          "STAFFROOM_OIDC_CLIENT_SECRET": "s", "STAFFROOM_OIDC_DOMAINS": "Oak.example, elm.example",
          "STAFFROOM_PUBLIC_URL": "https://staffroom.oak.example/"}  # fmt: skip


def test_a_provider_is_read_from_the_settings():
    sign_in = from_environment(SIGNED | {"STAFFROOM_HOST": "0.0.0.0"}).sign_in
    assert (sign_in.issuer, sign_in.host, sign_in.is_secure) == ("https://id.example", "staffroom.oak.example", True)
    assert sign_in.domains == {"oak.example", "elm.example"}
    assert "client_secret" not in repr(sign_in), "a secret is in no log"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"STAFFROOM_HOST": "0.0.0.0"}, "without sign-in"),
        ({"STAFFROOM_SIGN_IN": "local", "STAFFROOM_HOST": "0.0.0.0"}, "no https"),
        ({"STAFFROOM_SIGN_IN": "yes"}, "use local"),
        (SIGNED | {"STAFFROOM_PUBLIC_URL": "http://staffroom.oak.example"}, "use https://"),
        (SIGNED | {"STAFFROOM_PUBLIC_URL": "https://a b"}, "use https://"),
        (SIGNED | {"STAFFROOM_PUBLIC_URL": "https://a/path"}, "use https://"),
        (SIGNED | {"STAFFROOM_OIDC_CLIENT_ID": ""}, "CLIENT_ID is missing"),
        (SIGNED | {"STAFFROOM_OIDC_CLIENT_SECRET": ""}, "CLIENT_SECRET is missing"),
        (SIGNED | {"STAFFROOM_OIDC_DOMAINS": " , "}, "whose people may sign in"),
        (SIGNED | {"STAFFROOM_OIDC_ISSUER": "http://id.example"}, "begins with https://"),
        (SIGNED | {"STAFFROOM_SECRET_KEY": "secret"}, "is weak"),
        (SIGNED | {"STAFFROOM_SECRET_KEY": "ab" * 40}, "is weak"),
    ],
)
def test_what_is_half_said_or_weak_is_refused(said: dict, why: str):
    with pytest.raises(SettingError, match=why):
        from_environment(said)


@pytest.mark.parametrize("name", ["DASH_DEBUG", "FLASK_DEBUG", "DASH_MCP_ENABLED"])
def test_nothing_that_opens_the_app_may_be_on(name: str):
    with pytest.raises(SettingError, match=f"{name} is on"):
        check_surroundings(Settings(), {name: "True"})
    check_surroundings(Settings(), {name: "0"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_database_that_others_can_read_is_refused_once_people_sign_in(tmp_path: Path):
    path = tmp_path / "staffroom.db"
    path.touch(mode=0o644)
    path.chmod(0o644)
    settings = Settings(database_url=f"sqlite:///{path}", sign_in=SignIn("https://a.example"))
    with pytest.raises(SettingError, match="chmod 600"):
        check_surroundings(settings, {})
    path.chmod(0o600)
    check_surroundings(settings, {})


def test_a_start_that_is_refused_is_one_line(tmp_path: Path):
    env = os.environ | {"FLASK_DEBUG": "1", "STAFFROOM_DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"}
    done = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "FLASK_DEBUG" in done.stderr
