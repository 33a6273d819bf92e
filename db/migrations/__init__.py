"""The revisions of the record's tables, and bringing a store up to the latest."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from db.errors import StoreTooNew

HEAD = "0014"
FOLDER = Path(__file__).parent


def revision_of(connection: Connection) -> str | None:
    """The revision a store stands at; None for one with no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, folder: Path = FOLDER, to: str = "head") -> None:
    """Run the revisions that are missing, in the connection's transaction."""
    from alembic import command

    command.upgrade(alembic_settings(connection, folder), to)


def require_known(revision: str, folder: Path = FOLDER) -> None:
    """Raise StoreTooNew unless the revision is one of the folder's."""
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    try:
        ScriptDirectory(str(folder)).get_revision(revision)
    except CommandError:
        raise StoreTooNew("This store was written by a later version of IOPC Desk. Update the program.") from None


def alembic_settings(connection: Connection, folder: Path = FOLDER):  # type: ignore[no-untyped-def]
    """Alembic's settings for revisions in a folder, run on a connection."""
    from alembic.config import Config

    settings = Config()
    # A % is a percent sign in a path and the start of a variable in the settings.
    settings.set_main_option("script_location", str(folder).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
