"""The part of the work that figures are of: as typed, and as conditions on cases."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from casework.kinds import channel_named, kind_named
from casework.organisations import organisation_named
from casework.summaries.performance_slice import Slice
from db.queries.teams import team_named
from db.tables.plain import CASE, CLOCK, STAFF, TEAM


def read_slice(connection: Connection, team: str = "", kind: str = "", channel: str = "", force: str = "") -> Slice:
    """The part of the work meant by what was typed, empty for all; raises a DeskError naming what there is."""
    return Slice(
        team=team_named(connection, team).name if team.strip() else "",
        kind=kind_named(kind).id if kind.strip() else "",
        channel=channel_named(channel).id if channel.strip() else "",
        force=organisation_named(force).id if force.strip() else "",
    )


def cases_of(of: Slice) -> list[ColumnElement[bool]]:
    """What a case must be to be of a part of the work. A team's are those whose owner is in it now, whoever has left too."""
    wanted: list[ColumnElement[bool]] = []
    if of.team:
        members = select(STAFF.c.id).join(TEAM, TEAM.c.id == STAFF.c.team_id).where(TEAM.c.name == of.team)
        wanted.append(CASE.c.owner_id.in_(members))
    for name in ("kind", "channel", "force"):
        if value := getattr(of, name):
            wanted.append(CASE.c[name] == value)
    return wanted


def clocks_of_slice(of: Slice) -> list[ColumnElement[bool]]:
    """What a clock's case must be, as a condition on the clock."""
    wanted: Any = cases_of(of)
    return [select(CASE.c.id).where(CASE.c.id == CLOCK.c.case_id, *wanted).exists()] if wanted else []
