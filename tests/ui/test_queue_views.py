"""The views of the queue: a list of them beside it with live counts, made and removed there; and filters kept over restarts."""

from db.actions.saved_views import SaveView, save_view
from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import AtTheDesk, at_the_desk


def saved(desk: Desk, name: str, typed: str, sort: str = "", *, shared: bool = False) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        save_view(writing, SaveView(name, typed, sort, shared))


def view(here: AtTheDesk, name: str) -> str:
    """The row of a view in the side list."""
    rows = [line.split("▕")[0].rstrip() for line in here.screen.splitlines() if "▕" in line]
    found = [row for row in rows if row[1:].lstrip("▲◆ ").startswith(name)]
    assert found, here.screen
    return found[0]


async def test_the_views_stand_beside_the_queue_with_their_counts_as_they_are_now(desk: Desk) -> None:
    mine = desk.logs(complaint(name="Ada Okafor"))
    desk.gives(mine, desk.staff)
    desk.logs(enquiry(name="Dai Evans"))
    saved(desk, "Reviews", "kind:review", shared=True)
    async with at_the_desk(desk, (120, 40)) as here:
        await here.press("2")
        assert view(here, "All open").split() == ["▸", "All", "open", "2"]
        assert [view(here, name).split()[-1] for name in ("Mine", "Unallocated", "Breached", "Reviews")] == ["1", "1", "0", "0"]
        desk.as_("agent").logs(review(name="Jo Smith"))
        await here.beat()
        assert [view(here, name).split()[-1] for name in ("All open", "Unallocated", "Reviews")] == ["3", "2", "1"]
        desk.at("Wed 24 Dec 2025 09:00")
        await here.beat()
        assert view(here, "Due today").split() == ["◆", "Due", "today", "1"]
        desk.at("Wed 24 Dec 2025 17:00:00.000001")
        await here.beat()
        assert view(here, "Breached").split() == ["▲", "Breached", "1"]
        assert view(here, "Due today").split() == ["Due", "today", "0"]
        await here.press("v", *"jjjj", "enter")
        here.shows("Queues > Breached", "/ due:overdue", "1 of 3", mine)
        assert view(here, "Breached").startswith("▸▲")
        await here.press("escape", "/")
        await here.types("kind:rev")
        await here.press("enter")
        here.shows("Queues > Reviews")
        assert view(here, "Reviews").startswith("▸")


async def test_at_80_columns_the_views_are_there_while_they_are_looked_at(desk: Desk) -> None:
    desk.logs(complaint(name="Ada Okafor"))
    latest = desk.logs(review(name="Jo Smith"))
    saved(desk, "Latest first", "!evans", "-received")
    async with at_the_desk(desk) as here:
        await here.press("2")
        here.hides("Unallocated")
        await here.press("v")
        here.shows("Unallocated", "My own")
        await here.press("escape")
        here.hides("Unallocated")
        await here.press("v", "G", "enter")
        here.hides("Unallocated")
        here.shows("/ !evans", "2 of 2", latest)
        assert "Latest first" in here.screen.splitlines()[0]


async def test_what_is_shown_is_kept_as_a_view_then_changed_and_removed(desk: Desk) -> None:
    desk.logs(complaint(name="Ada Okafor"))
    lead = desk.as_("team-lead", "lena")
    saved(lead, "Taken", "kind:review", shared=True)
    async with at_the_desk(lead) as here:
        await here.press("2", "/")
        await here.types("kind:compl")
        await here.press("enter", "V")
        here.shows("Save this as a view", "kind:compl", "mine alone")
        await here.types("due TODAY")
        await here.press("enter")
        here.shows("There is a view 'due TODAY' for everybody already", "kind:compl")
        await here.press("ctrl+u")
        await here.types("Complaints")
        await here.press("enter")
        here.shows("'Complaints' is kept", "Complaints")
        await here.press("v", "e", "ctrl+u")
        await here.types("All of them")
        await here.press("tab", "tab", "tab", "e", "ctrl+s")
        here.shows("'All of them' is changed.", "Shared")
        await here.press("delete")
        here.shows("Remove the view 'All of them'?", "remove it for everybody")
        await here.press("enter")
        here.shows("'All of them' is removed. It showed: kind:compl")
        await here.press("g", "e")
        here.shows("'All open' is always there and as it is.")
    async with at_the_desk(desk.as_("agent", "priya")) as here:
        await here.press("2", "v", "G", "delete")
        here.shows("Your role does not allow you to share views with everybody. Ask a team lead.")


async def test_a_name_that_was_refused_is_put_right_and_enter_saves_from_every_row(desk: Desk) -> None:
    desk.logs(review())
    async with at_the_desk(desk) as here:
        await here.press("2", "V")
        await here.types("Mine")
        await here.press("enter")
        here.shows("There is a view 'Mine'")
        await here.types("d")
        await here.press("tab")
        here.hides("There is a view 'Mine'")
        await here.press("tab", "tab", "e", "enter")
        here.shows("'Mined' is kept: v shows the views.")
        await here.press("v")
        here.shows("Shared", "Mined")


async def test_a_filter_is_completed_with_the_records_names_and_recalled_after_a_restart(desk: Desk) -> None:
    priya = desk.as_("agent", "priya").staff
    reference = desk.logs(complaint(name="Ada Okafor"))
    desk.gives(reference, priya)
    desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        await here.press("2", "/")
        await here.types("owner:pri")
        here.shows("▸ priya-jones", "Priya Jones")
        await here.press("tab")
        here.shows("/ owner:priya-jones", "1 of 2", reference)
        await here.press("escape", "escape", "escape")
    async with at_the_desk(desk) as here:
        await here.press("2", "/", "up")
        here.shows("/ owner:priya-jones", "1 of 2")
        await here.types(" owner:zz")
        here.shows("Nobody on the staff list is called 'zz'")
