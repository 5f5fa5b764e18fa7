"""Finds a Chromium for the browser tests, else installs one: a system package, else Playwright's download.

Prints its path. A browser named in STAFFROOM_CHROMIUM is used and nothing else is tried.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Package manager -> what it is told, in this order; the first that is here is the platform's.
PACKAGES = {
    "apt-get": (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
    ),
    "dnf": (["install", "-y", "-q", "chromium"],),
    "apk": (["add", "--quiet", "chromium"],),
}
FAILED = (
    "No Chromium for the browser tests: none found, and neither a system package nor Playwright's download "
    "could be installed. Install Chromium or Google Chrome, or name one: STAFFROOM_CHROMIUM=/path/to/chromium"
)


def main() -> None:
    print(find() or install())


def find() -> str | None:
    """The first Chromium that starts; exits where STAFFROOM_CHROMIUM names one that does not."""
    named = os.environ.get("STAFFROOM_CHROMIUM")
    if named and not works(named):
        sys.exit(f"STAFFROOM_CHROMIUM names {named}, which does not start: correct it, or unset it to search.")
    return named or next((path for path in candidates() if works(path)), None)


def candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for place in USUAL_PLACES if Path(path := os.path.expanduser(place)).exists())
    if downloaded := playwright_path():
        yield downloaded


def works(path: str) -> bool:
    """Whether it answers to --version: on Ubuntu `chromium-browser` may be a script that only complains."""
    if sys.platform == "win32":  # there --version opens a window
        return Path(path).exists()
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> str:
    for attempt in (install_package, download):
        attempt()
        if path := find():
            return path
    sys.exit(FAILED)


def install_package() -> None:
    """The platform's own package, where this user may install one without being asked for a password."""
    manager = next(filter(None, map(shutil.which, PACKAGES)), None)
    rights = administrator()
    if manager is None or rights is None:
        return
    print(f"Installing Chromium with {Path(manager).name} ...", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in PACKAGES[Path(manager).name]:
        subprocess.run([*rights, manager, *words], env=environment, stdout=sys.stderr, check=False)


def administrator() -> list[str] | None:
    """What to put before a command to run it as administrator; None where that takes a password."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def download() -> None:
    print("Downloading Chromium with Playwright ...", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)


def playwright_path() -> str | None:
    """Where Playwright keeps its download, if there is one."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    main()
