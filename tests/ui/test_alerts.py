"""Alerts on the screen: one quiet line as they come, a mark until they are seen, a list that opens their cases."""

from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import at_the_desk


async def test_a_deadline_that_passes_is_told_with_nothing_pressed_and_marked_until_seen(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    desk.at("Wed 7 Jan 2026 16:59")
    async with at_the_desk(desk) as here:
        here.shows("! 1 new", "1 alert not seen yet: press ! to look.")
        desk.at("Wed 7 Jan 2026 17:01")
        await here.beat()
        here.shows(f"1 enquiry is overdue: {reference}.", "! 1 new", "▲ 1 overdue")
        await here.press("!")
        here.shows("Alerts, the newest first", f"! ▲ overdue   {reference}  Answer by Wed 7 Jan", "no owner")
        await here.press("enter")
        here.shows(f"Queues > {reference}", "Dai Evans")
        here.hides("! 1 new")
        await here.press("!")
        here.shows(f"  ▲ overdue   {reference}")


async def test_many_that_come_together_are_one_line(desk: Desk) -> None:
    for _ in range(6):
        desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        here.hides("new  ▲")
        desk.at("Mon 5 Jan 2026 00:00")
        await here.beat()
        here.shows("6 enquiries breach on Wed 7 Jan at 17:00.", "! 6 new")


async def test_without_alerts_it_says_so(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("!")
        here.shows("No alert in the last seven days.")


async def test_what_is_being_typed_is_left_alone(desk: Desk) -> None:
    desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        await here.press("n", "tab", "tab", "tab")
        await here.types("Evans, Dai")
        desk.at("Mon 5 Jan 2026 00:00")
        await here.beat()
        here.shows("Evans, Dai", "1 enquiry breaches")
        await here.types("!!")
        here.shows("Evans, Dai!!")


async def test_an_alert_that_was_answered_since_is_in_the_list_and_opens_its_case(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    desk.at("Wed 7 Jan 2026 17:01")
    async with at_the_desk(desk) as here:
        here.shows("1 alert not seen yet")
        desk.answers(reference)
        await here.beat()
        here.hides("! 1 new")
        await here.press("!")
        here.shows("Alerts, the newest first", f"  ✗ done      {reference}  Answer by Wed 7 Jan", "no owner")
        await here.press("enter")
        here.shows(f"Queues > {reference}", "Dai Evans")


async def test_the_bell_rings_with_a_new_alert_for_those_who_asked_for_it(desk: Desk) -> None:
    desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        here.app.bell = lambda: rung.append(here.app.screen)  # type: ignore[method-assign]
        rung: list[object] = []
        desk.at("Wed 7 Jan 2026 17:01")
        await here.beat()
        here.shows("1 enquiry is overdue")
        assert not rung
        await here.press("f11")
        here.shows("New alerts ring the bell.")
    async with at_the_desk(desk) as here:
        here.app.bell = lambda: rung.append(here.app.screen)  # type: ignore[method-assign]
        desk.logs(complaint("Wed 7 Jan 2026 10:00", name="Ada"))
        desk.at("Tue 13 Jan 2026 17:01")
        await here.beat()
        assert len(rung) == 1


async def test_a_theme_is_kept_for_the_one_who_chose_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("f12")
        here.shows("Theme: light.")
    async with at_the_desk(desk) as here:
        assert here.app.theme == "iopc-light"
    async with at_the_desk(desk.as_("agent")) as here:
        assert here.app.theme == "iopc-dark"
