"""What all commands share: the database of the settings, and errors in one line."""

from __future__ import annotations

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data import settings, store
from data.importers.problems import ImportRefused


class Commands(click.Group):
    """A trouble that we foresaw is one line on stderr and exit 1, never a traceback."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except (settings.SettingError, store.StoreError, ImportRefused) as error:
            raise click.ClickException(str(error)) from error
        except SQLAlchemyError as error:
            raise click.ClickException(store.trouble(settings.from_environment().database_url, error)) from error


def database() -> Engine:
    return store.open_store(settings.from_environment().database_url)
