"""People and teams among the lists of Admin: making and renaming a team, who is in it, what they can do, when they are away."""

import asyncio
from collections.abc import Callable, Sequence

from textual import work

from casework.absences import Away
from casework.errors import DeskError
from casework.permissions import NotAllowed, may, require
from db.actions.teams import CloseTeam, RenameTeam
from db.queries.teams import MemberView, TeamView
from db.staff_member import StaffMember
from screens.admin_member import MemberPage
from screens.admin_reasons import AdminReasons
from screens.desk import Desk
from screens.live_screen import ASKING, Result
from screens.messages import CasesChanged
from screens.rule_rows import RuleRow
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt


class AdminPeople(AdminReasons):
    """Lists among which are the teams and their members."""

    def __init__(self, desk: Desk) -> None:
        """At this desk."""
        super().__init__(desk)
        self._of_members: dict[int, dict[str, str]] = {}

    @work(group=ASKING, exclusive=True)
    async def add_team(self) -> None:
        """Ask for the name of a new team."""
        name, team_id = await self._named("New team", "", self.desk.do.make_team)
        if team_id is not None:
            self.read_again(-team_id)
            self.say(f"There is a team {name} now. e on somebody puts them in it.")

    @work(group=ASKING, exclusive=True)
    async def rename_team(self, team: TeamView) -> None:
        """Ask what a team is called from now on."""

        def rename(name: str) -> bool:
            return self.desk.do.rename_team(RenameTeam(team.id, team.version, name))

        name, otherwise = await self._named(f"Rename {team.name}", team.name, rename)
        if otherwise is not None:
            self.read_again(-team.id)
            self.say(f"{team.name} is called {name} now." if otherwise else "It is called that already.")

    async def _named(self, title: str, text: str, write: Callable[[str], Result]) -> tuple[str, Result | None]:
        """Ask for a name until one will do; gives it with what was written, None when it was left."""
        question = "What is the team called?"
        while (typed := await self.app.push_screen_wait(TextPrompt(title, text=text, question=question))) is not None:
            try:
                written = await asyncio.to_thread(write, typed)
            except DeskError as refused:
                text, question = typed, f"✗ {refused}"
            else:
                self.post_message(CasesChanged())
                return typed.strip(), written
        return "", None

    @work(group=ASKING, exclusive=True)
    async def close_team(self, team: TeamView) -> None:
        """Close a team; when that leaves people without one, ask first."""
        if team.members and not await self.app.push_screen_wait(_may_it_be_closed(team)):
            return
        left = await self.run(lambda: self.desk.do.close_team(CloseTeam(team.id, team.version)))
        if left is not None:
            self.read_again()
            self.say(f"{team.name} is closed. + and its name make it again.")

    @work(group=ASKING, exclusive=True)
    async def change_member(self, member: MemberView) -> None:
        """Ask for the team, skills and days away of somebody."""
        teams = await self.look_up(self.desk.read.teams) if may(self.desk.me.role, "change-teams") else None
        typed, today = self._of_members.setdefault(member.id, {}), self.desk.time.today()
        said = await self.app.push_screen_wait(MemberPage(member, teams, today, self.desk.do.change_member, typed))
        if said is not None:
            self.post_message(CasesChanged())
            self.read_again(member.id)
            self.say(said)
        elif typed:
            self.say(f"Nothing was saved of {member.name}. What you typed is kept: e shows it again.", "warning")

    @work(group=ASKING, exclusive=True)
    async def take_absence_back(self, member: MemberView) -> None:
        """Take days away back: the ones there are, or those chosen of several."""
        away = member.absences[0] if len(member.absences) == 1 else await self.app.push_screen_wait(_which(member))
        if away is not None and await self.run(lambda: self.desk.do.take_absence_back(away.id)) is not None:
            self.read_again(member.id)
            begun = away.from_day < self.desk.time.today()
            self.say(f"{member.name} is not away {away.words()} any more.{' The days before today stay.' if begun else ''}")


def why_not_person(adding: bool, taking_back: bool, row: RuleRow | None, me: StaffMember) -> str | None:
    """Why the teams can't be changed so, or not what is under the cursor; None when they can. One's own days away anybody may."""
    about = row.about if row is not None else None
    own = isinstance(about, MemberView) and about.id == me.id and not adding
    try:
        if not own:
            require(me.role, "enter-absence" if taking_back and isinstance(about, MemberView) else "change-teams")
    except NotAllowed as refused:
        return str(refused)
    if adding:
        return None
    if about is None:
        return "These are in no team. e on one of them puts them in one."
    if taking_back and isinstance(about, MemberView) and not about.absences:
        return f"{about.name} has no days away to take back."
    return None


def _may_it_be_closed(team: TeamView) -> Picker[bool]:
    whose = "its member is" if team.members == 1 else f"its {team.members} members are"
    picks: Sequence[Pick[bool]] = [Pick(True, f"Close it: {whose} then in no team"), Pick(False, "Leave it")]
    return Picker(f"Close {team.name}?", picks)


def _which(member: MemberView) -> Picker[Away]:
    return Picker(f"Take back which days of {member.name}?", [Pick(each, each.words()) for each in member.absences])
