"""What a case shows at once, its timeline to move in and to search, the next step by one key, closing late, and copies of it."""

from pathlib import Path

import pytest

from casework.late_reasons import Late
from db.queries.late_reasons import late_reasons_of_case
from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import at_the_desk
from tests.ui.hosts import WORST

NEEDS = {"adjustments": "lp, more time", "language": "w", "contact-plan": "Calls on Tuesdays only"}


async def test_everything_that_is_needed_at_once_is_on_80_by_24(desk: Desk) -> None:
    reference = desk.logs(
        complaint(
            name="Okafor, Ada",
            phone="07700 900123",
            subject="hit while handcuffed",
            note="They broke his arm [/b]",
            force="gwent",
            force_reference="CO/1",
            person_details=NEEDS,
        )
    )
    desk.raises("referral", reference, type="serious-assault", what="his arm")
    desk.acknowledges(reference)
    desk.pauses(reference, "person", "her letter")
    desk.adds_task(reference, "ring Gwent", "Mon 22 Dec 2025 12:00")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        here.shows(f"{reference}  Complaint  open, no owner", "⚑ ", "! Contact plan: Calls on Tuesdays only")
        here.shows("▸ Needs large print; more time", "▸ Speaks Welsh", "Okafor, Ada  07700 900123", "hit while handcuffed")
        here.shows("Waiting for the person: her letter", "‖ paused", "Send on by", "Task by Mon 22 Dec, 12:00  ring Gwent")
        here.shows("Next  f  ", "timeline:")
        assert len([line for line in here.screen.splitlines() if "by Adaeze Okoro" in line]) >= 1


async def test_a_timeline_is_moved_in_searched_and_read_in_full(desk: Desk) -> None:
    reference = desk.logs(complaint(note="She said " + "and so on " * 200 + "the very end"))
    desk.notes(reference, f"first [/] {WORST[0]}")
    desk.notes(reference, "second =1+1")
    desk.at("Wed 31 Dec 2025 10:00")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        here.shows("timeline: 5", "▲ overdue: Acknowledge by Wed 24 Dec 2025, 17:00", "enter: all")
        await here.press("G", "enter")
        here.shows("contact by phone")
        await here.press("end")
        here.shows("the very end")
        await here.press("escape", "/")
        await here.types("kind:note second")
        here.shows("timeline: 1 of 5", "second =1+1")
        here.hides("first [/]")
        await here.press("enter", "escape")
        here.shows("timeline: 5")
        await here.press("v")
        await here.types("alerts")
        await here.press("enter")
        here.shows("timeline: 2 of 5", "overdue: Send on by")
        await here.press("/", "ctrl+k")
        await here.press("home", "ctrl+k")
        await here.types("kind:fax")
        here.shows("kind:fax is not one of call, email")
        await here.press("enter", "escape", "i")
        here.shows("About", "Clocks", "Send a complaint")
        await here.press("escape", "escape")
        here.shows("1 of 1")


async def test_a_wide_terminal_shows_everything_beside_the_timeline(desk: Desk) -> None:
    reference = desk.logs(review(note="the whole of what was said"))
    async with at_the_desk(desk, size=(140, 40)) as here:
        await here.press("enter")
        here.shows("Acknowledge a review", "5 working days, local")
        assert here.screen.count("the whole of what was said") == 2
        desk.notes(reference, "by somebody else")
        await here.beat()
        here.shows("timeline: 2")
        await here.press("k")
        assert here.screen.count("by somebody else") == 2


