"""Teams, skills and absences of staff; saved views of the queue; priorities and tags of cases."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STANDS = sa.text("withdrawn_at IS NULL")
OPEN, CLOSED = "closed_at IS NULL", "closed_at IS NOT NULL"
CONTACT = "withdrawn_at IS NULL AND (kind IN ('contact', 'letter') OR (kind = 'step' AND step = 'callback-returned'))"
BEFORE = (
    ("ix_cases_queue", "cases", ["next_due_at", "id", "next_warn_at", "kind"], OPEN),
    ("ix_cases_closed_at", "cases", ["closed_at"], CLOSED),
    ("ix_cases_received_at", "cases", ["received_at"], None),
    ("ix_cases_merged_into", "cases", ["merged_into"], None),
)
COUNTED_OF_CLOSED_CASES = ["closed_at", "id", "owner_id", "received_at", "kind", "channel", "force"]
ASKED_OF_OPEN_CASES = [
    *("next_due_at", "id", "next_warn_at", "kind", "owner_id", "force", "channel", "priority", "received_at", "next_standard"),
    *("paused_at", "person_id", "reference", "closed_at"),
]
AFTER = (
    ("ix_cases_queue", "cases", ASKED_OF_OPEN_CASES, OPEN),
    ("ix_cases_closed_at", "cases", COUNTED_OF_CLOSED_CASES, CLOSED),
    ("ix_cases_closed_received", "cases", ["received_at", "id"], CLOSED),
    ("ix_cases_closed_reference", "cases", ["reference", "id"], CLOSED),
    ("ix_cases_received_at", "cases", ["received_at", "id", "owner_id"], None),
    ("ix_cases_merged_into", "cases", ["merged_into", "id"], "merged_into IS NOT NULL"),
    ("ix_clock_running", "clock", ["case_id", "standard", "due_at", "warn_at", "paused_at"], "stopped_at IS NULL"),
    ("ix_entry_contact", "entry", ["case_id", "at"], CONTACT),
    ("ix_entry_reopened", "entry", ["case_id"], "kind = 'reopened' AND withdrawn_at IS NULL"),
    ("ix_case_wait_open", "case_wait", ["case_id"], "resumed_at IS NULL AND withdrawn_at IS NULL"),
)


def upgrade() -> None:
    """Apply the revision."""
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("name"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("staff", sa.Column("team_id", sa.Integer(), nullable=True))
    op.create_table(
        "staff_skill",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("staff_id", "skill"),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.ForeignKeyConstraint([name], ["staff.id"]) for name in ("staff_id", "entered_by")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_absence_to_day", "absence", ["to_day"], sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "filter", "sort")),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        *(sa.ForeignKeyConstraint([name], ["staff.id"]) for name in ("owner_id", "made_by")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_saved_view_owner_id", "saved_view", ["owner_id"])
    op.add_column("cases", sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "case_tag",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("case_id", "tag"),
    )
    op.create_index("ix_case_tag_tag", "case_tag", ["tag", "case_id"])
    _indexed(BEFORE, AFTER)


def downgrade() -> None:
    """Undo the revision."""
    _indexed(AFTER, BEFORE)
    op.drop_table("case_tag")
    op.drop_column("cases", "priority")
    for table in ("saved_view", "absence", "staff_skill"):
        op.drop_table(table)
    op.drop_column("staff", "team_id")
    op.drop_table("team")


def _indexed(without: tuple[Any, ...], by: tuple[Any, ...]) -> None:
    """Put some indexes in the place of others."""
    for name, table, _, _ in without:
        op.drop_index(name, table)
    for name, table, columns, where in by:
        only = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)
