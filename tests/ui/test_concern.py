"""F2 from anywhere: what to ask and do, and what was done; it logs itself, and nothing typed in it is lost."""

from dataclasses import replace

import pytest

from casework.raised_concerns import Concern
from db.queries.concerns import unseen_concerns
from db.queries.drafts import drafts_of
from db.store import Store
from screens.case import CaseScreen
from screens.concern import ConcernBox
from screens.desk import Desk as Bound
from screens.queues import QueuesScreen
from tests.desk import Desk, complaint
from tests.ui.at_the_desk import AtTheDesk, at_the_desk

HOSTILE = "see [/] [@click=app.quit]x[/]"
SIZES = [(60, 15), (80, 24), (140, 40)]


def raised(desk: Desk) -> list[Concern]:
    """The concerns in the record, newest first."""
    with desk.store.reading() as connection:
        return unseen_concerns(connection)


def drafts(store: Store, staff_id: int) -> list[dict[str, str]]:
    """What is kept of boxes that are open."""
    with store.reading() as connection:
        return [draft.fields for draft in drafts_of(connection, staff_id, "concern")]


def box(here: AtTheDesk) -> ConcernBox:
    assert isinstance(here.app.screen, ConcernBox)
    return here.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_to_ask_and_do_is_whole_at_every_size(desk: Desk, size: tuple[int, int]) -> None:
    async with at_the_desk(desk, size) as here:
        await here.press("f2")
        here.shows("[● Safeguarding]", "(R)eferral", "(U)nacceptable", "esc or ctrl+s log it")
        here.shows("1 ASK WHERE", "2 ASK WHO", "3 CALL 999 NOW: we are not an emergency service", "4 STAY ON THE LINE", "Where")
        await here.press("r")
        here.shows("[● Referral]", "4 GIVE NO DATE", "(d)eath or serious injury")
        here.hides("CALL 999")
        await here.press("u", "tab", "tab")
        here.shows("1 FORCEFUL IS NOT UNACCEPTABLE", "THEN END IT", "was it considered?")


