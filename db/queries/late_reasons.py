"""The reasons for lateness that can be chosen, and those given on a case."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from casework.late_reasons import Late, reasons_kept
from db import settings
from db.tables.plain import CLOCK, LATE_REASON, SETTING


def late_reasons(connection: Connection) -> tuple[str, ...]:
    """The office's list."""
    return reasons_kept(connection.execute(select(SETTING.c.value).where(SETTING.c.key == settings.LATE_REASONS)).scalar())


def late_reasons_of_case(connection: Connection, case_id: int) -> dict[int, Late]:
    """Why each clock of a case was missed, by the clock's row; the last thing said of it counts."""
    query = (
        select(LATE_REASON.c.clock_id, LATE_REASON.c.reason, LATE_REASON.c.words)
        .select_from(LATE_REASON.join(CLOCK, CLOCK.c.id == LATE_REASON.c.clock_id))
        .where(CLOCK.c.case_id == case_id)
        .order_by(LATE_REASON.c.id)
    )
    found: Mapping[int, Late] = {row.clock_id: Late(row.reason, row.words) for row in connection.execute(query)}
    return dict(found)
