"""The secret with which cookies are signed: told by a setting, or made once and kept beside the database."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from data.settings import SettingError, Settings

FILE = "secret.key"


def secret_key(settings: Settings) -> str:
    """Raises SettingError where one can neither be read nor made."""
    told = settings.sign_in.secret_key if settings.sign_in else ""
    if told:
        return told
    path = settings.instance / FILE
    try:
        return _kept(path)
    except OSError as error:
        raise SettingError(f"{path} cannot be written ({error.strerror}): set STAFFROOM_SECRET_KEY") from error


def _kept(path: Path) -> str:
    """Whole or not at all: two workers that start together agree on the one that was there first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        new = path.with_name(f"{FILE}.{secrets.token_hex(8)}")
        with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    return _read(path)


def _read(path: Path) -> str:
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise SettingError(f"{path} holds no key: delete it, and another is made")
    return key


def sealed(key: str, text: str) -> str:
    """A fingerprint of a text that only who has the key can make."""
    return hmac.new(key.encode(), text.encode(), sha256).hexdigest()
