"""Concerns raised at once: safeguarding, referral-type allegations, unacceptable contact."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNSEEN = sa.text("seen_at IS NULL")


def upgrade() -> None:
    """Apply the revision."""
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["raised_by"], ["staff.id"]),
        sa.ForeignKeyConstraint(["seen_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_concern_case_id", "concern", ["case_id"])
    op.create_index("ix_concern_unseen", "concern", ["raised_at"], sqlite_where=UNSEEN, postgresql_where=UNSEEN)
    op.create_index("ix_concern_form", "concern", ["raised_by", "form"])


def downgrade() -> None:
    """Undo the revision."""
    op.drop_table("concern")
