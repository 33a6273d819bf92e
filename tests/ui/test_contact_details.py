"""What the form asks of each kind beyond who and what: read as it is typed, judged beside it, and kept."""

from sqlalchemy import func, select

from db.queries.drafts import drafts_of
from db.tables.plain import PERSON
from screens.contact_form import ContactForm
from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


async def into(here: AtTheDesk, field: str, text: str) -> None:
    """Type a text into the field of this name and leave it."""
    here.app.screen.query_one(f"#{field}").focus()
    await here.types(text)
    await here.press("tab")


async def test_only_what_the_type_needs_is_asked(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n")
        here.hides("Incident", "Provided")
        await here.press("c")
        here.shows("Incident", "Officers", "Categories", "They are")
        here.hides("Provided")
        await here.press("r")
        here.shows("Letter ", "Provided", "First sent", "Forwarded")
        here.hides("Incident")


async def test_a_complaint_keeps_its_details_as_they_were_read(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "c")
        await into(here, "subject", "custody")
        await into(here, "incident", "last tue about 9pm")
        here.shows("→ Tue 16 Dec 2025, 21:00")
        await into(here, "categories", "b4, detention")
        here.shows("→ B4 Use of force and B5")
        here.app.screen.query_one("#eligible").focus()
        await here.press("w")
        here.shows("[● witness]")
        await here.press("ctrl+s")
        here.shows("Logged C25-000001D, D for Delta.")
        await here.press("enter")
        here.shows("Incident  Tue 16 Dec 2025, 21:00", "B5 Detention in police custody", "They are  witness")
    kept = desk.case("C25-000001D").details
    assert kept == {"incident": "2025-12-16T21:00:00+00:00", "categories": "B4, B5", "eligible": "witness"}


async def test_what_cannot_be_read_is_said_and_nothing_is_lost(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "c")
        await into(here, "subject", "custody")
        await into(here, "categories", "police")
        here.shows("✗ 'police' could be")
        await here.press("ctrl+s")
        here.shows("Not saved yet: see the mark ✗.")
        field = here.app.screen.query_one("#categories")
        assert here.app.focused is field


async def test_a_review_is_judged_while_it_is_typed(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "r")
        here.shows("? In time: the day the outcome was", "? For us? Ask for the letter (F6)")
        await into(here, "provided", "1 dec")
        here.shows("✓ In time: last day Mon 29 Dec")
        await into(here, "force", "nca")
        here.shows("? For us? The test does not apply")
        await here.press("shift+tab", "ctrl+a", "ctrl+k")
        await into(here, "force", "gwent")
        await into(here, "subject", "outcome")
        await here.press("f6")
        here.shows("Who decides this review?")
        await here.press("escape")
        here.app.screen.query_one(ContactForm).answer({"referred": "yes"})
        await here.beat()
        here.shows("✓ For us")
        await here.press("ctrl+s")
        await here.press("enter")
        here.shows("✓ In time: last day Mon 29 Dec 2025", "✓ For us", "Provided  Mon 1 Dec 2025")
    assert desk.case("R25-000001Z").details == {"provided": "2025-12-01", "referred": "yes"}


async def test_a_late_review_is_logged_all_the_same(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "r")
        await into(here, "subject", "outcome")
        await into(here, "provided", "12 oct")
        here.shows("late: last day was Sun 9", "Never refused")
        await into(here, "special-circumstances", "was in hospital")
        await here.press("ctrl+s")
        here.shows("Logged R25-000001Z, Z for Zulu.")
    assert desk.case("R25-000001Z").details["special-circumstances"] == "was in hospital"


async def test_changing_the_type_and_leaving_lose_no_detail(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "c")
        await into(here, "officers", "PC 1234")
        here.app.screen.query_one("#kind").focus()
        await here.press("e", "c")
        here.shows("PC 1234")
        await here.press("escape")
        await here.press("n")
        here.shows("PC 1234", "[● Complaint]")


async def test_what_only_another_type_asks_is_kept_in_the_note(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "c")
        await into(here, "subject", "custody")
        await into(here, "incident", "last zzz about 9pm")
        await here.press("f8")
        await here.types("Very upset.")
        here.app.screen.query_one("#kind").focus()
        await here.press("e", "ctrl+s")
        here.shows("Logged E25-000001E, E for Echo.")
    assert desk.case("E25-000001E").timeline[-1].text == "Very upset.\n\nIncident: last zzz about 9pm"


async def test_a_day_that_has_not_come_is_taken_and_told(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "c")
        await into(here, "incident", "25 dec 2025")
        here.shows("→ Thu 25 Dec 2025: has not come yet: check it")
        here.app.screen.query_one("#kind").focus()
        await here.press("r")
        await into(here, "provided", "25 dec 2025")
        here.shows("come yet. Check it.")


async def test_answers_are_in_the_draft_while_their_box_is_open(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "r")
        await into(here, "subject", "outcome")
        await here.press("f6", "y")
        await here.beat()
        await here.beat()
    with desk.store.reading() as connection:
        (draft,) = drafts_of(connection, desk.staff.id, "new contact")
    assert draft.fields["detail policing-body"] == "yes"


async def test_questions_of_whose_review_it_is_are_for_reviews(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "f6")
        here.shows("Whose review it is, is only asked of a review application.")


# Several drafts.


async def test_a_call_is_parked_while_another_is_taken(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n", "c")
        await into(here, "name", "Ada Okafor")
        await into(here, "subject", "custody")
        await here.press("f7")
        here.shows("Go on with which contact?", "A new contact")
        await here.press("enter")
        here.shows("The contact you left is kept: F7 goes back to it.", "[● Enquiry]")
        here.hides("custody")
        await into(here, "name", "Dai Evans")
        await into(here, "subject", "how to complain")
        await here.press("ctrl+n")
        here.shows("Logged E25-000001E, E for Echo.")
        await here.press("f7")
        here.shows("Complaint from Ada Okafor: custody")
        await here.press("down", "enter")
        here.shows("[● Complaint]", "Ada Okafor", "custody")
        await here.press("ctrl+s")
        here.shows("Logged C25-000001D, D for Delta.")
        await here.press("n", "f7")
        here.shows("There is no other draft.")
    assert desk.case("C25-000001D").person == "Ada Okafor"


async def test_every_parked_call_is_offered_at_the_next_start(desk: Desk) -> None:
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n")
        for name in ("Ada", "Dai", "Eve"):
            await into(here, "name", name)
            await here.press("f7", "enter")
        await here.press("escape")
    async with at_the_desk(desk, size=(80, 40)) as here:
        await here.press("n")
        here.shows("You were logging an enquiry from Eve at 10:00.", "F7 has 2 more,")
        await here.press("f9", "down", "enter")
        await here.press("f7")
        here.shows("Enquiry from Dai", "Enquiry from Ada")
        here.hides("Enquiry from Eve")


# Who is this?


async def test_somebody_known_is_offered_and_used_with_one_key(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n")
        await into(here, "phone", "+44 7700 900 123")
        here.shows("Known already? 1 may be. F4 shows", "Okafor, Ada  07700 900123", "1 case")
        await here.press("f4")
        here.shows("Who is this?", "Okafor, Ada", f"add to {first}")
        await here.press("enter")
        here.shows("✓ Known: Okafor, Ada", "F4 changes that")
        await into(here, "subject", "a second question")
        await here.press("ctrl+s")
        here.shows("Logged E25-000002F, F for Foxtrot.")
        await here.press("n")
        here.hides("Known")
    with desk.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(PERSON)).scalar() == 1


async def test_a_known_caller_with_a_new_enquiry_takes_nine_keys_beyond_the_words(desk: Desk) -> None:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        keys = 0

        async def press(*pressed: str) -> None:
            nonlocal keys
            keys += len(pressed)
            await here.press(*pressed)

        await press("n", "tab", "tab", "tab", "tab")
        await here.types("07700900123")
        await press("f4", "enter")
        await here.types("how to complain")
        await press("f8")
        await here.types("Asked how to complain about a stop.")
        await press("ctrl+s")
        here.shows("Logged E25-000002F, F for Foxtrot.")
    assert keys == 9
    kept = desk.case("E25-000002F")
    assert (kept.person, kept.subject) == ("Okafor, Ada", "how to complain")


async def test_a_contact_is_added_to_an_open_case_in_place_of_a_new_one(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n")
        await into(here, "phone", "07700900123")
        await here.press("f4", "down", "enter")
        here.shows(f"Write what was said first: it goes on {first}.")
        await here.types("Rang again: no letter yet.")
        await here.press("f4", "down", "enter")
        here.shows(f"Added to {first}.")
        await here.press("n")
        here.hides("Rang again")
    contacts = [entry.text for entry in desk.case(first).timeline if entry.kind == "contact"]
    assert contacts[0] == "Rang again: no letter yet."
    assert len(contacts) == 2


async def test_nobody_is_merged_by_itself(desk: Desk) -> None:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "f4")
        here.shows("Nobody known is like what is typed.")
        await into(here, "name", "Okafor, Ada")
        await into(here, "phone", "07700 900123")
        await into(here, "subject", "x")
        await here.press("ctrl+s")
        here.shows("Logged E25-000002F, F for Foxtrot.")
    with desk.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(PERSON)).scalar() == 2
