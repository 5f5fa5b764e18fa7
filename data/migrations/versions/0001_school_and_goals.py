"""Who and where, goals, communication, and how data came in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_data_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
    )
    op.create_table(
        "calendar",
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_calendar_school")),
        sa.PrimaryKeyConstraint("school", "date", name=op.f("pk_calendar")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chart_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_chart_events_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chart_events")),
        sa.UniqueConstraint("date", "text", name=op.f("uq_chart_events_date_text")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("type IN ('classroom', 'program')", name=op.f("ck_groups_type_known")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_groups_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_index("ix_groups_school_type", "groups", ["school", "type"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("grade", sa.String(length=32), nullable=True),
        sa.Column("household", sa.String(length=255), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("fte", sa.Float(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('staff', 'student', 'family', 'partner')", name=op.f("ck_people_kind_known")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_people_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index("ix_people_school_kind", "people", ["school", "kind"], unique=False)
    op.create_table(
        "surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=True),
        sa.Column("survey", sa.String(length=255), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("respondent", sa.String(length=255), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("item", sa.String(length=255), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_surveys_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("survey", "respondent", "item", name=op.f("uq_surveys_survey_respondent_item")),
    )
    op.create_table(
        "consents",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("what IN ('boards', 'wall', 'photo')", name=op.f("ck_consents_what_known")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_consents_person")),
        sa.PrimaryKeyConstraint("person", "what", "date", name=op.f("pk_consents")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_feedback_group")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_feedback_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_school_date", "feedback", ["school", "date"], unique=False)
    op.create_table(
        "goals",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("parent", sa.String(length=255), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("owner_kind", sa.String(length=16), nullable=True),
        sa.Column("strategy", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(length=16), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("rhythm_days", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("metric", sa.Text(), nullable=True),
        sa.Column("guard", sa.Text(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("direction IN ('increase', 'decrease', 'maintain')", name=op.f("ck_goals_direction_known")),
        sa.CheckConstraint(
            "level IN ('district', 'school', 'program', 'classroom', 'team')",
            name=op.f("ck_goals_level_known"),
        ),
        sa.CheckConstraint("due >= start", name=op.f("ck_goals_due_after_start")),
        sa.CheckConstraint("strategy BETWEEN 1 AND 7", name=op.f("ck_goals_strategy_known")),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_goals_group")),
        sa.ForeignKeyConstraint(["parent"], ["goals.id"], name=op.f("fk_goals_parent")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_goals_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index("ix_goals_school", "goals", ["school"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=True),
        sa.Column("group", sa.String(length=255), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_meetings_group")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_meetings_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("group", sa.String(length=255), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_memberships_group")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_memberships_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "person",
            "group",
            "start",
            name=op.f("uq_memberships_person_group_start"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_memberships_group_person", "memberships", ["group", "person"], unique=False)
    op.create_table(
        "person_groups",
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_groups_person")),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_person_groups")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("school", sa.String(length=255), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=True),
        sa.Column("meeting", sa.String(length=255), nullable=True),
        sa.Column("goal", sa.String(length=255), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["goal"], ["goals.id"], name=op.f("fk_actions_goal")),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_actions_meeting")),
        sa.ForeignKeyConstraint(["school"], ["schools.id"], name=op.f("fk_actions_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_table(
        "attendees",
        sa.Column("meeting", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("expected", sa.Boolean(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_attendees_meeting")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_attendees_person")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_attendees")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["goal"], ["goals.id"], name=op.f("fk_checkins_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("goal", "at", name=op.f("uq_checkins_goal_at")),
    )
    # ### end Alembic commands ###
    op.execute("INSERT INTO data_version (id, version) VALUES (1, 1)")


def downgrade() -> None:
    op.drop_table("checkins")
    op.drop_table("attendees")
    op.drop_table("actions")
    op.drop_table("person_groups")
    op.drop_table("memberships")
    op.drop_table("meetings")
    op.drop_table("goals")
    op.drop_table("feedback")
    op.drop_table("consents")
    op.drop_table("surveys")
    op.drop_table("people")
    op.drop_table("groups")
    op.drop_table("chart_events")
    op.drop_table("calendar")
    op.drop_table("schools")
    op.drop_table("imports")
    op.drop_table("data_version")
