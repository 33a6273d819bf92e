"""Two people at one case: each sees the other, no save overwrites, both versions are shown, and nothing of either is lost."""

from casework.side_by_side import BETWEEN_LINES
from screens.case_edit import CaseEdit
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.driver import settle


async def edits(here: AtTheDesk, kind: str = "") -> None:
    """Change the latest line of a kind, or what is recorded of the case, by way of no line under the cursor."""
    screen = here.app.screen
    assert isinstance(screen, CaseEdit)
    if kind:
        screen.edit_entry(next(it for it in screen.case.timeline if it.kind == kind))
    else:
        screen.edit_fields()
    await settle(here.pilot)


async def test_what_only_one_changed_is_merged_and_what_both_did_is_shown_side_by_side(desk: Desk) -> None:
    ref = desk.logs(complaint(subject="custody", details={"place": "cell"}))
    priya = desk.as_("agent", "priya")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press("end")
        await here.types(", night")
        await here.press("tab", "tab", "tab", "e")
        priya.changes(ref, subject="custody suite", place="van", channel="post", officers="PC 12")
        await here.press("ctrl+s")
        here.shows("About was changed by you and by somebody else (1 of 2). It was:", "custody", "Yours, not saved yet")
        here.shows("Priya Jones, 10:00", "custody, night", "custody suite", "m keep mine  t keep theirs  b take both   esc back")
        await here.press("b")
        here.shows("Arrived by was changed", "(2 of 2)")
        await here.press("b")
        here.shows("Only one of the two can stand here: m keeps yours, t keeps theirs.")
        await here.press("escape")
        here.shows("▸About", "custody, night", "in the record by now: custody suite", "in the record by now: post")
        assert (desk.case(ref).subject, desk.case(ref).channel) == ("custody suite", "post")
        await here.press("ctrl+s", "b", "m")
        here.shows("Changed: about and arrived by.")
    case = desk.case(ref)
    assert (case.subject, case.channel) == ("custody suite / custody, night", "email")
    assert (case.details["place"], case.details["officers"]) == ("van", "PC 12")


async def test_fields_of_ones_own_are_merged_without_asking_and_a_draft_of_another_day_overwrites_nobody(desk: Desk) -> None:
    ref = desk.logs(enquiry(subject="custody"))
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        await here.press("end")
        await here.types(", night")
        desk.changes(ref, force_reference="CO/1/25")
        await here.press("ctrl+s")
        here.shows("Changed: about.")
        await edits(here)
        await here.press("end")
        await here.types("!")
        await here.press("escape")
    desk.changes(ref, subject="theirs")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here)
        here.shows("custody, night!", "in the record by now: theirs")
        await here.press("ctrl+s")
        here.shows("It was:", "custody, night!", "theirs")
        await here.press("t")
        here.shows("Nothing changed: the record says that already.")
    assert (desk.case(ref).subject, desk.case(ref).force_reference) == ("theirs", "CO/1/25")


async def test_two_versions_of_a_line_are_both_kept(desk: Desk) -> None:
    ref = desk.logs(enquiry())
    desk.notes(ref, "They rang.")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        await edits(here, "note")
        await here.types(" Line one.\nLine two of mine.")
        desk.rewrites(ref, "They rang twice.\nAnd wrote.")
        await here.press("ctrl+s")
        here.shows("'note' was changed by you", "Line two of mine.", "And wrote.", "Adaeze Okoro, 10:00")
        await here.press("escape")
        here.shows("Line two of mine.", "both are shown when you save")
        await here.press("ctrl+s", "b")
        here.shows("Changed. The words before are kept.")
    note = desk.case(ref).timeline[0]
    assert note.text == f"They rang twice.\nAnd wrote.{BETWEEN_LINES}They rang. Line one.\nLine two of mine."
    assert [it.text for it in note.former] == ["They rang twice.\nAnd wrote.", "They rang."]


async def test_what_changed_while_one_was_asked_is_shown_before_it_is_done_all_the_same(desk: Desk) -> None:
    ref = desk.logs(complaint())
    priya = desk.as_("agent", "priya")
    async with at_the_desk(desk) as here:
        await here.press("enter", "p", "enter")
        await here.types("Gwent, PC Hughes")
        priya.acknowledges(ref)
        priya.notes(ref, "rang them")
        await here.beat()
        await here.press("enter")
        here.shows(f"{ref} was changed by somebody else meanwhile. Yours is not saved", "Priya Jones: acknowledged, 10:00")
        here.shows("Priya Jones: note, 10:00", "rang them", "enter do yours all the same   esc leave it")
        await here.press("escape")
        here.shows("Nothing was saved. What you typed is kept: p shows it again.")
        assert desk.case(ref).waits == ()
        await here.press("p", "enter")
        here.shows("Gwent, PC Hughes")
        priya.updates(ref)
        await here.press("enter", "enter")
        here.shows("Waiting for the force or body:")
        assert desk.case(ref).waits[0].awaited == "Gwent, PC Hughes"
        await here.press("N")
        await here.types("no answer")
        desk.closes(ref)
        await here.press("ctrl+s")
        here.shows(f"{ref} was closed by somebody else meanwhile.", "closed: withdrawn")
        await here.press("enter")
        here.shows(f"{ref} is closed. Reopen it", "N shows it again.")


async def test_each_sees_who_else_has_the_case_open(desk: Desk) -> None:
    desk.logs(enquiry())
    priya = desk.as_("team-lead", "priya")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        here.hides("Also open")
        async with at_the_desk(priya) as there:
            await there.press("2", "enter")
            there.shows("Also open: Adaeze Okoro, since 10:00")
            event = desk.store.latest_event()
            desk.at("Fri 19 Dec 2025 10:00:19")
            await here.beat()
            here.hides("Also open")
            desk.at("Fri 19 Dec 2025 10:00:20")
            await here.beat()
            here.shows("Also open: Priya Jones, since 10:00")
            await there.press("escape")
            desk.at("Fri 19 Dec 2025 10:00:40")
            await here.beat()
            here.hides("Also open")
            await there.press("enter", "5")
            desk.at("Fri 19 Dec 2025 10:01")
            await here.beat()
            here.hides("Also open")
            async with at_the_desk(desk) as elsewhere:
                await elsewhere.press("enter")
                elsewhere.shows("Also open: you, in another terminal, since 10:00")
                await elsewhere.press("ctrl+q")
            desk.at("Fri 19 Dec 2025 10:01:20")
            await here.beat()
            here.hides("Also open")
        assert desk.store.latest_event() == event, "the audit trail does not grow by looking at a case"
