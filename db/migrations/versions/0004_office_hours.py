"""The office's hours from a date on, and what each member of staff has set for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision."""
    op.create_table(
        "office_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    in_force = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "ix_office_hours_in_force",
        "office_hours",
        ["from_day"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_table(
        "own_setting",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id", "key"),
    )


def downgrade() -> None:
    """Undo the revision."""
    op.drop_table("own_setting")
    op.drop_index("ix_office_hours_in_force", table_name="office_hours")
    op.drop_table("office_hours")
