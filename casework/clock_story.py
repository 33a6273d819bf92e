"""The story of a clock in words: why it is due when it is, the date as told at first, and each move since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.clock_history import Wait
from casework.date_words import moment_words
from casework.deadlines import Pause
from casework.rules import Rules
from casework.why import Why, why


@dataclass(frozen=True, slots=True)
class Told:
    """A due moment told to somebody, later moved to another: when it was moved, and why."""

    moved_at: datetime
    due_from: datetime
    due_to: datetime
    why: str


def why_clock(
    rules: Rules, row: int, started_at: datetime, stopped_at: datetime | None, waits: Iterable[Wait], extension: int
) -> Why:
    """Explain a clock of a case, with the case's ended waits that its standard allows and what longer it was given."""
    standard = rules.standards[row]
    ended = (_ended(wait, started_at, stopped_at) for wait in waits if standard.may_wait_for(wait.reason))
    return why(standard, started_at, rules.calendars, [pause for pause in ended if pause], extension)


def _ended(wait: Wait, started_at: datetime, stopped_at: datetime | None) -> Pause | None:
    """The part of a wait that is over and fell while the clock ran."""
    ends = [at for at in (wait.resumed_at, stopped_at) if at is not None]
    began = max(wait.paused_at, started_at)
    return Pause(began, min(ends)) if ends and min(ends) > began else None


def told_lines(moves: Sequence[Told]) -> Iterator[str]:
    """The date as told at first and each move, a line each; nothing for a clock that never moved."""
    if moves:
        yield f"First told {moment_words(moves[0].due_from)}."
    for move in moves:
        yield f"Moved to {moment_words(move.due_to)} on {moment_words(move.moved_at)}: {move.why}."
