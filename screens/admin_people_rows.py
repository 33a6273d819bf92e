"""The staff by team, as a list of Admin: who can do what, and who is away."""

from collections.abc import Iterator, Sequence
from datetime import date

from casework.date_words import short_day
from casework.permissions import role_titles
from casework.skills import skill_words
from casework.spoken import listed
from db.queries.teams import MemberView, TeamView
from screens.desk import Desk
from screens.rule_rows import GONE, HEADING, HELD, RuleList, RuleRow, column

INDENT = "  "
NO_TEAM = "In no team"


def people_rows(desk: Desk) -> list[RuleRow]:
    """Each team with its members under it, by name, then those in no team. A team's key is its row's number below zero."""
    today, teams, members = desk.time.today(), desk.read.teams(), desk.read.members()
    found = [row for team in teams for row in _team(team, [it for it in members if it.team_id == team.id], today)]
    known = {team.id for team in teams}
    others = [member for member in members if member.team_id not in known]
    if others and teams:
        story = ("+ makes a team; e on somebody puts them in one.",)
        found.append(RuleRow(0, (NO_TEAM, _people(len(others)), "", ""), story, HEADING, None))
    return [*found, *(_member(each, today, INDENT if teams else "") for each in others)]


def _team(team: TeamView, members: Sequence[MemberView], today: date) -> Iterator[RuleRow]:
    away = [member.name for member in members if member.away_until]
    story = (
        f"{team.name}: {_people(len(members))}{f', away today: {listed(away)}' if away else ', nobody away today'}.",
        "e renames it, u closes it; + makes another team.",
    )
    yield RuleRow(-team.id, (team.name, _people(len(members)), "", f"{len(away)} away" if away else ""), story, HEADING, team)
    yield from (_member(each, today, INDENT) for each in members)


def _member(member: MemberView, today: date, indent: str) -> RuleRow:
    role = role_titles().get(member.role, member.role)
    can = f"can do {listed([skill_words([each]) for each in member.skills])}" if member.skills else "no skill is entered"
    away = "; ".join(each.words() for each in member.absences)
    return RuleRow(
        key=member.id,
        cells=(f"{indent}{member.name}", role, skill_words(member.skills, short=True), away_words(member, today)),
        story=(
            f"{member.name} ({member.login}), {role}, {member.team or 'in no team'}; {can}.",
            f"Away: {away}. u takes it back." if away else "Not away. e enters days away.",
        ),
        state=GONE if member.away_until else HELD,
        about=member,
    )


def away_words(member: MemberView, today: date) -> str:
    """`until Fri 16 Jan` for somebody who is away, `from Mon 19 Jan` for who soon will be, else nothing."""
    if member.away_until is not None:
        return f"until {short_day(member.away_until, today)}"
    return f"from {short_day(member.next_away, today)}" if member.next_away is not None else ""


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


PEOPLE_LIST = RuleList(
    "People and teams",
    (
        column(0, "Team, name", share=1, least=20),
        column(1, "Role", width=13, priority=2),
        column(2, "Can do", width=21, least=12, priority=1),
        column(3, "Away", share=1, least=16),
    ),
    people_rows,
    "",
    "change-teams",
)
