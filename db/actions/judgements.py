"""How the clocks of a case that have ended were judged, kept so that they can be judged so again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from casework.undo_stacks import JUDGED
from db.tables import Clock
from db.tables.plain import CLOCK

_COLUMNS = ("id", "standard", "due_at", "warn_at", "provisional", "stopped_at", "stopped_by", "state")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A clock that ended: under which row of its standard, when it was due, when and with which entry it ended, and how."""

    clock: int
    standard: int
    due_at: datetime
    warn_at: datetime
    provisional: bool
    stopped_at: datetime
    stopped_by: int | None
    state: str

    def put(self, clock: Clock) -> None:
        """Judge the clock so again, if it ends as it did then."""
        if (clock.stopped_at, clock.stopped_by) == (self.stopped_at, self.stopped_by):
            clock.standard, clock.state = self.standard, self.state
            clock.due_at, clock.warn_at, clock.provisional = self.due_at, self.warn_at, self.provisional

    def kept(self) -> list[object]:
        """It as the audit trail keeps it."""
        values = (getattr(self, name) for name in ("clock", *_COLUMNS[1:]))
        return [value.isoformat() if isinstance(value, datetime) else value for value in values]


def judgements(session: Session, case_id: int | None) -> set[Judgement]:
    """How each clock of a case that has ended was judged."""
    session.flush()
    query = select(*(CLOCK.c[name] for name in _COLUMNS)).where(CLOCK.c.case_id == case_id)
    rows = session.execute(query.where(CLOCK.c.stopped_at.is_not(None), CLOCK.c.state != "void"))
    return {Judgement(*row) for row in rows}


def no_longer(before: Iterable[Judgement], after: Iterable[Judgement]) -> dict[str, list[list[object]]]:
    """The detail of an audit event that says which judgements it made otherwise; empty when it made none."""
    gone = sorted(set(before) - set(after), key=lambda it: it.clock)
    return {JUDGED: [it.kept() for it in gone]} if gone else {}


def judged_in(detail: Mapping[str, Any]) -> dict[int, Judgement]:
    """The judgements that an audit event's detail keeps, by their clocks."""
    found = {}
    for clock, standard, due, warn, provisional, stopped, by, state in detail.get(JUDGED, []):
        due_at, warn_at, stopped_at = (datetime.fromisoformat(text) for text in (due, warn, stopped))
        found[clock] = Judgement(clock, standard, due_at, warn_at, provisional, stopped_at, by, state)
    return found
