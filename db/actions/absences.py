"""Entering that somebody is away, and taking that back."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from casework.absences import Away, BadAbsence, check_absence
from casework.moments import london_date
from casework.permissions import require
from db.actions.teams import active_member
from db.audit import record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Absence


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """Days on which somebody is away, the first and the last among them."""

    staff_id: int
    from_day: date
    to_day: date


def enter_absence(writing: Writing, command: EnterAbsence) -> int:
    """Enter days away, also past ones and ones entered before; gives the row. One's own anybody may, others' who is permitted to.

    Raises BadValue for days in the wrong order or more than a year, NotOnStaff for somebody who has left.
    """
    _require(writing, command.staff_id)
    member = active_member(writing, command.staff_id)
    try:
        check_absence(command.from_day, command.to_day)
    except BadAbsence as refused:
        raise BadValue(refused.name, str(refused)) from None
    assert member.id is not None
    id_ = _entered(writing, member.id, command.from_day, command.to_day)
    record(writing, "absence entered", staff=member.id, absence=id_, from_day=command.from_day, to_day=command.to_day)
    return id_


def take_absence_back(writing: Writing, absence_id: int) -> Away:
    """Take an absence back; gives its days. The days of it before today stay, for then they were away.

    Raises NotPossible for one that was taken back already or is over.
    """
    row, today = writing.session.get(Absence, absence_id), london_date(writing.now)
    if row is None or row.withdrawn_at is not None:
        raise NotPossible("That absence was taken back already.")
    _require(writing, row.staff_id)
    if row.to_day < today:
        raise NotPossible("Those days away are over, so they stay.")
    row.withdrawn_at = writing.now
    writing.session.add(row)
    stays = None
    if row.from_day < today <= row.to_day:
        stays = _entered(writing, row.staff_id, row.from_day, today - timedelta(days=1))
    record(writing, "absence taken back", staff=row.staff_id, absence=absence_id, stays=stays)
    return Away(row.from_day, row.to_day, absence_id)


def come_back(writing: Writing, staff_id: int) -> tuple[Away, ...]:
    """Take back what keeps somebody away today, or else their next absence; gives those days, none when there is nothing."""
    today = london_date(writing.now)
    of_them = (Absence.staff_id == staff_id, col(Absence.withdrawn_at).is_(None), Absence.to_day >= today)
    rows = list(writing.session.exec(select(Absence).where(*of_them).order_by(col(Absence.from_day), col(Absence.id))))
    now_away = [row for row in rows if row.from_day <= today]
    return tuple(take_absence_back(writing, row.id) for row in now_away or rows[:1] if row.id is not None)


def _entered(writing: Writing, staff_id: int, from_day: date, to_day: date) -> int:
    row = Absence(staff_id=staff_id, from_day=from_day, to_day=to_day, entered_at=writing.now, entered_by=writing.staff.id)
    writing.session.add(row)
    writing.session.flush()
    assert row.id is not None
    return row.id


def _require(writing: Writing, staff_id: int) -> None:
    if staff_id != writing.staff.id:
        require(writing.staff.role, "enter-absence")
