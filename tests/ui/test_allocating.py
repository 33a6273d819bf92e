"""Giving cases out from the queue: whom, how many each, why, what was done, and all of it back in one key."""

from datetime import date

from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import at_the_desk


async def test_cases_are_shared_evenly_or_by_skill_with_the_reason_and_taken_back_in_one_key(desk: Desk) -> None:
    priya, _, tom = (desk.as_("agent", name).staff for name in ("priya", "dai", "tom"))
    desk.joins(priya, desk.makes_team("Reviews"), "review")
    desk.is_away(tom, date(2025, 12, 15), date(2025, 12, 23))
    for whose in (priya, priya, tom):
        desk.gives(desk.logs(enquiry("Mon 1 Dec 2025 10:00")), whose)
    marked = [desk.logs(complaint("Mon 1 Dec 2025 10:00")), desk.logs(review("Mon 1 Dec 2025 10:00")), desk.logs(complaint())]
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("owner:none")
        await here.press("enter", " ", " ", " ", "a")
        here.shows("Allocate 3 cases to", "Share evenly among 2 who are in", "By skill: Priya Jones 1 for Reviews, 2 evenly")
        assert here.line("Priya Jones  ").split()[1:] == ["Priya", "Jones", "2", "2", "0", "Reviews", "│"]
        assert "1        1          0  away until Tue 23 Dec" in here.line("Tom Jones")
        await here.types("príya")
        assert here.screen.index("│ Priya Jones") < here.screen.index("│ By skill: Priya Jones")
        await here.press("ctrl+u")
        await here.types("even")
        await here.press("enter")
        here.shows("Dai Jones: 3 more, had 0", "Priya Jones: none, has 2", f"{marked[0]}  to Dai Jones  fewest open of 2")
        await here.press("escape", "a")
        await here.types("skill")
        await here.press("enter")
        here.shows("Dai Jones: 2 more, had 0", "Priya Jones: 1 more, had 2; 1 for Review applications")
        here.shows(f"{marked[1]}  to Priya Jones  for Reviews: nobody else in has it")
        await here.press("enter")
        here.shows("3 cases: shared among 2. u takes it back.", "0 of 6")
        assert [desk.case(it).owner for it in marked] == ["Dai Jones", "Priya Jones", "Dai Jones"]
        await here.press("u")
        here.shows("Undone: 3 cases shared among 2.")
        assert [desk.case(it).owner for it in marked] == [None, None, None]
        await here.press("a")
        await here.types("tom")
        await here.press("enter")
        here.shows(": given to Tom Jones, away until Tue 23 Dec. u takes it back.")
    assert sum(desk.case(it).owner == "Tom Jones" for it in marked) == 1


async def test_the_work_of_somebody_away_is_handed_over_and_its_number_is_typed(desk: Desk) -> None:
    priya, tom = desk.as_("agent", "priya").staff, desk.as_("agent", "tom").staff
    desk.is_away(tom, date(2025, 12, 15), date(2025, 12, 23))
    theirs = [desk.logs(enquiry()) for _ in range(21)]
    desk.gives(desk.logs(enquiry()), priya)
    assert desk.shares(*((reference, tom) for reference in theirs)).changed == 21
    desk.adds_task(theirs[0], "Chase Gwent", by="Mon 22 Dec 2025 10:00", to=tom)
    async with at_the_desk(desk) as here:
        await here.press("H")
        lines = here.screen.splitlines()
        away, at_work = (next(at for at, line in enumerate(lines) if name in line) for name in ("│ Tom Jones", "│ Priya Jones"))
        assert away < at_work
        await here.press("enter")
        here.shows("Hand over 21 cases of Tom Jones to")
        await here.types("priya")
        await here.press("enter")
        here.shows("21 cases of Tom Jones: given to Priya Jones?")
        await here.types("20")
        await here.press("enter")
        here.shows("Type 21, or press esc")
        desk.closes(theirs[3])
        await here.press("home", "ctrl+k")
        await here.types("21")
        await here.press("enter")
        here.shows("20 of 21 cases of Tom Jones: given to Priya Jones.", f"{theirs[3]} was closed by")
        here.shows("1 task named for them")
        assert [desk.case(it).owner for it in theirs].count("Priya Jones") == 20
        await here.press("u")
        assert [desk.case(it).owner for it in theirs].count("Tom Jones") == 21


async def test_an_agent_may_take_and_hand_back_and_the_next_case_says_why(desk: Desk) -> None:
    agent = desk.as_("agent", "priya")
    first, second = desk.logs(complaint()), desk.logs(enquiry())
    async with at_the_desk(agent) as here:
        await here.press("2", "H")
        here.shows("Your role does not allow you to allocate cases to others. Ask a team lead.")
        await here.press("t")
        here.shows(f"Queues > {first}", f"{first} is yours: 3 days left, Wed 24 Dec, the most urgent of 2")
        await here.press("a")
        here.hides("Share", "Fewest", "Adaeze")
        await here.types("nobody")
        await here.press("enter")
        here.shows(f"{first}: back in the queue.")
    assert [desk.case(it).owner for it in (first, second)] == [None, None]
