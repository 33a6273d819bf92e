"""Who has how much to do, and who is away: what a case is given by."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, case, func, select

from casework.moments import end_of_date, london_date, sunday_of
from db.queries.teams import members
from db.tables.plain import CASE


@dataclass(frozen=True, slots=True)
class Load:
    """Open cases by their next deadline: how many there are, are overdue, fall due today, and by the end of this week.

    Those due this week are due from now until Sunday ends, today's among them; overdue ones are not.
    """

    open: int = 0
    overdue: int = 0
    today: int = 0
    week: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """A member of the staff with their open cases, counted as in `Load`.

    `away_until` is the last day of an absence that holds today, `next_away` the first of one that begins within seven days;
    one who is no longer `active` is here for the cases they still have.
    """

    id: int
    login: str
    name: str
    role: str
    active: bool
    team_id: int | None
    team: str | None
    skills: tuple[str, ...]
    open: int
    overdue: int
    today: int
    week: int
    away_until: date | None
    next_away: date | None


def workload(connection: Connection, now: datetime) -> tuple[Workload, ...]:
    """Every active member with their open cases, by name, and those who left and still have some."""
    loads = _loads(connection, now)
    return tuple(
        Workload(
            *(each.id, each.login, each.name, each.role, each.active, each.team_id, each.team, each.skills),
            *(load.open, load.overdue, load.today, load.week, each.away_until, each.next_away),
        )
        for each in members(connection, london_date(now), active_only=False)
        if each.active or each.id in loads
        for load in (loads.get(each.id, Load()),)
    )


def nobodys_load(connection: Connection, now: datetime) -> Load:
    """The open cases that nobody has."""
    return _loads(connection, now, CASE.c.owner_id.is_(None)).get(None, Load())


def _loads(connection: Connection, now: datetime, *narrowed: ColumnElement[bool]) -> dict[int | None, Load]:
    due, today = CASE.c.next_due_at, london_date(now)

    def until(day: date) -> ColumnElement[int]:
        return func.count(case((due.between(now, end_of_date(day)), 1)))

    # Every column is in the index of open cases by owner, so no case itself is read.
    query = (
        select(CASE.c.owner_id, func.count(), func.count(case((due < now, 1))), until(today), until(sunday_of(today)))
        .where(CASE.c.closed_at.is_(None), *narrowed)
        .group_by(CASE.c.owner_id)
    )
    return {owner: Load(*numbers) for owner, *numbers in connection.execute(query)}
