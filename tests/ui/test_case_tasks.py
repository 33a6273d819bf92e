"""Call-backs and tasks on the case screen: c and T."""

from casework.visible_text import visible
from tests.desk import Desk, enquiry, moment
from tests.ui.at_the_desk import at_the_desk
from tests.ui.hosts import WORST


async def test_a_call_back_is_promised_tried_moved_and_made(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada Okafor", phone="07700 900123"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "c")
        here.shows("Call Ada Okafor back", "Empty: Mon 22 Dec 2025, 17:00, as the standard has it.")
        await here.types("9am")
        here.shows("= Fri 19 Dec 2025, 09:00")
        await here.press("enter")
        here.shows("✗ Fri 19 Dec 2025, 09:00 has passed.")
        await here.press(*["backspace"] * 3)
        await here.types("tue 10:00")
        here.shows("= Tue 23 Dec 2025, 10:00, later than the standard has it")
        await here.press(*["backspace"] * 9)
        await here.types("15:00")
        await here.press("enter")
        here.shows("Call back by Fri 19 Dec 2025, 15:00", "07700 900123 is on record.")
        await here.types("the landline")
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept here: c shows it again.")
        await here.press("c", "enter")
        here.shows("the landline")
        await here.press("enter")
        here.shows("Call back by Fri 19 Dec 2025, 15:00.")
        await here.press("c")
        here.shows("call-back by Fri 19 Dec, 15:00: Ada Okafor", "made: spoke to them", "no answer: it stays open")
        await here.types("no answer")
        await here.press("enter")
        await here.types("rang out")
        await here.press("ctrl+s")
        here.shows("No answer. The call-back stays open, for Fri 19 Dec 2025, 15:00. c moves it.")
        await here.press("c")
        await here.types("move")
        await here.press("enter")
        here.shows("When instead?", "Empty: Mon 22 Dec 2025, 17:00")
        await here.types("16:30")
        await here.press("enter")
        here.shows("Call back by Fri 19 Dec 2025, 16:30.")
        await here.press("c", "enter")
        await here.types("all is well")
        await here.press("ctrl+s")
        here.shows("Call-back made. Clock met.")
    (task,) = desk.case(reference).tasks
    assert (task.what, task.due_at, task.open) == ("the landline", moment("Fri 19 Dec 2025 16:30"), False)
    texts = [entry.text for entry in desk.case(reference).timeline]
    assert texts[0] == "all is well"
    assert "No answer: the call-back stays open.\nrang out" in texts


async def test_a_task_of_hostile_text_is_added_done_and_taken_back(desk: Desk) -> None:
    text = " ".join(WORST)
    reference = desk.logs(enquiry())
    async with at_the_desk(desk, size=(100, 40)) as here:
        await here.press("enter", "T")
        await here.pastes(text)
        await here.press("enter")
        here.shows(visible(text)[:12], "By when?")
        await here.types("mon")
        here.shows("= Mon 22 Dec 2025, 17:00")
        await here.press("enter")
        here.shows("the owner's, once there is one")
        await here.press("enter")
        here.shows("Task 1, by Mon 22 Dec 2025, 17:00.")
        await here.press("T")
        here.shows("a new task", visible(text)[:12])
        await here.press("down", "enter", "enter", "ctrl+s")
        here.shows("Task 1 is done.")
        desk.takes_task_back(reference, 1)
        await here.beat()
        await here.press("T", "down", "enter")
        await here.types("take it")
        await here.press("enter")
        await here.pastes(text)
        await here.press("enter")
        here.shows("Task taken back.")
        desk.closes(reference)
        await here.beat()
        await here.press("T")
        here.shows(f"{reference} is closed. O reopens it.")
    assert [entry.text for entry in desk.case(reference).timeline if entry.kind == "task taken back"] == [
        text,
        "It is still to be done.",
    ]


async def test_the_queue_and_the_alerts_say_what_is_next(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada Okafor"))
    desk.promises(reference, by="Fri 19 Dec 2025 11:30")
    async with at_the_desk(desk) as here:
        assert "call-back  Ada Okafor" in here.line(reference)
        assert "today, 11:30" in here.line(reference)
        desk.at("Fri 19 Dec 2025 11:30:01")
        await here.beat()
        assert "overdue today" in here.line(reference)
        await here.press("!")
        here.shows("overdue", "Call back by")
