"""Keeping why a clock was missed, and the list such reasons are chosen from."""

from collections.abc import Iterable, Sequence

from casework.contact import unstorable
from casework.late_reasons import OWN_WORDS, Late, as_setting, reason_meant
from casework.permissions import require
from db import settings
from db.actions.settings import keep_setting
from db.audit import record
from db.errors import BadValue
from db.queries.late_reasons import late_reasons
from db.store import Writing
from db.tables import Clock, LateReason


def late_reason(writing: Writing, late: Late) -> Late:
    """The reason as kept: one of the office's list, or words of one's own. Raises BadValue, naming the list, for neither."""
    known = late_reasons(writing.session.connection())
    if problem := unstorable(late.words):
        raise BadValue("late words", problem)
    if not late.reason.strip():
        if not late.words.strip():
            raise BadValue("late", f"It is late. Say why: {', '.join(known)}; or in your own words.")
        return Late(OWN_WORDS, late.words)
    meant = reason_meant(late.reason, known)
    if meant is None:
        raise BadValue("late", f"Choose why it is late: {', '.join(known)}; or say it in your own words.")
    return Late(meant, late.words)


def keep_late_reason(writing: Writing, clocks: Iterable[Clock], late: Late) -> None:
    """Keep, in the caller's transaction, why these clocks were missed."""
    for clock in clocks:
        assert clock.id is not None
        writing.session.add(
            LateReason(clock_id=clock.id, reason=late.reason, words=late.words, at=writing.now, staff_id=writing.staff.id)
        )
    writing.session.flush()


def change_late_reasons(writing: Writing, reasons: Sequence[str]) -> None:
    """Make this the list to choose from. What was chosen before stays as it was said. Raises BadReasons."""
    require(writing.staff.role, "change-late-reasons")
    keep_setting(writing.session, settings.LATE_REASONS, as_setting(reasons))
    record(writing, "late reasons changed", number=len(reasons))
