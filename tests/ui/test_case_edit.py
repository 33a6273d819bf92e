"""Changing a case, a line of its timeline, and adding a contact, by key: nothing typed is lost, the words before are kept."""

from casework.visible_text import visible
from db.queries.drafts import draft_of
from screens.case_edit import CaseEdit
from tests.desk import Desk, complaint, enquiry, moment, review
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.driver import settle
from tests.ui.hosts import WORST

LONG = "Wedi'i gadw yn y ddalfa, Llŷn. " * 30


async def edits(here: AtTheDesk, kind: str = "") -> None:
    """Change the latest line of a kind, or what is recorded of the case, by way of no line under the cursor."""
    screen = here.app.screen
    assert isinstance(screen, CaseEdit)
    if kind:
        screen.edit_entry(next(it for it in screen.case.timeline if it.kind == kind))
    else:
        screen.edit_fields()
    await settle(here.pilot)


async def test_a_case_is_changed_by_key_and_tells_what_it_was(desk: Desk) -> None:
    ref = desk.logs(complaint(subject="custody", force="gwent", details={"incident": "last tue 9pm", "eligible": "witness"}))
    async with at_the_desk(desk) as here:
        before = desk.store.latest_event()
        await here.press("enter")
        await edits(here)
        here.shows(f"Change {ref}", "▸About", "custody", "Gwent", "[● phone]", "Tue 16 Dec 2025, 21:00", "ctrl+s save")
        await here.press("escape")
        assert desk.store.latest_event() == before, "nothing was changed, so nothing is written"
        await edits(here)
        await here.press("end")
        await here.types(", night")
        await here.press("tab", "ctrl+u")
        await here.types("xyz")
        await here.press("tab")
        here.shows("✗ No force or body matches 'xyz'.")
        await here.press("ctrl+s")
        here.shows("▸Force", f"Change {ref}")
        await here.press("ctrl+u")
        await here.types("gmp")
        await here.press("tab", "tab")
        here.shows("→ Greater Manchester")
        await here.press("e", "ctrl+s")
        here.shows("Changed: about, force and arrived by. The words before are kept.", "custody, night")
    line = desk.case(ref).timeline[0]
    assert line.step == "about, force and arrived by"
    assert line.text.startswith("About: 'custody' to 'custody, night'\nForce: 'Gwent' to 'Greater Manchester'\n")
    assert (desk.case(ref).channel, desk.case(ref).details["incident"]) == ("email", "2025-12-16T21:00:00+00:00")


async def test_what_is_typed_is_on_disk_a_second_later_and_there_again(desk: Desk) -> None:
    ref = desk.logs(enquiry(subject="form"))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press("end")
        await here.types(" B12")
        await here.beat()
        with desk.store.reading() as connection:
            draft = draft_of(connection, desk.staff.id, f"edit {ref}")
        assert draft is not None
        assert draft.fields == {"subject": "form B12", "was subject": "form"}
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept: e shows it again.")
        await edits(here)
        await here.press("ctrl+q")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press("ctrl+s")
        here.shows("Changed: about.", "form B12")
        await edits(here)
        await here.press("ctrl+u", "ctrl+s")
        here.shows("✗ Say in a few words what it is about.")
    assert desk.case(ref).subject == "form B12"


async def test_every_detail_of_a_review_can_be_changed_at_80_by_24(desk: Desk) -> None:
    ref = desk.logs(review(details={"provided": "1 dec", "policing-body": "no"}))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press(*["pagedown"] * 6)
        here.shows("▸No right because")
        await here.press(*["up"] * 8)
        here.shows("▸Question 1", "whether a local policing body handled the complaint", "[● no]")
        await here.press("y", "ctrl+s")
        here.shows("question 1")
    assert desk.case(ref).details["policing-body"] == "yes"


async def test_hostile_text_is_kept_exactly_and_shown_as_text(desk: Desk) -> None:
    text = " ".join([*WORST, LONG.strip()])
    ref = desk.logs(complaint(note="before"))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press("end")
        await here.pastes(text)
        here.shows(visible(text)[-9:])
        await here.press("ctrl+s")
        here.shows("Changed: about.")
        await edits(here, "contact")
        await here.pastes(text)
        await here.press("ctrl+s")
        here.shows("Changed. The words before are kept.")
        assert not set("\x1b\u202e\x07") & set(here.screen)
        assert here.app.is_running
    said = desk.case(ref).timeline[-1]
    assert (said.text, [it.text for it in said.former]) == (f"before{text}", ["before"])
    assert desk.case(ref).subject == f"Help with a form{text}"


async def test_a_line_is_changed_and_a_draft_of_it_is_kept(desk: Desk) -> None:
    ref = desk.logs(enquiry())
    desk.notes(ref, "first\nsecond")
    tom = desk.as_("agent", "tom")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here, "note")
        here.shows("Change: note", "first", "second")
        await here.types(" line")
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept: e shows it again.")
        await edits(here, "note")
        here.shows("second line")
        await here.press("ctrl+s")
        here.shows("Changed. The words before are kept.")
    assert desk.case(ref).timeline[0].text == "first\nsecond line"
    async with at_the_desk(tom) as here:
        await here.press("2", "enter")
        await edits(here, "note")
        here.shows("Your role does not allow you to change what somebody else wrote.")
        await edits(here)
        await here.press("tab", "tab", "tab", "e", "ctrl+s")
        here.shows("Changed: arrived by.")


async def test_a_contact_is_added_in_two_keys_and_what_was_said(desk: Desk) -> None:
    ref = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "N")
        here.shows(f"Contact on {ref}", "▸Said", "[● they contacted us]", "[● phone]", "now; or: yesterday 16:50")
        await here.press("ctrl+s")
        here.shows("✗ Type what was said, or: no answer.")
        await here.types("asks how long it takes")
        await here.press("ctrl+s")
        here.shows(f"Contact kept on {ref}: they contacted us by phone.", "asks how long it takes")
        await here.press("N")
        await here.types("sent the link")
        await here.press("tab", "w", "tab", "e", "tab")
        await here.types("tomorrow 9am")
        await here.press("ctrl+s")
        here.shows("has not come yet")
        await here.beat()
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept: N shows it again.")
        await here.press("N", "tab", "tab", "tab", "ctrl+u")
        here.shows("sent the link", "[● we contacted them]")
        await here.types("wed 16:50")
        await here.press("ctrl+s")
        here.shows("we contacted them by email.")
        await here.press("N")
        here.hides("sent the link")
        await here.press("escape")
        desk.closes(ref)
        await here.beat()
        await here.press("N")
        here.shows(f"{ref} is closed. O reopens it; n logs a new contact.")
    out = next(it for it in desk.case(ref).timeline if it.direction == "out")
    assert (out.text, out.channel, out.at) == ("sent the link", "email", moment("Wed 17 Dec 2025 16:50"))


async def test_on_a_line_that_may_be_changed_it_is_asked_which_of_the_two_is_meant(desk: Desk) -> None:
    ref = desk.logs(enquiry(note="they said"))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        screen = here.app.screen
        assert isinstance(screen, CaseEdit)
        screen.edit_here(screen.case.timeline[-1])
        await settle(here.pilot)
        here.shows(f"{ref}: change what?", "The words of this line: contact by phone", "What is recorded of the case")
        await here.press("down", "enter")
        here.shows(f"Change {ref}", "▸About")
        await here.press("escape")
        screen.edit_here(screen.case.timeline[-1])
        await settle(here.pilot)
        await here.press("enter")
        here.shows("Change: contact by phone", "they said")
