"""The desk: five parts in one list, first lines of each in sight, and the way on from every line."""

import pytest

from db import settings
from db.actions.drafts import keep_draft
from db.queries.own_settings import own_settings
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk

PARTS = ("My open work", "Call-backs and tasks", "Drafts", "Given to me", "Since you were last here")


def cursor(here: AtTheDesk) -> str:
    """The line the cursor is on."""
    return here.line("▸")


def busy(desk: Desk) -> tuple[Desk, list[str]]:
    """An agent on a Monday with eight open cases, four of them given on the Friday evening, a call-back and two drafts."""
    tom, lead = desk.as_("agent", "tom"), desk.as_("team-lead", "priya")
    cases = [desk.logs(enquiry(name=f"Caller {number}", phone="07700 900123")) for number in range(7)]
    cases.append(desk.logs(complaint(name="Ada Okafor")))
    for reference in cases[:4]:
        tom.gives(reference, tom.staff)
    tom.does(cases[0], "callback-promised")
    lead.at("Fri 19 Dec 2025 18:00")
    for reference in cases[4:]:
        lead.gives(reference, tom.staff)
    lead.notes(cases[1], "Rang [/b] again\nand again")
    desk.at("Mon 22 Dec 2025 09:00")
    with desk.store.writing(tom.staff, desk.now) as writing:
        keep_draft(writing, "new contact:1", {"kind": "complaint", "name": "Dai Evans", "subject": "custody"})
        keep_draft(writing, f"note {cases[2]}", {"note": "half a thought"})
    return tom, cases


async def test_a_new_agent_begins_at_a_desk_that_says_what_to_do_next(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk.as_("agent", "tom")) as here:
        here.shows(
            "IOPC Desk  Desk",
            *PARTS[:4],
            "Since the office closed, Thu 18 Dec, 17:00: nothing",
            "t takes the next case from the queue, n logs a contact.",
        )
        await here.press("enter")
        here.shows("There is nothing there to open.")
        await here.press("y")
        here.shows("No case is under the cursor.")
        await here.press("escape")
        here.shows("Nothing is unfolded.")
        await here.press("t")
        here.shows(f"Desk > {reference}", "Ada Okafor")
        await here.press("escape")
        here.shows("My open work (1)", "Given to me: nothing new", "IOPC Desk  Desk")
        assert reference in cursor(here)
        await here.press("2")
        here.shows("Queues", "1 of 1")
        await here.press("-")
        here.shows(f"Desk > {reference}")
        await here.press("1", "escape")
        here.shows("My open work (1)")


async def test_every_part_is_in_sight_unfolds_and_leads_on(desk: Desk) -> None:
    tom, cases = busy(desk)
    async with at_the_desk(tom) as here:
        here.shows(*PARTS, "07700 900123", "by Priya Jones", "and 5 more: enter shows them", "Rang [/b]")
        assert cases[0] in cursor(here)
        assert cases[0] in here.line("call 07700 900123")
        await here.press("k", "j", "j", "j", "enter")
        here.shows("My open work (8)", f"{cases[6]} Enquiry")
        await here.press("escape")
        here.shows(*PARTS, "and 5 more: enter shows them")
        here.hides("no longer there")
        assert "and 5 more" in cursor(here)
        await here.press("g", "j", "enter")
        here.shows(f"> {cases[7]}")
        await here.press("escape")
        assert cases[7] in cursor(here)
        await here.press("j", "j", "j", "j", "enter")
        here.shows("half a thought")
        assert here.app.history.places[-1].case_id == desk.case(cases[2]).id
        await here.press("escape", "escape", "j", "enter")
        here.shows("New contact", "Dai Evans", "custody")


