"""The settings of the contract: environment first, then a ``.env`` file beside ``app.py``."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

HOME = Path(__file__).resolve().parent.parent
SMALLEST_GROUP = 10  # students, surveys, wellbeing, evaluation: never under this
SMALLEST_TEAM = 5  # what staff do at work: never under this
# Of one session, and as many at once: a page needs four, a choice one, and nobody goes on choosing five times a second.
MESSAGES_A_MINUTE, LEAST_MESSAGES, MOST_MESSAGES = 300, 60, 1_000_000
ROLES = ("leader", "staff", "projector")
LEAST_KEY, LEAST_SIGNS = 32, 10  # characters of a secret key, and different ones
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PREFIX = "STAFFROOM_"
KNOWN = (
    "DATABASE_URL", "FACTS_URL", "HOST", "PORT", "PUBLIC_URL", "ROLE", "TODAY", "SMALLEST_GROUP", "SMALLEST_TEAM",
    "ANSWER_DAYS", "SIGN_IN", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_DOMAINS", "OIDC_TENANTS",
    "SECRET_KEY", "MESSAGES_A_MINUTE", "CHROMIUM",
)  # fmt: skip
ALIKE = 0.7  # how much of a name must be right for it to be a slip of the pen (difflib)
LOG = logging.getLogger("staffroom")


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and the remedy."""


@dataclass(frozen=True)
class SignIn:
    """How people sign in: by a provider of identities (OpenID Connect), or by the local account alone."""

    public_url: str  # as browsers name this app; ends without a slash
    issuer: str = ""  # of the provider; "" where there is none
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    domains: frozenset[str] = frozenset()  # whose verified addresses may sign in
    tenants: frozenset[str] = frozenset()  # of Microsoft Entra
    secret_key: str = field(default="", repr=False)  # "": one that was made and lies beside the database

    @property
    def host(self) -> str:
        return self.public_url.partition("://")[2]

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")


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
    messages_a_minute: int = MESSAGES_A_MINUTE
    sign_in: SignIn | None = None  # None: whoever sits at this machine has the role above

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
    said = {name: value.strip() for name, value in given.items() if name.startswith(PREFIX) and value}
    _check_names(said)
    sign_in = _sign_in(said)
    return Settings(
        sign_in=sign_in,
        database_url=_database_url(said.get("STAFFROOM_DATABASE_URL") or Settings.database_url),
        host=_host(said.get("STAFFROOM_HOST", Settings.host), sign_in),
        port=_number(said, "STAFFROOM_PORT", Settings.port, 1, 65535),
        role=_role(said.get("STAFFROOM_ROLE", Settings.role)),
        frozen_today=_date(said, "STAFFROOM_TODAY"),
        smallest_group=_number(said, "STAFFROOM_SMALLEST_GROUP", SMALLEST_GROUP, SMALLEST_GROUP, 1000),
        smallest_team=_number(said, "STAFFROOM_SMALLEST_TEAM", SMALLEST_TEAM, SMALLEST_TEAM, 1000),
        answer_days=_number(said, "STAFFROOM_ANSWER_DAYS", Settings.answer_days, 1, 365),
        messages_a_minute=_number(
            said, "STAFFROOM_MESSAGES_A_MINUTE", MESSAGES_A_MINUTE, LEAST_MESSAGES, MOST_MESSAGES
        ),
    )


def _check_names(said: Iterable[str]) -> None:
    """A name that is nearly one of ours is a slip, and what was meant would silently not hold: refused. Others may be
    of a newer version, or of somebody's own script: told in the log."""
    for name in said:
        short = name.removeprefix(PREFIX)
        if short in KNOWN:
            continue
        if meant := get_close_matches(short.upper(), KNOWN, 1, ALIKE):
            raise SettingError(f"{name} is no setting: did you mean {PREFIX}{meant[0]}?")
        LOG.warning("%s is no setting of this version of Staffroom, and is not used", name)


def _database_url(url: str) -> str:
    """A relative SQLite path is relative to the project, wherever the command is run from."""
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise SettingError("STAFFROOM_DATABASE_URL must start with sqlite:/// or postgresql://; see README, Settings")
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite:///") and path and not Path(path).is_absolute():
        return f"sqlite:///{HOME / path}"
    return url


def _host(host: str, sign_in: SignIn | None) -> str:
    if host not in LOOPBACK and sign_in is None:
        raise SettingError(
            f'STAFFROOM_HOST is "{host}": without sign-in Staffroom serves this machine only; use 127.0.0.1'
        )
    if host not in LOOPBACK and not sign_in.is_secure:
        raise SettingError(
            f'STAFFROOM_HOST is "{host}" and STAFFROOM_PUBLIC_URL has no https: put a proxy with TLS in front, and '
            "name its address"
        )
    return host


def _sign_in(said: Mapping[str, str]) -> SignIn | None:
    """None where nothing of it is said. Raises SettingError for what is half said."""
    issuer, local = said.get("STAFFROOM_OIDC_ISSUER", "").rstrip("/"), said.get("STAFFROOM_SIGN_IN", "")
    if not issuer and not local:
        return None
    if local and local != "local":
        raise SettingError(f'STAFFROOM_SIGN_IN is "{local}"; use local, or name a provider by STAFFROOM_OIDC_ISSUER')
    domains, tenants = (_listed(said, f"STAFFROOM_OIDC_{name}") for name in ("DOMAINS", "TENANTS"))
    sign_in = SignIn(
        _public_url(said), issuer, said.get("STAFFROOM_OIDC_CLIENT_ID", ""),
        said.get("STAFFROOM_OIDC_CLIENT_SECRET", ""), domains, tenants, _secret_key(said),
    )  # fmt: skip
    if issuer:
        _judge_provider(sign_in)
    return sign_in


def _judge_provider(sign_in: SignIn) -> None:
    for name, value in (("CLIENT_ID", sign_in.client_id), ("CLIENT_SECRET", sign_in.client_secret)):
        if not value:
            raise SettingError(f"STAFFROOM_OIDC_{name} is missing: the provider gave it when Staffroom was registered")
    if not (sign_in.domains or sign_in.tenants):
        raise SettingError(
            "STAFFROOM_OIDC_DOMAINS or STAFFROOM_OIDC_TENANTS must say whose people may sign in, such as school.example"
        )
    if not sign_in.issuer.startswith(("https://", *(f"http://{host}" for host in LOOPBACK[:2]))):
        raise SettingError(f'STAFFROOM_OIDC_ISSUER is "{sign_in.issuer}"; it begins with https://')


def _public_url(said: Mapping[str, str]) -> str:
    port = _number(said, "STAFFROOM_PORT", Settings.port, 1, 65535)
    url = said.get("STAFFROOM_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/")
    scheme, colon, host = url.partition("://")
    is_here = scheme == "http" and host.partition(":")[0] in LOOPBACK[:2]
    if not (colon and host and re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", host)) or not (
        scheme == "https" or is_here
    ):
        raise SettingError(
            f'STAFFROOM_PUBLIC_URL is "{url}"; use https:// and a host, such as https://staffroom.example'
        )
    return url


def _secret_key(said: Mapping[str, str]) -> str:
    key = said.get("STAFFROOM_SECRET_KEY", "")
    if key and (len(key) < LEAST_KEY or len(set(key)) < LEAST_SIGNS):
        raise SettingError(
            f"STAFFROOM_SECRET_KEY is weak: use at least {LEAST_KEY} random characters, or leave it out and one is made"
        )
    return key


def _listed(said: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(filter(None, (one.strip().lower() for one in said.get(name, "").split(","))))


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
