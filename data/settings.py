"""The settings of the contract: environment first, then a ``.env`` file beside ``app.py``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dotenv import dotenv_values

HOME = Path(__file__).resolve().parent.parent
SMALLEST_GROUP = 10  # students, surveys, wellbeing, evaluation: never under this
SMALLEST_TEAM = 5  # what staff do at work: never under this
ROLES = ("leader", "staff", "projector")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and the remedy."""


@dataclass(frozen=True)
class Settings:
    database_url: str = "sqlite:///instance/staffroom.db"
    host: str = "127.0.0.1"
    port: int = 8050
    role: str = "leader"
    frozen_today: date | None = None
    smallest_group: int = SMALLEST_GROUP
    smallest_team: int = SMALLEST_TEAM
    answer_days: int = 5

    @property
    def instance(self) -> Path:
        """The folder for what belongs to this database and is no part of it: beside a SQLite file."""
        path = self.database_url.removeprefix("sqlite:///")
        return Path(path).parent if path != self.database_url and path else HOME / "instance"

    @property
    def today(self) -> date:
        return self.frozen_today or date.today()

    def threshold(self, whose: str) -> int:
        """The smallest number of people shown together: none for open data (no persons in it)."""
        return {"open": 0, "staff": self.smallest_team}.get(whose, self.smallest_group)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check every setting; raises SettingError naming the first that cannot be used."""
    given = dotenv_values(HOME / ".env") | dict(os.environ if environment is None else environment)
    said = {name: value.strip() for name, value in given.items() if name.startswith("STAFFROOM_") and value}
    return Settings(
        database_url=_database_url(said.get("STAFFROOM_DATABASE_URL") or Settings.database_url),
        host=_host(said.get("STAFFROOM_HOST", Settings.host)),
        port=_number(said, "STAFFROOM_PORT", Settings.port, 1, 65535),
        role=_role(said.get("STAFFROOM_ROLE", Settings.role)),
        frozen_today=_date(said, "STAFFROOM_TODAY"),
        smallest_group=_number(said, "STAFFROOM_SMALLEST_GROUP", SMALLEST_GROUP, SMALLEST_GROUP, 1000),
        smallest_team=_number(said, "STAFFROOM_SMALLEST_TEAM", SMALLEST_TEAM, SMALLEST_TEAM, 1000),
        answer_days=_number(said, "STAFFROOM_ANSWER_DAYS", Settings.answer_days, 1, 365),
    )


def _database_url(url: str) -> str:
    """A relative SQLite path is relative to the project, wherever the command is run from."""
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingError("STAFFROOM_DATABASE_URL must start with sqlite:/// or postgresql://; see README, Settings")
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite:///") and path and not Path(path).is_absolute():
        return f"sqlite:///{HOME / path}"
    return url


def _host(host: str) -> str:
    if host not in LOOPBACK:
        raise SettingError(
            f'STAFFROOM_HOST is "{host}": without sign-in Staffroom serves this machine only; use 127.0.0.1'
        )
    return host


def _role(role: str) -> str:
    if role not in ROLES:
        raise SettingError(f'STAFFROOM_ROLE is "{role}"; use one of {", ".join(ROLES)}')
    return role


def _number(said: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = said.get(name, str(default))
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingError(f'{name} is "{text}"; use a whole number from {low} to {high}')
    return int(text)


def _date(said: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(said[name]) if name in said else None
    except ValueError:
        raise SettingError(f'{name} is "{said[name]}"; use a date such as 2026-01-30') from None
