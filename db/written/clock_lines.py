"""A case's clocks as lines of text and as values a program can read."""

from datetime import datetime

from casework.clocks import Reading, ended_reading, standing
from casework.date_words import moment_words
from casework.late_reasons import Late
from casework.moments import london
from casework.rules import Rules
from casework.standards import Standard
from db.queries.case import CaseView
from db.queries.case_parts import ClockView


def local_iso(moment: datetime | None) -> str | None:
    """A moment as London's clocks show it, with its offset, in ISO 8601."""
    return None if moment is None else london(moment).isoformat(timespec="seconds")


def reading_of(clock: ClockView, rules: Rules, now: datetime) -> Reading:
    """How a clock stands now, or how it ended."""
    if clock.stopped_at is not None:
        return ended_reading(clock.state)
    return standing(rules, clock.standard, clock.due_at, clock.warn_at, clock.paused_at, now)


def clocks_as_json(case: CaseView, rules: Rules, now: datetime) -> list[dict[str, object]]:
    """Each clock's standard, due moment and state."""
    return [
        {
            "standard": rules.standards[clock.standard].id,
            "due": local_iso(clock.due_at),
            "state": reading_of(clock, rules, now).state,
            "provisional": clock.provisional,
            **({"late": {"reason": late.reason, "words": late.words}} if (late := _late(case, clock)) else {}),
        }
        for clock in case.clocks
    ]


def _late(case: CaseView, clock: ClockView) -> Late | None:
    """Why a clock was missed; a reason that was given once is none of one that was met after all."""
    return case.late.get(clock.id) if clock.state == "missed" else None


def promises(case: CaseView, rules: Rules) -> list[tuple[str, str]]:
    """What the caller can be told: each running clock's promise, and its date, its length and on whose authority."""
    running = [(rules.standards[clock.standard], clock) for clock in case.running]
    return [(standard.promise, f"{moment_words(clock.due_at)}  ({_why(standard, clock)})") for standard, clock in running]


def clock_lines(case: CaseView, rules: Rules, now: datetime) -> list[str]:
    """Two lines for each clock: its mark, its state in words and what it is; when it is due, or was done and due, and why."""
    rows = [(reading_of(clock, rules, now), rules.standards[clock.standard], clock) for clock in case.clocks]
    wide = max((len(read.words) for read, _, _ in rows), default=0)
    return [
        line
        for read, standard, clock in rows
        for line in (
            f"{read.mark} {read.words:{wide}}  {standard.title}",
            f"    {_when(clock)}  ({_why(standard, clock)})",
        )
    ]


def _when(clock: ClockView) -> str:
    due = f"due {moment_words(clock.due_at)}"
    return due if clock.stopped_at is None else f"done {moment_words(clock.stopped_at)}, was {due}"


def _why(standard: Standard, clock: ClockView) -> str:
    return f"{standard.length_words}, {standard.basis}{', provisional' if clock.provisional else ''}"
