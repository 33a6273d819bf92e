"""Every word of a case's record finds it: open and closed cases have their words apart, and the tables mark whose are due.

A trigger is what no write gets past, however it is done. It says only whose words may be other now; which words those are the
program reads from the record before the transaction ends. This revision marks every case.
"""

from collections.abc import Iterator

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CASE, PERSON = "case", "person"
OF_A_CASE = ((CASE, "{row}.case_id"),)
OF_A_PERSON = ((PERSON, "{row}.person_id"),)
TYPED = "{row}.text <> '' AND {row}.kind <> 'deadline moved'"
"""Deadlines move by the thousand at once, and the desk says so in words of its own, which nobody searches for."""

Whose = tuple[tuple[str, str], ...]
SOURCES: tuple[tuple[str, str, Whose, str], ...] = (
    (
        "cases",
        "reference, subject, force_reference, source_reference, person_id, closed_at, merged_into",
        ((CASE, "{row}.id"), (CASE, "{row}.merged_into")),
        "",
    ),
    ("person", "name, phone, email, merged_into", ((PERSON, "{row}.id"), (PERSON, "{row}.merged_into")), ""),
    ("person_detail", "person_id, name, value", OF_A_PERSON, ""),
    ("person_change", "person_id, name, before", OF_A_PERSON, ""),
    ("entry", "case_id, kind, text, withdrawn_at", OF_A_CASE, TYPED),
    ("letter", "entry_id, subject", ((CASE, "(SELECT case_id FROM entry WHERE id = {row}.entry_id)"),), ""),
    ("task", "case_id, what, withdrawn_at", OF_A_CASE, "{row}.what <> ''"),
    ("late_reason", "clock_id, words", ((CASE, "(SELECT case_id FROM clock WHERE id = {row}.clock_id)"),), ""),
    ("case_detail", "case_id, name, value", OF_A_CASE, ""),
    ("case_change", "case_id, name, before", OF_A_CASE, ""),
    ("case_tag", "case_id, tag", OF_A_CASE, ""),
    ("attachment", "case_id, name", OF_A_CASE, ""),
)
"""Each table with words in it, the columns they come from, whose words those are, and which of its rows have any."""

OF_EACH_CASE = "case_id integer PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE"
DOCUMENTS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE open_words USING fts5(words, tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3')",
        "CREATE VIRTUAL TABLE closed_words USING fts5(words, tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3')",
        "CREATE TABLE words_due (what TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (what, id)) WITHOUT ROWID",
    ),
    "postgresql": (
        f"CREATE TABLE open_words ({OF_EACH_CASE}, words tsvector NOT NULL)",
        f"CREATE TABLE closed_words ({OF_EACH_CASE}, words tsvector NOT NULL)",
        "CREATE INDEX ix_open_words ON open_words USING gin (words)",
        "CREATE INDEX ix_closed_words ON closed_words USING gin (words)",
        "CREATE TABLE words_due (what varchar NOT NULL, id integer NOT NULL, PRIMARY KEY (what, id))",
    ),
}
BEFORE = {
    "sqlite": ("CREATE VIRTUAL TABLE case_words USING fts5(words, tokenize='ascii', detail=none, prefix='2 3')",),
    "postgresql": (
        "CREATE TABLE case_words (case_id integer PRIMARY KEY REFERENCES cases (id), words tsvector NOT NULL)",
        "CREATE INDEX ix_case_words ON case_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Apply the revision."""
    dialect = op.get_bind().dialect.name
    op.execute("DROP TABLE case_words")
    for statement in DOCUMENTS[dialect]:
        op.execute(statement)
    for source in SOURCES:
        for statement in _marking_on_sqlite(*source) if dialect == "sqlite" else _marking_on_postgres(*source):
            op.execute(statement)
    op.execute("INSERT INTO words_due (what, id) SELECT 'case', id FROM cases")


def downgrade() -> None:
    """Undo the revision. What is written from then on is found by words; what was before is when revision 0013 comes again."""
    dialect = op.get_bind().dialect.name
    for table, *_ in SOURCES:
        if dialect == "sqlite":
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_words_{event}")
        else:
            op.execute(f"DROP FUNCTION {table}_words() CASCADE")
    for table in ("words_due", "closed_words", "open_words"):
        op.execute(f"DROP TABLE {table}")
    for statement in BEFORE[dialect]:
        op.execute(statement)


def _marking_on_sqlite(table: str, columns: str, whose: Whose, counts: str) -> Iterator[str]:
    """A trigger for each event: SQLite has no functions to share, but looks at a condition before it runs anything."""
    for event, of, rows in (
        ("insert", "INSERT", ("NEW",)),
        ("update", f"UPDATE OF {columns}", ("OLD", "NEW")),
        ("delete", "DELETE", ("OLD",)),
    ):
        when = f"WHEN {' OR '.join(counts.format(row=row) for row in rows)} " if counts else ""
        marks = " ".join(f"{mark};" for row in rows for mark in _marks(whose, "", row))
        yield f"CREATE TRIGGER {table}_words_{event} AFTER {of} ON {table} {when}BEGIN {marks} END"


def _marking_on_postgres(table: str, columns: str, whose: Whose, counts: str) -> Iterator[str]:
    """One function, and one trigger for all that calls it."""
    old, new = (" ".join(f"{mark};" for mark in _marks(whose, counts, row)) for row in ("OLD", "NEW"))
    yield (
        f"CREATE FUNCTION {table}_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {old} END IF; IF TG_OP <> 'DELETE' THEN {new} END IF; RETURN NULL; END $$"
    )
    events = f"INSERT OR DELETE OR UPDATE OF {columns}"
    yield f"CREATE TRIGGER {table}_words AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_words()"


def _marks(whose: Whose, counts: str, row: str) -> Iterator[str]:
    condition = f" AND {counts.format(row=row)}" if counts else ""
    for what, number in whose:
        each = number.format(row=row)
        found = f"SELECT '{what}', {each} WHERE {each} IS NOT NULL{condition}"
        yield f"INSERT INTO words_due (what, id) {found} ON CONFLICT DO NOTHING"
