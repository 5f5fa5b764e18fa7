"""What an import changed, what was answered about files, how often they are expected; no foreign key on import_id.

A PostgreSQL database of an earlier copy loses those keys here. A SQLite file keeps them, which costs time and nothing
else: to drop one there means to copy the table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _drop_keys_on_import_id()
    op.add_column("imports", sa.Column("undone", sa.DateTime(), nullable=True))
    op.add_column("imports", sa.Column("undone_by", sa.Text(), nullable=True))
    op.create_table(
        "import_changes",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("row", sa.String(length=1100), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "name", "row", name=op.f("pk_import_changes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_answers",
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("shape", name=op.f("pk_import_answers")),
    )
    op.create_table(
        "rhythms",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_rhythms_days_positive")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_rhythms")),
    )


def downgrade() -> None:
    op.drop_table("rhythms")
    op.drop_table("import_answers")
    op.drop_table("import_changes")
    op.drop_column("imports", "undone_by")
    op.drop_column("imports", "undone")


def _drop_keys_on_import_id() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    found = sa.inspect(connection)
    for table in found.get_table_names():
        for key in found.get_foreign_keys(table):
            if key["constrained_columns"] == ["import_id"]:
                op.drop_constraint(key["name"], table, type_="foreignkey")
