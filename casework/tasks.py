"""Call-backs and tasks: what is still to be done for a case by a moment, when that is, and how it is said.

How long before its moment each is told as due soon is our own choice; nothing published says it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from casework.calendars import Calendars
from casework.date_reading import UnreadableDate, read_moment
from casework.date_words import moment_words
from casework.moments import at_london_time, london_date, start_of_date

TaskKind = Literal["callback", "task"]
CALL_BACK: TaskKind = "callback"
TASK: TaskKind = "task"
CALL_BACK_STANDARD = "callback"
"""The standard whose clock a call-back without a moment of its own is due by."""
PROMISED, RETURNED = "callback-promised", "callback-returned"
"""The steps that promise a call-back and that return one."""
CALL_BACK_WARNS_BEFORE = timedelta(hours=1)
"""How long before its own moment a call-back is due soon; a task is from the beginning of its day."""
LONGEST_WARNING = timedelta(hours=25)
"""No task is due soon for longer than this: the longest day of a year."""
LABELS: dict[str, str] = {CALL_BACK: "call-back", TASK: "task"}
PROMISES: dict[str, str] = {CALL_BACK: "Call back by", TASK: "Task by"}

Reached = Literal["made", "message", "no-answer"]
"""How a call-back went: they were spoken to, a message was left for them, or nobody answered."""
REACHED: dict[str, str] = {"made": "", "message": "Left a message.", "no-answer": "No answer: the call-back stays open."}
"""What the timeline says of each before the words that were typed."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A call-back that was promised: its number, when it is due, and when the standard's own clock is, where one runs."""

    task: int
    due_at: datetime
    standard_due_at: datetime | None

    @property
    def words(self) -> str:
        """`Call back by Tue 13 Jan 2026, 10:00.`, and that it is later than the standard allows, when it is."""
        said = f"{PROMISES[CALL_BACK]} {moment_words(self.due_at)}."
        if self.standard_due_at is None or self.due_at <= self.standard_due_at:
            return said
        return f"{said[:-1]}; the standard's clock is due {moment_words(self.standard_due_at)}."


def read_due(text: str, now: datetime, calendars: Calendars) -> datetime:
    """The moment meant by what was typed, such as `tomorrow 10:00`; a day alone is that day's closing. Raises UnreadableDate."""
    read = read_moment(text, now, calendars.ours, prefer="future")
    return read.moment if read.had_time else at_london_time(read.day, calendars.closes(read.day))


def passed(due_at: datetime, now: datetime) -> str | None:
    """Why nothing can be due at this moment, in words, or None when it can."""
    if due_at > now:
        return None
    return f"{moment_words(due_at)} has passed. Give a moment still to come, such as tomorrow 10:00 or +2wd."


def moment_in(words: str, said_at: datetime, now: datetime, calendars: Calendars) -> datetime | None:
    """The moment that words such as `tomorrow 10:00, 07700 900123` begin with, as meant when they were said.

    None when they begin with none that is still to come, or with a day alone.
    """
    try:
        read = read_moment(words.split(",", 1)[0], said_at, calendars.ours, prefer="future")
    except UnreadableDate:
        return None
    return read.moment if read.had_time and read.moment > now else None


def warns_at(kind: str, due_at: datetime, made_at: datetime) -> datetime:
    """When something due at a moment begins to be due soon, never before it was made."""
    before = due_at - CALL_BACK_WARNS_BEFORE if kind == CALL_BACK else start_of_date(london_date(due_at))
    return min(due_at, max(before, made_at))


def task_words(kind: str, what: str, due_at: datetime, staff: str | None = None) -> str:
    """What is to be done in a line: `Call back by Tue 13 Jan 2026, 10:00: 07700 900123`; `staff` is whose it is by itself."""
    whose = f" ({staff})" if staff else ""
    said = f"{PROMISES[kind]} {moment_words(due_at)}{whose}"
    return f"{said}: {what}" if what.strip() else said
