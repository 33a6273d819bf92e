"""What filters say of the clocks of a case: which fell due on some days, and what they came to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from casework.filter_grammar import ANY, CLOCK_TERMS, NONE, Days, Filter, Status, Term, Value
from casework.filters.names import called
from casework.moments import end_of_date
from db.queries.clock_conditions import IN_VAIN, NOT_VOID
from db.queries.filter_names import reasons_given
from db.queries.queue_facts import has, said_by, within
from db.tables.plain import CASE, CLOCK, LATE_REASON, STANDARD

Condition = ColumnElement[bool]
_LAST_REASON: Any = (
    select(LATE_REASON.c.reason)
    .where(LATE_REASON.c.clock_id == CLOCK.c.id)
    .order_by(LATE_REASON.c.id.desc())
    .limit(1)
    .correlate(CLOCK)
    .scalar_subquery()
)
_LATER = LATE_REASON.alias("later")
_IS_LAST: Any = ~(exists(select(_LATER.c.id).where(_LATER.c.clock_id == LATE_REASON.c.clock_id, _LATER.c.id > LATE_REASON.c.id)))


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
        counts = [NOT_VOID, *(CLOCK.c.standard.in_(_rows(term.values)) for term in standards)]
        if standards and all(term.without for term in spans or late):
            yield has(CLOCK.c.case_id, status, *counts)
        if not spans:
            yield from (said_by(term, [self._was_late(term.values, counts, status)]) for term in late)
        if not standards and status != "open":
            # True of every clock; so said, the index of when they fell due can be used that has their standards first.
            counts.append(CLOCK.c.standard.in_(select(STANDARD.c.row_id)))
        why = [said_by(term, self._reasons(term.values)) for term in late]
        for term in spans:
            days = or_(*(and_(*_CAME_TO[term.key](self, it)) for it in term.values if isinstance(it, Days)))
            yield said_by(term, [has(CLOCK.c.case_id, status, *counts, days, *why)])

    def _was_late(self, values: Sequence[Value], counts: Sequence[Condition], status: Status) -> Condition:
        """That a clock was missed at any time for any of these reasons: of many cases from the reasons, which are fewer."""
        if status == "open" or NONE in values:
            return has(CLOCK.c.case_id, status, *counts, *self._missed(Days()), or_(*self._reasons(values)))
        given = LATE_REASON.join(CLOCK, CLOCK.c.id == LATE_REASON.c.clock_id)
        why = [] if ANY in values else [LATE_REASON.c.reason.in_(self._meant(values)), _IS_LAST]
        # Not as a bare column, so that no index of all clocks is gone through for the few that were given a reason.
        was_due = func.coalesce(CLOCK.c.due_at, CLOCK.c.due_at) < self._now
        late = select(CLOCK.c.case_id).select_from(given).where(*counts, was_due, IN_VAIN, *why)
        return CASE.c.id.in_(late)  # type: ignore[no-any-return]

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

    def running(self, days: Days) -> Iterable[Condition]:
        """That it was begun by now and neither stopped nor missed: it runs in time, or waits."""
        yield within(CLOCK.c.due_at, days)
        yield CLOCK.c.started_at <= self._now
        waits = and_(CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_not(None))
        still = or_(CLOCK.c.stopped_at.is_(None), CLOCK.c.stopped_at > self._now)
        yield or_(waits, and_(CLOCK.c.due_at >= self._now, still))

    def _missed(self, days: Days) -> Iterable[Condition]:
        if days.last is None or end_of_date(days.last) >= self._now:
            yield CLOCK.c.due_at < self._now
        yield IN_VAIN

    def _reasons(self, values: Sequence[Value]) -> Iterable[Condition]:
        """That the last reason given for a clock is any of these, or that none was."""
        yield _LAST_REASON.in_(self._meant(values))
        if ANY in values:
            yield _LAST_REASON.is_not(None)
        if NONE in values:
            yield _LAST_REASON.is_(None)

    def _meant(self, values: Sequence[Value]) -> Sequence[str]:
        named = [str(value) for value in values if value not in (ANY, NONE)]
        return sorted({reason for name in named for reason in called(self._given, name, str)})

    @cached_property
    def _given(self) -> Sequence[str]:
        return reasons_given(self._connection)


_CAME_TO: Mapping[str, Callable[[ClockConditions, Days], Iterable[Condition]]] = {
    "fell": ClockConditions.fell,
    "met": ClockConditions.met,
    "missed": ClockConditions.missed,
    "running": ClockConditions.running,
}


def running(standards: Sequence[Value]) -> Select[Any]:
    """The cases on which a clock of these standards runs, or waits."""
    return select(CLOCK.c.case_id).where(CLOCK.c.stopped_at.is_(None), CLOCK.c.standard.in_(_rows(standards)))


def _rows(standards: Sequence[Value]) -> Select[Any]:
    return select(STANDARD.c.row_id).where(STANDARD.c.id.in_(standards))
