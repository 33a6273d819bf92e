"""One case on the screen, and everything that can be done to it by key."""

from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import at_the_desk


async def test_a_case_shows_who_what_and_every_clock(desk: Desk) -> None:
    desk.logs(complaint(name="Dai Evans", phone="07700 900456", force="gwent", subject="use of force", note="First line\nsecond"))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        here.shows("Queues > C25-000001D", "Dai Evans  07700 900456", "use of force", "Gwent", "no owner")
        here.shows("Acknowledge by Wed 24 Dec, 17:00", "Send on by", "Update by", "local example", "First line")
        assert here.line("second").strip() == "second"
        await here.press("escape")
        here.shows("1 of 1")


async def test_a_note_is_kept_as_typed(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        await here.pastes("line one [/b]\nline two =1+1")
        await here.press("ctrl+s")
        here.shows("Note kept.", "line one [/b]", "line two =1+1")
    assert desk.case(reference).timeline[0].text == "line one [/b]\nline two =1+1"


async def test_a_note_left_with_esc_is_not_lost(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        await here.types("half a thought")
        await here.press("escape")
        here.shows("What you typed is kept here")
        await here.press("m")
        here.shows("half a thought")
        await here.press("escape", "escape", "enter", "m")
        here.shows("half a thought")


async def test_a_note_is_on_disk_a_second_after_it_is_typed(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        await here.types("half a thought")
        await here.beat()
        async with at_the_desk(desk) as elsewhere:
            await elsewhere.press("enter", "m")
            elsewhere.shows("half a thought")
            await elsewhere.press("ctrl+s", "m")
            elsewhere.hides("half a thought\n        │  half")
    assert [entry.text for entry in desk.case(reference).timeline if entry.kind == "note"] == ["half a thought"]


async def test_a_very_long_subject_hides_nothing(desk: Desk) -> None:
    desk.logs(complaint(subject="word " * 1000, note="what was said"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "G")
        here.shows("what was said")


async def test_a_step_stops_its_clock(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "s")
        here.shows("acknowledged", "stops: Acknowledge by")
        await here.press("enter")
        here.shows(f"{reference}: acknowledged. Clock met.", "✓ met")
    assert desk.clock(reference, "complaint-acknowledge").state == "met"


async def test_before_it_is_sent_to_the_authority_exceptional_circumstances_are_asked_about(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "s", "down", "enter")
        here.shows("Exceptional circumstances against telling the authority?", "None: it is sent")
        await here.press("enter")
        here.shows(f"{reference}: sent to the appropriate authority. Clock met.")
    other = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press(":")
        await here.types(other)
        await here.press("enter", "s", "down", "enter", "down", "enter")
        here.shows("not sent: exceptional")
        await here.types("her safety")
        await here.press("ctrl+s")
        here.shows(f"{other} closed: not sent: exceptional circumstances.")
    assert desk.case(other).timeline[0].text == "her safety"


async def test_a_case_is_closed_with_an_outcome_and_a_note(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "x")
        await here.types("signp")
        await here.press("enter")
        await here.types("to the ombudsman")
        await here.press("ctrl+s")
        here.shows(f"{reference} closed: signposted.", "to the ombudsman", "closed Fri 19 Dec 2025, 10:00, signposted")
        for key in ("x", "s", "a"):
            await here.press(key)
            here.shows(f"{reference} is closed.")
    assert desk.case(reference).outcome == "signposted"


async def test_a_case_changed_elsewhere_is_not_overwritten(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "a")
        desk.acknowledges(reference)
        await here.press("enter")
        here.shows(f"{reference} was changed by somebody else meanwhile.")
        await here.beat()
        await here.press("a", "enter")
        here.shows(f"{reference}: now yours.")


async def test_why_explains_each_clock_day_by_day(desk: Desk) -> None:
    desk.logs(review("Fri 19 Dec 2025 09:00"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "d")
        here.shows("Why Tue 30 Dec 2025, 17:00?", "-  Thu 25 Dec  Christmas Day", "5  Tue 30 Dec   due by 17:00")


async def test_a_kind_without_a_clock_says_so(desk: Desk) -> None:
    from tests.desk import contact

    desk.logs(contact("feedback"))
    async with at_the_desk(desk) as here:
        here.shows("· no deadline")
        await here.press("enter", "d")
        here.shows("No clock runs on this kind of case.")


async def test_the_clocks_words_change_while_the_case_is_open(desk: Desk) -> None:
    desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter")
        desk.at("Mon 29 Dec 2025 10:00")
        await here.beat()
        here.shows("▲ overdue 1 day")


async def test_an_agent_is_told_whom_to_ask(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    other = desk.as_("team-lead", "priya")
    desk.gives(reference, other.staff)
    async with at_the_desk(desk.as_("agent", "tom")) as here:
        await here.press("2", "a", "enter")
        here.shows("Your role does not allow you to allocate cases to others. Ask a team lead.")
    assert desk.case(reference).owner == "Priya Jones"
