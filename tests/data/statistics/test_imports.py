from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import data.statistics

PACKAGE = Path(data.statistics.__file__).parent
HEAVY = {"pandas", "scipy", "networkx", "statsmodels"}  # the memory of a worker is budgeted


def test_no_statistic_loads_a_heavy_package():
    modules = ", ".join(f"data.statistics.{file.stem}" for file in PACKAGE.glob("[!_]*.py"))
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print(*sys.modules)"],
        cwd=PACKAGE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(loaded.stdout.split())
