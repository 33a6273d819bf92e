"""Pausing, giving longer and putting right by key on a case, and what its screen then says of its clocks."""

import pytest

from casework.visible_text import visible
from tests.desk import Desk, complaint, contact, enquiry, moment, review
from tests.ui.at_the_desk import at_the_desk
from tests.ui.hosts import WORST


async def test_a_case_is_paused_and_resumed_by_key(desk: Desk) -> None:
    reference = desk.logs(review())
    async with at_the_desk(desk) as here:
        await here.press("enter", "p")
        here.shows(f"{reference} waits for", "f  the force or body", "2 of its 3 clocks wait", "w  written authority to act")
        await here.press("c", "enter")
        here.shows("Waiting for clarification of a request", "Who is awaited?")
        await here.press("escape", "p", "f", "enter")
        await here.types("Gwent, PC Hughes")
        await here.press("enter")
        here.shows("Waiting for the force or body: Acknowledge a review application, Decide a")
        here.shows("Runs on: Keep the person informed.")
        here.shows("Waiting for the force or body: Gwent, PC Hughes, since Fri 19 Dec", "‖ paused, since Fri 19 Dec  Decide by")
        here.shows("paused, waiting for the force or body, by Adaeze Okoro")
        desk.at("Mon 5 Jan 2026 10:00")
        await here.press("p")
        here.shows("Resumed. Acknowledge by Mon 12 Jan, 17:00; Decide by Mon 23 Feb, 17:00.")
        here.shows("Acknowledge by Mon 12 Jan, 17:00  local example", "(first told Tue 30 Dec)", "(first told Wed 11 Feb)")
        here.hides("‖", ", since Fri 19 Dec")
    assert desk.case(reference).waits[0].awaited == "Gwent, PC Hughes"


async def test_a_resumed_case_whose_dates_stay_says_so(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "p", "enter", "enter")
        here.shows("Waiting for the force or body: Reply to an enquiry.", "Waiting for the force or body, since Fri 19 Dec")
        await here.press("p")
        here.shows("Resumed. No date moved.")


async def test_what_may_not_wait_is_refused_in_words(desk: Desk) -> None:
    reference = desk.logs(contact("foi"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "p")
        here.shows("no clock may wait", "its clock waits")
        await here.press("enter")
        await here.types("Gwent")
        await here.press("enter")
        here.shows(f"No clock of {reference} may wait for the force or body.", "may wait only for")
        here.shows("What you typed is kept: p")
        await here.press("p", "enter")
        here.shows("│ Gwent")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("p", "is closed. O reopens it."),
        ("E", "is closed. O reopens it."),
        ("R", "is closed. O reopens it."),
        ("w", "is closed. O reopens it."),
        ("s", "is closed. O reopens it."),
    ],
)
async def test_a_closed_case_says_that_it_can_be_reopened(desk: Desk, key: str, said: str) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter")
        desk.closes(reference)
        await here.beat()
        await here.press(key)
        here.shows(f"{reference} {said}")


