"""Plans, yearly targets and cycles of goals; what is written in the app; and which goal a piece of work names."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW = ("archived DATE", "out_of INTEGER", "outcome TEXT", "source TEXT", "approach TEXT", "we_promise TEXT",
       "they_promise TEXT")  # fmt: skip
NAMES_A_GOAL = ("meetings", "development", "requests", "recognitions")


def upgrade() -> None:
    for column in NEW:
        op.execute(f"ALTER TABLE goals ADD COLUMN {column}")
    _refer("goals", "carried_from")
    for table in NAMES_A_GOAL:
        _refer(table, "goal")
    op.create_table(
        "goal_targets",
        sa.Column("goal", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["goal"], ["goals.id"], name=op.f("fk_goal_targets_goal")),
        sa.PrimaryKeyConstraint("goal", "date", name=op.f("pk_goal_targets")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cycles",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("goal", sa.String(length=255), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("prediction", sa.Text(), nullable=True),
        sa.Column("predicted", sa.Date(), nullable=True),
        sa.Column("begun", sa.Date(), nullable=True),
        sa.Column("studied", sa.Date(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("decision IN ('adopt', 'adapt', 'abandon')", name=op.f("ck_cycles_decision_known")),
        sa.ForeignKeyConstraint(["goal"], ["goals.id"], name=op.f("fk_cycles_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
    )
    op.create_table(
        "edits",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("goal", sa.String(length=255), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("row", sa.String(length=1100), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_edits_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edits")),
    )
    op.create_index("ix_edits_goal", "edits", ["goal"])


def _refer(table: str, column: str) -> None:
    """As SQLite can add one to a table that is there: in the column itself."""
    key = f"CONSTRAINT fk_{table}_{column} REFERENCES goals (id)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(255) {key}")


def downgrade() -> None:
    for table in ("edits", "cycles", "goal_targets"):
        op.drop_table(table)
    for table in NAMES_A_GOAL:
        op.drop_column(table, "goal")
    for column in ("carried_from", *(column.split()[0] for column in NEW)):
        op.drop_column("goals", column)
