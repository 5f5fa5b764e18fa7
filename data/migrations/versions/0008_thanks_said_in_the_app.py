"""Thanks that are said in the app: looked at before they show, cleared for a room, reported, taken back."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = "'held', 'shown', 'removed', 'withdrawn'"
NEW = {
    "state": f"VARCHAR(16) CONSTRAINT ck_recognitions_state_known CHECK (state IN ({STATES}))",
    "cleared_giver": "BOOLEAN",
    "cleared_person": "BOOLEAN",
    "reported": "DATE",
}


def upgrade() -> None:
    for column, kind in NEW.items():
        op.execute(f"ALTER TABLE recognitions ADD COLUMN {column} {kind}")


def downgrade() -> None:
    for column in NEW:
        op.drop_column("recognitions", column)
