"""Indexes of the running clocks, by when they are due and by when they warn."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXES = {"ix_clock_running_due": "due_at", "ix_clock_running_warn": "warn_at"}
_RUNNING = sa.text("stopped_at IS NULL")


def upgrade() -> None:
    """Apply the revision."""
    for name, column in _INDEXES.items():
        op.create_index(name, "clock", [column], unique=False, sqlite_where=_RUNNING, postgresql_where=_RUNNING)


def downgrade() -> None:
    """Undo the revision."""
    for name in _INDEXES:
        op.drop_index(name, table_name="clock", sqlite_where=_RUNNING, postgresql_where=_RUNNING)
