"""Sessions said to have taken place and useful; timetables; a library of practice; a school's own values."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = "CONSTRAINT fk_events_meeting REFERENCES meetings (id)"  # as SQLite can add one to a table that is there
    op.execute(f"ALTER TABLE events ADD COLUMN meeting VARCHAR(255) {key}")
    op.create_index("ix_events_meeting", "events", ["meeting"], unique=True)
    op.create_table(
        "session_answers",
        _id("event"),
        _id("person"),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.CheckConstraint("answer IN ('useful', 'partly', 'not')", name=op.f("ck_session_answers_answer_known")),
        _of("session_answers", "event", "events"),
        _of("session_answers", "person", "people"),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_session_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_session_answers_person", "session_answers", ["person"])
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        _id("person"),
        _id("day"),
        _id("period"),
        sa.Column("begins", sa.String(length=8), nullable=True),
        sa.Column("ends", sa.String(length=8), nullable=True),
        _id("group", optional=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        _of("lessons", "person", "people"),
        _of("lessons", "group", "groups"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint(
            "person", "day", "period", "group", "start",
            name=op.f("uq_lessons_person_day_period_group_start"), postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip
    op.create_table(
        "practices",
        _id("id"),
        _id("school"),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        _id("by", optional=True),
        _id("group", optional=True),
        sa.Column("link", sa.Text(), nullable=True),
        _id("goal", optional=True),
        sa.Column("archived", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=True),
        sa.CheckConstraint("state IN ('held', 'removed')", name=op.f("ck_practices_state_known")),
        _of("practices", "school", "schools"),
        _of("practices", "by", "people"),
        _of("practices", "group", "groups"),
        _of("practices", "goal", "goals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
    )
    op.create_index("ix_practices_school_date", "practices", ["school", "date"])
    op.create_table(
        "practice_uses",
        _id("practice"),
        _id("person"),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        _of("practice_uses", "practice", "practices"),
        _of("practice_uses", "person", "people"),
        sa.PrimaryKeyConstraint("practice", "person", "date", name=op.f("pk_practice_uses")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_practice_uses_person", "practice_uses", ["person"])
    op.create_table(
        "school_values",
        _id("school"),
        _id("value"),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        _of("school_values", "school", "schools"),
        sa.PrimaryKeyConstraint("school", "value", name=op.f("pk_school_values")),
        sqlite_with_rowid=False,
    )


def _id(name: str, *, optional: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length=255), nullable=optional)


def _of(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    for table in ("school_values", "practice_uses", "practices", "lessons", "session_answers"):
        op.drop_table(table)
    op.drop_index("ix_events_meeting", "events")
    op.drop_column("events", "meeting")
