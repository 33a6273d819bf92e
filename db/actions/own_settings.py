"""Keeping what a member of staff sets for themselves, such as their theme."""

from db.store import Writing
from db.tables import OwnSetting


def keep_own_setting(writing: Writing, key: str, value: str) -> None:
    """Put a setting of the acting member in place of what it was. It changes no case, so the audit trail is left alone."""
    row = writing.session.get(OwnSetting, (writing.staff.id, key)) or OwnSetting(staff_id=writing.staff.id, key=key, value=value)
    row.value = value
    writing.session.add(row)
