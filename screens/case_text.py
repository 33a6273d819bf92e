"""The words of a case's dates and waits, for its screen and its questions."""

from datetime import date, datetime

from casework.date_words import clock_time, short_day
from casework.moments import london_date
from casework.waiting import reason_label
from db.queries.case import CaseView
from db.queries.case_parts import ClockView, WaitView
from screens.safe import fit

AWAITED_CELLS = 40


def first_told(case: CaseView, clock: ClockView) -> date | None:
    """The date a clock was due on when it began, if that is another now."""
    told = next((london_date(move.due_from) for move in case.moves if move.clock == clock.id), None)
    return None if told == london_date(clock.due_at) else told


def due_words(due_at: datetime, now: datetime) -> str:
    """`Thu 13 Aug, 17:00`, with the year when it is far off."""
    return f"{short_day(london_date(due_at), london_date(now))}, {clock_time(due_at)}"


def waiting_words(wait: WaitView, now: datetime) -> str:
    """What a case waits for and since when: `Waiting for the force or body: Gwent, since Fri 19 Dec`."""
    awaited = f": {fit(wait.awaited, AWAITED_CELLS).rstrip()}" if wait.awaited.strip() else ""
    since = short_day(london_date(wait.paused_at), london_date(now))
    return f"Waiting for {reason_label(wait.reason)}{awaited}, since {since}"
