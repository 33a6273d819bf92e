"""What the actions on a case share: reading it for change, starting and stopping its clocks, adding to its timeline."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from casework.clocks import judged
from casework.contact import unstorable
from casework.deadlines import deadline
from casework.moments import london_date
from casework.rules import Rules
from db.errors import BadValue, CaseChanged, CaseNotFound
from db.store import Writing
from db.tables import Case, Clock, Entry, ReferenceCounter

_RUNNING = (
    select(Clock)
    .where(Clock.case_id == bindparam("case_id"), col(Clock.stopped_at).is_(None))
    .order_by(col(Clock.due_at), col(Clock.id))
)


def case_for_change(writing: Writing, case_id: int, version: int) -> Case:
    """The case, if nobody changed it since this version was read; its version moves on. Raises CaseNotFound, CaseChanged."""
    case = case_as_read(writing, case_id, version)
    case.version += 1
    return case


def case_as_read(writing: Writing, case_id: int, version: int) -> Case:
    """The case, if nobody changed it since this version was read. Raises CaseNotFound, CaseChanged."""
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    if case.version != version:
        if case.closed_at is not None:
            raise CaseChanged(f"{case.reference} was closed by somebody else meanwhile. Nothing of yours was saved.")
        raise CaseChanged(f"{case.reference} was changed by somebody else meanwhile. Look at it again, then repeat this.")
    return case


def start_clocks(writing: Writing, case: Case, step: str, at: datetime) -> list[Clock]:
    """Start the clock of every standard that this step starts on this kind of case, but none that is running already."""
    day, running = london_date(at), {clock.standard for clock in running_clocks(writing.session, case)}
    started = [
        new_clock(writing.rules, row, at)
        for row, standard in writing.rules.standards.items()
        if case.kind in standard.kinds and standard.starts_on == step and standard.in_force(day) and row not in running
    ]
    _add_to(writing, case, started)
    return started


def new_clock(rules: Rules, row: int, at: datetime) -> Clock:
    """A running clock of a standard's row, started at a moment, its dates worked out once."""
    due = deadline(rules.standards[row], at, rules.calendars)
    return Clock(standard=row, started_at=at, due_at=due.due_at, warn_at=due.warn_at, provisional=due.provisional, case_id=0)


def stop_clocks(writing: Writing, case: Case, at: datetime, step: str | None = None) -> list[Clock]:
    """Stop and judge the running clocks of a case: those this step stops, or all of them. A recurring one starts again."""
    stopped = []
    for clock in running_clocks(writing.session, case):
        standard = writing.rules.standards[clock.standard]
        if step is not None and standard.stops_on != step:
            continue
        clock.stopped_at, clock.state = at, judged(at, clock.due_at)
        stopped.append(clock)
        if step is not None and standard.recurring:
            _add_to(writing, case, [new_clock(writing.rules, clock.standard, at)])
    writing.session.flush()
    return stopped


def running_clocks(session: Session, case: Case) -> list[Clock]:
    """The running clocks of a case, the earliest due first."""
    return list(session.exec(_RUNNING, params={"case_id": case.id}))


def keep_next_due(writing: Writing, case: Case) -> None:
    """Make the case's own next deadline that of its earliest running clock."""
    first = next(iter(running_clocks(writing.session, case)), None)
    case.next_due_at = first.due_at if first else None
    case.next_warn_at = first.warn_at if first else None
    case.next_standard = first.standard if first else None
    writing.session.add(case)
    writing.session.flush()


def add_entry(writing: Writing, case: Case, kind: str, *, text: str = "", step: str = "", channel: str = "") -> Entry:
    """Add a line to the case's timeline, by the acting member, now. Raises BadValue for a text that can't be kept exactly."""
    problem = unstorable(text)
    if problem:
        raise BadValue("note", problem)
    entry = Entry(
        case_id=_id(case.id),
        at=writing.now,
        kind=kind,
        staff_id=writing.staff.id,
        channel=channel,
        step=step,
        text=text,
    )
    writing.session.add(entry)
    writing.session.flush()
    return entry


def next_numbers(session: Session, prefix: str, year: int, how_many: int = 1) -> Iterable[int]:
    """Numbers for new references of a prefix and year, never given out before. The caller holds the one writing transaction.

    A reference shows two digits of its year, so years a century apart share their numbers.
    """
    counter = session.get(ReferenceCounter, (prefix, year % 100))
    if counter is None:
        counter = ReferenceCounter(prefix=prefix, year=year % 100, last=0)
    first = counter.last + 1
    counter.last += how_many
    session.add(counter)
    session.flush()
    return range(first, first + how_many)


def _add_to(writing: Writing, case: Case, clocks: Iterable[Clock]) -> None:
    for clock in clocks:
        clock.case_id = _id(case.id)
        writing.session.add(clock)
    writing.session.flush()


def _id(found: int | None) -> int:
    if found is None:
        raise RuntimeError("the row has not been written yet")
    return found
