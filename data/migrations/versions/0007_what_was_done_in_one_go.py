"""Lines of the history that were written in one go, by the form that sent them; and the line that one takes back."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE edits ADD COLUMN act VARCHAR(64)")
    op.execute("ALTER TABLE edits ADD COLUMN undoes INTEGER")
    op.create_index("ix_edits_act", "edits", ["act"])


def downgrade() -> None:
    op.drop_index("ix_edits_act", "edits")
    for column in ("act", "undoes"):
        op.drop_column("edits", column)
