"""The clocks of closed cases that never waited, by the short way: as casework.clock_history has them, several times as fast."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from casework.clock_history import RECEIVED, CaseClock, CaseHistory, StepDone
from casework.deadlines import Deadline, deadline
from casework.rules import Rules
from casework.standards import Standard


class EndedClocks:
    """Clocks of closed cases under some rules: each standard in force throughout, no waits, no extensions, steps in order."""

    def __init__(self, rules: Rules) -> None:
        """By these rules, none of which counts in working hours."""
        self._rules = rules
        self._rows: dict[str, list[tuple[int, Standard]]] = {}
        for row, standard in rules.standards.items():
            for kind in standard.kinds:
                self._rows.setdefault(kind, []).append((row, standard))

    def clocks_of(self, history: CaseHistory) -> list[CaseClock]:
        """Every clock of a closed case."""
        return [clock for row, standard in self._rows.get(history.kind, ()) for clock in self._of(history, row, standard)]

    def _of(self, history: CaseHistory, row: int, standard: Standard) -> Iterator[CaseClock]:
        begun = _first(history, standard.starts_on, history.received_at)
        if standard.starts_on == RECEIVED:
            begun = StepDone(0, RECEIVED, history.received_at)
        while begun is not None and history.closed_at is not None:
            ended = _first(history, standard.stops_on, begun.at, begun.entry)
            stopped_at = ended.at if ended else history.closed_at
            # Offices close, and London's clocks change, on the hour: the deadline is that of the hour it began in.
            due = self._due(row, begun.at.replace(minute=0, second=0, microsecond=0))
            state = "met" if stopped_at <= due.due_at else "missed"
            entries = begun.entry or None, ended.entry if ended else None
            yield CaseClock(row, standard.id, begun.at, entries[0], due, None, stopped_at, entries[1], state)  # type: ignore[arg-type]
            begun = ended if standard.recurring else None

    @lru_cache(maxsize=100_000)  # noqa: B019
    def _due(self, row: int, started_at: datetime) -> Deadline:
        return deadline(self._rules.standards[row], started_at, self._rules.calendars)


def _first(history: CaseHistory, step: str, after: datetime, but: int = 0) -> StepDone | None:
    found = (done for done in history.steps if done.step == step and done.at >= after and done.entry != but)
    return next(found, None)
