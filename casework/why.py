"""Why a clock is due when it is: the receipt rule, each day counted or skipped by name, and on whose authority."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.date_words import clock_time, day_words, moment_words
from casework.deadlines import Deadline, calendar_of, deadline
from casework.moments import london_date
from casework.standards import Standard

REGION_TITLES = {
    "england-wales": "England & Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "uk-any": "any part of the UK",
}


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation as lines: the question, the rule, where counting starts, a line a day, and the source."""

    question: str
    rule: str
    start: str
    days: tuple[str, ...]
    source: str

    def lines(self) -> list[str]:
        """All of it as plain text."""
        return [self.question, self.rule, "", self.start, *self.days, "", self.source]


def why(standard: Standard, started_at: datetime) -> Why:
    """Explain the deadline of a standard's clock that started at this moment."""
    due = deadline(standard, started_at)
    return Why(
        question=f"Why {moment_words(due.due_at)}?",
        rule=f"{standard.title}, {standard.length_words}{_region(standard)}, {standard.receipt}",
        start=start_words(standard, started_at, due),
        days=tuple(_days(standard, due)),
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


def _region(standard: Standard) -> str:
    return f", {REGION_TITLES[standard.calendar]}" if standard.calendar else ""


def _days(standard: Standard, due: Deadline) -> list[str]:
    if standard.unit == "working days":
        counted = calendar_of(standard).explain(due.day_zero, standard.length)[1:]
        lines = [f"{line.number if line.number is not None else '-':>4}  {_day(line.day, line.reason)}" for line in counted]
    elif standard.unit == "calendar days":
        lines = [f"{standard.length:>4}  {day_words(due.due_day)}   every day counts, weekends and holidays too"]
    else:
        lines = [f"      {day_words(due.due_day)}   the same date in the month, or its last, moved on to a working day"]
    lines[-1] += f"   due by {clock_time(due.due_at)}"
    if due.provisional:
        lines.append("      Provisional: bank holidays for that year have not been published yet.")
    return lines


def _day(day: date, reason: str | None) -> str:
    return f"{day_words(day):16}{reason or ''}".rstrip()
