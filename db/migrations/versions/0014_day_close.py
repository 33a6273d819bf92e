"""Signed days, notes for the next shift, survey answers and learning points; the clocks by when they fell due."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STANDS = sa.text("withdrawn_at IS NULL")
CLOCK_INDEXES = (
    ("ix_clock_fell_due", ["standard", "due_at", "stopped_at", "case_id"], "state <> 'void'"),
    ("ix_clock_due_at", ["due_at"], None),
    ("ix_clock_missed", ["stopped_at", "due_at"], "state = 'missed'"),
)
ASKED = "kind = 'survey asked' AND withdrawn_at IS NULL"
NEVER_CHANGED = {
    "sqlite": (
        "CREATE TRIGGER day_snapshot_no_update BEFORE UPDATE ON day_snapshot "
        "BEGIN SELECT RAISE(ABORT, 'a signed day never changes'); END",
        "CREATE TRIGGER day_snapshot_no_replace BEFORE INSERT ON day_snapshot "
        "WHEN EXISTS (SELECT 1 FROM day_snapshot WHERE id = NEW.id OR day = NEW.day) "
        "BEGIN SELECT RAISE(ABORT, 'a signed day never changes'); END",
        "CREATE TRIGGER day_snapshot_no_delete BEFORE DELETE ON day_snapshot "
        "BEGIN SELECT RAISE(ABORT, 'a signed day never changes'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION day_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a signed day never changes'; END $$",
        "CREATE TRIGGER day_snapshot_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON day_snapshot "
        "FOR EACH STATEMENT EXECUTE FUNCTION day_snapshot_refuse()",
    ),
}
TABLES = ("day_snapshot", "handover_note", "survey_answer", "learning_point")


def upgrade() -> None:
    """Apply the revision."""
    op.create_table(
        "day_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("content", "digest", "previous_digest")),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["staff.id"]),
        sa.UniqueConstraint("day"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "handover_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handover_note_day", "handover_note", ["day"])
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("comment", "source")),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["entered_by"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("case_id", "answered_on"):
        op.create_index(f"ix_survey_answer_{name}", "survey_answer", [name])
    op.create_table(
        "learning_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("theme", "text")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_learning_point_case_id", "learning_point", ["case_id"])
    op.create_index("ix_learning_point_at", "learning_point", ["at"], sqlite_where=STANDS, postgresql_where=STANDS)
    for name, columns, where in CLOCK_INDEXES:
        only = None if where is None else sa.text(where)
        op.create_index(name, "clock", columns, sqlite_where=only, postgresql_where=only)
    op.create_index("ix_late_reason_reason", "late_reason", ["reason"])
    asked = sa.text(ASKED)
    op.create_index("ix_entry_asked", "entry", ["case_id", "at"], sqlite_where=asked, postgresql_where=asked)
    for statement in NEVER_CHANGED[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Undo the revision."""
    op.drop_index("ix_entry_asked", "entry")
    op.drop_index("ix_late_reason_reason", "late_reason")
    for name, _, _ in CLOCK_INDEXES:
        op.drop_index(name, "clock")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION day_snapshot_refuse()")
