"""u and ctrl+r on every screen: what was undone is said, typing stays typing, and another screen's own u is left alone."""

from db.actions.bulk import Pause
from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import at_the_desk


async def test_an_undoing_from_the_list_to_the_case_and_back_again(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.notes(reference, "for the wrong case")
    desk.gives(reference, desk.as_("agent", "priya").staff)
    async with at_the_desk(desk) as here:
        await here.press("u")
        here.shows(f"Undone: {reference} allocated to Priya Jones. ctrl+r does it again.")
        assert desk.case(reference).owner is None
        await here.press("ctrl+r")
        here.shows(f"Done again: {reference} allocated to Priya Jones. u undoes it.")
        await here.press("2", "enter", "u", "u")
        here.shows(f"Undone: {reference} note added.", "note (taken back)", "undone: allocated to Priya Jones")
        await here.press("u")
        here.shows(f"Nothing was undone: last you logged {reference}")
        await here.press("m", "u")
        await here.press("ctrl+r")
        assert desk.case(reference).owner is None
        await here.press("escape", "ctrl+r", "ctrl+r", "ctrl+r")
        here.shows("You undid nothing last that could be done again.")
        assert desk.case(reference).owner == "Priya Jones"


async def test_of_many_undone_in_one_go_those_that_stay_are_named(desk: Desk) -> None:
    cases = [desk.logs(enquiry()) for _ in range(4)]
    desk.changes_many(cases, Pause("force"))
    lead = desk.as_("team-lead", "lead")
    for case in cases[1:3]:
        lead.resumes(case)
    async with at_the_desk(desk) as here:
        await here.press("u")
        here.shows("Undone: 2 cases paused", f"One stays: {cases[1]}", "So does", f"{cases[2]}.")
