"""Collaboration, leadership, support, outcomes, recognition."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("measure", sa.String(length=255), nullable=False),
        sa.Column("period", sa.String(length=64), nullable=False),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Integer(), nullable=True),
        sa.Column("denominator", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_indicators_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint(
            "school",
            "measure",
            "period",
            "group",
            name=op.f("uq_indicators_school_measure_period_group"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "attendance",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('present', 'absent', 'excused', 'unexcused', 'tardy', 'partial', 'suspended')",
            name=op.f("ck_attendance_status_known"),
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_attendance_person")),
        sa.PrimaryKeyConstraint("person", "date", name=op.f("pk_attendance")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attendance_date", "attendance", ["date"], unique=False)
    op.create_table(
        "development",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_development_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development")),
        sa.UniqueConstraint(
            "person",
            "date",
            "topic",
            name=op.f("uq_development_person_date_topic"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=True),
        sa.Column("major", sa.Boolean(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("time", sa.String(length=8), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_incidents_person")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_incidents_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_school_date", "incidents", ["school", "date"], unique=False)
    op.create_table(
        "initiatives",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("grade", sa.String(length=32), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_initiatives_group")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_initiatives_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiatives")),
    )
    op.create_table(
        "recognitions",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("to_kind", sa.String(length=16), nullable=False),
        sa.Column("to_person", sa.String(length=255), nullable=True),
        sa.Column("to_group", sa.String(length=255), nullable=True),
        sa.Column("from_person", sa.String(length=255), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "to_kind IN ('person', 'team', 'classroom', 'program')",
            name=op.f("ck_recognitions_to_kind_known"),
        ),
        sa.CheckConstraint("(to_person IS NULL) <> (to_group IS NULL)", name=op.f("ck_recognitions_one_recipient")),
        sa.ForeignKeyConstraint(["from_person"], ["people.id"], name=op.f("fk_recognitions_from_person")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_recognitions_school")),
        sa.ForeignKeyConstraint(["to_person"], ["people.id"], name=op.f("fk_recognitions_to_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognitions")),
    )
    op.create_index("ix_recognitions_school_date", "recognitions", ["school", "date"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("solved", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_requests_group")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_requests_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
    )
    op.create_index("ix_requests_school_date", "requests", ["school", "date"], unique=False)
    op.create_table(
        "results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("measure", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_results_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.UniqueConstraint("person", "measure", "date", name=op.f("uq_results_person_measure_date")),
    )
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_roles_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint(
            "person",
            "role",
            "body",
            "start",
            name=op.f("uq_roles_person_role_body_start"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "ties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_person", sa.String(length=255), nullable=False),
        sa.Column("to_person", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("wave", sa.String(length=64), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("directed", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_person"], ["people.id"], name=op.f("fk_ties_from_person")),
        sa.ForeignKeyConstraint(["to_person"], ["people.id"], name=op.f("fk_ties_to_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ties")),
        sa.UniqueConstraint(
            "from_person",
            "to_person",
            "kind",
            "wave",
            "date",
            name=op.f("uq_ties_from_person_to_person_kind_wave_date"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("goal", sa.String(length=255), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["goal"], ["goals.id"], name=op.f("fk_events_goal")),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_events_group")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_events_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index("ix_events_school_date", "events", ["school", "date"], unique=False)
    op.create_table(
        "participants",
        sa.Column("event", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("expected", sa.Boolean(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_participants_event")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_participants_person")),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_participants")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_person", "participants", ["person"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table("participants")
    op.drop_table("events")
    op.drop_table("ties")
    op.drop_table("roles")
    op.drop_table("results")
    op.drop_table("requests")
    op.drop_table("recognitions")
    op.drop_table("initiatives")
    op.drop_table("incidents")
    op.drop_table("development")
    op.drop_table("attendance")
    op.drop_table("indicators")
