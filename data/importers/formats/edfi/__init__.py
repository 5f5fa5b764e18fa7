"""Ed-Fi: records of students, staff, schools, attendance and discipline.

As CSV files with dotted names of elements, recognised by their headers, or as the XML of its bulk interchanges. Both
are flattened to the same names, and told by the same readers.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.importers.formats.edfi import attendance, discipline, people, schools
from data.importers.formats.edfi.records import Tables, is_xml, type_of
from data.importers.formats.together import filled
from data.importers.opened import Opened
from data.importers.order import Order
from data.importers.parcel import Item, Parcel

READERS = (schools.schools, people.staff, people.students, attendance.events, discipline.incidents)


def claimed(parcel: Parcel) -> list[Item]:
    """Every XML file, too: no other format of ours is XML, and what is wrong with one can be said by its line."""
    return parcel.having(lambda item: is_xml(item) or type_of(item.header) is not None)


def opened(items: Sequence[Item], order: Order) -> list[Opened]:
    tables = Tables.of(items)
    return [filled(one, order.choices) for read in READERS for one in read(tables, order)] + tables.others