async def test_the_cursor_stays_on_its_line_while_others_work_and_time_passes(desk: Desk) -> None:
    tom, cases = busy(desk)
    async with at_the_desk(tom) as here:
        assert cases[0] in cursor(here)
        first = desk.at("Mon 22 Dec 2025 09:01").logs(complaint("Wed 17 Dec 2025 10:00", name="Dai"))
        desk.gives(first, tom.staff)
        await here.beat()
        here.shows("My open work (9)", first)
        assert cases[0] in cursor(here)
        tom.closes(cases[0])
        await here.beat()
        here.shows(f"{cases[0]} is no longer there.", "My open work (8)")
        desk.at("Mon 5 Jan 2026 17:01")
        await here.beat()
        here.shows("My open work (8, 2 overdue)", "▲ overdue")
        await here.press("G")
        assert "▲ overdue: Acknowledge by Mon 22 Dec" in cursor(here)
        await here.press("c")
        assert here.app.history.places[-1].case_id == desk.case(first).id


async def test_what_was_given_is_new_until_the_desk_was_left(desk: Desk) -> None:
    tom, cases = busy(desk)
    async with at_the_desk(tom) as here:
        here.shows("Given to me (4)")
        await here.press("enter", "escape")
        here.shows("Given to me (4)")
        desk.gives(cases[3], None)
        desk.gives(cases[3], tom.staff)
        await here.beat()
        here.shows("Given to me (5)")
        await here.press("2", "1")
        here.shows("Given to me: nothing new since you last looked.")
        later = desk.at("Mon 22 Dec 2025 09:05").logs(enquiry())
        desk.gives(later, tom.staff)
        await here.beat()
        here.shows("Given to me (1)")
        await here.press("ctrl+q")
    async with at_the_desk(tom) as again:
        again.shows("Given to me: nothing new since you last looked.")


async def test_a_wide_terminal_shows_more_lines_and_the_case_under_the_cursor(desk: Desk) -> None:
    tom, cases = busy(desk)
    async with at_the_desk(tom, size=(140, 40)) as here:
        here.shows(*PARTS, *cases, "Ring back by")
        await here.pilot.resize_terminal(60, 15)
        await here.beat()
        here.shows("My open work (8)", "and 7 more")
        here.hides("Ring back by")
        assert cases[0] in cursor(here)


@pytest.mark.parametrize(("role", "opens_on"), [("agent", "My open work"), ("supervisor", "No open cases.")])
async def test_each_member_begins_where_their_role_does_or_where_they_choose(desk: Desk, role: str, opens_on: str) -> None:
    member = desk.as_(role, "sam")
    async with at_the_desk(member) as here:
        here.shows(opens_on)
        await here.press("5", "f10")
        here.shows("IOPC Desk opens on Today from now on.")
    with desk.store.reading() as connection:
        assert own_settings(connection, member.staff.id)[settings.FIRST_PLACE] == "today"
    async with at_the_desk(member) as again:
        again.shows("Nothing came in", "IOPC Desk  Today")


async def test_every_draft_leads_to_where_it_is_gone_on_with(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada Okafor"))
    desk.notes(reference, "Rang.")
    case = desk.case(reference)
    text = {"note": "note", "said": "said", "text": "text", "words": "words", "address": "1 High St", "body": "body"}
    drafts = {
        f"entry {case.timeline[0].id}": (f"> {reference}",),
        f"person {case.person_id}": ("1 High St", "About Ada Okafor"),
        f"letter free {reference}": (f"Letter on {reference}", "Go on: a letter of your own"),
        f"contact on {reference}": (f"Contact on {reference}", "said"),
        "concern:1": ("Safeguarding and concerns", "Written at 10:00 and not logged yet", "Neath"),
        "note E99-000001X": ("What this is about is no longer in the record. It reads: Note: note",),
        "template thanks cy": ("IOPC Desk  Admin",),
    }
    tom = desk.as_("agent", "tom")
    with desk.store.writing(tom.staff, desk.now) as writing:
        for form in reversed(drafts):
            keep_draft(writing, form, {**text, "kind": "safeguarding", "safeguarding where": "Neath"})
    async with at_the_desk(tom, size=(100, 40)) as here:
        here.shows(f"Drafts ({len(drafts)})")
        for number, shown in reversed(list(enumerate(drafts.values()))):
            await here.press("1", "g", *["j"] * number, "enter")
            here.shows(*shown)
            await here.press("escape", "escape")
        await here.press("1")
        here.shows(f"Drafts ({len(drafts) - 2})")
