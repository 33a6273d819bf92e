"""How Alembic runs the revisions: on the connection it is handed, in one transaction."""

from alembic import context
from sqlmodel import SQLModel

import db.tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata if db.tables else None,
    render_as_batch=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
