"""Signing a day off: reasons still missing, a note for the next shift, one enter; what is corrected after stands beside it."""

from datetime import date

from db.queries.day_notes import notes_of_day
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import at_the_desk


def a_day_to_sign(desk: Desk) -> list[str]:
    """A Friday at 16:45 on which three acknowledgements were missed, and nobody said why."""
    names = "Ada Okafor", "Dai Evans", "Jo Smith"
    cases = [desk.logs(complaint("Thu 11 Dec 2025 10:00", name=name)) for name in names]
    desk.at("Fri 19 Dec 2025 16:45")
    return cases


async def test_a_day_is_signed_with_its_reasons_and_a_note(desk: Desk) -> None:
    cases = a_day_to_sign(desk)
    desk.at("Mon 22 Dec 2025 09:00")
    async with at_the_desk(desk) as here:
        day = desk.case(cases[0]).running[0].due_at.date()
        await here.press("5", "J")
        await here.types(day.isoformat())
        await here.press("enter", "S")
        here.shows("Three deadlines were missed, and nobody has said why yet.", "not said yet", f"▸  {cases[0]}", "Ada Okafor")
        await here.press("j", "ctrl+o")
        here.shows(f"> {cases[1]}", "Dai Evans")
        await here.press("-", "S", "enter")
        await here.types("in your own")
        await here.press("enter")
        await here.types("The post came [late")
        await here.press("escape")
        here.shows("Three deadlines were missed", f"▸  {cases[0]}")
        await here.press("enter")
        await here.types("in your own")
        await here.press("enter")
        here.shows("The post came [late")
        await here.press("ctrl+s")
        here.shows("Two deadlines were missed, and nobody has said why yet.", f"▸  {cases[1]}", "Dai Evans")
        await here.press("escape")
        here.hides("Missed on")
        await here.press("S")
        here.shows("The post came [late", f"▸  {cases[1]}")
        await here.press("enter")
        await here.types("overl")
        await here.press("enter")
        here.shows("One deadline was missed, and nobody has said why yet.", f"▸  {cases[2]}")
        await here.press("enter", "enter")
        here.shows("Somebody has said why of every one", "overlooked")
        await here.press("ctrl+s")
        here.shows("What must the next shift know?")
        await here.types("Ring Ada [b] first")
        await here.press("escape")
        here.shows("What you typed is kept: S shows it again.", "not signed")
        await here.press("S")
        here.shows("Ring Ada [b] first")
        await here.press("ctrl+s")
        here.shows("What will be frozen", "one note for the next shift", "the whole of it")
        await here.press("escape")
        here.shows("is not signed. The reasons and notes are kept.")
        await here.press("S", "ctrl+s", "enter")
        here.shows("This is the snapshot.", "signed by Adaeze Okoro, Mon 22 Dec 09:00, the whole day", "Nothing corrected since")
        await here.press("S")
        here.shows("is signed by Adaeze Okoro, Mon 22 Dec 09:00, the whole day.")
        await here.press("shift+tab")
        here.shows("Notes for the next shift", "Ring Ada [b] first")


async def test_today_is_signed_as_it_stands_and_corrections_stand_beside_it(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Jo Smith"))
    desk.closes(reference)
    desk.at("Fri 19 Dec 2025 16:45")
    async with at_the_desk(desk) as here:
        await here.press("5", "S", "ctrl+s")
        here.shows(
            "The office is open until 17:00. Signed now, the day counts until 16:45.", "▸ Sign Fri 19 Dec as it stands at 16:45"
        )
        desk.logs(enquiry())
        desk.at("Fri 19 Dec 2025 16:46")
        await here.beat()
        here.shows("▸ Sign Fri 19 Dec as it stands at 16:46", "Two cases came in")
        await here.press("enter")
        here.shows("signed by Adaeze Okoro, Fri 19 Dec 16:46, until 16:46", "one was closed")
        desk.at("Mon 22 Dec 2025 09:30")
        desk.reopens(reference)
        desk.logs(enquiry("Fri 19 Dec 2025 16:50"))
        await here.beat()
        await here.press("left", "left", "left")
        here.shows(
            "Friday 19 December 2025, until 16:46",
            "one was closed",
            "Corrected since:",
            "figures differ",
            "Not in it, after 16:46",
        )
        await here.press("tab")
        here.shows(f"{reference} reopened by Adaeze Okoro, Mon 22 Dec 2025, 09:30", "▸  Closed  ", "Closed: 1 signed, 0 now.")
        await here.press("enter")
        here.shows("Closed: 1 signed, 0 now", "Jo Smith")
        await here.press("escape", "tab", "j")
        here.shows("▸  Closed", "Closed: 1. enter lists the case behind it.")
        await here.press("enter")
        here.shows(reference, "Jo Smith")
        await here.press("enter")
        here.shows(f"> {reference}")


async def test_a_note_is_left_taken_back_and_goes_on_from_the_desk(desk: Desk) -> None:
    desk.logs(enquiry())
    agent = desk.as_("agent", "tom")
    async with at_the_desk(agent) as here:
        await here.press("5", "S")
        here.shows("Your role does not allow you to sign a day. Ask a supervisor.")
        await here.press("m")
        await here.types("The force rings at ten")
        await here.press("escape")
        here.shows("What you typed is kept: m shows it again.")
        await here.press("1")
        here.shows("Hand-over note: The force rings at t")
        while not here.line("▸").startswith("▸") or "Hand-over note" not in here.line("▸"):
            await here.press("j")
        await here.press("enter")
        here.shows("Fri 19 Dec: hand-over", "The force rings at ten")
        await here.press("ctrl+s")
        here.shows("Left for the shift after Fri 19 Dec.", "▸ Hand-over", "What Mon 22 Dec starts with, as it stands now")
        await here.press("g", "enter")
        here.shows("Tom Jones, Fri 19 Dec 2025, 10:00", "The force rings at ten")
        await here.press("escape", "W", "enter")
        here.shows("Taken back.", "No note for the next shift.")
    with desk.store.reading() as connection:
        assert notes_of_day(connection, date(2025, 12, 19)) == ()


async def test_what_was_handed_over_stands_on_the_desk_leads_to_its_cases_and_stays_at_hand(desk: Desk) -> None:
    early = desk.logs(enquiry("Thu 4 Dec 2025 10:00", name="Dai Evans"))
    desk.promises(early, by="Mon 22 Dec 2025 10:00")
    desk.hands_over("Ring the [force] first, " * 12, date(2025, 12, 19))
    desk.at("Sat 20 Dec 2025 10:00").hands_over("Gwent rang on Saturday", date(2025, 12, 20))
    desk.at("Mon 22 Dec 2025 09:00")
    async with at_the_desk(desk) as here:
        await here.press("1", "g", "j")
        here.shows("Hand-over from Fri 19 Dec", "Okoro: Ring the [force]", "more: enter shows them")
        await here.press("enter")
        here.shows("Friday 19 December 2025", "▸ Hand-over", "Ring the [force] first", "Gwent rang on Saturday")
        here.shows("What Mon 22 Dec starts with")
        await here.press("1")
        here.hides("Hand-over from")
        await here.press("B")
        while not here.line("▸  ").startswith("▸  Due by noon"):
            await here.press("j")
        here.shows("one deadline, one unallocated", "enter lists the cases.")
        await here.press("enter")
        here.shows("Due by noon: one deadline, one unallocated", f"▸  {early}", "Dai Evans")
        await here.press("enter")
        here.shows(f"> {early}")
