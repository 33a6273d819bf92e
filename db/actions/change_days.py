"""Changing the calendar: entering days that differ from it, withdrawing them, and moving the clocks they touch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from casework.calendars import Calendars, DayChange
from casework.day_changes import applies_to, change_words, changed, first_problem, key_of, tidied
from casework.impact import Impact
from casework.moments import london_date
from casework.permissions import require
from casework.rules import Rules
from db import settings
from db.actions.moved_clocks import Recounted, Touched, impact_of, recounted, rewrite
from db.actions.settings import keep_setting, rules_have_changed
from db.audit import record
from db.errors import BadValue
from db.store import Writing
from db.tables.plain import DAY_CHANGE


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """Days to withdraw and then days to add; a day to withdraw is known by its date, kind and region.

    `published_to` is the last date for which all bank holidays are known; `source` says on whose word, for days without one.
    """

    add: tuple[DayChange, ...] = ()
    withdraw: tuple[DayChange, ...] = ()
    published_to: date | None = None
    source: str = ""


def impact(connection: Connection, rules: Rules, command: ChangeDays, now: datetime) -> Impact:
    """What the change would come to were it made now; nothing is written. Raises BadValue as `change_days` does."""
    plan = _planned(connection, rules, command)
    return impact_of(connection, plan.recounted, plan.looked_at, now)


def change_days(writing: Writing, command: ChangeDays) -> Impact:
    """Change the calendar and move every running clock it touches; a stopped clock stays as it was judged.

    Raises NotAllowed, or BadValue for the first day that can't be entered or withdrawn.
    """
    require(writing.staff.role, "change-calendar")
    connection = writing.session.connection()
    plan = _planned(connection, writing.rules, command)
    published_to = plan.rules.calendars.published_to
    rows = _withdraw(writing, plan.withdraw) + [_entered(writing, change) for change in plan.add]
    if published_to != writing.rules.calendars.published_to:
        keep_setting(writing.session, settings.PUBLISHED_TO, published_to.isoformat())
    rewrite(writing, plan.recounted, "calendar changed", plan.reason)
    rules_have_changed(writing.session)
    result = impact_of(connection, plan.recounted, plan.looked_at, writing.now)
    record(
        writing,
        "calendar changed",
        added=[key_of(change) for change in plan.add],
        withdrawn=[key_of(change) for change in plan.withdraw],
        rows=rows,
        published_to=published_to,
        clocks=len(result.moves),
        cases=result.cases,
    )
    return result


@dataclass(frozen=True, slots=True)
class _Plan:
    """A change worked out: its days as they are or will be entered, the rules after it, and the clocks those date otherwise."""

    add: Sequence[DayChange]
    withdraw: Sequence[DayChange]
    rules: Rules
    recounted: Sequence[Recounted]
    looked_at: int

    def reason(self, clock: Recounted) -> Iterator[str]:
        """The changed days within a clock's time that its standard counts, in words."""
        first, last = london_date(clock.started_at), london_date(max(clock.due_from, clock.due.due_at))
        for changes, withdrawn in ((self.withdraw, True), (self.add, False)):
            for change in changes:
                if first <= change.day <= last and applies_to(change, clock.standard):
                    yield change_words(change, withdrawn)


def _planned(connection: Connection, rules: Rules, command: ChangeDays) -> _Plan:
    """What a change comes to under the rules before it; raises BadValue."""
    before = rules.calendars
    add = [tidied(change, command.source) for change in command.add]
    problem = first_problem(before, add, command.withdraw, command.published_to)
    if problem:
        raise BadValue(problem.field, problem.sentence)
    entered = {key_of(change): change for change in before.changes}
    withdraw = [entered[key_of(change)] for change in command.withdraw]
    after = changed(before, add, withdraw, command.published_to)
    new = Rules(rules.standards, after)
    return _Plan(add, withdraw, new, *recounted(connection, new, _touched([*add, *withdraw], before, after).by()))


def _touched(changes: Sequence[DayChange], before: Calendars, after: Calendars) -> Touched:
    days = sorted(change.day for change in changes)
    published = sorted({before.published_to, after.published_to})
    return Touched((days[0], days[-1]) if days else None, (published[0], published[1]) if len(published) == 2 else None)


def _withdraw(writing: Writing, changes: Sequence[DayChange]) -> list[int]:
    if not changes:
        return []
    gone = {key_of(change) for change in changes}
    columns = (DAY_CHANGE.c[name] for name in ("id", "day", "kind", "region"))
    in_force = writing.session.execute(select(*columns).where(DAY_CHANGE.c.withdrawn_at.is_(None)))
    rows = [row.id for row in in_force if (row.day, row.kind, row.region) in gone]
    withdrawn = {"withdrawn_at": writing.now, "withdrawn_by": writing.staff.id}
    writing.session.execute(update(DAY_CHANGE).where(DAY_CHANGE.c.id.in_(rows)).values(withdrawn))
    return rows


def _entered(writing: Writing, change: DayChange) -> int:
    row: dict[str, Any] = {name: getattr(change, name) for name in ("day", "kind", "name", "region", "source")}
    row |= {"entered_at": writing.now, "staff_id": writing.staff.id}
    done = writing.session.execute(insert(DAY_CHANGE).values(row).returning(DAY_CHANGE.c.id))
    return int(done.scalar_one())
