"""Changing a service standard from a date on, and taking that back; a clock that has ended is never judged again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, update

from casework.contact import Problem
from casework.date_words import day_words
from casework.impact import Impact
from casework.moments import start_of_date
from casework.permissions import require
from casework.rules import Rules
from casework.standard_changes import StandardChange, changed_standard, day_before, withdrawn
from casework.standards import Standard
from db.actions.moved_clocks import Recounted, impact_of, recounted, rewrite
from db.actions.settings import rules_have_changed
from db.audit import record
from db.errors import BadValue
from db.opening import standard_row
from db.store import Writing
from db.tables.plain import CLOCK, STANDARD

_TO_COME = -1


@dataclass(frozen=True, slots=True)
class ChangeStandard:
    """What of a standard is otherwise from a London date on, by the names of Standard."""

    standard: str
    from_day: date
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakeStandardBack:
    """A standard whose latest change is taken back: it stands as it stood before."""

    standard: str


def standard_impact(connection: Connection, rules: Rules, command: ChangeStandard | TakeStandardBack, now: datetime) -> Impact:
    """What a change would come to were it made now; nothing is written. Raises BadValue as the changes do."""
    if isinstance(command, TakeStandardBack):
        found, looked_at = _moved_back(connection, rules, _last_change(rules, command))
    else:
        found, looked_at = _moved(connection, rules, _wanted(rules, command), _TO_COME)
    return impact_of(connection, found, looked_at, now)


def change_standard(writing: Writing, command: ChangeStandard) -> Impact:
    """Change a standard from a date on and count every running clock that began since then by it.

    Raises NotAllowed, or BadValue for what can't be changed so.
    """
    require(writing.staff.role, "change-standards")
    change, connection = _wanted(writing.rules, command), writing.session.connection()
    values = {"effective_to": day_before(command.from_day)}
    connection.execute(update(STANDARD).where(STANDARD.c.row_id == change.row).values(values))
    added = connection.execute(insert(STANDARD).values(standard_row(change.new)).returning(STANDARD.c.row_id))
    row = int(added.scalar_one())
    found, looked_at = _moved(connection, writing.rules, change, row)
    since, before = day_words(command.from_day), change.old.length_words
    said = f"{change.old.title}: {change.new.length_words} from {since}, before that {before}."
    return _applied(writing, found, looked_at, said, "standard changed", row=row, standard=change.old.id)


def take_standard_back(writing: Writing, command: TakeStandardBack) -> Impact:
    """Let a standard stand as before its latest change; running clocks counted by that change are counted as before.

    Raises NotAllowed, or BadValue when it was never changed.
    """
    require(writing.staff.role, "change-standards")
    rules, connection = writing.rules, writing.session.connection()
    last = _last_change(rules, command)
    last_to = {"effective_to": day_before(last.from_day)}
    connection.execute(update(STANDARD).where(STANDARD.c.row_id == last.row).values(last_to))
    first_to = {"effective_to": rules.standards[last.row].effective_to}
    connection.execute(update(STANDARD).where(STANDARD.c.row_id == last.row_before).values(first_to))
    found, looked_at = _moved_back(connection, rules, last)
    said = f"{rules.standards[last.row].title}: the change from {day_words(last.from_day)} was taken back."
    return _applied(writing, found, looked_at, said, "standard change taken back", row=last.row, standard=command.standard)


@dataclass(frozen=True, slots=True)
class _LastChange:
    """The row of a standard's latest change, from when it holds, and the row before it."""

    row: int
    from_day: date
    row_before: int


def _last_change(rules: Rules, command: TakeStandardBack) -> _LastChange:
    """Raises BadValue for a standard that was never changed."""
    rows = {row: it for row, it in rules.standards.items() if it.id == command.standard and not withdrawn(it)}
    last = max((row for row, it in rows.items() if it.effective_from is not None), default=None)
    from_day = rows[last].effective_from if last is not None else None
    before = [row for row, it in rows.items() if from_day is not None and it.effective_to == day_before(from_day)]
    if last is None or from_day is None or not before:
        raise BadValue("standard", f"'{command.standard[:40]}' was not changed here, so there is nothing to take back.")
    return _LastChange(last, from_day, before[0])


def _moved_back(connection: Connection, rules: Rules, last: _LastChange) -> tuple[list[Recounted], int]:
    return recounted(connection, rules, CLOCK.c.standard == last.row, last.row_before)


def _wanted(rules: Rules, command: ChangeStandard) -> StandardChange:
    found = changed_standard(rules.standards, command.standard, command.from_day, command.changes)
    if isinstance(found, Problem):
        raise BadValue(found.field, found.sentence)
    return found


def _moved(connection: Connection, rules: Rules, change: StandardChange, row: int) -> tuple[list[Recounted], int]:
    after: dict[int, Standard] = {**rules.standards, row: change.new}
    return recounted(connection, Rules(after, rules.calendars), _begun_since(change), row)


def _begun_since(change: StandardChange) -> ColumnElement[bool]:
    """The clocks a change judges; a recurring one that started again keeps the row its case began under."""
    assert change.new.effective_from is not None
    began = and_(CLOCK.c.standard == change.row, CLOCK.c.started_at >= start_of_date(change.new.effective_from))
    return and_(began, CLOCK.c.begun_by.is_(None)) if change.old.recurring else began


def _applied(writing: Writing, found: list[Recounted], looked_at: int, said: str, action: str, row: int, standard: str) -> Impact:
    rewrite(writing, found, action, lambda _: [said])
    rules_have_changed(writing.session)
    result = impact_of(writing.session.connection(), found, looked_at, writing.now)
    record(writing, action, clocks=len(result.moves), cases=result.cases, row=row, standard=standard)
    return result
