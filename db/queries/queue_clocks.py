"""What filters say of the clocks of a case: which fell due on some days, and what they came to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, or_, select

from casework.filter_grammar import ANY, CLOCK_TERMS, NONE, Days, Filter, Status, Term, Value
from casework.filters.names import called
from casework.moments import end_of_date
from db.queries.filter_names import reasons_given
from db.queries.queue_facts import NOT_VOID, has, said_by, within
from db.tables.plain import CASE, CLOCK, LATE_REASON, STANDARD

Condition = ColumnElement[bool]
_MOMENT = timedelta(microseconds=1)
_LATER = LATE_REASON.alias("later")


class ClockConditions:
    """What the terms of a filter that are of clocks mean in a store, now."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        """Nothing is read before a filter needs it."""
        self._connection, self._now = connection, now

    def of(self, wanted: Filter, due: Callable[[Sequence[Value], Any, Any], Iterable[Condition]]) -> list[Condition]:
        """Conditions on the cases; `due` says when a moment, with its warning, is. Beside a standard a deadline is its clock's.

        Beside a term of what clocks came to, a standard and a reason for lateness are those of the same clock.
        """
        ended = [term for term in wanted.terms if term.key in CLOCK_TERMS]
        standards = [term for term in wanted.terms if term.key == "standard" and not term.without]
        if ended:
            return list(self._came_to(ended, standards, wanted.status))
        at: Any = case((CLOCK.c.paused_at.is_(None), CLOCK.c.due_at))
        parts = [said_by(term, due(term.values, at, CLOCK.c.warn_at)) for term in wanted.terms if term.key == "due"]
        return [CASE.c.id.in_(running(term.values).where(*parts)) for term in standards]

    def _came_to(self, terms: Sequence[Term], standards: Sequence[Term], status: Status) -> Iterable[Condition]:
        spans = [term for term in terms if term.key != "late"]
        late = [term for term in terms if term.key == "late"]
        of_them = self._of_standards(standards)
        if standards and all(term.without for term in spans or late):
            yield has(CLOCK.c.case_id, status, *of_them)
        if not spans:
            for term in late:
                was_missed = *self._missed(Days()), or_(*self._reasons(term.values))
                yield said_by(term, [has(CLOCK.c.case_id, status, *of_them, *was_missed)])
        why = [said_by(term, self._reasons(term.values)) for term in late]
        for term in spans:
            days = or_(*(and_(*_CAME_TO[term.key](self, it)) for it in term.values if isinstance(it, Days)))
            yield said_by(term, [has(CLOCK.c.case_id, status, *of_them, days, *why)])

    def _of_standards(self, standards: Sequence[Term]) -> Sequence[Condition]:
        """That a clock was not begun by mistake and is of these standards, or of any: so said, their index can be used."""
        of_any = [CLOCK.c.standard.in_(select(STANDARD.c.row_id))]
        return [NOT_VOID, *([CLOCK.c.standard.in_(_rows(term.values)) for term in standards] or of_any)]

    def fell(self, days: Days) -> Iterable[Condition]:
        """That a clock, begun by now, fell or falls due on these days."""
        yield within(CLOCK.c.due_at, days)
        if days.last is None or end_of_date(days.last) >= self._now:
            yield CLOCK.c.started_at <= self._now

    def met(self, days: Days) -> Iterable[Condition]:
        """That it was stopped by its due moment."""
        yield within(CLOCK.c.due_at, days)
        yield CLOCK.c.stopped_at <= CLOCK.c.due_at
        if days.last is None or end_of_date(days.last) >= self._now:
            yield CLOCK.c.stopped_at <= self._now

    def missed(self, days: Days) -> Iterable[Condition]:
        """That it was stopped after its due moment, or runs past it now."""
        yield within(CLOCK.c.due_at, days)
        yield from self._missed(days)

    def _missed(self, days: Days) -> Iterable[Condition]:
        if days.last is None or end_of_date(days.last) >= self._now:
            yield CLOCK.c.due_at <= self._now - _MOMENT
        runs = and_(CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_(None))
        yield or_(CLOCK.c.stopped_at > CLOCK.c.due_at, runs)

    def _reasons(self, values: Sequence[Value]) -> Iterable[Condition]:
        """That the last reason given for a clock is any of these, or that none was."""
        given = exists().where(LATE_REASON.c.clock_id == CLOCK.c.id).correlate(CLOCK)
        known = reasons_given(self._connection) if set(values) - {ANY, NONE} else ()
        meant = sorted({reason for value in values for reason in called(known, str(value), str)})
        later = exists().where(_LATER.c.clock_id == LATE_REASON.c.clock_id, _LATER.c.id > LATE_REASON.c.id).correlate(LATE_REASON)
        yield CLOCK.c.id.in_(select(LATE_REASON.c.clock_id).where(LATE_REASON.c.reason.in_(meant), ~later))
        if ANY in values:
            yield given
        if NONE in values:
            yield ~given


_CAME_TO: Mapping[str, Callable[[ClockConditions, Days], Iterable[Condition]]] = {
    "fell": ClockConditions.fell,
    "met": ClockConditions.met,
    "missed": ClockConditions.missed,
}


def running(standards: Sequence[Value]) -> Select[Any]:
    """The cases on which a clock of these standards runs, or waits."""
    return select(CLOCK.c.case_id).where(CLOCK.c.stopped_at.is_(None), CLOCK.c.standard.in_(_rows(standards)))


def _rows(standards: Sequence[Value]) -> Select[Any]:
    return select(STANDARD.c.row_id).where(STANDARD.c.id.in_(standards))
