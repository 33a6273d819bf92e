"""The day's figures: what came in, what went out, what was open and late at its end, and what the next day starts with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from casework.date_words import day_in_full, day_words
from casework.kinds import kinds


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day by kind of case, as the record stood at the end of that day.

    `received` and `closed` count the day's cases; `open` those not closed by its end; `overdue` the open ones with a clock
    then late; `due_next` the open ones with a clock due after that and by the end of the next working day.
    """

    date: datetime.date
    next_day: datetime.date
    received: Mapping[str, int]
    closed: Mapping[str, int]
    open: Mapping[str, int]
    overdue: Mapping[str, int]
    due_next: Mapping[str, int]

    def as_json(self) -> dict[str, object]:
        """The summary as values a program can read."""
        return {
            "date": self.date.isoformat(),
            "next_working_day": self.next_day.isoformat(),
            "received": dict(self.received),
            "closed": dict(self.closed),
            "open": dict(self.open),
            "overdue": dict(self.overdue),
            "due_next": dict(self.due_next),
        }


UNFINISHED = ", as it would end if nothing more were done"
COLUMNS = ("Received", "Closed", "Open", "Overdue", "Due next")


def table(summary: DaySummary) -> list[tuple[str, tuple[int, ...]]]:
    """A row for each kind that has any figure, and a total last; enquiries, complaints and reviews are always there."""
    parts = (summary.received, summary.closed, summary.open, summary.overdue, summary.due_next)
    rows = [(kind.title, tuple(part.get(kind.id, 0) for part in parts)) for kind in kinds().values()]
    kept = [row for index, row in enumerate(rows) if index < 3 or any(row[1])]
    return [*kept, ("All", tuple(sum(part.values()) for part in parts))]


def as_text(summary: DaySummary, today: datetime.date) -> str:
    """The summary as plain text, at most 78 columns wide; today's says that the day is not over."""
    lines = [f"{day_in_full(summary.date)}{UNFINISHED if summary.date == today else ''}", ""]
    lines.append(f"{'':30}" + "".join(f"{column:>9}" for column in COLUMNS))
    for title, figures in table(summary):
        lines.append(f"{title:30}" + "".join(f"{figure:>9,}" for figure in figures))
    lines += ["", f"Due next: a clock is due after that day, by the end of {day_words(summary.next_day)}."]
    lines += ["A case with several clocks may be both overdue and due next."]
    return "\n".join(lines)
