"""The team board: every figure of it, as the record has it now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, func, select

from casework.date_words import short_day
from casework.filters.names import called
from casework.filters.terms import MINE, NONE
from casework.forecast import Pace
from casework.moments import end_of_date, london_date, start_of_date, sunday_of
from casework.rules import Rules
from casework.search_words import folded
from casework.summaries.board import EVERYBODY, NOBODY, Board, BoardRow, board_row, of_owners, of_standard, of_team, summed
from db.queries.board_flow import Flow, flow
from db.queries.teams import TeamView, team_named, teams
from db.queries.workload import Workload, nobodys_load, workload
from db.tables.plain import CASE, CLOCK, STAFF, STANDARD, TEAM

Owners = Collection[int | None] | None
"""Whose cases are counted; everybody's when None."""


def board(connection: Connection, rules: Rules, now: datetime, team: str = "") -> Board:
    """The board of the whole desk, or of a team by its name or the start of it. Raises BadValue, naming those there are."""
    wanted = team_named(connection, team) if team else None
    staff = [each for each in workload(connection, now) if wanted is None or each.team_id == wanted.id]
    owners = None if wanted is None else _members(connection, wanted.id)
    moved = flow(connection, rules.calendars, now)
    narrowed = "" if wanted is None else _narrowed(connection, wanted)
    people = tuple(_people(connection, staff, wanted, narrowed, moved, owners, now))
    everybody, days = people[0], len(moved.days)
    return Board(
        read_at=now,
        team="" if wanted is None else wanted.name,
        teams=tuple(each.name for each in teams(connection)),
        people=people,
        standards=tuple(_standards(connection, rules, narrowed, owners, now)),
        pace=Pace(moved.days, everybody.received, everybody.closed),
        today=(_moved(moved.received, owners, days)[-1], _moved(moved.closed, owners, days)[-1]),
        due=_due(connection, owners),
        changes_at=_changes_at(connection, now),
    )


def _members(connection: Connection, team_id: int) -> frozenset[int]:
    """Everybody who is in a team, those who left too."""
    return frozenset(connection.execute(select(STAFF.c.id).where(STAFF.c.team_id == team_id)).scalars())


def _narrowed(connection: Connection, team: TeamView) -> str:
    """The filter for the cases of a team and no other: by its name, unless that means another too, else by its members."""
    wanted, names = folded(team.name), connection.execute(select(TEAM.c.name)).scalars()
    if wanted not in ("", MINE, NONE) and len(called(names, wanted, str)) == 1:
        return of_team(team.name)
    logins = connection.execute(select(STAFF.c.login).where(STAFF.c.team_id == team.id).order_by(STAFF.c.id)).scalars()
    return of_owners(logins) or of_team(team.name)


def _people(
    connection: Connection,
    staff: Sequence[Workload],
    team: TeamView | None,
    narrowed: str,
    moved: Flow,
    owners: Owners,
    now: datetime,
) -> Iterator[BoardRow]:
    """Everybody together, then nobody, unless it is of a team, then each by name."""
    today, days = london_date(now), len(moved.days)

    def in_and_out(only: Owners) -> dict[str, tuple[int, ...]]:
        received, closed = _moved(moved.received, only, days), _moved(moved.closed, only, days)
        return {"received": received[:-1], "closed": closed[:-1]}

    rows = []
    if team is None:
        load = nobodys_load(connection, now)
        numbers = (load.open, load.overdue, load.today, load.week)
        rows.append(board_row(NOBODY, "Nobody", numbers, f"owner:{NONE}", **in_and_out((None,))))
    for each in staff:
        numbers = (each.open, each.overdue, each.today, each.week)
        about = {"team": each.team or "", "note": _note(each, today)}
        rows.append(board_row(each.login, each.name, numbers, of_owners([each.login]), **about, **in_and_out((each.id,))))
    name = "Everybody" if team is None else f"All of {team.name}"
    total = summed(([cell.number for cell in row.cells] for row in rows), 4)
    yield board_row(EVERYBODY, name, total, narrowed, **in_and_out(owners))
    yield from rows


def _note(each: Workload, today: date) -> str:
    if not each.active:
        return "left"
    return "" if each.away_until is None else f"away until {short_day(each.away_until, today)}"


def _moved(by_owner: Mapping[int | None, Sequence[int]], only: Owners, days: int) -> tuple[int, ...]:
    """The sum over some owners, or over all of them, for each of the days and for today."""
    return summed((numbers for owner, numbers in by_owner.items() if only is None or owner in only), days + 1)


def _standards(connection: Connection, rules: Rules, narrowed: str, owners: Owners, now: datetime) -> Iterator[BoardRow]:
    """Each standard that has a clock which runs or waits, in the order they were made."""
    found = _by_standard(connection, owners, now)
    for standard in {standard.id: standard for standard in rules.standards.values()}.values():
        if standard.id in found:
            yield board_row(standard.id, standard.title, found[standard.id], f"{of_standard(standard.id)} {narrowed}".strip())


def _by_standard(connection: Connection, owners: Owners, now: datetime) -> dict[str, tuple[int, ...]]:
    """How many cases have a clock of each standard that runs or waits, and one that runs and is due in each span."""
    today, due = london_date(now), CLOCK.c.due_at

    def cases(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count(distinct(case((and_(CLOCK.c.paused_at.is_(None), *conditions), CLOCK.c.case_id))))

    spans = [due.between(now, end_of_date(day)) for day in (today, sunday_of(today))]
    clocks = CLOCK.join(STANDARD, STANDARD.c.row_id == CLOCK.c.standard)
    query = (
        select(STANDARD.c.id, func.count(distinct(CLOCK.c.case_id)), cases(due < now), *map(cases, spans))
        # Every case has a number above none; said so that SQLite reads the index of running clocks in the order of their cases.
        .where(CLOCK.c.stopped_at.is_(None), CLOCK.c.case_id > 0)
        .group_by(STANDARD.c.id)
    )
    if owners is not None:
        clocks = clocks.join(CASE, CASE.c.id == CLOCK.c.case_id)
        query = query.where(CASE.c.owner_id.in_(owners))
    return {row[0]: tuple(row[1:]) for row in connection.execute(query.select_from(clocks))}


def _due(connection: Connection, owners: Owners) -> tuple[tuple[datetime, int], ...]:
    query = select(CASE.c.next_due_at, func.count()).where(CASE.c.closed_at.is_(None), CASE.c.next_due_at.is_not(None))
    if owners is not None:
        query = query.where(CASE.c.owner_id.in_(owners))
    return tuple((moment, cases) for moment, cases in connection.execute(query.group_by(CASE.c.next_due_at)))


def _changes_at(connection: Connection, now: datetime) -> datetime:
    """The moment after the next deadline, or the midnight before which none is."""
    midnight = start_of_date(london_date(now) + timedelta(days=1))
    clock = select(func.min(CLOCK.c.due_at)).where(CLOCK.c.stopped_at.is_(None), CLOCK.c.due_at >= now)
    task = select(func.min(CASE.c.next_due_at)).where(CASE.c.closed_at.is_(None), CASE.c.next_due_at >= now)
    coming: list[datetime] = [moment for each in (clock, task) if (moment := connection.execute(each).scalar()) is not None]
    return min([midnight, *(moment + timedelta(microseconds=1) for moment in coming)])