async def test_every_field_fits_at_80_by_24(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2")
        here.shows("Where", "Who", "Phone", "Said", "999 called", "Police log", "Also done", "Told")
        await here.press("r")
        here.shows("(s)erious sexual offence", "position for a sexual purpose", "(b)y discrimination", "Why")
        await here.press("u")
        here.shows("Said, done", "Disability", "Offered", "Warned", "Call ended")


async def test_it_logs_itself_by_itself_when_no_case_is_in_sight(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab")
        await here.types("Leeds station")
        await here.press("escape")
        here.shows("Logged: a supervisor is told. It stands by itself.")
    (concern,) = raised(desk)
    assert (concern.kind, concern.content, concern.case_id) == ("safeguarding", {"where": "Leeds station"}, None)
    assert drafts(desk.store, desk.staff.id) == []


@pytest.mark.parametrize("keys", [("escape",), ("r", "escape"), ("ctrl+s",), ("tab", "x", "backspace", "escape")])
async def test_with_nothing_written_nothing_is_logged_and_it_says_so(desk: Desk, keys: tuple[str, ...]) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", *keys)
        here.shows("Nothing was written, so nothing was logged.")
    assert raised(desk) == []


async def test_over_a_case_it_goes_on_that_case_and_its_heading_says_so(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "f2", "u", "tab")
        here.shows("logged on this case")
        await here.types(HOSTILE)
        await here.press("tab", "n", "tab", "tab", "y")
        await here.press("ctrl+s")
        here.shows(f"On {reference}.", "⚑ Unacceptable contact, raised Fri 19 Dec 10:00 by Adaeze Okoro; not seen")
        here.shows(f"Said, done: {HOSTILE}", "Disability (was it considered): no", "Warned: yes, at 10:00")
        await here.press("escape")
        assert "⚑  Ada Okafor" in here.line(reference)


async def test_over_a_form_it_goes_on_the_contact_being_logged(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "tab", "tab", "tab")
        await here.types("Ada Okafor")
        await here.press("f2", "tab")
        await here.types("the bridge")
        await here.press("escape")
        here.shows("It goes on the contact you are logging.", "Ada Okafor")
        await here.types("!")
        here.shows("Ada Okafor!")
        await here.press("tab", "tab", "tab", "tab", "tab")
        await here.types("custody")
        await here.press("ctrl+s")
        here.shows("Logged E25-000001")
        assert "⚑  Ada Okafor!" in here.line("E25-000001")
    (concern,) = raised(desk)
    assert concern.reference == desk.queue()[0]
    assert desk.case(concern.reference).timeline[-1].kind == "contact"


async def test_the_time_of_999_is_now_unless_another_is_typed(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab", "tab", "tab", "tab", "tab", "y")
        assert "10:00" in here.line("999 called")
        await here.press("n")
        assert "10:00" not in here.line("999 called")
        await here.press("y", "tab", "end", "backspace", "5", "escape")
    assert raised(desk)[0].content == {"called-999": "yes", "called-999-at": "10:05"}


async def test_all_that_was_written_is_logged_whatever_kind_it_was_written_under(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab")
        await here.types("the bridge")
        await here.press("shift+tab", "r")
        here.shows("→ also logged, as written: safeguarding")
        await here.press("tab", "s", "tab")
        await here.types("in a cell")
        await here.press("escape")
    assert {(it.kind, tuple(it.content.items())) for it in raised(desk)} == {
        ("safeguarding", (("where", "the bridge"),)),
        ("referral", (("type", "serious-sexual-offence"), ("what", "in a cell"))),
    }


async def test_f2_again_logs_it_and_opens_another(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "f2", "tab")
        await here.types("first")
        await here.press("f2", "tab")
        here.hides("first")
        await here.types("second")
        await here.press("escape")
        here.shows("Logged: a supervisor is told.")
    assert [it.content["where"] for it in raised(desk)] == ["second", "first"]


# Over what lies over a screen


async def test_over_a_half_typed_note_it_comes_and_goes_and_the_note_is_as_it_was(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        await here.types("half a no")
        await here.press("f2", "tab")
        await here.types("the bridge")
        await here.press("escape")
        here.shows("half a no", f"Note on {reference}")
        await here.types("te")
        await here.press("ctrl+s")
        here.shows("Note kept.")
    assert {entry.text for entry in desk.case(reference).timeline} >= {"half a note", "Where: the bridge"}


@pytest.mark.parametrize("keys", ["a", "?", ":", "!", "f3"])
async def test_over_every_question_list_and_page(desk: Desk, keys: str) -> None:
    desk.logs(complaint("Wed 3 Dec 2025 10:00"))
    async with at_the_desk(desk) as here:
        await here.press(keys)
        before = here.app.screen
        await here.press("f2", "tab")
        await here.types("the bridge")
        await here.press("escape")
        assert here.app.screen is before
        await here.press("escape")
        assert isinstance(here.app.screen, QueuesScreen)
    assert raised(desk)[0].content == {"where": "the bridge"}


async def test_over_the_calculator_it_is_said_there_too(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f3", "f2", "tab", "x", "escape")
        here.shows("Logged: a supervisor is told. It stands by itself.")


async def test_the_calculator_opens_over_it_and_f2_says_where_it_is(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab", "x", "f3", "f2")
        here.shows("F2 is open beneath this: esc goes back to it.")
        await here.press("escape", "y", "escape")
    assert raised(desk)[0].content == {"where": "xy"}


# Losing nothing


async def test_what_is_typed_is_on_disk_within_a_second_and_a_kill_loses_none_of_it(desk: Desk) -> None:
    reference = desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "f2", "r", "tab", "a", "tab")
        await here.types(HOSTILE)
        await here.beat()
        (kept,) = drafts(desk.store, desk.staff.id)
        assert kept["referral what"] == HOSTILE
        here.app.screen_stack.clear()  # What a kill leaves: nothing is said to anybody.
        here.app._screen_stacks.clear()
        here.app.exit()
    assert raised(desk) == []
    async with at_the_desk(desk.at("Fri 19 Dec 2025 10:20")) as here:
        here.shows("⚑ F2: not logged yet", "What you wrote under F2 at 10:00 is not logged yet: F2 shows it.")
        await here.press("f2")
        here.shows("Written at 10:00 and not logged yet", HOSTILE, "[● Referral]", "● serious assault", "logged on this case")
        await here.press("escape")
        here.shows(f"Logged: a supervisor is told. On {reference}.")
        here.hides("not logged yet")
        await here.press("f2")
        here.hides(HOSTILE)
    (concern,) = raised(desk)
    assert (concern.reference, concern.content) == (reference, {"type": "serious-assault", "what": HOSTILE})
    assert drafts(desk.store, desk.staff.id) == []


async def test_leaving_the_app_logs_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab")
        await here.types("the bridge")
        await here.press("ctrl+q")
    assert raised(desk)[0].content == {"where": "the bridge"}
    assert drafts(desk.store, desk.staff.id) == []


@pytest.mark.parametrize(
    ("bad", "said"), [("a\x00b", "This holds a NUL character"), ("half \ud800", "This holds half of a character")]
)
async def test_what_can_not_be_kept_is_said_at_its_field_and_nothing_is_lost(desk: Desk, bad: str, said: str) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab")
        await here.pastes(bad)
        await here.beat()
        await here.press("shift+tab", "u", "escape")
        here.shows("[● Safeguarding]", f"✗ {said}")
        assert box(here).written.content == {"safeguarding": {"where": bad}}
        assert drafts(desk.store, desk.staff.id)[0]["safeguarding where"] == bad
        await here.press("ctrl+u")
        here.hides(said)
        await here.types("Leeds")
        await here.press("escape")
        here.shows("Logged: a supervisor is told.")
    assert raised(desk)[0].content == {"where": "Leeds"}


async def test_a_store_that_can_not_be_written_keeps_the_box_open(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab")
        await here.types("the bridge")
        broken = _without_writes(here.app.desk)
        whole, box(here).desk = box(here).desk, broken
        await here.press("escape")
        here.shows("Not logged yet. The store is busy. What you typed stays here: esc tries", "the bridge")
        box(here).desk = whole
        await here.press("escape")
        here.shows("Logged: a supervisor is told.")
    assert len(raised(desk)) == 1


def _without_writes(desk: Bound) -> Bound:
    from db.errors import StoreUnavailable

    def fails(*_given: object) -> list[int]:
        raise StoreUnavailable("The store is busy.")

    return replace(desk, do=replace(desk.do, raise_concerns=fails))


# What begins it


async def test_a_suggestion_is_where_it_begins_and_only_ctrl_s_flags_it_as_it_stands(desk: Desk) -> None:
    desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter")
        assert isinstance(here.app.screen, CaseScreen)
        for key, logged in (("escape", 0), ("ctrl+s", 1)):
            here.app.push_screen(ConcernBox(here.app.desk, kind="referral", type="serious-assault"))
            await here.pilot.pause()
            here.shows("[● Referral]", "[● serious assault]")
            await here.press(key)
            assert len(raised(desk)) == logged


async def test_help_and_the_palette_list_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("?")
        await here.types("safeguarding")
        here.shows("F2 ", "in danger, and log it")
        await here.press("escape", ":")
        await here.types("safeguarding")
        await here.press("enter")
        here.shows("1 ASK WHERE THEY ARE")
