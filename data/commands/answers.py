"""Commands that answer: the metrics there are, and one Answer through the same gate as the pages."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
