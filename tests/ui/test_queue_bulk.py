"""Changing many cases of the queue at once, after a look at which are refused; priority and tags on the case screen."""

from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import at_the_desk


async def test_marked_cases_are_paused_noted_and_stepped_after_a_preview(desk: Desk) -> None:
    cases = [desk.logs(review(name=f"Caller {number}")) for number in range(4)]
    desk.pauses(cases[1])
    async with at_the_desk(desk) as here:
        await here.press("asterisk", "p")
        here.shows("They wait for", "f  the force or body", "no longer: resume")
        await here.press("enter")
        await here.types("Gwent")
        await here.press("enter")
        here.shows("4 cases: paused, waiting for the force or body", "3 cases will be paused, waiting for the force or body.")
        here.shows("1 case is refused:", f"{cases[1]} waits for the force or body already")
        await here.press("escape")
        here.shows("4 cases: nothing was changed. What you typed is kept.")
        await here.press("p", "enter")
        here.shows("Gwent")
        await here.press("enter", "enter")
        here.shows("3 cases will be paused, waiting for the force or body.", "3 to go on, or press esc.")
        await here.types("3")
        await here.press("enter")
        here.shows("3 cases paused, waiting for the force or body. u takes all of it back.", "refused: still marked.")
        assert [desk.case(case).waiting is not None for case in cases] == [True] * 4
        await here.press("u")
        here.shows("Undone: 3 cases paused")
        assert [desk.case(case).waiting is not None for case in cases] == [False, True, False, False]
        await here.press("escape", "space", "space", "m")
        here.shows("Note on 2 cases")
        await here.types("[/] rang them all")
        await here.press("ctrl+s")
        here.shows("2 cases will be given this note.")
        await here.press("enter")
        here.shows("2 cases given this note. u takes all of it back.")
        await here.press("m")
        here.hides("rang them all")
        await here.press("escape", "s")
        here.shows("what was done?", "acknowledged", "decision sent")
        here.hides("call-back", "possible on")
        await here.types("decision")
        await here.press("enter", "enter", "ctrl+s")
        here.shows("recorded as decision sent: upheld. u takes it back.")
    notes = [entry.text for case in cases for entry in desk.case(case).timeline if entry.kind == "note"]
    assert notes == ["[/] rang them all"] * 2


async def test_priority_and_tags_of_one_of_many_and_of_the_case_on_the_screen(desk: Desk) -> None:
    first, second = desk.logs(complaint(name="Ada Okafor")), desk.logs(enquiry(name="Dai Evans"))
    desk.tags(second, "welsh")
    async with at_the_desk(desk) as here:
        await here.press("h")
        here.shows(f"{first}: how urgent?", "! urgent", "^ high")
        await here.press("enter")
        here.shows(f"{first} given urgent priority. u takes it back.")
        await here.press("h", "enter")
        here.shows(f"{first} is so already.")
        await here.press("*", "number_sign")
        here.shows("Tags of 2 cases", "In use: welsh (1)")
        await here.types("we")
        await here.press("tab")
        await here.types("?")
        await here.press("enter")
        here.shows("✗ '?' can't be a tag.")
        await here.press("backspace")
        await here.types("court")
        await here.press("enter")
        here.shows("2 cases will be tagged +welsh +court.")
        await here.press("enter")
        await here.types("2")
        await here.press("enter")
        here.shows("2 cases tagged +welsh +court. u takes all of it back.")
        assert [desk.case(case).tags for case in (first, second)] == [("court", "welsh")] * 2
        await here.press("escape", "g", "enter")
        here.shows("! urgent  #court #welsh")
        await here.press("h")
        await here.types("normal")
        await here.press("enter")
        here.shows(f"{first}: normal priority.", "#court #welsh")
        await here.press("number_sign")
        here.shows(f"Tags of {first}", "court welsh")
        await here.types(" new")
        await here.press("escape")
        here.shows("What you typed is kept here: # shows it again.")
        await here.press("number_sign", "enter")
        here.shows(f"{first}: +new.", "#court #new #welsh")
        desk.closes(first)
        await here.beat()
        await here.press("h")
        here.shows(f"{first} is closed. O reopens it.")


async def test_a_change_that_no_case_takes_is_told_and_leaves_everything(desk: Desk) -> None:
    for _ in range(2):
        desk.closes(desk.logs(enquiry()))
    async with at_the_desk(desk) as here:
        await here.press("h")
        here.shows("No case is under the cursor.")
        await here.press("/")
        await here.types("status:closed")
        await here.press("enter", "space", "space", "s")
        here.shows("No step can be recorded on 2 cases from here.")
        await here.press("h", "enter")
        here.shows("No case will be changed.", "2 cases are refused:", "is closed, so it needs no priority.", "and likewise")
        await here.press("enter")
        here.shows("2 cases: nothing was changed.")


async def test_a_note_that_is_being_typed_when_the_app_ends_is_there_again(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("m")
        await here.types("rang the force, they")
        await here.press("ctrl+q")
    async with at_the_desk(desk) as here:
        await here.press("m")
        here.shows("rang the force, they")


async def test_what_was_typed_for_a_case_that_refuses_it_is_kept(desk: Desk) -> None:
    case = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("p", "enter")
        await here.types("Gwent, the papers")
        desk.pauses(case)
        await here.press("enter")
        here.shows("was changed by somebody else meanwhile.", "What you typed is kept.")
        desk.resumes(case)
        await here.beat()
        await here.press("p", "enter")
        here.shows("Gwent, the papers")
