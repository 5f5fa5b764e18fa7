"""The tables, and which of their columns are personal.

Ids are text, as schools write them: ``007`` is not ``7``. ``personal`` marks what may never leave the gate
unasked: ``name`` (a person's name or address) and ``text`` (free text in which a name may stand).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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


# --- who and where ---------------------------------------------------------------------------------------
schools = Table("schools", metadata, own_id(), Column("name", Text, nullable=False),
    Column("district", Text), brought_by())

people = Table("people", metadata, own_id(),
    personal("name", "name", nullable=False),
    Column("kind", String(16), nullable=False),
    reference("school", "schools"),
    Column("role", Text), Column("department", Text), Column("grade", String(32)),
    Column("household", Id, info={"personal": "name"}), personal("email", "name"),
    Column("start", Date), Column("end", Date), Column("fte", Float), brought_by(),
    one_of("kind", "staff", "student", "family", "partner"),
    Index("ix_people_school_kind", "school", "kind"))

person_groups = Table("person_groups", metadata,
    reference("person", "people", key=True), Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False), brought_by(), **WITHOUT_ROWID)

groups = Table("groups", metadata, own_id(), Column("type", String(16), nullable=False),
    Column("name", Text, nullable=False), reference("school", "schools"),
    Column("grade", String(32)), Column("subject", Text), Column("kind", Text), brought_by(),
    one_of("type", "classroom", "program"), Index("ix_groups_school_type", "school", "type"))

memberships = Table("memberships", metadata, Column("id", Integer, primary_key=True),
    reference("person", "people"), Column("group", Id, ForeignKey("groups.id"), nullable=False),
    Column("role", Text), Column("start", Date), Column("end", Date), brought_by(),
    UniqueConstraint("person", "group", "start", **NULLS_EQUAL),
    Index("ix_memberships_group_person", "group", "person"))

calendar = Table("calendar", metadata, reference("school", "schools", key=True),
    Column("date", Date, primary_key=True), Column("kind", String(32), nullable=False), personal("note", "text"),
    brought_by(), **WITHOUT_ROWID)

chart_events = Table("chart_events", metadata, Column("id", Integer, primary_key=True),
    Column("date", Date, nullable=False), personal("text", "text", nullable=False),
    reference("school", "schools", optional=True), Column("until", Date), brought_by(),
    UniqueConstraint("date", "text"))

consents = Table("consents", metadata, reference("person", "people", key=True),
    Column("what", String(16), primary_key=True), Column("date", Date, primary_key=True),
    Column("given", Boolean, nullable=False), brought_by(),
    one_of("what", "boards", "wall", "photo"), **WITHOUT_ROWID)

# --- 1 shared goals --------------------------------------------------------------------------------------
goals = Table("goals", metadata, own_id(), personal("title", "text", nullable=False),
    Column("level", String(16), nullable=False), reference("school", "schools"),
    Column("group", Id, ForeignKey("groups.id")), Column("parent", Id, ForeignKey("goals.id")),
    personal("owner", "name"), Column("owner_kind", String(16)), Column("strategy", Integer),
    Column("unit", Text), Column("direction", String(16), nullable=False),
    Column("baseline", Float), Column("target", Float), Column("low", Float), Column("high", Float),
    Column("start", Date, nullable=False), Column("due", Date, nullable=False),
    Column("weight", Float), Column("rhythm_days", Integer), personal("next_step", "text"),
    Column("metric", Text), Column("guard", Text), Column("closed", Date),
    Column("archived", Date), Column("out_of", Integer),  # where it counts children: of how many
    Column("outcome", Text),  # the metric it aims at
    reference("carried_from", "goals", optional=True),
    personal("source", "text"), personal("approach", "text"),  # of the improvement plan: data source, strategy
    personal("we_promise", "text"), personal("they_promise", "text"), brought_by(),
    one_of("level", "district", "school", "program", "classroom", "team"),
    one_of("direction", "increase", "decrease", "maintain"),
    CheckConstraint("due >= start", name="due_after_start"),
    CheckConstraint("strategy BETWEEN 1 AND 7", name="strategy_known"),
    Index("ix_goals_school", "school"))

checkins = Table("checkins", metadata, Column("id", Integer, primary_key=True),
    reference("goal", "goals"),
    Column("at", DateTime, nullable=False), Column("value", Float, nullable=False),
    Column("confidence", Text), personal("comment", "text"), personal("author", "name"), brought_by(),
    UniqueConstraint("goal", "at"))

goal_targets = Table("goal_targets", metadata, reference("goal", "goals", key=True),
    Column("date", Date, primary_key=True), Column("value", Float, nullable=False), brought_by(), **WITHOUT_ROWID)

# Plan, do, study, act: what was tried, and what had been predicted before.
cycles = Table("cycles", metadata, own_id(), reference("goal", "goals"),
    personal("idea", "text", nullable=False), personal("prediction", "text"), Column("predicted", Date),
    Column("begun", Date), Column("studied", Date), personal("found", "text"), Column("decision", String(16)),
    brought_by(), one_of("decision", "adopt", "adapt", "abandon"))

# What was written in the app: who, when, before and after; an undo is another line.
edits = Table("edits", metadata, Column("id", Integer, primary_key=True, autoincrement=True),
    reference("school", "schools"), Column("goal", Id), Column("at", DateTime, nullable=False),
    Column("by", Id, nullable=False),  # an account, or the role of whoever sits at this machine
    personal("author", "name"),  # of the roster
    Column("name", String(32), nullable=False), Column("row", String(1100), nullable=False),  # table, primary key
    personal("before", "text"), personal("after", "text"),  # JSON; null where there was, or is, no row
    Column("act", String(64)),  # what was done in one go: the fingerprint of the form that was sent
    Column("undoes", Integer),  # the line that this one takes back
    Index("ix_edits_goal", "goal"), Index("ix_edits_act", "act"))

# --- 2 open communication --------------------------------------------------------------------------------
meetings = Table("meetings", metadata, own_id(), reference("school", "schools"),
    personal("title", "text", nullable=False), Column("start", DateTime, nullable=False),
    Column("end", DateTime), Column("group", Id, ForeignKey("groups.id")), Column("kind", Text),
    reference("goal", "goals", optional=True), brought_by())

attendees = Table("attendees", metadata, reference("meeting", "meetings", key=True),
    reference("person", "people", key=True), Column("role", Text), Column("expected", Boolean),
    Column("present", Boolean), brought_by(), **WITHOUT_ROWID)

actions = Table("actions", metadata, own_id(), reference("school", "schools", optional=True),
    personal("text", "text", nullable=False), personal("owner", "name"), Column("due", Date),
    Column("closed", Date), Column("dropped", Boolean), reference("meeting", "meetings", optional=True),
    reference("goal", "goals", optional=True), brought_by())

feedback = Table("feedback", metadata, own_id(), reference("school", "schools", optional=True),
    Column("date", Date, nullable=False), Column("channel", Text, nullable=False), personal("topic", "text"),
    Column("group", Id, ForeignKey("groups.id")), personal("text", "text"), Column("answered", Date),
    personal("outcome", "text"), brought_by(), Index("ix_feedback_school_date", "school", "date"))

surveys = Table("surveys", metadata, Column("id", Integer, primary_key=True),
    reference("school", "schools", optional=True), Column("survey", Id, nullable=False),
    Column("date", Date, nullable=False), Column("respondent", Id),
    Column("group", Text), Column("item", Id, nullable=False), Column("topic", Text),
    personal("answer", "text", nullable=False), Column("scale", Text), brought_by(),
    UniqueConstraint("survey", "respondent", "item"))

# --- 3 collaboration -------------------------------------------------------------------------------------
events = Table("events", metadata, own_id(), Column("kind", Text, nullable=False),
    Column("date", Date, nullable=False), reference("school", "schools"), Column("minutes", Integer),
    Column("group", Id, ForeignKey("groups.id")), personal("topic", "text"),
    reference("goal", "goals", optional=True), brought_by(), Index("ix_events_school_date", "school", "date"))

participants = Table("participants", metadata, reference("event", "events", key=True),
    reference("person", "people", key=True), Column("role", Text), Column("expected", Boolean),
    Column("present", Boolean), brought_by(), Index("ix_participants_person", "person"), **WITHOUT_ROWID)

ties = Table("ties", metadata, Column("id", Integer, primary_key=True),
    Column("from_person", Id, ForeignKey("people.id"), nullable=False),
    Column("to_person", Id, ForeignKey("people.id"), nullable=False),
    Column("kind", String(64), nullable=False), Column("wave", String(64)), Column("date", Date),
    Column("weight", Float), Column("directed", Boolean, nullable=False), brought_by(),
    UniqueConstraint("from_person", "to_person", "kind", "wave", "date", **NULLS_EQUAL))

# --- 4 teacher leadership --------------------------------------------------------------------------------
roles = Table("roles", metadata, Column("id", Integer, primary_key=True), reference("person", "people"),
    Column("role", Text, nullable=False), Column("body", Text), Column("domain", Text),
    Column("start", Date, nullable=False), Column("end", Date), brought_by(),
    UniqueConstraint("person", "role", "body", "start", **NULLS_EQUAL))

# --- 5 support -------------------------------------------------------------------------------------------
development = Table("development", metadata, Column("id", Integer, primary_key=True),
    reference("person", "people"), Column("date", Date, nullable=False),
    Column("hours", Float, nullable=False), Column("format", Text), Column("topic", Text),
    reference("goal", "goals", optional=True), brought_by(),
    UniqueConstraint("person", "date", "topic", **NULLS_EQUAL))

requests = Table("requests", metadata, own_id(), reference("school", "schools", optional=True),
    Column("date", Date, nullable=False), Column("kind", Text, nullable=False),
    Column("group", Id, ForeignKey("groups.id")), Column("answered", Date), Column("solved", Date),
    reference("goal", "goals", optional=True), brought_by(), Index("ix_requests_school_date", "school", "date"))

initiatives = Table("initiatives", metadata, own_id(), Column("name", Text, nullable=False),
    reference("school", "schools"), Column("group", Id, ForeignKey("groups.id")),
    Column("grade", String(32)), Column("tier", Text), Column("start", Date, nullable=False),
    Column("end", Date), brought_by())

# --- 6 outcomes ------------------------------------------------------------------------------------------
attendance = Table("attendance", metadata, reference("person", "people", key=True),
    Column("date", Date, primary_key=True), Column("status", String(16), nullable=False),
    Column("minutes", Integer), brought_by(),
    one_of("status", "present", "absent", "excused", "unexcused", "tardy", "partial", "suspended"),
    Index("ix_attendance_date", "date"), **WITHOUT_ROWID)

incidents = Table("incidents", metadata, own_id(), Column("date", Date, nullable=False),
    reference("school", "schools"), Column("kind", Text, nullable=False),
    reference("person", "people", optional=True), Column("major", Boolean), personal("place", "text"),
    Column("time", String(8)), brought_by(), Index("ix_incidents_school_date", "school", "date"))

results = Table("results", metadata, Column("id", Integer, primary_key=True),
    reference("person", "people"), Column("measure", Id, nullable=False),
    Column("date", Date, nullable=False), Column("score", Float, nullable=False), Column("level", Text),
    Column("low", Float), Column("high", Float), brought_by(), UniqueConstraint("person", "measure", "date"))

indicators = Table("indicators", metadata, Column("id", Integer, primary_key=True),
    reference("school", "schools"), Column("measure", Id, nullable=False),
    Column("period", String(64), nullable=False), Column("group", Text), Column("value", Text, nullable=False),
    Column("numerator", Integer), Column("denominator", Integer), Column("n", Integer), Column("source", Text),
    brought_by(), UniqueConstraint("school", "measure", "period", "group", **NULLS_EQUAL))

# --- 7 recognition ---------------------------------------------------------------------------------------
recognitions = Table("recognitions", metadata, own_id(), reference("school", "schools"),
    Column("date", Date, nullable=False), Column("to_kind", String(16), nullable=False),
    reference("to_person", "people", optional=True),
    Column("to_group", Id),  # a classroom's or program's id, or a department's name
    reference("from_person", "people", optional=True),
    Column("value", Text), Column("kind", Text), Column("points", Integer), personal("message", "text"),
    reference("goal", "goals", optional=True), brought_by(),
    Column("state", String(16)),  # null: a file brought it, and it needs no look before it shows
    Column("cleared_giver", Boolean), Column("cleared_person", Boolean),  # for a room; null is no
    Column("reported", Date),
    one_of("to_kind", "person", "team", "classroom", "program"),
    one_of("state", "held", "shown", "removed", "withdrawn"),
    CheckConstraint("(to_person IS NULL) <> (to_group IS NULL)", name="one_recipient"),
    Index("ix_recognitions_school_date", "school", "date"))

# --- how the data came in --------------------------------------------------------------------------------
imports = Table("imports", metadata, Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False), Column("by", Text, nullable=False),
    Column("taken", Boolean, nullable=False), Column("receipt", Text, nullable=False),  # JSON; no cell values
    Column("undone", DateTime), Column("undone_by", Text))

# What an import changed, so that it can be taken back: rows it added carry its id and need no line here.
import_changes = Table("import_changes", metadata, Column("import_id", Integer, primary_key=True),
    Column("name", String(32), primary_key=True),  # of the table
    Column("row", String(1100), primary_key=True),  # JSON: the primary key; two ids of nothing but quotes fit
    personal("before", "text", nullable=False),  # JSON: the columns as they were
    **WITHOUT_ROWID)

# What was answered about files of a shape, so that nobody is asked twice.
import_answers = Table("import_answers", metadata,
    Column("shape", String(64), primary_key=True),  # a fingerprint of the header
    Column("kind", String(32), nullable=False), Column("answers", Text, nullable=False),  # JSON: maps, sets, dates
    Column("at", DateTime, nullable=False), Column("by", Text, nullable=False))

# How often a kind of file is expected, where the school says other than the default.
rhythms = Table("rhythms", metadata, Column("kind", String(32), primary_key=True),
    Column("days", Integer, nullable=False), CheckConstraint("days > 0", name="days_positive"))

# --- who may see what ------------------------------------------------------------------------------------
# Nobody is known by anything but what their provider calls them: an address may be given to somebody else.
accounts = Table("accounts", metadata, own_id(),
    Column("issuer", Id, nullable=False), Column("subject", Id, nullable=False),
    Column("person", Id),  # of the roster, as far as there is one; no key, so that people can be taken back
    personal("called", "name", nullable=False),  # for who grants roles
    Column("begun", DateTime, nullable=False), Column("closed", DateTime),
    UniqueConstraint("issuer", "subject"))

# By hand, with a reason; what follows from the roster is looked up there and stands nowhere else.
grants = Table("grants", metadata, Column("id", Integer, primary_key=True, autoincrement=True),
    reference("account", "accounts"), Column("role", String(32), nullable=False),
    Column("school", Id),  # null: all of them
    Column("scope", String(32)), Column("of", Id),  # department or program, and which
    personal("reason", "text", nullable=False), Column("at", DateTime, nullable=False),
    Column("by", Id, nullable=False), Column("revoked", DateTime), Column("revoked_by", Id),
    Index("ix_grants_account", "account"))

sessions = Table("sessions", metadata,
    Column("token", String(64), primary_key=True),  # its fingerprint: who reads the table cannot sign in by it
    reference("account", "accounts"), Column("begun", DateTime, nullable=False),
    Column("seen", DateTime, nullable=False), Column("until", DateTime, nullable=False),
    Column("role", String(300)),  # the one in use, of several
    Column("revoked", DateTime), Index("ix_sessions_account", "account"))

# The one local account, for the day on which the provider does not answer.
passwords = Table("passwords", metadata,
    Column("account", Id, ForeignKey("accounts.id"), primary_key=True), Column("hash", Text),
    Column("link", String(64)), Column("until", DateTime))  # fingerprint of a set-up link that was not used yet

attempts = Table("attempts", metadata, Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False), Column("at", DateTime, nullable=False),
    Index("ix_attempts_key_at", "key", "at"))

# What happened, each line sealed with the one before it (data/trail.py). Ids only, no names.
trail = Table("trail", metadata, Column("line", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False), Column("actor", Id, nullable=False),
    Column("what", String(32), nullable=False), Column("about", Text, nullable=False),  # JSON
    Column("seal", String(64), nullable=False), Index("ix_trail_what_line", "what", "line"))

# What somebody asked to have corrected about themselves; the roster itself is corrected where it comes from.
corrections = Table("corrections", metadata, Column("id", Integer, primary_key=True, autoincrement=True),
    reference("account", "accounts"),
    Column("person", Id, nullable=False),  # of the roster; no key, so that people can be taken back
    Column("asked", DateTime, nullable=False), Column("about", String(32), nullable=False),
    personal("text", "text", nullable=False), Column("answered", DateTime), personal("answer", "text"),
    Column("by", Id),  # the account that answered
    Index("ix_corrections_account", "account"))

data_version = Table("data_version", metadata, Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False), CheckConstraint("id = 1", name="one_row"))

NO_FACTS = ("imports", "import_changes", "import_answers", "rhythms", "data_version", "accounts", "grants", "sessions",
            "passwords", "attempts", "trail", "corrections")  # fmt: skip
"""Tables about Staffroom itself: of no school, and asked by no metric."""

PERSONAL = {
    (table.name, column.name): column.info["personal"]
    for table in metadata.tables.values()
    for column in table.columns
    if "personal" in column.info
}
