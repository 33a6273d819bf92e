"""A case's clocks as lines of text and as values a program can read."""

from collections.abc import Mapping
from datetime import datetime

from casework.clocks import Reading, ended_reading, reading
from casework.date_words import moment_words
from casework.moments import london
from casework.standards import Standard
from db.queries.case import CaseView, ClockView

Standards = Mapping[int, Standard]


def local_iso(moment: datetime | None) -> str | None:
    """A moment as London's clocks show it, with its offset, in ISO 8601."""
    return None if moment is None else london(moment).isoformat(timespec="seconds")


def reading_of(clock: ClockView, standards: Standards, now: datetime) -> Reading:
    """How a clock stands now, or how it ended."""
    if clock.stopped_at is not None:
        return ended_reading(clock.state)
    return reading(standards[clock.standard], clock.due_at, clock.warn_at, now)


def clocks_as_json(case: CaseView, standards: Standards, now: datetime) -> list[dict[str, object]]:
    """Each clock's standard, due moment and state."""
    return [
        {
            "standard": standards[clock.standard].id,
            "due": local_iso(clock.due_at),
            "state": reading_of(clock, standards, now).state,
            "provisional": clock.provisional,
        }
        for clock in case.clocks
    ]


def promises(case: CaseView, standards: Standards) -> list[str]:
    """What the caller can be told: a line for each running clock, with its date, its length and on whose authority."""
    running = [(standards[clock.standard], clock) for clock in case.running]
    wide = max((len(standard.promise) for standard, _ in running), default=0)
    return [
        f"  {standard.promise:{wide}}  {moment_words(clock.due_at)}  ({_why(standard, clock)})" for standard, clock in running
    ] or ["  No deadline goes with it."]


def clock_lines(case: CaseView, standards: Standards, now: datetime) -> list[str]:
    """A line for each clock: its mark, its state in words, what it is and when it is or was due."""
    rows = [(reading_of(clock, standards, now), standards[clock.standard], clock) for clock in case.clocks]
    wide = max((len(read.words) for read, _, _ in rows), default=0)
    return [
        f"{read.mark} {read.words:{wide}}  {standard.title}, due {moment_words(clock.due_at)} ({_why(standard, clock)})"
        for read, standard, clock in rows
    ]


def _why(standard: Standard, clock: ClockView) -> str:
    return f"{standard.length_words}, {standard.basis}{', provisional' if clock.provisional else ''}"
