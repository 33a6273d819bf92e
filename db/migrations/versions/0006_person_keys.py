"""What people are found by while somebody types who is calling."""

import sqlalchemy as sa
from alembic import op

from db.person_keys import put_keys_of_everybody

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the revision: the keys go in first, because the rest is quicker made of all of them at once."""
    here = op.get_bind()
    by_itself = here.dialect.name == "postgresql"
    person = sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="person_key_person_id_fkey")
    op.create_table(
        "person_key",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(() if by_itself else (person, sa.PrimaryKeyConstraint("key", "person_id"))),
        sqlite_with_rowid=False,
    )
    put_keys_of_everybody(here)
    if by_itself:
        op.create_primary_key("person_key_pkey", "person_key", ["key", "person_id"])
        op.create_foreign_key("person_key_person_id_fkey", "person_key", "person", ["person_id"], ["id"])
    op.create_index("ix_person_key_person_id", "person_key", ["person_id"], unique=False)


def downgrade() -> None:
    """Undo the revision."""
    op.drop_index("ix_person_key_person_id", table_name="person_key")
    op.drop_table("person_key")
