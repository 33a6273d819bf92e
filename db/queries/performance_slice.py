"""The part of the work that figures are of: as typed, and as conditions on cases."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, or_, select

from casework.filters.terms import NONE
from casework.kinds import channel_named, kind_named
from casework.organisations import organisation_named
from casework.summaries.performance_slice import Slice
from db.queries.teams import team_named
from db.tables.plain import CASE, CLOCK, STAFF, TEAM


def read_slice(connection: Connection, team: str = "", kind: str = "", channel: str = "", force: str = "") -> Slice:
    """The part of the work meant by what was typed, empty for all; raises a DeskError naming what there is."""
    return Slice(
        team=_or_none(team, lambda it: team_named(connection, it).name),
        kind=kind_named(kind).id if kind.strip() else "",
        channel=channel_named(channel).id if channel.strip() else "",
        force=_or_none(force, lambda it: organisation_named(it).id),
    )


def _or_none(typed: str, named: Callable[[str], str]) -> str:
    return NONE if typed.strip().lower() == NONE else named(typed) if typed.strip() else ""


def cases_of(of: Slice) -> list[ColumnElement[bool]]:
    """What a case must be to be of a part of the work. A team's are those whose owner is in it now, whoever has left too."""
    wanted: list[ColumnElement[bool]] = []
    if of.team:
        members = select(STAFF.c.id).join(TEAM, TEAM.c.id == STAFF.c.team_id)
        if of.team == NONE:
            wanted.append(or_(CASE.c.owner_id.is_(None), CASE.c.owner_id.not_in(members)))
        else:
            wanted.append(CASE.c.owner_id.in_(members.where(TEAM.c.name == of.team)))
    for name in ("kind", "channel", "force"):
        if value := getattr(of, name):
            wanted.append(CASE.c[name].is_(None) if value == NONE else CASE.c[name] == value)
    return wanted


def clocks_of_slice(of: Slice) -> list[ColumnElement[bool]]:
    """What a clock's case must be, as a condition on the clock."""
    wanted = cases_of(of)
    return [of_case(*wanted)] if wanted else []


def of_case(*wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a clock's case is so."""
    return select(CASE.c.id).where(CASE.c.id == CLOCK.c.case_id, *wanted).correlate(CLOCK).exists()
