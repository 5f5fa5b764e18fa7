"""What is known of a school: its people and calendar, and the work of the seven strategies."""

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
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.schema.columns import (
    NULLS_EQUAL,
    WITHOUT_ROWID,
    Id,
    brought_by,
    metadata,
    one_of,
    own_id,
    personal,
    reference,
)

# fmt: off
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
    reference("goal", "goals", optional=True), brought_by(),
    reference("meeting", "meetings", optional=True),  # of the calendar, that somebody said took place
    Index("ix_events_school_date", "school", "date"), Index("ix_events_meeting", "meeting", unique=True))

participants = Table("participants", metadata, reference("event", "events", key=True),
    reference("person", "people", key=True), Column("role", Text), Column("expected", Boolean),
    Column("present", Boolean), brought_by(), Index("ix_participants_person", "person"), **WITHOUT_ROWID)

ties = Table("ties", metadata, Column("id", Integer, primary_key=True),
    Column("from_person", Id, ForeignKey("people.id"), nullable=False),
    Column("to_person", Id, ForeignKey("people.id"), nullable=False),
    Column("kind", String(64), nullable=False), Column("wave", String(64)), Column("date", Date),
    Column("weight", Float), Column("directed", Boolean, nullable=False), brought_by(),
    UniqueConstraint("from_person", "to_person", "kind", "wave", "date", **NULLS_EQUAL))

# "Was this session useful?", by who was there: never shown but for many people at once.
session_answers = Table("session_answers", metadata, reference("event", "events", key=True),
    reference("person", "people", key=True), Column("answer", String(16), nullable=False),
    Column("kind", Text, nullable=False),  # of session, when it was answered: a file may name it anew later
    Column("date", Date, nullable=False), one_of("answer", "useful", "partly", "not"),
    Index("ix_session_answers_person", "person"), **WITHOUT_ROWID)

# The timetable: who teaches when. A period in which somebody of a timetable has no lesson is free.
lessons = Table("lessons", metadata, Column("id", Integer, primary_key=True), reference("person", "people"),
    Column("day", Id, nullable=False),  # as the school's cycle names it: Monday, A, 3
    Column("period", Id, nullable=False), Column("begins", String(8)), Column("ends", String(8)),
    Column("group", Id, ForeignKey("groups.id")), Column("start", Date), Column("end", Date), brought_by(),
    UniqueConstraint("person", "day", "period", "group", "start", **NULLS_EQUAL))

# The library: what somebody shared for others to use, and who used it since.
practices = Table("practices", metadata, own_id(), reference("school", "schools"),
    Column("date", Date, nullable=False), personal("title", "text", nullable=False), Column("topic", Text),
    Column("by", Id, ForeignKey("people.id")), Column("group", Id, ForeignKey("groups.id")),
    personal("link", "text"), reference("goal", "goals", optional=True), Column("archived", Date), brought_by(),
    Column("state", String(16)),  # null: it shows; held: somebody reported it, and nobody has looked yet
    one_of("state", "held", "removed"),
    Index("ix_practices_school_date", "school", "date"))

practice_uses = Table("practice_uses", metadata, reference("practice", "practices", key=True),
    reference("person", "people", key=True), Column("date", Date, primary_key=True), brought_by(),
    Index("ix_practice_uses_person", "person"), **WITHOUT_ROWID)

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
# What the school thanks people for, in its own order.
school_values = Table("school_values", metadata, reference("school", "schools", key=True),
    Column("value", Id, primary_key=True), Column("position", Integer), brought_by(), **WITHOUT_ROWID)

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
