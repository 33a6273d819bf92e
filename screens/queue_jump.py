"""Going to a date in a queue that is in order by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from textual import work

from casework.date_reading import read_day
from casework.date_words import day_words
from casework.moments import end_of_date, london_date, start_of_date
from casework.queue_columns import QUEUE_COLUMNS, Order
from db.queries.queue import QueueRow
from screens.commands import Command
from screens.date_prompt import DatePrompt
from screens.live_screen import ASKING
from screens.queue_list import QueueList
from screens.queue_source import QueueSource


@dataclass(frozen=True, slots=True)
class Dated:
    """An order by a moment: what is said of a case at that moment, the moment, and which way a day without a year is meant."""

    said: str
    moment: Callable[[QueueRow], datetime | None]
    prefer: Literal["near", "past"] = "past"


DATED: Mapping[str, Dated] = {
    "due": Dated("due", lambda row: row.due_at if row.closed_at is None else None, "near"),
    "received": Dated("received", lambda row: row.received_at),
    "contact": Dated("last spoken of", lambda row: row.last_contact_at),
    "closed": Dated("closed", lambda row: row.closed_at),
}


class JumpToDate(Command):
    """Go to the first case due at a date or after it, or received, where the list is sorted by that."""

    label = "go to date"
    keys = "J"
    group = "Lists"


class JumpsToDate(QueueList):
    """A queue in which one goes to a date."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why there is no date to go to."""
        if command is JumpToDate and self.is_mounted:
            if self.order.by not in DATED:
                title = QUEUE_COLUMNS[self.order.by].title
                return f"The list is sorted by {title}, which is no date. o sorts it by Due, Received, Last contact or Closed."
            if not self.table.total:
                return "No case is in this list."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_jump_to_date(self) -> None:
        """Ask for a date and go to the first case at or after it, or when the latest come first, at or before it."""
        source, order = self.source, self._dated_order()
        dated, today = DATED[order.by], london_date(self.desk.time.now())

        def read(typed: str) -> date:
            return read_day(typed, today, self.desk.calendar, prefer=dated.prefer)

        typed = await self.app.push_screen_wait(DatePrompt(f"Go to the case {dated.said} on", read, day_words))
        if typed is None or source is None:
            return
        day = read(typed)
        moment = end_of_date(day) if order.backwards else start_of_date(day)
        found = await self.look_up(lambda: _gone_to(source, dated, moment))
        if found is not None and source is self.source:
            self.table.cursor = found.place
            self.say(found.words(dated, day, "before" if order.backwards else "after"))

    def _dated_order(self) -> Order:
        """What the list is in order by: among closed cases alone, in place of what is due, when they were closed."""
        by_closing = self.order.by == "due" and self.wanted.status == "closed"
        return Order("closed", not self.order.backwards) if by_closing else self.order


@dataclass(frozen=True, slots=True)
class Found:
    """Where a date leads: a place in the list, and the case there if it is one at the date or beyond."""

    place: int
    row: QueueRow | None

    def words(self, dated: Dated, day: date, side: str) -> str:
        """What was gone to."""
        at = dated.moment(self.row) if self.row is not None else None
        if self.row is None or at is None:
            return f"No case here is {dated.said} on {day_words(day)} or {side} it. This is the nearest."
        on = london_date(at)
        when = day_words(day) if on == day else f"{day_words(on)}, the first {side} {day_words(day)}"
        return f"{self.row.reference}: {dated.said} {when}."


def _gone_to(source: QueueSource, dated: Dated, moment: datetime) -> Found:
    place = source.place(moment)
    row = next(iter(source.window(place, 1)), None)
    if row is not None and dated.moment(row) is not None:
        return Found(place, row)
    return Found(max(0, place - 1), None)
