"""What can be learned from a case, and the survey, on the case screen: K and Q."""

from datetime import date

from sqlalchemy import Connection, select

from casework.visible_text import visible
from db.queries.learning import learning_of_case
from db.queries.survey import answers_of_case
from db.tables.plain import DRAFT
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.hosts import WORST


async def test_a_point_is_noted_kept_as_a_draft_undone_and_taken_back(desk: Desk) -> None:
    text = " ".join(WORST)
    reference = desk.logs(complaint(name="Ada Okafor"))
    desk.closes(reference, "signposted")
    async with at_the_desk(desk) as here:
        await here.press("/", *"status:any", "enter", "enter", "K")
        here.shows("what is it about?", "mental health", "our service")
        await here.types("tas")
        await here.press("enter")
        here.shows(f"Learned from {reference}", "Taser: what can be learned?")
        await here.pastes(text)
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept here: K shows it again.")
        await here.press("K")
        await here.types("priv")
        await here.press("enter", "ctrl+s")
        here.shows("Learning point noted: privacy.", "learning point, by", "Theme: privacy", visible(text)[:12])
        await here.press("K")
        here.shows("a new learning point", "privacy: ")
        await here.press("down", "enter", "enter")
        here.shows("what is it about?", "our service, local example")
        await here.press("enter", "end")
        await here.types(" more")
        await here.press("ctrl+s")
        here.shows("Learning point changed: privacy.", "learning point (taken back)")
        await here.press("K", "down", "enter", "enter", "enter", "x", "escape")
        here.shows("What you typed is kept here: K shows it again.")
        await here.press("K", "down", "enter", "down", "enter")
        here.shows("Learning point taken back: privacy.", "learning point (taken back)")
        await here.press("u")
        here.shows(f"Undone: {reference} learning point taken back.")
    with desk.store.reading() as connection:
        (point,) = learning_of_case(connection, desk.case(reference).id)
        assert drafts_of_all(connection) == []
    assert (point.theme, point.text) == ("privacy", f"{text} more")


async def test_answers_are_chosen_kept_as_a_draft_and_taken_back(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "Q")
        here.shows("wording: local example", "Were you treated fairly?", "(f)ully  (m)ostly", "no (v)iew")
        await here.press("ctrl+s")
        here.shows("✗ Nothing is answered yet.")
        await here.press("m", "down", "n")
        here.shows("[● mostly]", "[● not at all]", "Did we listen to what you told us?")
        await here.press(*["down"] * 5)
        await here.types("+9d")
        await here.press("down")
        here.shows("✗ Sun 28 Dec 2025 has not come yet.")
        await here.pastes("kind [/] people")
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept here: Q shows it again.")
        await here.press("Q")
        here.shows("[● mostly]", "+9d", "kind [/] people")
        await here.press("ctrl+s", *["backspace"] * 3)
        await here.types("thu")
        await here.press("ctrl+s")
        here.shows("Survey answer kept. The timeline says that they answered, not what.", "survey answered, by")
        here.hides("kind [/] people")
    with desk.store.reading() as connection:
        (kept,) = answers_of_case(connection, desk.case(reference).id)
    assert (kept.answers, kept.comment) == ({"fairly": "mostly", "listened": "not at all"}, "kind [/] people")
    assert str(kept.answered_on) == "2025-12-18"
    async with at_the_desk(desk) as here:
        await here.press("enter", "Q")
        here.shows("They answered on Thu 18 Dec 2025", "Treated fairly: mostly", "Listened to: not at all", "kind [/] people")
        await here.press("down", "enter")
        here.shows("[● mostly]", "2025-12-18")
        await here.press("f", "ctrl+s")
        here.shows("Survey answer kept.")
        await here.press("Q")
        here.shows("Treated fairly: fully")
        await here.press("down", "down", "enter")
        here.shows("Survey answer taken back. Q enters another.", "survey answered (taken back)")
        await here.press("Q")
        here.hides("[● mostly]")


async def test_whoever_opted_out_is_not_asked_and_what_is_typed_survives_the_app(desk: Desk) -> None:
    out = desk.logs(enquiry(name="Bo", person_details={"surveys": "no"}))
    other = desk.logs(complaint(name="Ada"))
    async with at_the_desk(desk) as here:
        await opens(here, out)
        await here.press("Q")
        here.shows("They asked not to be surveyed, so no answer is kept. P changes that.")
        await here.press("escape")
        await opens(here, other)
        await here.press("Q", "p", "ctrl+q")
    async with at_the_desk(desk) as again:
        await opens(again, other)
        await again.press("Q")
        again.shows("[● partly]")
        await again.press("escape")
        desk.as_("supervisor", "tom").hears(other, "so\n" * 9 + "kind", date(2025, 12, 18), listened="fully")
        await again.press("Q")
        again.shows("Listened to: fully")
        again.hides("kind")
        await again.press("pagedown")
        again.shows("kind")
        await again.press("down", "enter")
        again.shows("[● fully]", "2025-12-18", "Typed before this was kept: a draft still.")
        again.hides("[● partly]")
        await again.press("n", "escape")
        again.shows("What you typed is kept here: Q shows it again.")
        await again.press("Q", "down", "enter")
        again.shows("[● not at all]", "[● fully]")
    with desk.store.reading() as connection:
        (kept,) = answers_of_case(connection, desk.case(other).id)
        assert len(drafts_of_all(connection)) == 2
    assert kept.answers == {"listened": "fully"}


def drafts_of_all(connection: Connection) -> list[str]:
    """The names of all drafts."""
    return list(connection.execute(select(DRAFT.c.form)).scalars())


async def opens(here: AtTheDesk, reference: str) -> None:
    """Open a case by its reference."""
    await here.press(":")
    await here.pastes(reference)
    await here.press("enter")
    await here.beat()
