"""Of Staffroom itself, of no school: what came in by which file, who may see what, and what happened."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.schema.columns import WITHOUT_ROWID, Id, metadata, own_id, personal, reference

# fmt: off
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
