"""Keeping the office's settings, and letting every program know that the rules have changed."""

from sqlmodel import Session

from db import settings
from db.tables import Setting


def keep_setting(session: Session, key: str, value: str) -> None:
    """Put a setting in place of what it was."""
    row = session.get(Setting, key) or Setting(key=key, value=value)
    row.value = value
    session.add(row)
    session.flush()


def rules_have_changed(session: Session) -> None:
    """Move the number by which programs know that the standards or the calendars are no longer as they read them.

    Every action that changes them calls this, in its transaction.
    """
    row = session.get(Setting, settings.RULES_VERSION)
    keep_setting(session, settings.RULES_VERSION, str(int(row.value) + 1 if row else 1))