async def test_the_next_thing_is_one_key_until_the_case_is_closed_and_late_asks_why(desk: Desk) -> None:
    reference = desk.logs(complaint())
    desk.at("Wed 14 Jan 2026 10:00")
    async with at_the_desk(desk) as here:
        await here.press("enter")
        here.shows("Next  f  acknowledged    Acknowledge by Wed 24 Dec, 17:00")
        await here.press("f")
        here.shows(f"{reference}: acknowledged. Clock missed.", "Next  f  sent to the appropriate authority")
        await here.press("x", "enter")
        here.shows("Late: Send on by. Why?", "waiting for the force or body", "in your own words")
        await here.types("own")
        await here.press("enter")
        await here.types("the file [/] was lost")
        await here.press("ctrl+s", "ctrl+s")
        here.shows(f"{reference} closed: sent to the appropriate authority.")
        await here.press("f")
        here.shows(f"{reference} is closed. O reopens it.")
    with desk.store.reading() as connection:
        assert list(late_reasons_of_case(connection, desk.case(reference).id).values()) == [
            Late("in our own words", "the file [/] was lost")
        ]


async def test_an_administrator_keeps_the_reasons_for_lateness(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("7", "shift+tab", "tab", "tab", "tab", "tab")
        here.shows("overlooked", "Local example: offered when a case is closed late")
        await here.press("+")
        await here.types("the flood [/]")
        await here.press("enter")
        here.shows("Added: the flood [/].")
        await here.press("g", "u")
        here.shows("waiting for the force or body is no longer offered.")
        here.hides("▸  waiting for the force or body")


async def test_a_case_is_copied_and_written_to_files(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = tmp_path / "papers"
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(papers))
    reference = desk.logs(enquiry(name="Dai [/b] Evans", phone="07700 900456"))
    async with at_the_desk(desk) as here:
        for typed, copied in (
            (reference, reference),
            ("next", f"{reference}: Answer by 17:00 on Wednesday 7 January 2026."),
            ("phone", "07700 900456"),
        ):
            await here.press(*(["enter"] if "timeline" not in here.screen else []), "y")
            await here.types(typed)
            await here.press("enter")
            assert here.app.clipboard == copied
            here.shows("sent to the clipboard")
        for kind in ("web", "json", "text file"):
            await here.press("y")
            await here.types(kind)
            await here.press("enter")
            here.shows("Written to")
        papers.rename(tmp_path / "moved")
        papers.write_text("a file where the folder was")
        await here.press("y")
        await here.types("json")
        await here.press("enter")
        here.shows("✗ The folder", "File exists.", f"> {reference}")
    papers = tmp_path / "moved"
    assert {path.name for path in papers.iterdir()} == {f"{reference}.{ending}" for ending in ("html", "json", "txt")}
    assert {path.stat().st_mode & 0o777 for path in papers.iterdir()} == {0o600}
    assert "Dai [/b] Evans" in (papers / f"{reference}.html").read_text()


async def test_undoing_what_was_done_on_another_case_is_asked_about_first(desk: Desk) -> None:
    first, second = desk.logs(enquiry(subject="one")), desk.logs(enquiry(subject="two"))
    desk.notes(first, "on the first")
    async with at_the_desk(desk) as here:
        await here.press("j", "enter", "u")
        here.shows(f"Queues > {second}", "What you did last is of another case", "undo:", first)
        await here.press("down", "enter")
        assert not desk.case(first).timeline[0].withdrawn
        await here.press("u", "enter")
        here.shows("Undone:")
    assert [entry.withdrawn for entry in desk.case(first).timeline if entry.kind == "note"] == [True]


async def test_a_call_back_with_a_moment_of_its_own_has_one_date_on_the_case(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.promises(reference, by="Wed 24 Dec 2025 10:00")
    async with at_the_desk(desk) as here:
        await here.press("escape", ":")
        await here.types(reference)
        await here.press("enter")
        here.shows("Call back by Wed 24 Dec, 10:00 (standard: Mon 22 Dec, 17:00)")
        here.shows("Next  f  call-back made    Call back by Wed 24")
        here.hides("Ring back")
        await here.press("y")
        await here.types("next")
        await here.press("enter")
        assert here.app.clipboard == f"{reference}: Call back by 10:00 on Wednesday 24 December 2025."
        await here.press("x")
        here.shows(f"A call-back is promised on {reference} by Wed 24 Dec, 10:00. c makes it or", "takes it back.")
