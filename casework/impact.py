"""What a change of the rules comes to: the running deadlines that move, said in words and written as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework.date_words import clock_time, moment_words, short_day
from casework.moments import london_date

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Move:
    """A running clock whose due moment moves: whose it is, the standard it runs under, from when to when, and if it was late."""

    clock_id: int
    case_id: int
    reference: str
    promise: str
    title: str
    due_from: datetime
    due_to: datetime
    was_overdue: bool
    is_overdue: bool

    def line(self, today: date | None = None) -> str:
        """`E26-000001  Answer by: Wed 1 Jul 2026, 17:00 to Mon 29 Jun 2026, 17:00, overdue`; near `today` without years."""
        change = "" if self.was_overdue == self.is_overdue else ", overdue" if self.is_overdue else ", no longer overdue"
        return f"{self.reference}  {self.promise}: {_said(self.due_from, today)} to {_said(self.due_to, today)}{change}"


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change comes to: the clocks that move, the earliest due first, of so many running ones that were looked at."""

    moves: tuple[Move, ...]
    looked_at: int

    @property
    def cases(self) -> int:
        """How many cases have a clock that moves."""
        return len({move.case_id for move in self.moves})

    def summary(self, *, preview: bool) -> str:
        """How many deadlines move, and how many breaches appear or vanish; without a full stop."""
        moves, would = len(self.moves), "would move" if preview else "moved"
        if not moves:
            return f"No running deadline {would}"
        late = sum(it.is_overdue and not it.was_overdue for it in self.moves)
        saved = sum(it.was_overdue and not it.is_overdue for it in self.moves)
        cases = f"{self.cases:,} case{'' if self.cases == 1 else 's'}"
        words = f"{moves:,} running deadline{'' if moves == 1 else 's'} on {cases} {would}"
        words += f"; {late:,} become{'s' if late == 1 else ''} overdue" if late else ""
        return words + (f"; {saved:,} {'is' if saved == 1 else 'are'} no longer overdue" if saved else "")

    def lines(self, *, preview: bool, most: int = MOST_SHOWN, more: str = "", today: date | None = None) -> Iterator[str]:
        """The summary, then a line for each move up to so many; `more` says where the others are."""
        yield f"{self.summary(preview=preview)}{':' if self.moves else '.'}"
        yield from (f"  {move.line(today)}" for move in self.moves[:most])
        if len(self.moves) > most:
            yield f"  and {len(self.moves) - most:,} more{more}"


def _said(due: datetime, today: date | None) -> str:
    return moment_words(due) if today is None else f"{short_day(london_date(due), today)}, {clock_time(due)}"
