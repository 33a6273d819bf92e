"""The teams, and each member of the staff with their team, skills and absences."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from casework.absences import Away, away_until, next_away
from casework.filters.names import called
from casework.search_words import folded
from casework.skills import in_order
from db.errors import BadValue
from db.tables.plain import ABSENCE, STAFF, STAFF_SKILL, TEAM


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team, and how many active members it has."""

    id: int
    name: str
    active: bool
    version: int
    members: int


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of the staff: team and skills, absences that have not ended, earliest first, and how they stand today."""

    id: int
    login: str
    name: str
    role: str
    active: bool
    version: int
    team_id: int | None
    team: str | None
    skills: tuple[str, ...]
    absences: tuple[Away, ...]
    away_until: date | None
    next_away: date | None


def teams(connection: Connection, active_only: bool = True) -> list[TeamView]:
    """The teams by name; closed ones too, when asked for."""
    members = select(func.count()).where(STAFF.c.team_id == TEAM.c.id, STAFF.c.active).correlate(TEAM).scalar_subquery()
    query = select(TEAM.c.id, TEAM.c.name, TEAM.c.active, TEAM.c.version, members).order_by(func.lower(TEAM.c.name), TEAM.c.id)
    return [TeamView(*row) for row in connection.execute(query.where(TEAM.c.active) if active_only else query)]


def members(connection: Connection, today: date, active_only: bool = True) -> list[MemberView]:
    """Everyone on the staff list by name, as they stand on a day; those who have left too, when asked for."""
    columns = (STAFF.c[name] for name in ("id", "login", "name", "role", "active", "version", "team_id"))
    query = select(*columns, TEAM.c.name.label("team")).select_from(STAFF.outerjoin(TEAM, TEAM.c.id == STAFF.c.team_id))
    query = query.order_by(func.lower(STAFF.c.name), STAFF.c.id)
    rows = connection.execute(query.where(STAFF.c.active) if active_only else query).all()
    can, away = skills_of_staff(connection), absences_from(connection, today)
    return [_member(row, can.get(row.id, ()), away.get(row.id, ()), today) for row in rows]


def _member(row: Any, can: tuple[str, ...], away: tuple[Away, ...], today: date) -> MemberView:
    return MemberView(
        *(row.id, row.login, row.name, row.role, row.active, row.version, row.team_id, row.team),
        skills=can,
        absences=away,
        away_until=away_until(away, today),
        next_away=next_away(away, today),
    )


def team_named(connection: Connection, typed: str) -> TeamView:
    """The team that somebody means by its name or the start of a word of it. Raises BadValue, naming those there are."""
    wanted, known = folded(typed), teams(connection)
    found = called(known, wanted, lambda team: team.name) if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue("team", f"'{typed[:40]}' could be {' or '.join(team.name for team in found)}. Type more of it.")
    there = f"Use one of: {', '.join(team.name for team in known)}." if known else "Make one with: iopc team add NAME."
    raise BadValue("team", f"There is no team called '{typed[:40]}'. {there}")


def member_called(connection: Connection, login: str, today: date) -> MemberView:
    """The member on the staff list with this login. Raises BadValue when there is none."""
    found = next((each for each in members(connection, today) if each.login == login.strip()), None)
    if found is None:
        raise BadValue("login", f"{login.strip()[:40]} is not on the staff list. See: iopc staff list.")
    return found


def skills_of_staff(connection: Connection) -> dict[int, tuple[str, ...]]:
    """The skills of each member who has any, in the order they are shown."""
    found: dict[int, set[str]] = defaultdict(set)
    for staff_id, skill in connection.execute(select(STAFF_SKILL.c.staff_id, STAFF_SKILL.c.skill)):
        found[staff_id].add(skill)
    return {staff_id: in_order(each) for staff_id, each in found.items()}


def absences_from(connection: Connection, today: date) -> dict[int, tuple[Away, ...]]:
    """The absences of each member that have not ended before a day and were not taken back, the earliest first."""
    query = (
        select(ABSENCE.c.staff_id, ABSENCE.c.from_day, ABSENCE.c.to_day, ABSENCE.c.id)
        .where(ABSENCE.c.to_day >= today, ABSENCE.c.withdrawn_at.is_(None))
        .order_by(ABSENCE.c.from_day, ABSENCE.c.id)
    )
    found: dict[int, list[Away]] = defaultdict(list)
    for staff_id, from_day, to_day, id_ in connection.execute(query):
        found[staff_id].append(Away(from_day, to_day, id_))
    return {staff_id: tuple(each) for staff_id, each in found.items()}
