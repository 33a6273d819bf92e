"""The day's figures by kind of case: what came in, what went out, what was open and late, and what the next day starts with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from casework.date_words import clock_time, day_in_full, day_words
from casework.kinds import kinds
from casework.summaries.day_figures import BY_KIND, DayFigures


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day by kind of case, as the record has it up to `until`.

    `received` and `closed` count the day's cases; `open` those not closed then; `overdue` the open ones with a clock late
    then; `due_next` the open ones of which something is due after the day and by the end of the next working day.
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


COLUMNS = ("Received", "Closed", "Open", "Overdue", "Due next")


def by_kind(found: DayFigures) -> DaySummary:
    """A day's figures by kind of case."""

    def numbers(name: str) -> dict[str, int]:
        there = found.numbers(name, BY_KIND)
        return {kind: there.get(kind, 0) for kind in kinds()}

    return DaySummary(
        found.day,
        found.next_day,
        received=numbers("received"),
        closed=numbers("closed"),
        open=numbers("open"),
        overdue=numbers("overdue"),
        due_next=numbers("next"),
    )


def table(summary: DaySummary) -> list[tuple[str, tuple[int, ...]]]:
    """A row for each kind that has any figure, and a total last; enquiries, complaints and reviews are always there."""
    parts = (summary.received, summary.closed, summary.open, summary.overdue, summary.due_next)
    rows = [(kind.title, tuple(part.get(kind.id, 0) for part in parts)) for kind in kinds().values()]
    kept = [row for index, row in enumerate(rows) if index < 3 or any(row[1])]
    return [*kept, ("All", tuple(sum(part.values()) for part in parts))]


def table_lines(summary: DaySummary) -> list[str]:
    """The table as plain text, at most 78 columns wide."""
    lines = [f"{'':30}" + "".join(f"{column:>9}" for column in COLUMNS)]
    for title, figures in table(summary):
        lines.append(f"{title:30}" + "".join(f"{figure:>9,}" for figure in figures))
    return lines


def heading(day: datetime.date, until: datetime.datetime, *, is_over: bool) -> str:
    """The day in full, with the moment up to which the figures count where that is before its end."""
    return day_in_full(day) if is_over else f"{day_in_full(day)}, until {clock_time(until)}"


def as_text(summary: DaySummary, today: datetime.date) -> str:
    """The summary as plain text, at most 78 columns wide; today's says that the day is not over."""
    lines = [f"{day_in_full(summary.date)}{', so far' if summary.date == today else ''}", "", *table_lines(summary)]
    lines += ["", f"Due next: something is due after that day, by the end of {day_words(summary.next_day)}."]
    lines += ["A case with several clocks may be both overdue and due next."]
    return "\n".join(lines)
