"""People and teams in Admin: a team lead makes teams and says who can do what, anybody enters their own days away."""

from collections.abc import Sequence
from datetime import date

import pytest

from db.queries.teams import MemberView, members
from tests.desk import Desk
from tests.ui.at_the_desk import AtTheDesk, at_the_desk

TO_PEOPLE: Sequence[str] = ("7", *["tab"] * 5)


def member(desk: Desk, login: str) -> MemberView:
    """How somebody stands today."""
    with desk.store.reading() as connection:
        return next(it for it in members(connection, desk.time.today()) if it.login == login)


async def fills(here: AtTheDesk, *texts: str) -> None:
    """Type each text in the field with the focus, in place of what is there, and go to the next."""
    for text in texts:
        await here.press("end", "ctrl+u")
        await here.types(text)
        await here.press("tab")


async def test_a_team_lead_makes_a_team_and_puts_somebody_in_it(desk: Desk) -> None:
    desk.as_("agent", "priya")
    lead = desk.as_("team-lead", "lena")
    async with at_the_desk(lead) as here:
        await here.press(*TO_PEOPLE)
        here.shows("[● People and teams]", "Priya Jones", "agent", "Lena Jones", "team lead", "? help")
        await here.press("+")
        await here.types("none")
        await here.press("enter")
        here.shows("✗ 'none' means something else in a filter.", "none")
        await fills(here, "Cardiff")
        await here.press("ctrl+s")
        here.shows("▸  Cardiff                0 people", "There is a team Cardiff now.", "In no team             3 people")
        await here.press("G", "e")
        here.shows("Priya Jones", "[● no team] Cardiff", "No days away are entered.", "esc leave, kept here")
        await here.press("right", "tab")
        await fills(here, "rev, welsh", "mon", "fri 2 jan")
        here.shows("→ Welsh, Review applications", "→ Mon 22 Dec 2025", "→ away Mon 22 Dec 2025 to Fri 2 Jan 2026")
        assert member(desk, "priya").team is None
        await here.press("ctrl+s")
        here.shows("Saved: Priya Jones. u takes the days away back.", "Away: Mon 22 Dec 2025 to Fri 2 Jan 2026.")
        here.shows(
            "▸    Priya Jones          agent         Welsh, Reviews        from Mon 22 Dec", "Cardiff                1 person"
        )
        priya = member(desk, "priya")
        assert (priya.team, priya.skills, priya.next_away) == ("Cardiff", ("welsh", "review"), date(2025, 12, 22))
        await here.press("u")
        here.shows("Priya Jones is not away Mon 22 Dec 2025 to Fri 2 Jan 2026 any more.")
        await here.press("u")
        here.shows("Priya Jones has no days away to take back.")
        await here.press("g", "e")
        await fills(here, "Caerdydd")
        await here.press("ctrl+s")
        here.shows("▸  Caerdydd", "Cardiff is called Caerdydd now.")
        await here.press("u")
        here.shows("Close Caerdydd?", "Close it: its member is then in no team")
        await here.press("enter")
        here.shows("Caerdydd is closed.")
        here.hides("In no team")
        assert (member(desk, "priya").team, member(desk, "priya").skills) == (None, ("welsh", "review"))


async def test_an_agent_enters_their_own_days_away_and_is_told_what_else_they_may_not(desk: Desk) -> None:
    agent = desk.as_("agent", "priya")
    desk.joins(desk.staff, desk.makes_team("Cardiff"), "review")
    async with at_the_desk(agent) as here:
        await here.press(*TO_PEOPLE, "e")
        here.shows("Your role does not allow you to change teams and who can do what.")
        await here.press("+")
        here.shows("Your role does not allow you to change teams")
        await here.press("j", "u")
        here.shows("Your role does not allow you to enter that somebody else is away.")
        await here.press("G", "enter")
        here.shows("▸Away from")
        here.hides("nothing; or some of")
        await here.press("ctrl+s")
        here.shows("✗ Nothing would change.")
        await fills(here, "thu 18 dec", "17 dec 2025")
        here.shows("✗ The last day away, Wed 17 Dec 2025, is before the first,")
        await here.press("escape")
        here.shows("What you typed is kept: e shows it again.")
        await here.press("e")
        here.shows("thu 18 dec", "✗ The last day away")
        await here.press("tab")
        await fills(here, "sat")
        await here.press("ctrl+s")
        here.shows("Saved: Priya Jones.", "Away: Thu 18 Dec 2025 to Sat 20 Dec 2025.", "until Sat 20 Dec")
        agent.is_away(agent.staff, date(2026, 1, 5), date(2026, 1, 6))
        await here.beat()
        await here.press("u")
        here.shows("Take back which days of Priya Jones?", "Mon 5 Jan 2026 to Tue 6 Jan 2026")
        await here.press("enter")
        here.shows("Priya Jones is not away Thu 18 Dec 2025 to Sat 20 Dec 2025 any more.", "before today stay.")
        assert [each.from_day for each in member(desk, "priya").absences] == [date(2026, 1, 5)]


@pytest.mark.parametrize("size", [(60, 15), (140, 40)])
async def test_it_is_whole_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    for n in range(12):
        desk.joins(desk.as_("agent", f"someone{n}").staff, desk.makes_team(f"A team with rather a long name, number {n}"))
    async with at_the_desk(desk, size=size) as here:
        await here.press(*TO_PEOPLE, "G")
        here.shows("Adaeze Okoro", "? help")
        await here.press("e")
        here.shows("Team", "Can do", "Away from", "Until", "esc leave, kept here")
        assert max(len(line) for line in here.screen.splitlines()) <= size[0]
