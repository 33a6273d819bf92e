"""What the form does beside asking: how the contact ended, what is known of the person, what to look at, and what is kept."""

from db.actions.change_person import ChangePerson, change_person
from db.queries.drafts import drafts_of
from screens.contact_form import ContactForm
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


async def into(here: AtTheDesk, field: str, text: str) -> None:
    """Type a text into the field of this name and leave it."""
    here.app.screen.query_one(f"#{field}").focus()
    await here.types(text)
    await here.press("tab")


def knows(desk: Desk, reference: str, **typed: str) -> None:
    """Let the record know this of the person of a case."""
    person = desk.case(reference).person_id
    assert person is not None
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_person(writing, ChangePerson(person, 1, {name.replace("_", "-"): text for name, text in typed.items()}))


# How it ended.


async def test_an_enquiry_answered_on_the_call_is_logged_and_closed_in_one_save(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "subject", "how to complain")
        here.app.screen.query_one("#outcome").focus()
        await here.press("a")
        here.shows("[● answered]", "Saving closes the case.")
        await here.press("ctrl+s")
        here.shows("Logged E25-000001E, E for Echo. It is closed: nothing more is promised.")
    assert desk.case("E25-000001E").outcome == "answered"


async def test_what_an_outcome_needs_is_asked_beside_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "c")
        await into(here, "subject", "custody")
        here.app.screen.query_one("#outcome").focus()
        await here.press("x")
        here.shows("Why not", "the exceptional circumstances")
        await here.press("ctrl+s")
        here.shows("✗ Say why: the exceptional circumstances.", "Not saved yet")
        assert here.app.focused is here.app.screen.query_one("#outcome_words")
        await here.types("her safety")
        here.app.screen.query_one("#outcome").focus()
        await here.press("t")
        here.hides("Why not")
        here.shows("Only if no exceptional circumstances justify")
        await here.press("ctrl+s")
        here.shows("Logged C25-000001D")
    assert desk.case("C25-000001D").timeline[-1].text == "Outcome: her safety"


async def test_a_call_back_promised_is_the_next_date_said(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "subject", "x")
        here.app.screen.query_one("#outcome").focus()
        await here.press("c")
        await here.press("tab")
        await here.types("Monday at ten")
        await here.press("ctrl+s")
        here.shows("Logged E25-000001E, E for Echo. Ring back by Mon 22 Dec 2025, 17:00.")


async def test_how_it_ended_stays_in_the_draft(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "subject", "x")
        here.app.screen.query_one("#outcome").focus()
        await here.press("s", "tab")
        await here.types("PIRC")
        await here.press("escape", "n")
        here.shows("[● signposted]", "PIRC")
        here.app.screen.query_one("#kind").focus()
        await here.press("r")
        here.hides("signposted", "PIRC")
        await here.press("ctrl+s")
    assert desk.case("R25-000001Z").timeline[-1].text == "Outcome: PIRC"


# When it came.


