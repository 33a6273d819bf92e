"""Working a case: tasks and call-backs, former words, links and merges, letters, reasons for lateness, who has it open."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPEN = sa.text("done_at IS NULL AND withdrawn_at IS NULL")
STANDS = sa.text("removed_at IS NULL")
IN_FORCE = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    """Apply the revision."""
    for table in ("cases", "person"):
        op.add_column(table, sa.Column("merged_into", sa.Integer(), nullable=True))
        op.create_index(f"ix_{table}_merged_into", table, ["merged_into"])
    op.add_column("entry", sa.Column("direction", sa.String(), nullable=False, server_default=""))
    op.add_column("case_wait", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_audit_event_staff_id", "audit_event", ["staff_id", "id"])
    _make_tables_of_cases()
    _make_tables_of_letters()
    _keep_open_call_backs()


def downgrade() -> None:
    """Undo the revision."""
    for table in ("letter", "letter_template", "case_open", "late_reason", "case_link", "case_change", "former_text", "task"):
        op.drop_table(table)
    op.drop_index("ix_audit_event_staff_id", table_name="audit_event")
    op.drop_column("case_wait", "withdrawn_at")
    op.drop_column("entry", "direction")
    for table in ("person", "cases"):
        op.drop_index(f"ix_{table}_merged_into", table_name=table)
        op.drop_column(table, "merged_into")


def _make_tables_of_cases() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("own_due", sa.Boolean(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("done_by_entry", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        *(sa.ForeignKeyConstraint([name], ["staff.id"]) for name in ("staff_id", "made_by", "done_by")),
        *(sa.ForeignKeyConstraint([name], ["entry.id"]) for name in ("entry_id", "done_by_entry")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_task_case_id", "task", ["case_id"])
    op.create_index("ix_task_open_due", "task", ["due_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_task_due", "task", ["due_at"])
    op.create_table(
        "former_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        *_by_whom_when(),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_former_text_entry_id", "former_text", ["entry_id"])
    op.create_table(
        "case_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        *_by_whom_when(),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "before", "after")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_change_case_id", "case_change", ["case_id"])
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        *_by_whom_when(),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["removed_by"], ["staff.id"]),
        *(sa.ForeignKeyConstraint([name], ["cases.id"]) for name in ("case_id", "other_id")),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("case_id", "other_id"):
        op.create_index(f"ix_case_link_{name}", "case_link", [name])
    op.create_index(
        "ix_case_link_stands",
        "case_link",
        ["case_id", "other_id", "kind"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "late_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        *_by_whom_when(),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_late_reason_clock_id", "late_reason", ["clock_id"])
    op.create_table(
        "case_open",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("case_id", "staff_id", "terminal"),
    )


def _keep_open_call_backs() -> None:
    """Keep every call-back that is promised and not returned yet as one to be made, due when its clock is."""
    op.execute(
        "INSERT INTO task (case_id, kind, what, due_at, warn_at, own_due, entry_id, made_at, made_by) "
        "SELECT clock.case_id, 'callback', entry.text, clock.due_at, clock.warn_at, false, entry.id, entry.at, entry.staff_id "
        "FROM clock JOIN standard ON standard.row_id = clock.standard JOIN entry ON entry.id = clock.begun_by "
        "WHERE standard.id = 'callback' AND clock.stopped_at IS NULL ORDER BY clock.id"
    )


def _make_tables_of_letters() -> None:
    op.create_table(
        "letter_template",
        sa.Column("row_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "language", "title")),
        sa.Column("kinds", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("channel", "addressee", "step", "subject", "body")),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        *(sa.ForeignKeyConstraint([name], ["staff.id"]) for name in ("staff_id", "withdrawn_by")),
        sa.ForeignKeyConstraint(["replaces"], ["letter_template.row_id"]),
        sa.PrimaryKeyConstraint("row_id"),
    )
    op.create_index(
        "ix_letter_template_in_force",
        "letter_template",
        ["id", "language"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    op.create_table(
        "letter",
        sa.Column("entry_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("template", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"]),
        sa.ForeignKeyConstraint(["template"], ["letter_template.row_id"]),
        sa.PrimaryKeyConstraint("entry_id"),
    )


def _by_whom_when() -> tuple[sa.Column[Any] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
    )
