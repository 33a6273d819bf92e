"""The queue: by deadline, narrowed by typing, changing as time passes."""

from sqlalchemy import text

from db.actions.log_contact import log_contact
from tests.desk import Desk, complaint, enquiry, review
from tests.ui.at_the_desk import at_the_desk
from tests.ui.driver import settle


async def test_the_queue_is_in_the_order_of_the_deadlines(desk: Desk) -> None:
    slow = desk.logs(enquiry(name="Dai Evans"))
    fast = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        lines = here.screen.splitlines()
        assert [line for line in lines if fast in line or slow in line] == [here.line(fast), here.line(slow)]
        assert "3 days left  Wed 24 Dec" in here.line(fast)
        here.shows("2 of 2", "Fri 19 Dec 10:00")


async def test_states_change_as_time_passes_with_no_key_pressed(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        assert "● 3 days left" in here.line(reference)
        here.shows("▲ 0 overdue", "◆ 0 today", "◐ 0 soon")
        for at, words, counts in (
            ("Tue 23 Dec 2025 09:00", "◐ 1 day left", "◐ 1 soon"),
            ("Wed 24 Dec 2025 16:59", "◆ today, 17:00", "◆ 1 today"),
            ("Wed 24 Dec 2025 17:00:00.000001", "▲ overdue today", "▲ 1 overdue"),
            ("Mon 29 Dec 2025 09:00", "▲ overdue 1 day", "▲ 1 overdue"),
            ("Wed 31 Dec 2025 09:00", "▲ overdue 3 days", "▲ 1 overdue"),
        ):
            desk.at(at)
            await here.beat()
            assert words in here.line(reference), at
            here.shows(counts)


async def test_a_list_narrowed_by_state_gains_and_loses_cases_as_time_passes(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("due:today")
        await here.press("enter")
        here.hides(reference)
        desk.at("Wed 24 Dec 2025 00:00")
        await here.beat()
        here.shows(reference, "1 of 1")
        desk.at("Wed 24 Dec 2025 17:01")
        await here.beat()
        here.hides("◆ today")


async def test_another_terminals_work_appears_by_itself(desk: Desk) -> None:
    desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        reference = desk.as_("agent").logs(complaint(name="Ada Okafor"))
        await here.beat()
        here.shows(reference, "2 of 2")


async def test_the_cursor_stays_on_its_case_when_one_comes_in_above(desk: Desk) -> None:
    kept = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        desk.as_("agent").logs(complaint(name="Ada Okafor"))
        await here.beat()
        assert here.line(kept).startswith("▸")


async def test_words_and_terms_narrow_the_queue_as_they_are_typed(desk: Desk) -> None:
    ada = desk.logs(complaint(name="Ada Okafor", phone="+44 7700 900123", force="gwent"))
    dai = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        for typed, shown, hidden in (
            ("okaf", ada, dai),
            ("07700 900 123", ada, dai),
            ("!okafor", dai, ada),
            ("kind:enq", dai, ada),
            ("force:gwent", ada, dai),
            ("owner:none evans", dai, ada),
        ):
            await here.types(typed)
            here.shows(shown, "1 of 2")
            here.hides(hidden)
            await here.press("home", "ctrl+k")
        here.shows(ada, dai, "2 of 2")


async def test_an_unknown_term_is_named(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("colour:red")
        here.shows("'colour:' is not a filter")
        await here.press("space", "k")
        here.shows("▸ kind:", "'colour:' is not a filter")
        await here.press("ctrl+u")
        await here.types("due:32dec kind:r")
        here.shows("▸ review", "32dec")
        await here.press("tab")
        assert here.screen.splitlines()[1].split() == ["/", "due:32dec", "kind:review", "0", "of", "0"]


async def test_esc_undoes_one_layer_at_a_time_and_never_quits(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("nobody")
        here.shows("No case matches this filter")
        await here.press("escape")
        here.shows("nobody", "No case matches this filter")
        await here.press("escape")
        here.shows(reference)
        await here.press("escape", "escape")
        here.shows(reference)
        assert here.app.is_running


async def test_enter_goes_from_the_filter_into_the_list(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("evans")
        await here.press("enter", "enter")
        here.shows(f"Queues > {reference}")


async def test_up_recalls_an_earlier_filter(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("okafor")
        await here.press("enter", "escape", "/", "up")
        here.shows("/ okafor")


async def test_marked_cases_are_allocated_together_and_the_number_is_said(desk: Desk) -> None:
    references = [desk.logs(enquiry(name=f"Caller {number}")) for number in range(3)]
    desk.as_("agent", "priya")
    async with at_the_desk(desk) as here:
        await here.press(" ", " ", "a")
        here.shows("Allocate 2 cases to", "Priya Jones")
        await here.types("priya")
        await here.press("enter")
        here.shows("2 cases: given to Priya Jones.")
    owners = [desk.case(reference).owner for reference in references]
    assert owners == ["Priya Jones", "Priya Jones", None]


async def test_take_next_takes_the_most_urgent_and_opens_it(desk: Desk) -> None:
    desk.logs(enquiry(name="Dai Evans"))
    urgent = desk.logs(complaint(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        await here.press("t")
        here.shows(f"Queues > {urgent}", "Ada Okafor")
        assert desk.case(urgent).owner == desk.staff.name


async def test_the_key_pressed_again_while_the_store_is_busy_takes_no_second_case(desk: Desk) -> None:
    for _ in range(3):
        desk.logs(enquiry())
    async with at_the_desk(desk) as here:
        with desk.store.writing(desk.staff, desk.now):
            await here.pilot.press("t", "t")
        await settle(here.pilot)
        here.shows("unallocated.")
    assert len(desk.queue("owner:me")) == 1


async def test_a_key_that_cannot_work_says_why(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("a")
        here.shows("No case is under the cursor.")
        await here.press("t")
        here.shows("No open case is waiting for an owner.")


async def test_a_case_that_leaves_the_list_is_spoken_of(desk: Desk) -> None:
    first = desk.logs(complaint(name="Ada Okafor"))
    second = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        assert here.line(first).startswith("▸")
        desk.closes(first)
        await here.beat()
        here.shows(f"{first} was closed by you")
        assert here.line(second).startswith("▸")


async def test_a_wide_terminal_shows_the_case_under_the_cursor_too(desk: Desk) -> None:
    desk.logs(review(name="Ada Okafor", note="They never wrote back."))
    async with at_the_desk(desk) as here:
        here.hides("They never wrote back.")
        await here.pilot.resize_terminal(140, 40)
        await here.beat()
        here.shows("They never wrote back.", "Decide by")
        await here.pilot.resize_terminal(80, 24)
        await here.beat()
        here.hides("They never wrote back.")


async def test_a_caller_whose_case_is_closed_is_hinted_at(desk: Desk) -> None:
    reference = desk.logs(enquiry(phone="07700 900123"))
    desk.closes(reference, "answered")
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("900123")
        here.shows("but 1 closed case does: add", "status:any")
        await here.types(" status:any")
        here.shows(reference)


async def test_closed_cases_can_be_looked_at_too(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    desk.closes(reference, "answered")
    async with at_the_desk(desk) as here:
        here.hides(reference)
        await here.press("/")
        await here.types("status:closed")
        assert "closed Fri 19 Dec 2025" in here.line(reference)


async def test_thousands_of_cases_are_read_a_window_at_a_time_and_those_never_read_are_given_too(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        for number in range(400):
            log_contact(writing, enquiry(name=f"Caller {number}"))
    async with at_the_desk(desk) as here:
        here.shows("400 of 400", "Caller 0")
        await here.press("G")
        here.shows("E25-000400S", "Caller 399")
        await here.press("g")
        here.shows("E25-000001E")
        await here.press("*")
        here.shows("400 marked, 400 of 400", "All 400 cases of this list are marked.")
        await here.press("a")
        await here.types("(me)")
        await here.press("enter")
        await here.types("400")
        await here.press("enter")
        here.shows("400 cases: now yours.")
    assert {row.owner_id for row in desk.rows()} == {desk.staff.id}


async def test_columns_are_chosen_and_moved_in_a_box_and_kept(desk: Desk) -> None:
    desk.logs(complaint(name="Ada Okafor", force="gwent"))
    chosen = ["Channel", "Due", "↑", "Kind", "From,", "about", "Force", "Owner"]
    async with at_the_desk(desk) as here:
        await here.press("C")
        here.shows("✓ Due", "· Channel", "Too narrow now for Kind and Force")
        await here.press("j", " ", "end", *"kkkk", " ", *"K" * 13, "enter")
        assert here.line("From, about").split() == chosen
        assert here.line("Ada Okafor").split()[:2] == ["▸", "phone"]
        await here.press("C", " ", "escape")
        assert here.line("From, about").split() == chosen
    async with at_the_desk(desk) as here:
        assert here.line("From, about").split() == chosen
        await here.press("C", *" j" * 6)
        await here.press("enter")
        here.shows("A list needs a column: space on one, or u for the usual.")
        await here.press("u", "enter")
        assert here.line("From, about").split() == ["Due", "↑", "Ref", "From,", "about", "Owner"]


async def test_the_list_is_sorted_by_a_column_and_gone_to_a_date(desk: Desk) -> None:
    days = ("Mon 8 Dec 2025", "Wed 10 Dec 2025", "Fri 12 Dec 2025", "Tue 16 Dec 2025")
    *_, third, last = [desk.logs(enquiry(received=f"{day} 10:00", name=f"Caller {day[:3]}")) for day in days]
    async with at_the_desk(desk) as here:
        await here.press("J")
        await here.types("29 dec")
        here.shows("Go to the case due on", "= Mon 29 Dec 2025")
        await here.press("enter")
        assert here.line(third).startswith("▸")
        here.shows(f"{third}: due Tue 30 Dec 2025, the first after Mon 29 Dec 2025.")
        await here.press("J")
        await here.types("1 mar")
        await here.press("enter")
        assert here.line(last).startswith("▸")
        here.shows("No case here is due on Sun 1 Mar 2026 or after it. This is the nearest.")
        await here.press("o")
        here.shows("Due, earliest first", "✓ now")
        await here.types("received, latest")
        await here.press("enter")
        here.shows("4 of 4, by received ↓")
        assert here.line("Caller") == here.line(last)
        assert here.line(last).startswith("▸")
        await here.press("J")
        await here.types("thu 11 dec")
        await here.press("enter")
        here.shows("received Wed 10 Dec 2025, the first before Thu 11 Dec 2025.")
        assert here.line("Caller Wed").startswith("▸")
        await here.press("o")
        await here.types("owner a")
        await here.press("enter", "J")
        here.shows("Owner ↑", "The list is sorted by Owner, which is no date.")


async def test_a_range_is_marked_and_marks_are_kept_true_while_others_work(desk: Desk) -> None:
    references = [desk.logs(enquiry(name=f"Caller {number}")) for number in range(6)]
    async with at_the_desk(desk) as here:
        await here.press(".")
        here.shows("Mark a case with space first")
        await here.press("j", " ", "j", "j", ".")
        here.shows("4 marked, 6 of 6", "4 cases marked, from there to here.")
        assert ["✓" in here.line(reference) for reference in references] == [False, True, True, True, True, False]
        desk.as_("agent").closes(references[2])
        await here.beat()
        here.shows("3 marked, 5 of 5", f"{references[2]} was closed by", "It is not marked any more.")
        await here.press("/")
        await here.types("000005")
        await here.press("enter")
        here.shows("3 marked (2 not shown), 1 of 5")
        await here.press("escape")
        here.hides("marked")
        here.shows("/ 000005")
        await here.press("escape", "*")
        here.shows("5 marked, 5 of 5", "All 5 cases of this list are marked.")


async def test_the_place_is_kept_through_a_restart(desk: Desk) -> None:
    references = [desk.logs(enquiry(received=f"Mon {day} Dec 2025 10:00", name=f"Caller {day}")) for day in (1, 8, 15)]
    other = desk.logs(enquiry(name="Ada Okafor"))
    async with at_the_desk(desk) as here:
        await here.press("/")
        await here.types("caller")
        await here.press("enter", "o")
        await here.types("received, latest")
        await here.press("enter", "g", "j")
        assert here.line(references[1]).startswith("▸")
        await here.press("ctrl+q")
    async with at_the_desk(desk) as here:
        here.shows("/ caller", "3 of 4, by received ↓")
        assert here.line(references[1]).startswith("▸")
        await here.press("1", "2")
        assert here.line(references[1]).startswith("▸")
    desk.closes(references[1])
    async with at_the_desk(desk) as here:
        assert here.line(references[0]).startswith("▸")
        await here.press("escape")
        here.shows(other, "3 of 3, by received ↓")


async def test_a_list_that_cannot_be_read_again_says_so_and_stays_as_it_was(desk: Desk) -> None:
    reference = desk.logs(enquiry(name="Dai Evans"))
    async with at_the_desk(desk) as here:
        with desk.store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE person RENAME TO person_away"))
        await here.press("r")
        here.shows(reference, "Dai Evans", "✗ ")
        here.hides("Read again.")
        with desk.store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE person_away RENAME TO person"))
        await here.press("r")
        here.shows(reference, "Read again.")