async def test_a_letter_keeps_both_its_dates(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n")
        await into(here, "received", "letter dated 3 Nov, opened today")
        here.shows("→ Fri 19 Dec 2025, 09:00, dated Mon 3 Nov 2025")
        await into(here, "subject", "x")
        await here.press("ctrl+s", "enter")
        here.shows("Dated  Mon 3 Nov 2025", "received Fri 19 Dec 2025, 09:00")


# Who they are.


async def test_what_is_known_of_the_caller_stands_at_the_top_of_every_later_contact(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    knows(desk, first, adjustments="large print", contact_plan="Tuesdays only [/b]", language="Welsh")
    async with at_the_desk(desk) as here:
        await here.press("n")
        here.hides("large print")
        await into(here, "phone", "07700 900123")
        await here.press("f4", "enter")
        here.shows("! Contact plan: Tuesdays only [/b].", "▸ Needs large print.", "▸ Speaks Welsh")
        await here.press("escape", "n")
        here.shows("! Contact plan: Tuesdays only [/b].")
        await here.press("f4")
        await here.types("new after all")
        await here.press("enter")
        here.hides("Contact plan")


async def test_what_they_tell_of_themselves_is_kept_with_the_contact(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "name", "Ada Okafor")
        await into(here, "subject", "x")
        await here.press("f5")
        here.shows("About Ada Okafor")
        here.app.screen.query_one("#adjustments").focus()
        await here.types("large print, a ramp")
        await here.beat()
        (draft,) = [each for each in _drafts(desk) if each]
        assert draft["about adjustments"] == "large print, a ramp"
        await here.press("escape")
        here.shows("▸ Needs large print; also: a ramp.")
        await here.press("ctrl+s", "enter")
        here.shows("Needs large print; also: a ramp")
    assert desk.case("E25-000001E").person_details == {"adjustments": "large print, a ramp"}


async def test_what_is_told_of_somebody_known_changes_only_that(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    knows(desk, first, adjustments="large print", language="Welsh")
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "phone", "07700 900123")
        await here.press("f4", "enter")
        await into(here, "subject", "x")
        await here.press("f5")
        here.app.screen.query_one("#adjustments").focus()
        await here.press("end")
        await here.types(", braille")
        await here.press("escape", "ctrl+s")
    assert desk.case(first).person_details == {"adjustments": "large print, braille", "language": "Welsh"}


def _drafts(desk: Desk) -> list[dict[str, str]]:
    with desk.store.reading() as connection:
        return [draft.fields for draft in drafts_of(connection, desk.staff.id, "new contact")]


# What to look at.


async def test_words_that_call_for_a_supervisor_are_pointed_out_and_flag_nothing(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "c", "f8")
        await here.types("She says she will kill herself, he broke her arm")
        here.shows('⚑ "kill herself": F2 safeguarding')
        await here.press("ctrl+a", "ctrl+k")
        here.hides("⚑")


async def test_a_case_that_is_open_already_is_pointed_out(desk: Desk) -> None:
    first = desk.logs(complaint(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "phone", "07700900123")
        here.hides("Open already")
        here.app.screen.query_one("#kind").focus()
        await here.press("c")
        here.shows(f"! Open already: {first}.")
        await into(here, "subject", "the same again")
        await here.press("ctrl+s")
        here.shows("Logged C25-000002E")


async def test_who_may_not_qualify_is_said_and_never_in_the_way(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "c")
        here.app.screen.query_one("#eligible").focus()
        await here.press("n")
        here.shows("→ May not qualify: social media, news or hearsay")
        await into(here, "subject", "seen on the news")
        await here.press("ctrl+s")
        here.shows("Logged C25-000001D")


# Adding to a case.


async def test_a_contact_added_to_a_case_takes_all_that_was_typed_with_it(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("n", "c")
        await into(here, "phone", "07700900123")
        await into(here, "force_reference", "CO/12")
        await into(here, "subject", "no letter")
        await into(here, "officers", "PC 1234")
        here.app.screen.query_one(ContactForm).tell({"adjustments": "braille"})
        await here.press("f8")
        await here.types("Rang again.")
        await here.press("f4", "down", "enter")
        here.shows(f"Added to {first}.")
    case = desk.case(first)
    assert case.timeline[0].text == "no letter\nRang again.\nTheir ref: CO/12\nOfficers: PC 1234"
    assert case.person_details == {"adjustments": "braille"}


async def test_the_name_typed_stays_where_the_record_has_none(desk: Desk) -> None:
    desk.logs(enquiry(phone="07700 900123"))
    async with at_the_desk(desk) as here:
        await here.press("n")
        await into(here, "name", "Ada Okafor")
        await into(here, "phone", "07700900123")
        await here.press("f4", "enter")
        here.shows("✓ Known: Ada Okafor")
        await into(here, "subject", "x")
        await here.press("ctrl+s")
    case = desk.case("E25-000001E")
    assert (case.person, case.phone) == ("Ada Okafor", "07700 900123")


async def test_what_an_application_lacks_is_asked_for_and_stands_on_the_case(desk: Desk) -> None:
    async with at_the_desk(desk, size=(100, 44)) as here:
        await here.press("n", "r")
        await into(here, "subject", "outcome")
        await into(here, "force", "kent")
        await here.press("f6")
        here.shows("Ask:", "It would help to have the application in writing")
        await here.press("escape", "ctrl+s", "enter")
        here.shows("Missing: the application in writing, the details of the complaint, the date the complaint was")
