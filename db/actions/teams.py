"""Teams of staff: making, renaming and closing one, and who is in which with what skills."""

from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import col, select

from casework.contact import unstorable
from casework.permissions import require
from casework.search_words import folded
from casework.skills import in_order, skills
from db.audit import record
from db.errors import BadValue, NotOnStaff, NotPossible
from db.store import Writing
from db.tables import Staff, StaffSkill, Team

LONGEST = 60


@dataclass(frozen=True, slots=True)
class RenameTeam:
    """Another name for a team, as read at its version."""

    team_id: int
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class CloseTeam:
    """A team, as read at its version, that there shall no longer be."""

    team_id: int
    version: int


@dataclass(frozen=True, slots=True)
class ChangeMember:
    """The team, None for none, and the skills that a member of the staff, as read at a version, has from now on."""

    staff_id: int
    version: int
    team_id: int | None
    skills: tuple[str, ...] = ()


def make_team(writing: Writing, name: str) -> int:
    """Make a team, or open a closed one of this name again; gives its row. Raises BadValue for a name that won't do."""
    require(writing.staff.role, "change-teams")
    wanted = _name(name)
    team = _called(writing, wanted)
    if team is not None and team.active:
        raise BadValue("name", f"There is a team called {team.name} already.")
    if team is None:
        team = Team(name=wanted, created_at=writing.now)
    else:
        team.name, team.active, team.version = wanted, True, team.version + 1
    writing.session.add(team)
    writing.session.flush()
    record(writing, "team made", team=team.id)
    assert team.id is not None
    return team.id


def rename_team(writing: Writing, command: RenameTeam) -> bool:
    """Call a team otherwise; says whether that is another name.

    Raises BadValue for a name that won't do, NotPossible for a team that was changed meanwhile.
    """
    require(writing.staff.role, "change-teams")
    team, wanted = _team_as_read(writing, command.team_id, command.version), _name(command.name)
    other = _called(writing, wanted)
    if other is not None and other.id != team.id:
        closed = "" if other.active else " It is closed: make it again to use it."
        raise BadValue("name", f"There is a team called {other.name} already.{closed}")
    if team.name == wanted:
        return False
    team.name, team.version = wanted, team.version + 1
    writing.session.add(team)
    record(writing, "team renamed", team=team.id)
    return True


def close_team(writing: Writing, command: CloseTeam) -> int:
    """Let a team be no more; gives how many members are without a team now. Raises NotPossible if it was changed meanwhile."""
    require(writing.staff.role, "change-teams")
    team = _team_as_read(writing, command.team_id, command.version)
    team.active, team.version = False, team.version + 1
    writing.session.add(team)
    members = list(writing.session.exec(select(Staff).where(Staff.team_id == team.id).order_by(col(Staff.id))))
    for member in members:
        member.team_id, member.version = None, member.version + 1
        writing.session.add(member)
    record(writing, "team closed", team=team.id, members=[member.id for member in members])
    return sum(member.active for member in members)


def change_member(writing: Writing, command: ChangeMember) -> bool:
    """Put somebody in a team and say what they can do; says whether that is otherwise than before.

    Raises NotOnStaff for one who has left, BadValue for a team or skill that there is not, NotPossible when somebody else has
    changed the same meanwhile.
    """
    require(writing.staff.role, "change-teams")
    member = active_member(writing, command.staff_id)
    if member.version != command.version:
        raise NotPossible(f"{member.name} was changed by somebody else meanwhile. Look again, then repeat this.")
    _refuse_unknown(writing, command)
    can = StaffSkill.staff_id == member.id
    before = in_order(row.skill for row in writing.session.exec(select(StaffSkill).where(can)))
    after = in_order(command.skills)
    if (member.team_id, before) == (command.team_id, after):
        return False
    was_in, member.team_id, member.version = member.team_id, command.team_id, member.version + 1
    writing.session.add(member)
    writing.session.execute(delete(StaffSkill).where(can))  # type: ignore[arg-type]
    writing.session.add_all(StaffSkill(staff_id=command.staff_id, skill=skill) for skill in after)
    record(writing, "member changed", staff=member.id, team=[was_in, member.team_id], skills=[before, after])
    return True


def active_member(writing: Writing, staff_id: int) -> Staff:
    """The row of somebody on the staff list. Raises NotOnStaff for one who has left."""
    member = writing.session.get(Staff, staff_id)
    if member is None or not member.active:
        raise NotOnStaff("That person is no longer on the staff list. Choose somebody else.")
    return member


def _refuse_unknown(writing: Writing, command: ChangeMember) -> None:
    team = writing.session.get(Team, command.team_id) if command.team_id is not None else None
    if command.team_id is not None and (team is None or not team.active):
        raise BadValue("team", "That team is closed. Choose another one, or none.")
    unknown = [skill for skill in command.skills if skill not in skills()]
    if unknown:
        raise BadValue("skills", f"'{unknown[0][:40]}' is not a skill. Use some of: {', '.join(skills())}.")


def _team_as_read(writing: Writing, team_id: int, version: int) -> Team:
    team = writing.session.get(Team, team_id)
    if team is None or not team.active:
        raise NotPossible("That team is closed already.")
    if team.version != version:
        raise NotPossible(f"{team.name} was changed by somebody else meanwhile. Look again, then repeat this.")
    return team


def _name(typed: str) -> str:
    name = typed.strip()
    if not folded(name):
        raise BadValue("name", "A team needs a name of at least one letter or figure, such as: Cardiff.")
    if problem := unstorable(name):
        raise BadValue("name", problem)
    if len(name) > LONGEST or not name.isprintable():
        raise BadValue("name", f"The name of a team is one line of at most {LONGEST} characters.")
    if folded(name) in _MEANT_OTHERWISE:
        raise BadValue("name", f"'{name}' means something else in a filter. Give the team another name.")
    return name


def _called(writing: Writing, name: str) -> Team | None:
    """The team, closed or not, whose name is the same but for capitals, accents and punctuation."""
    return next((team for team in writing.session.exec(select(Team)) if folded(team.name) == folded(name)), None)


_MEANT_OTHERWISE = ("mine", "none")
"""What `team:` means otherwise in a filter."""
