"""Why a clock is due when it is: the receipt rule, each day counted or skipped by name, and on whose authority."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap

from casework.calendars import REGION_TITLES, Calendars
from casework.date_words import clock_time, day_words, moment_words
from casework.deadlines import Deadline, Pause, deadline, merged
from casework.ladder import ladder
from casework.moments import london_date
from casework.standards import Length, Standard
from casework.working_days import DayLine

WIDTH = 76
WAITING = "waiting"
PROVISIONAL = "Provisional: bank holidays for that year have not been published yet."


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation: the question, the rule, where counting starts, the days (from day 0 on), what ends it, and the source.

    `notes` are what was added since: extensions and waits. `days` is empty for a clock that counts every day or the office's
    hours; `end` then says it all.
    """

    question: str
    rule: str
    start: str
    notes: tuple[str, ...]
    days: tuple[DayLine, ...]
    end: str
    provisional: bool
    source: str

    def day_lines(self, width: int = WIDTH) -> list[str]:
        """The days in columns, or the one line that explains them, and whether the date may still move."""
        lines = ladder(self.days, self.end, width) if self.days else _indented(self.end, width)
        return [*lines, *(_indented(PROVISIONAL, width) if self.provisional else [])]

    def lines(self, width: int = WIDTH) -> list[str]:
        """All of it as plain text."""
        return [self.question, self.rule, "", self.start, *self.notes, *self.day_lines(width), "", self.source]


def why(standard: Standard, started_at: datetime, calendars: Calendars, pauses: Sequence[Pause] = (), extension: int = 0) -> Why:
    """Explain the deadline of a standard's clock that started at this moment, waited so and was given so much longer."""
    due, waited = deadline(standard, started_at, calendars, pauses, extension), merged(pauses)
    return Why(
        question=f"Why {moment_words(due.due_at)}?",
        rule=f"{standard.title}, {standard.length_words}{_region(standard)}, {standard.receipt}",
        start=start_words(standard, started_at, due),
        notes=tuple(_notes(standard, waited, extension)),
        days=_days(standard, due, calendars, waited),
        end=_end(standard, due),
        provisional=due.provisional,
        source=source_words(standard),
    )


def start_words(standard: Standard, started_at: datetime, due: Deadline) -> str:
    """Where counting starts, and why there: `Received Fri 19 Dec 2025, 17:40, office shut: counts as Mon 22 Dec 2025 (day 0)`."""
    said = f"Started {moment_words(started_at)}" if standard.starts_on != "received" else f"Received {moment_words(started_at)}"
    if due.day_zero != london_date(started_at):
        return f"{said}, when the office was shut: counts as {day_words(due.day_zero)} (day 0)"
    return f"{said}: that day is day 0"


def source_words(standard: Standard) -> str:
    """On whose authority a standard stands, a local example never dressed as anything else."""
    if standard.source.lower().startswith(standard.basis):
        return f"{standard.source}."
    return f"{standard.basis.capitalize()}: {standard.source}."


def _indented(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="   ", subsequent_indent="   ")


def _region(standard: Standard) -> str:
    return f", {REGION_TITLES[standard.calendar]}" if standard.calendar else ""


def _notes(standard: Standard, waited: Sequence[Pause], extension: int) -> Iterator[str]:
    if extension:
        yield f"Given {Length(extension, standard.unit).words} more, counted from the start"
    for pause in waited:
        yield f"Waited from {moment_words(pause.paused_at)} to {moment_words(pause.resumed_at)}"


def _days(standard: Standard, due: Deadline, calendars: Calendars, waited: Sequence[Pause]) -> tuple[DayLine, ...]:
    if standard.unit != "working days":
        return ()
    spans = [(london_date(pause.paused_at), london_date(pause.resumed_at)) for pause in waited]
    number, lines = 0, []
    for line in calendars.of(standard).walk(due.day_zero, due.due_day):
        if line.number is None or line.day == due.day_zero:
            lines.append(line)
        elif any(began < line.day <= ended for began, ended in spans):
            lines.append(DayLine(line.day, None, WAITING))
        else:
            number += 1
            lines.append(DayLine(line.day, number, None))
    return tuple(lines)


def _end(standard: Standard, due: Deadline) -> str:
    by = f"due by {clock_time(due.due_at)}"
    day = day_words(due.due_day)
    if standard.unit == "working days":
        return by
    if standard.unit == "calendar days":
        return f"{day}: every day counts, weekends and holidays too, {by}"
    if standard.unit == "calendar months":
        return f"{day}: the same date in the month, or its last, moved on to a working day, {by}"
    return f"{day}: {standard.length_words} of the office being open, {by}"