async def test_a_key_that_cannot_work_on_an_open_case_says_why(desk: Desk) -> None:
    reference = desk.logs(contact("feedback"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "p")
        here.shows(f"No clock runs on {reference}, so nothing is gained by waiting.")
        await here.press("E")
        here.shows(f"No clock runs on {reference}, so none can be given longer.")
        await here.press("w")
        here.shows(f"No step is recorded on {reference}.")
        await here.press("O")
        here.shows(f"{reference} is open.")


async def test_a_clock_is_given_longer_and_that_is_taken_back(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "E")
        here.shows("Acknowledge by Wed 24 Dec, 17:00", "working days", "Update by", "calendar days")
        await here.types("send on")
        await here.press("enter")
        here.shows("How many more working days?")
        await here.types("2.5")
        await here.press("enter")
        here.shows("✗ Type a whole number from 1 to 1,000.")
        await here.press(*["backspace"] * 3, "2", "enter", "enter")
        here.shows("Send on by: +2 working days", "✗ Type something first")
        await here.types("the force is moving")
        await here.press("enter")
        here.shows("Given 2 more working days. Send on by Fri 2 Jan, 17:00.", "(first told Tue 30 Dec)", "the force is moving")
        await here.press("E")
        await here.types("take back")
        here.shows("take back: +2 working days (the force is", "Send on by")
        await here.press("enter")
        here.shows("Taken back: +2 working days. Send on by Tue 30 Dec, 17:00.")
        here.hides("first told")
    assert desk.case(reference).extensions == ()


async def test_an_agent_may_not_give_a_clock_longer(desk: Desk) -> None:
    desk.logs(complaint())
    async with at_the_desk(desk.as_("agent", "tom")) as here:
        await here.press("2", "enter", "E")
        here.shows("Your role does not allow you to give a clock longer. Ask a team lead.")


async def test_the_receipt_is_changed(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("enter", "R")
        here.shows("Fri 19 Dec 2025, 10:00", "As recorded now.")
        await here.press("enter")
        here.shows("✗ That is what is recorded already.")
        await here.press(*["backspace"] * 30)
        await here.types("neither")
        here.shows('"neither" is not a date we can read')
        await here.press("enter")
        here.shows('✗ "neither" is not a date we can read')
        await here.press(*["backspace"] * 7)
        await here.types("wed 16:50")
        here.shows("= Wed 17 Dec 2025, 16:50")
        await here.press("enter")
        here.shows("Received Wed 17 Dec 2025, 16:50", "Why is it changed?")
        await here.types("it lay in the tray")
        await here.press("enter")
        here.shows("Received Wed 17 Dec 2025, 16:50. Answer by Mon 5 Jan, 17:00.", "(first told Wed 7 Jan)", "it lay in the tray")
    assert desk.case(reference).received_at == moment("Wed 17 Dec 2025 16:50")


async def test_a_step_is_taken_back(desk: Desk) -> None:
    reference = desk.logs(complaint())
    desk.acknowledges(reference)
    desk.at("Fri 19 Dec 2025 11:00").updates(reference)
    async with at_the_desk(desk) as here:
        await here.press("enter", "w")
        later, earlier = "Fri 19 Dec, 11:00  update given to the person, Adaeze", "Fri 19 Dec, 10:00  acknowledged, Adaeze Okoro"
        here.shows(later, earlier)
        assert here.screen.index(later) < here.screen.index(earlier)
        await here.types("ack")
        await here.press("enter")
        here.shows("Take back: acknowledged", "Recorded Fri 19 Dec, 10:00.")
        await here.types("wrong case")
        await here.press("enter")
        here.shows("Acknowledged taken back. No date moved.", "taken back: acknowledged", "wrong case")
    assert desk.clock(reference, "complaint-acknowledge").state == "running"


async def test_a_closed_case_is_reopened(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter")
        desk.closes(reference)
        await here.beat()
        await here.press("O")
        await here.types("they rang again")
        await here.press("enter")
        here.shows(f"{reference} reopened.", "they rang again", "  open")
    assert desk.case(reference).status == "open"


async def test_a_reason_left_with_esc_is_kept_and_shown_again(desk: Desk) -> None:
    reference = desk.logs(complaint())
    desk.acknowledges(reference)
    async with at_the_desk(desk) as here:
        await here.press("enter", "w", "enter")
        await here.types("half a reason")
        await here.beat()
        async with at_the_desk(desk) as elsewhere:
            await elsewhere.press("enter", "w", "enter")
            elsewhere.shows("half a reason")
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept here: w shows it again.")
        await here.press("escape", "enter", "w", "enter")
        here.shows("half a reason")


async def test_a_case_changed_elsewhere_is_not_paused(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "p", "enter")
        desk.acknowledges(reference)
        await here.press("enter")
        here.shows(f"{reference} was changed by somebody else meanwhile.")


@pytest.mark.parametrize("text", WORST)
async def test_hostile_text_is_shown_as_typed_in_every_prompt(desk: Desk, text: str) -> None:
    shown = visible(text)
    reference = desk.logs(complaint())
    desk.acknowledges(reference)
    async with at_the_desk(desk, size=(100, 60)) as here:
        await here.press("enter", "p", "enter")
        await here.pastes(text)
        here.shows(shown)
        await here.press("enter")
        here.shows(f"Waiting for the force or body: {shown}, since Fri 19 Dec")
        await here.press("p", "E", "enter")
        await here.pastes(text)
        here.shows(shown)
        await here.press("enter")
        here.shows("✗ Type a whole number")
        await here.press("escape", "E", "enter", "1", "enter")
        await here.pastes(text)
        await here.press("enter", "E", "end", "pagedown", "pagedown")
        here.shows(f"({shown[:8]}")
        await here.press("escape", "R")
        await here.pastes(text)
        here.shows(shown)
        await here.press("enter")
        here.shows("✗")
        await here.press("escape", "w", "enter")
        await here.pastes(text)
        await here.press("enter")
        here.shows("Acknowledged taken back.")
        desk.closes(reference)
        await here.beat()
        await here.press("O")
        await here.pastes(text)
        await here.press("enter")
        here.shows("reopened.")
        assert here.app.is_running
        assert "\x1b" not in here.screen
    texts = [entry.text for entry in desk.case(reference).timeline]
    assert sum(text in each for each in texts) >= 4


async def test_the_queue_marks_a_case_that_waits_while_another_clock_runs(desk: Desk) -> None:
    reference = desk.at("Fri 19 Dec 2025 10:00").logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        here.hides("waiting")
        desk.pauses(reference, "person")
        await here.beat()
        assert "‖ waiting  Ada Okafor" in here.line(reference)
        desk.resumes(reference)
        await here.beat()
        here.hides("waiting")
