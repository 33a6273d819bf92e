"""Changing the office's hours from a date on, and taking that back; running clocks due from that date on are counted again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, update

from casework.calendars import Calendars
from casework.day_changes import problem_with_week, with_weeks
from casework.impact import Impact
from casework.moments import start_of_date
from casework.office_week import OfficeWeek, WeekNotRead, hours_change_words, read_week
from casework.permissions import require
from casework.rules import Rules
from db.actions.moved_clocks import Recounted, impact_of, recounted, rewrite
from db.actions.settings import rules_have_changed
from db.audit import record
from db.errors import BadValue
from db.store import Writing
from db.tables.plain import CLOCK, OFFICE_HOURS


@dataclass(frozen=True, slots=True)
class ChangeHours:
    """The office's hours from a London date on, as an administrator writes them, and on whose word."""

    from_day: date
    hours: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TakeHoursBack:
    """The hours entered from a date on were never so: those before them go on."""

    from_day: date


def hours_impact(connection: Connection, rules: Rules, command: ChangeHours | TakeHoursBack, now: datetime) -> Impact:
    """What the change would come to were it made now; nothing is written. Raises BadValue as the changes do."""
    plan = _planned(connection, rules, command)
    return impact_of(connection, plan.recounted, plan.looked_at, now)


def change_hours(writing: Writing, command: ChangeHours) -> Impact:
    """Keep the office's hours from a date on. Raises NotAllowed, or BadValue for hours that can't be kept."""
    require(writing.staff.role, "change-calendar")
    plan = _planned(writing.session.connection(), writing.rules, command)
    row = {"from_day": command.from_day, "hours": plan.week.words, "source": plan.week.source}
    entered = {"entered_at": writing.now, "staff_id": writing.staff.id}
    writing.session.execute(insert(OFFICE_HOURS).values(row | entered))
    return _applied(writing, plan, "office hours changed")


def take_hours_back(writing: Writing, command: TakeHoursBack) -> Impact:
    """Withdraw the hours entered from a date on. Raises NotAllowed, or BadValue when there are none."""
    require(writing.staff.role, "change-calendar")
    plan = _planned(writing.session.connection(), writing.rules, command)
    query = update(OFFICE_HOURS).where(OFFICE_HOURS.c.from_day == command.from_day, OFFICE_HOURS.c.withdrawn_at.is_(None))
    writing.session.execute(query.values({"withdrawn_at": writing.now, "withdrawn_by": writing.staff.id}))
    return _applied(writing, plan, "office hours taken back")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A change worked out: the week it is about, what is said of it, and the clocks it dates otherwise."""

    week: OfficeWeek
    said: str
    recounted: list[Recounted]
    looked_at: int


def _planned(connection: Connection, rules: Rules, command: ChangeHours | TakeHoursBack) -> _Plan:
    week, after, said = _wanted(rules.calendars, command)
    touched = CLOCK.c.due_at >= start_of_date(command.from_day)
    return _Plan(week, said, *recounted(connection, Rules(rules.standards, after), touched))


def _wanted(calendars: Calendars, command: ChangeHours | TakeHoursBack) -> tuple[OfficeWeek, Calendars, str]:
    entered = calendars.weeks[1:]
    if isinstance(command, TakeHoursBack):
        week = next((week for week in entered if week.from_day == command.from_day), None)
        if week is None:
            raise BadValue("from", "No office hours were entered from that day, so there are none to take back.")
        kept = with_weeks(calendars, [each for each in entered if each is not week])
        return week, kept, hours_change_words(command.from_day, week.words, taken_back=True)
    week = _week(command)
    problem = problem_with_week(week, calendars.weeks)
    if problem:
        raise BadValue(problem.field, problem.sentence)
    return week, with_weeks(calendars, [*entered, week]), hours_change_words(command.from_day, week.words)


def _week(command: ChangeHours) -> OfficeWeek:
    try:
        return OfficeWeek(read_week(command.hours), command.from_day, " ".join(command.source.split()))
    except WeekNotRead as error:
        raise BadValue("hours", str(error)) from None


def _applied(writing: Writing, plan: _Plan, action: str) -> Impact:
    rewrite(writing, plan.recounted, "office hours changed", lambda _: [plan.said])
    rules_have_changed(writing.session)
    result = impact_of(writing.session.connection(), plan.recounted, plan.looked_at, writing.now)
    record(writing, action, clocks=len(result.moves), cases=result.cases, from_day=plan.week.from_day, hours=plan.week.words)
    return result
