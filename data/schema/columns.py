"""What columns are made of: ids, references, personal ones, and which import brought a row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, String, Text

# One line a group of columns reads as the table it is.
# fmt: off
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

Id = String(255)
WITHOUT_ROWID = {"sqlite_with_rowid": False}
NULLS_EQUAL = {"postgresql_nulls_not_distinct": True}  # SQLite cannot; there the merge looks first


def own_id() -> Column:
    return Column("id", Id, primary_key=True)


def reference(name: str, to: str, *, key: bool = False, optional: bool = False) -> Column:
    return Column(name, Id, ForeignKey(f"{to}.id"), primary_key=key, nullable=optional)


def personal(name: str, kind: str, type_=Text, **more) -> Column:
    return Column(name, type_, info={"personal": kind}, **more)


def brought_by() -> Column:
    """Which import last wrote the row; null for what was typed in the app or made as a sample.

    No foreign key: receipts are never deleted, and to check it took a fifth of the time of a large import.
    """
    return Column("import_id", Integer)


def one_of(column: str, *allowed: str) -> CheckConstraint:
    values = ", ".join(f"'{value}'" for value in allowed)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")
