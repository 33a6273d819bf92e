"""Running clocks counted again when the calendars change: which of them move, and moving them."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from casework.clock_history import Wait, dates_of
from casework.date_words import moment_words
from casework.deadlines import Deadline
from casework.impact import Impact, Move
from casework.moments import end_of_date, start_of_date
from casework.rules import Rules
from casework.standards import Standard
from db.actions.follow_tasks import follow_moved_clocks, own_moments
from db.bulk import Row, in_parts, insert_rows, kept_moments, new_ids, update_rows
from db.store import Writing
from db.tables.plain import CASE, CASE_WAIT, CLOCK, CLOCK_MOVE, ENTRY, EXTENSION

_RUNNING = (
    select(
        *(CLOCK.c[name] for name in ("id", "case_id", "standard", "started_at", "due_at", "warn_at", "provisional", "paused_at"))
    )
    .where(CLOCK.c.stopped_at.is_(None))
    .order_by(CLOCK.c.due_at, CLOCK.c.id)
)
_OF_CASES = (
    select(*(CLOCK.c[name] for name in ("case_id", "due_at", "warn_at", "standard", "paused_at")))
    .where(CLOCK.c.stopped_at.is_(None))
    .order_by(CLOCK.c.due_at, CLOCK.c.id)
)


@dataclass(frozen=True, slots=True)
class Touched:
    """The days whose counting changes: from the first to the last that is worked otherwise, and those no longer provisional."""

    worked: tuple[date, date] | None = None
    published: tuple[date, date] | None = None

    def by(self) -> ColumnElement[bool]:
        """Which running clocks these days can touch."""
        return or_(false(), *(self._crossing(*self.worked),) if self.worked else (), *self._due_between())

    def _crossing(self, first: date, last: date) -> ColumnElement[bool]:
        ends = end_of_date(last)
        return and_(CLOCK.c.due_at >= start_of_date(first), or_(CLOCK.c.started_at <= ends, CLOCK.c.warn_at <= ends))

    def _due_between(self) -> Sequence[ColumnElement[bool]]:
        if self.published is None:
            return ()
        after, upto = self.published
        return (and_(CLOCK.c.due_at > end_of_date(after), CLOCK.c.due_at <= end_of_date(upto)),)


@dataclass(frozen=True, slots=True)
class Recounted:
    """A running clock whose dates differ from those in the record, counted again."""

    id: int
    case_id: int
    row: int
    standard: Standard
    started_at: datetime
    due_from: datetime
    due: Deadline
    paused_at: datetime | None

    @property
    def moves(self) -> bool:
        """Whether its due moment is another, and not only when it warns or how sure it is."""
        return self.due.due_at != self.due_from


def recounted(
    connection: Connection, rules: Rules, touched: ColumnElement[bool], judged_by: int | None = None
) -> tuple[list[Recounted], int]:
    """The running clocks that these rules date otherwise than the record does, of how many that can be touched.

    `judged_by` is the row of the standard that judges all of them from now on, when it is another than they began under.
    """
    found, looked_at = [], 0
    waits, longer = _waits(connection), _extensions(connection)
    for clock_id, case_id, row, started_at, due_at, warn_at, provisional, paused_at in connection.execute(
        _RUNNING.where(touched)
    ):
        looked_at += 1
        now_under = row if judged_by is None else judged_by
        standard = rules.standards[now_under]
        due, paused = dates_of(standard, started_at, None, waits.get(case_id, ()), longer.get(clock_id, 0), rules.calendars)
        dates = due.due_at, due.warn_at, due.provisional, paused
        if now_under != row or dates != (due_at, warn_at, provisional, paused_at):
            found.append(Recounted(clock_id, case_id, now_under, standard, started_at, due_at, due, paused))
    return found, looked_at


def _waits(connection: Connection) -> dict[int, list[Wait]]:
    """The waits of every open case that has any."""
    query = select(*(CASE_WAIT.c[name] for name in ("case_id", "reason", "paused_at", "resumed_at")))
    found: dict[int, list[Wait]] = {}
    query = query.join(CASE).where(CASE.c.closed_at.is_(None), CASE_WAIT.c.withdrawn_at.is_(None))
    for case_id, *wait in connection.execute(query.order_by(CASE_WAIT.c.id)):
        found.setdefault(case_id, []).append(Wait(*wait))
    return found


def _extensions(connection: Connection) -> dict[int, int]:
    """How much longer each running clock was given that was given more."""
    query = select(EXTENSION.c.clock_id, func.sum(EXTENSION.c.units)).join(CLOCK, CLOCK.c.id == EXTENSION.c.clock_id)
    query = query.where(EXTENSION.c.undone_at.is_(None), CLOCK.c.stopped_at.is_(None)).group_by(EXTENSION.c.clock_id)
    return {clock_id: int(units) for clock_id, units in connection.execute(query)}


def impact_of(connection: Connection, found: Sequence[Recounted], looked_at: int, now: datetime) -> Impact:
    """What clocks counted again come to."""
    moved = [it for it in found if it.moves]
    references: dict[int, str] = {}
    for part in in_parts({it.case_id for it in moved}):
        rows = connection.execute(select(CASE.c.id, CASE.c.reference).where(CASE.c.id.in_(part)))
        references.update((case_id, reference) for case_id, reference in rows)
    moves = [
        Move(
            clock_id=it.id,
            case_id=it.case_id,
            reference=references[it.case_id],
            promise=it.standard.promise,
            title=it.standard.title,
            due_from=it.due_from,
            due_to=it.due.due_at,
            was_overdue=now > it.due_from,
            is_overdue=now > it.due.due_at,
        )
        for it in moved
    ]
    return Impact(tuple(moves), looked_at)


def rewrite(writing: Writing, found: Sequence[Recounted], why: str, reason: Callable[[Recounted], Iterable[str]]) -> None:
    """Keep the new dates and each case's next deadline; the timeline of each case that moves says what moved and the reason.

    `why` is said of every move in a few words: `calendar changed`.
    """
    connection = writing.session.connection()
    kept = kept_moments(connection.dialect)
    dates = [
        (it.row, kept(it.due.due_at), kept(it.due.warn_at), it.due.provisional, kept(it.paused_at), _state(it), it.id)
        for it in found
    ]
    update_rows(connection, CLOCK, ("standard", "due_at", "warn_at", "provisional", "paused_at", "state"), dates)
    moved = sorted((it for it in found if it.moves), key=lambda it: it.case_id)
    follow_moved_clocks(connection, {it.case_id for it in found})
    _keep_next_due(connection, {it.case_id for it in found}, {it.case_id for it in moved})
    texts = [(case_id, _moved_words(list(clocks), reason)) for case_id, clocks in groupby(moved, lambda it: it.case_id)]
    at, staff = kept(writing.now), writing.staff.id
    entries = [
        (entry_id, case_id, at, "deadline moved", staff, "", why, words)
        for entry_id, (case_id, words) in zip(new_ids(connection, "entry", len(texts)), texts, strict=True)
    ]
    insert_rows(connection, ENTRY, ("id", "case_id", "at", "kind", "staff_id", "channel", "step", "text"), entries)
    moves = [
        (move_id, it.id, at, kept(it.due_from), kept(it.due.due_at), why, staff)
        for move_id, it in zip(new_ids(connection, "clock_move", len(moved)), moved, strict=True)
    ]
    insert_rows(connection, CLOCK_MOVE, ("id", "clock_id", "at", "due_from", "due_to", "why", "staff_id"), moves)
    writing.session.expire_all()


def _state(clock: Recounted) -> str:
    return "running" if clock.paused_at is None else "paused"


def _keep_next_due(connection: Connection, cases: Iterable[int], moved: Container[int]) -> None:
    """Make each case's own next deadline that of its earliest running clock or task; those that moved are another version."""
    kept = kept_moments(connection.dialect)
    rows: list[Row] = []
    for part in in_parts(sorted(cases)):
        versions = connection.execute(select(CASE.c.id, CASE.c.version).where(CASE.c.id.in_(part)))
        running: dict[int, tuple[datetime, datetime, int | None]] = {}
        waiting: dict[int, datetime] = {}
        own = own_moments(connection, part)
        for case_id, due_at, warn_at, standard, paused_at in connection.execute(_OF_CASES.where(CLOCK.c.case_id.in_(part))):
            if paused_at is None:
                running.setdefault(case_id, (due_at, warn_at, standard))
            else:
                waiting[case_id] = min(paused_at, waiting.get(case_id, paused_at))
        for case_id, version in versions:
            promises = [running[case_id]] if case_id in running else []
            promises += [(*own[case_id], None)] if case_id in own else []
            due_at, warn_at, standard = min(promises, key=lambda it: it[0], default=(None, None, None))
            paused_at = None if case_id in running else waiting.get(case_id)
            changed = version + (case_id in moved)
            rows.append((kept(due_at), kept(warn_at), standard, kept(paused_at), changed, case_id))
    update_rows(connection, CASE, ("next_due_at", "next_warn_at", "next_standard", "paused_at", "version"), rows)


def _moved_words(clocks: Sequence[Recounted], reason: Callable[[Recounted], Iterable[str]]) -> str:
    lines = [f"{it.standard.promise} {moment_words(it.due.due_at)}, not {moment_words(it.due_from)}." for it in clocks]
    return "\n".join([*lines, *dict.fromkeys(line for it in clocks for line in reason(it))])
