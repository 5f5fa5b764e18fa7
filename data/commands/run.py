"""What all commands share: the database of the settings, and errors in one line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from data import settings
from data.importers.problems import ImportRefused

if TYPE_CHECKING:
    from sqlalchemy import Engine

IN_THIS_PROCESS = "in this process"  # a context's object: imports need no process of their own


class Commands(click.Group):
    """A trouble that we foresaw is one line on stderr and exit 1, never a traceback.

    A family of commands is loaded when it is first looked through: who imports a file need not wait for the metrics.
    """

    def __init__(self, *arguments, families: Sequence[str] = (), **named) -> None:
        super().__init__(*arguments, **named)
        self.families = families

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(command.name for family in self.families for command in _commands(family))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        commands = (command for family in self.families for command in _commands(family))
        return next((command for command in commands if command.name == name), None)

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except (settings.SettingError, ImportRefused) as error:
            raise click.ClickException(str(error)) from error
        except Exception as error:
            if line := _of_the_database(error):
                raise line from error
            raise


def _of_the_database(error: Exception) -> click.ClickException | None:
    """Its trouble in one line. A command that leaves all work to a process of its own has loaded no database, and
    must not wait for one here."""
    if "sqlalchemy" not in sys.modules:
        return None
    from sqlalchemy.exc import SQLAlchemyError

    from data import store
    from data.accounts.grants import NotGranted

    if isinstance(error, SQLAlchemyError):
        return click.ClickException(store.trouble(database_url(), error))
    return click.ClickException(str(error)) if isinstance(error, store.StoreError | NotGranted) else None


def _commands(family: str) -> Sequence[click.Command]:
    return import_module(f"data.commands.{family}").COMMANDS


def database() -> Engine:
    from data import store

    return store.open_store(database_url())


def database_url() -> str:
    return settings.from_environment().database_url


def who() -> str:
    """Who sits at the keyboard."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have no name for its user
        return "command line"
