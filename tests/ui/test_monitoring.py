"""The voluntary monitoring questions: from the palette, from a person's page, kept apart or not at all."""

from sqlalchemy import select

from casework.monitoring import PROMISE
from db.tables.plain import MONITORING_ANSWER
from tests.desk import Desk, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


def kept(desk: Desk) -> dict[str, dict[str, int]]:
    """What was answered this month."""
    with desk.store.reading() as connection:
        found = connection.execute(select(MONITORING_ANSWER.c.question, MONITORING_ANSWER.c.answer)).all()
    return {question: {answer: 1} for question, answer in found}


async def opened(here: AtTheDesk) -> None:
    """Open a case and the page over it, by name."""
    await here.press("enter", ":")
    await here.pastes("monitoring")
    await here.press("down", "enter")
    here.shows("Voluntary: nothing is required", "without a name.", "local example", "▸Ethnic group", "Religion")


async def test_the_answers_are_kept_apart(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada"))
    before = desk.case(reference)
    async with at_the_desk(desk) as here:
        await opened(here)
        await here.press("p", "down", "down", "right", "ctrl+s")
        here.shows(PROMISE)
    assert kept(desk) == {"ethnicity": {"prefer not to say": 1}, "age": {"under 18": 1}}
    assert desk.case(reference) == before


async def test_esc_keeps_nothing_of_it(desk: Desk) -> None:
    desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await opened(here)
        before = desk.store.latest_event()
        await here.press("p", "down", "right")
        await here.beat()
        await here.press("escape")
        here.hides("Voluntary", "Kept")
        assert desk.store.latest_event() == before
    assert kept(desk) == {}


async def test_nothing_answered_is_said(desk: Desk) -> None:
    desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await opened(here)
        await here.press("ctrl+s")
        here.shows("✗ Nothing is answered, so nothing was kept.")


async def test_every_question_is_in_sight_at_the_smallest_terminal(desk: Desk) -> None:
    desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk, size=(60, 15)) as here:
        await opened(here)
        for label in ("Ethnic group", "Disability", "Age", "Sex", "Orientation", "Religion"):
            here.shows(f"▸{label}")
            await here.press("down")


async def test_it_is_asked_from_a_persons_page_which_stays_as_it_was(desk: Desk) -> None:
    desk.logs(enquiry(name="Ada"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "P")
        await here.types("Ms Okafor")
        await here.press("f6", "p", "ctrl+s")
        here.shows(PROMISE, "Ms Okafor", "About Ada")
        await here.press("f6", "escape", "escape")
        here.shows("Kept of Ada: addressed as.")
    assert kept(desk) == {"ethnicity": {"prefer not to say": 1}}
