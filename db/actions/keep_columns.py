"""Keeping what the columns of a file say, for the next file with the same headings."""

import json
from dataclasses import asdict, dataclass

from casework.foreign.contact_columns import KeptColumns
from casework.permissions import require
from db import settings
from db.actions.settings import keep_setting
from db.audit import record
from db.store import Writing


@dataclass(frozen=True, slots=True)
class KeepColumns:
    """What the columns under a set of headings say."""

    heading_set: str
    columns: KeptColumns


def keep_columns(writing: Writing, command: KeepColumns) -> None:
    """Put the columns in place of those kept before. Raises NotAllowed."""
    require(writing.staff.role, "import-cases")
    told = {"at": writing.now.isoformat(), **asdict(command.columns)}
    keep_setting(writing.session, settings.CONTACT_COLUMNS + command.heading_set, json.dumps(told))
    record(writing, "import columns kept", headings=command.heading_set)
