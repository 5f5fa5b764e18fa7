"""The real school in the place of the sample school: one step, all of it or nothing.

How a database is known to hold the sample and no more: its schools are those the sample makes, no import stands that
wrote a row, and the data version is what the sample left, so that nobody else has written at all. A mark beside the
rows would say less: it would still be there when somebody had begun to work in the sample.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, select

from data import schema, store
from data.importers.order import Order
from data.importers.problems import ImportRefused
from data.importers.progress import Tell, nobody
from data.importers.receipt import Receipt
from data.importers.receipts import Kept

FIRST_VERSION = 1  # of an empty database; the sample moves it once a school
INSTEAD = "name an empty database by STAFFROOM_DATABASE_URL and import there"


def replace_sample(engine: Engine, order: Order, tell: Tell = nobody) -> Receipt:
    """Delete the sample and take the files, checked as if the database were empty; if they are refused, it stays.

    Raises ImportRefused where the database holds anything but the sample. All of it under the write lock: there is
    no other school for which anybody could have something to write.
    """
    # The readers of all formats, which whoever only asks ``is_sample`` need not load: 40 MB in each worker.
    from data.importers.batch import Batch
    from data.importers.take import keys_that_fit, opened, taken, to_take

    with (
        opened(engine, order, tell) as files,
        keys_that_fit(),
        store.alone(engine) as connection,
        store.changing(connection) as version,
    ):
        _refuse_all_but_sample(connection, version)
        for table in reversed(schema.metadata.sorted_tables):  # children before parents
            if table.name not in schema.NO_FACTS:
                connection.execute(delete(table))
        batch = Batch(connection, files, order.dates, tell)
        if to_take(batch.receipt, order):
            if not batch.receipt.changes:
                raise ImportRefused("the files hold no row that could take the sample's place")
            return taken(connection, batch, order)
        connection.get_transaction().rollback()
        return batch.receipt


def is_sample(engine: Engine) -> bool:
    """Whether the database holds the sample school, and nobody has worked in it yet."""
    with engine.connect() as connection:
        try:
            _refuse_all_but_sample(connection, store.data_version(connection))
        except ImportRefused:
            return False
    return True


def _refuse_all_but_sample(connection: Connection, version: int) -> None:
    from data.sample.school import school_id  # the generator and what it needs, only here

    schools = set(connection.scalars(select(schema.schools.c.id)))
    if not schools:
        raise ImportRefused("the database holds no school, nor the sample; take the files in by import")
    if schools != {school_id(number) for number in range(len(schools))}:
        raise ImportRefused(f"the database holds a school that is not the sample's; {INSTEAD}")
    came = [Kept.of(row) for row in connection.execute(select(schema.imports).order_by(schema.imports.c.id))]
    for one in came:
        if not one.undone and one.written != {}:
            raise ImportRefused(f"import {one.id} ({one.named}) was added to the sample; undo it first, or {INSTEAD}")
    if version != FIRST_VERSION + len(schools) + 2 * sum(bool(one.written) for one in came):  # in, and back
        raise ImportRefused(f"somebody has changed the sample school by hand; {INSTEAD}")
