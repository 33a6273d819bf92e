"""What happens to the clocks of a case: waits, extensions, withdrawn steps, and each move of a due moment."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS: dict[str, dict[str, Any]] = {
    "cases": {"paused_at": sa.DateTime(timezone=True)},
    "clock": {"paused_at": sa.DateTime(timezone=True), "begun_by": sa.Integer(), "stopped_by": sa.Integer()},
    "entry": {"withdrawn_at": sa.DateTime(timezone=True)},
    "standard": {"waits_for": sa.JSON(none_as_null=True), "longest_extension": sa.Integer()},
}
_SHIPPED = {
    "review-papers": ([], None),
    "keep-informed": ([], None),
    "foi": (["clarification"], 20),
    "sar": (["clarification", "identity"], 2),
}


def upgrade() -> None:
    """Apply the revision."""
    for table, columns in _COLUMNS.items():
        for column, kind in columns.items():
            op.add_column(table, sa.Column(column, kind, nullable=True))
    standard = sa.table("standard", sa.column("id"), sa.column("waits_for", sa.JSON()), sa.column("longest_extension"))
    for id_, (waits_for, longest) in _SHIPPED.items():
        op.execute(standard.update().where(standard.c.id == id_).values(waits_for=waits_for, longest_extension=longest))
    op.create_table(
        "case_wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("awaited", sa.String(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_by", sa.Integer(), nullable=True),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resumed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["paused_by"], ["staff.id"]),
        sa.ForeignKeyConstraint(["resumed_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_wait_case_id", "case_wait", ["case_id"], unique=False)
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_extension_case_id", "extension", ["case_id"], unique=False)
    op.create_table(
        "clock_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_clock_move_clock_id", "clock_move", ["clock_id"], unique=False)
    op.create_table(
        "alerts_seen",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("seen_to", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id"),
    )


def downgrade() -> None:
    """Undo the revision."""
    op.drop_table("alerts_seen")
    for table, index in (("clock_move", "clock_id"), ("extension", "case_id"), ("case_wait", "case_id")):
        op.drop_index(f"ix_{table}_{index}", table_name=table)
        op.drop_table(table)
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.drop_column(table, column)
