"""Making the record's clocks of a case what its history says: the one place where clocks begin, move, pause and end."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from casework.clock_history import Begun, CaseClock, CaseHistory, StepDone, Wait, clocks_of
from casework.date_words import moment_words
from casework.rules import Rules
from casework.standard_changes import withdrawn
from db.actions.follow_tasks import follow_tasks, open_tasks_of
from db.actions.judgements import Judgement
from db.store import Writing
from db.tables import Case, CaseWait, Clock, ClockMove, Entry, Extension

VOID = "void"


@dataclass(frozen=True, slots=True)
class Moved:
    """A due moment that moved: what was promised, from when to when, and whether its clock still counts."""

    promise: str
    due_from: datetime
    due_to: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """What following a case came to: met or missed for each clock that ended now, and the due moments that moved."""

    judgements: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def moved_words(self) -> str:
        """Each clock that moved and still counts, a line each: its promise, its date now and its date before."""
        counting = (it for it in self.moved if it.counts)
        return "\n".join(f"{it.promise} {moment_words(it.due_to)}, not {moment_words(it.due_from)}" for it in counting)


def follow_case(
    writing: Writing,
    case: Case,
    why: str,
    judge_again: Container[int | None] = (),
    as_judged: Mapping[int, Judgement] | None = None,
) -> Followed:
    """Work the case's clocks out again and keep what differs, with each due moment that moved and why.

    The same twice changes nothing. A clock that had ended, and still ends with the same step at the same moment, stays as it
    was judged, unless it is one of those to judge again. One that ended once before as it ends now is judged as `as_judged` has
    it, and one that never was is again once the step that began it stands again. Its call-backs and tasks follow, and the
    case's own next deadline becomes that of whichever running clock or open task is due first. A case that was merged into
    another makes no promise.
    """
    session = writing.session
    session.flush()
    if case.merged_into is not None:
        return Followed()
    kept: dict[Begun, list[Clock]] = {}
    standards = writing.rules.standards
    for clock in _clocks(session, case):
        kept.setdefault((standards[clock.standard].id, clock.started_at), []).append(clock)
    ended: list[Clock] = []
    moved: list[tuple[Clock, datetime]] = []
    void = _void_clocks(session, case)
    for wanted in clocks_of(_history(session, case, kept, void, writing.rules), writing.rules):
        known = kept.get(wanted.begun)
        clock = known.pop(0) if known else _again(void, wanted, writing.rules) or _new(case, wanted)
        ran, before = clock.stopped_at is None, clock.due_at
        as_it_ended = (clock.stopped_at, clock.stopped_by) == (wanted.stopped_at, wanted.ended_by)
        if not ran and as_it_ended and clock.id not in judge_again:
            continue
        _keep(clock, wanted)
        if as_judged and (judgement := as_judged.get(clock.id or 0)) is not None:
            judgement.put(clock)
        session.add(clock)
        if ran and clock.stopped_at is not None:
            ended.append(clock)
        if clock.due_at != before:
            moved.append((clock, before))
    _void(writing, (clock for left in kept.values() for clock in left))
    session.flush()
    session.add_all(
        ClockMove(clock_id=it.id or 0, at=writing.now, due_from=before, due_to=it.due_at, why=why, staff_id=writing.staff.id)
        for it, before in moved
    )
    follow_tasks(writing, case)
    keep_next_due(session, case)
    said = (Moved(standards[it.standard].promise, before, it.due_at, it.stopped_at is None) for it, before in moved)
    return Followed(tuple(clock.state for clock in ended), tuple(said))


def keep_next_due(session: Session, case: Case) -> None:
    """Make the case's own next deadline that of its earliest running clock or open task, and say since when it waits.

    A call-back without a moment of its own is its clock's.
    """
    going = [clock for clock in _clocks(session, case) if clock.stopped_at is None]
    running = [clock for clock in going if clock.paused_at is None]
    first = min(running, key=lambda clock: (clock.due_at, clock.id or 0), default=None)
    case.next_due_at = first.due_at if first else None
    case.next_warn_at = first.warn_at if first else None
    case.next_standard = first.standard if first else None
    task = next((task for task in open_tasks_of(session, case) if task.own_due), None)
    if task is not None and (first is None or task.due_at < first.due_at):
        case.next_due_at, case.next_warn_at, case.next_standard = task.due_at, task.warn_at, None
    waits = [clock.paused_at for clock in going if clock.paused_at is not None]
    case.paused_at = min(waits) if waits and not running else None
    session.add(case)
    session.flush()


def running_clocks(session: Session, case: Case) -> list[Clock]:
    """The clocks of a case that have not ended, paused or not, the earliest due first."""
    going = (clock for clock in _clocks(session, case) if clock.stopped_at is None)
    return sorted(going, key=lambda clock: (clock.due_at, clock.id or 0))


def _clocks(session: Session, case: Case) -> list[Clock]:
    found = session.exec(select(Clock).where(Clock.case_id == case.id, Clock.state != VOID).order_by(col(Clock.id)))
    return list(found)


def _void_clocks(session: Session, case: Case) -> list[Clock]:
    found = session.exec(select(Clock).where(Clock.case_id == case.id, Clock.state == VOID).order_by(col(Clock.id)))
    return list(found)


def _again(void: list[Clock], wanted: CaseClock, rules: Rules) -> Clock | None:
    """The clock that the same step began before it was taken back, with the extensions it was given."""
    for clock in void:
        begun = rules.standards[clock.standard].id, clock.started_at
        if begun == wanted.begun and clock.begun_by is not None and clock.begun_by == wanted.begun_by:
            void.remove(clock)
            clock.stopped_at = None
            return clock
    return None


def _history(
    session: Session, case: Case, kept: Mapping[Begun, Iterable[Clock]], void: Iterable[Clock], rules: Rules
) -> CaseHistory:
    done = select(col(Entry.id), Entry.step, Entry.at).where(Entry.case_id == case.id, Entry.kind == "step")
    steps = session.exec(done.where(col(Entry.withdrawn_at).is_(None)))
    waited = select(CaseWait).where(CaseWait.case_id == case.id, col(CaseWait.withdrawn_at).is_(None))
    waits = session.exec(waited.order_by(col(CaseWait.id)))
    given = session.exec(select(Extension).where(Extension.case_id == case.id, col(Extension.undone_at).is_(None)))
    longer: dict[int, int] = {}
    for extension in given:
        longer[extension.clock_id] = longer.get(extension.clock_id, 0) + extension.units
    extensions = {begun: sum(longer.get(clock.id or 0, 0) for clock in clocks) for begun, clocks in kept.items()}
    for clock in void:
        extensions.setdefault((rules.standards[clock.standard].id, clock.started_at), longer.get(clock.id or 0, 0))
    return CaseHistory(
        kind=case.kind,
        received_at=case.received_at,
        closed_at=case.closed_at,
        steps=tuple(StepDone(int(entry or 0), step, at) for entry, step, at in steps),
        waits=tuple(Wait(wait.reason, wait.paused_at, wait.resumed_at) for wait in waits),
        extensions={begun: units for begun, units in extensions.items() if units},
        kept_rows={begun: clock.standard for begun, clocks in kept.items() for clock in clocks if _keeps_row(clock, rules)},
    )


def _keeps_row(clock: Clock, rules: Rules) -> bool:
    """Whether a clock goes on under the row in the record: one that started again does, unless that row was taken back."""
    standard = rules.standards[clock.standard]
    return standard.recurring and clock.begun_by is not None and not withdrawn(standard)


def _new(case: Case, wanted: CaseClock) -> Clock:
    assert case.id is not None
    due = wanted.due
    return Clock(case_id=case.id, standard=wanted.row, started_at=wanted.started_at, due_at=due.due_at, warn_at=due.warn_at)


def _keep(clock: Clock, wanted: CaseClock) -> None:
    clock.standard = wanted.row
    clock.due_at, clock.warn_at, clock.provisional = wanted.due.due_at, wanted.due.warn_at, wanted.due.provisional
    clock.begun_by, clock.stopped_by = wanted.begun_by, wanted.ended_by
    clock.paused_at, clock.stopped_at, clock.state = wanted.paused_at, wanted.stopped_at, wanted.state


def _void(writing: Writing, clocks: Iterable[Clock]) -> None:
    for clock in clocks:
        clock.state, clock.paused_at = VOID, None
        clock.stopped_at = clock.stopped_at or writing.now
        writing.session.add(clock)
