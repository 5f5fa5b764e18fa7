"""What must be on the machine before Staffroom starts: browser assets, Node.js, a Chromium for the tests.

Run by the Makefile, once; the app itself never imports it.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "build" / "static"
