"""What must not stand around a running app: found out before it answers anybody."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from data.settings import SettingError, Settings

ON = ("1", "true", "yes", "on")
DEBUGS = ("DASH_DEBUG", "FLASK_DEBUG")
MCP = "DASH_MCP_ENABLED"
OTHERS = 0o077  # what anybody but the owner may do with a file


def check_surroundings(settings: Settings, environment: Mapping[str, str]) -> None:
    """Raises SettingError for what would open the app to others than those who may see it."""
    for name in DEBUGS:
        if environment.get(name, "").strip().lower() in ON:
            raise SettingError(f"{name} is on: errors would show source and data; unset it")
    if environment.get(MCP, "").strip().lower() in ON:
        raise SettingError(f"{MCP} is on: it would let programs in without sign-in; unset it")
    if settings.sign_in:
        _check_file(settings)


def _check_file(settings: Settings) -> None:
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    is_file = settings.database_url.startswith("sqlite:///") and path.is_file() and sys.platform != "win32"
    if is_file and path.stat().st_mode & OTHERS:
        raise SettingError(f"{path} can be read by others on this machine: chmod 600 it, and its folder 700")
