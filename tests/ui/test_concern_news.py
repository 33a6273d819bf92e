"""Supervisors are told of a concern within a second, find it on top of their list, and it is seen once they open it."""

from dataclasses import replace

from db.errors import StoreUnavailable
from db.queries.concerns import unseen_now
from iopc_tui.app import IopcApp
from iopc_tui.bound_desk import bound_desk
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.driver import settle


def unseen(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return unseen_now(connection).number


async def test_a_concern_is_told_as_it_is_raised_and_counted_until_it_is_seen(desk: Desk) -> None:
    agent = desk.as_("agent", "tom")
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk.as_("supervisor")) as here:
        here.hides("⚑")
        agent.raises("safeguarding", reference, where="the bridge")
        await here.beat()
        here.shows("⚑ 1 concern", f"⚑ Safeguarding raised by Tom Jones, 10:00: {reference}.")
        assert "⚑  Ada Okafor" in here.line("Okafor")
        await here.press("!")
        here.shows("Concerns, then alerts", f"! ⚑ {reference}  Safeguarding  Ada Okafor", "Tom Jones, 10:00")
        await here.press("escape")
        assert unseen(desk) == 1
        await here.press("!", "enter")
        await here.beat()
        here.shows(f"> {reference}", "by Tom Jones; seen 10:00 by", "Where: the bridge")
        here.hides("⚑ 1 concern")
    assert unseen(desk) == 0


async def test_one_with_no_case_is_shown_in_its_words_and_seen(desk: Desk) -> None:
    desk.as_("agent", "tom").raises("referral", type="serious-assault", what="see [/] [@click=app.quit]x[/]")
    async with at_the_desk(desk) as here:
        here.shows("⚑ 1 concern", "1 concern not seen yet: press ! to look.")
        await here.press("!")
        here.shows("! ⚑ no case  Referral type: serious assault")
        await here.press("enter")
        here.shows(
            "Alleged: serious assault", "Why: see [/] [@click=app.quit]x[/]", "Raised Fri 19 Dec 10:00 by Tom Jones: no case"
        )
        await here.press("enter")
        here.hides("Alleged")
        await here.press("!")
        here.shows("No alert in the last seven days.")


async def test_concerns_stand_above_the_alerts(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.at("Wed 7 Jan 2026 17:01").as_("agent", "tom").raises("safeguarding", where="Leeds")
    async with at_the_desk(desk) as here:
        here.shows("1 concern and 1 alert not seen yet: press ! to look.", "⚑ 1 concern  ! 1 new")
        await here.press("!")
        lines = here.screen.splitlines()
        places = [
            next(place for place, line in enumerate(lines) if words in line) for words in ("Safeguarding", reference + "  Ans")
        ]
        assert places == sorted(places)
        await here.press("down", "enter")
        here.shows(f"{reference}  Enquiry  open")
    assert unseen(desk) == 1


async def test_several_at_once_are_told_by_the_newest(desk: Desk) -> None:
    agent = desk.as_("agent", "tom")
    async with at_the_desk(desk) as here:
        agent.raises("safeguarding", where="a")
        agent.raises("unacceptable", what="b")
        await here.beat()
        here.shows("⚑ 2 concerns", "⚑ Unacceptable contact raised by Tom Jones, 10:00: no case; 1 more.")


async def test_agents_are_told_of_none_and_see_none_in_their_list(desk: Desk) -> None:
    async with at_the_desk(desk.as_("agent", "priya")) as here:
        desk.as_("agent", "tom").raises("safeguarding", where="the bridge")
        await here.beat()
        here.hides("⚑")
        await here.press("!")
        here.shows("No alert in the last seven days.")


async def test_nobody_is_told_what_they_raised_themselves_but_it_is_counted(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f2", "tab", "x", "escape")
        await here.beat()
        here.shows("⚑ 1 concern", "Logged: a supervisor is told.")
        here.hides("raised by")


async def test_the_bell_rings_for_those_who_asked_for_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        rung: list[object] = []
        here.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        agent = desk.as_("agent", "tom")
        await here.press("f11")
        here.app.screen.query_one("MessageLine").clear()  # type: ignore[attr-defined]
        agent.raises("safeguarding", where="x")
        await here.beat()
        assert len(rung) == 1


async def test_what_came_while_a_question_was_open_is_told_after_it(desk: Desk) -> None:
    agent = desk.as_("agent", "tom")
    desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("a")
        agent.raises("safeguarding", where="x")
        await here.beat()
        here.hides("raised by")
        await here.press("escape")
        await here.beat()
        here.shows("⚑ Safeguarding raised by Tom Jones")


async def test_a_store_that_is_busy_at_the_start_does_not_stop_the_app(desk: Desk) -> None:
    bound = bound_desk(desk.store, desk.staff, desk.time)
    busy = [True]

    def own_settings() -> dict[str, str]:
        raise StoreUnavailable("The store is held by another program.")

    def latest_event() -> int:
        if busy[0]:
            raise StoreUnavailable("The store is held by another program.")
        return bound.read.latest_event()

    read = replace(bound.read, own_settings=own_settings, latest_event=latest_event)
    app = IopcApp(replace(bound, read=read))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        here = AtTheDesk(app, pilot)
        await here.beat()
        here.shows("The store is held by another program.", "Queues")
        busy[0] = False
        await here.beat()
        here.shows("▲ 0 overdue")
    assert app._exception is None
