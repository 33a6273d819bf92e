"""The calculator, as a place and over any other screen: what is typed is answered at once, in words that can be said."""

from datetime import date

import pytest

from casework.calendars import DayChange
from casework.visible_text import visible
from db.actions.change_days import ChangeDays
from iopc_tui.app import IopcApp
from screens.calculator_form import CalculatorForm
from screens.calculator_over import CalculatorOver
from tests.desk import Desk, complaint, contact, review
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.hosts import WORST


async def clear_and_type(here: AtTheDesk, text: str) -> None:
    """Put this in place of what stands in the field."""
    await here.press("end", "ctrl+u")
    await here.types(text)


def closure(day: date, name: str) -> ChangeDays:
    """The office shut on a day."""
    return ChangeDays(add=(DayChange(day, "closure", name),))


# Each sum.


async def test_days_are_added_from_now_without_typing_anything(desk: Desk) -> None:
    desk.at("Fri 19 Dec 2025 17:42")
    async with at_the_desk(desk) as here:
        await here.press("4")
        here.shows(
            "[● Add days]", "→ Fri 19 Dec 2025, 17:42", "→ 5 working days", "Counted by England & Wales; receipt by office hours"
        )
        here.shows(
            "Wednesday 31 December 2025",
            "when the office was shut: counts",
            "Say: “You will hear from us by Wednesday 31 December",
        )
        here.shows("-  Thu 25 Dec  Christmas Day", "-  Fri 26 Dec  Boxing Day", "5  Wed 31 Dec   due by 17:00")
        here.shows("Dec 2025   22 (0)   23 (1)   24 (2)   25  -    26  -", "29 (3)   30 (4)   31 [5]")
        here.shows("(0) day 0   (1) counted   - not counted   [5] due")


async def test_each_length_is_read_as_it_is_typed(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab")
        await here.types("4 Jan 2020")
        await here.press("tab")
        for length, words, answer in (
            ("20", "→ 20 working days", "Monday 3 February 2020"),
            ("28d", "→ 28 calendar days", "Monday 3 February 2020"),
            ("1 month", "→ 1 calendar month", "Thursday 6 February 2020"),
            ("8h", "→ 8 working hours", "Monday 6 January 2020, 17:00"),
            ("-5", "→ 5 working days back", "Friday 27 December 2019"),
        ):
            await clear_and_type(here, length)
            here.shows("→ Sat 4 Jan 2020", words, answer)


async def test_receipt_and_calendar_are_chosen(desk: Desk) -> None:
    desk.at("Fri 19 Dec 2025 17:42")
    async with at_the_desk(desk) as here:
        await here.press("4", *["tab"] * 4, "a")
        here.shows("[● Actual day]", "Tuesday 30 December 2025", "receipt by actual day")
        await here.press("shift+tab", "s")
        here.shows("[● Scotland]", "Counted by Scotland; receipt by actual day")
        await here.press("shift+tab")
        await here.types("9")
        here.shows("New Year Holiday")


async def test_between_two_dates(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "b")
        here.shows("To: type the other date, such as 31 Dec, fri or +20d.")
        here.hides("Receipt", "Length")
        await here.press("tab", "tab")
        await here.types("20 Jan")
        here.shows("→ Tue 20 Jan 2026", "19 working days", "32 calendar days", "New Year's Day")
        await clear_and_type(here, "12 Dec")
        here.shows("-5 working days", "after Fri 19 Dec 2025, up to and including Fri 12 Dec 2025")


async def test_the_last_day_to_send(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "s")
        here.shows("Arrive: type the date it has to be there")
        await here.press("tab")
        await here.types("6 Jan 2026")
        here.shows(
            "Friday 2 January 2026",
            "is the last day to send",
            "must go by Friday 2 January 2026: weekends do not count",
            "(0) send by",
        )
        await here.press("tab")
        await here.types("3")
        here.shows("→ 3 working days", "Wednesday 31 December 2025", "New Year's Day")
        await clear_and_type(here, "28d")
        here.shows("How many working days does it take?")


async def test_every_standard_at_once_and_of_one_kind(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "w")
        here.shows("Received now: Fri 19 Dec 2025, 10:00", "Statutory, fixed by law", "Published standards")
        here.shows("Answer a subject access request  1 calendar month")
        await here.press("pagedown", "pagedown")
        here.shows("Local examples, not published standards", "Keep the person informed  28 calendar days")
        await here.press("tab", "tab", "r")
        here.shows("[● Review application]", "Tue 30 Dec, 17:00  Acknowledge a review application  5 working days")
        here.hides("Statutory, fixed by law", "enquiry  10")
        await here.press("f")
        here.shows("Mon 22 Dec, 17:00  Ring back as promised  1 working day")
        await here.press("shift+tab")
        await here.types("19 Dec 17:40")
        await here.press("tab", "r")
        here.shows("Received Fri 19 Dec 2025, 17:40", "Wed 31 Dec, 17:00  Acknowledge a review application")


async def test_a_month_and_those_about_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "m")
        here.shows("December 2025: 21 working days", "Today is Fri 19 Dec, working day 15 of 21: 6 to come.", "19 (15)")
        here.shows("Thu 25 Dec  Christmas Day", "Fri 26 Dec  Boxing Day", "→ month after")
        await here.press("tab")
        await here.types("apr 2026")
        here.shows("→ April 2026", "April 2026: 20 working days", "Easter Monday")
        await here.press("enter", "right")
        here.shows("May 2026", "Mon 4 May   May Day", "Mon 25 May  Spring Bank Holiday")
        await here.press("left", "left")
        here.shows("March 2026: 22 working days")
        await here.press("home")
        here.shows("December 2025: 21 working days")


async def test_a_month_turns_only_where_one_is_shown(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "escape", "right")
        here.shows("Only a month can be turned: choose Month first.")


# What can't be read.


async def test_a_bad_date_is_said_under_its_field_on_leaving_it(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab")
        await here.types("31 Feb")
        here.shows('"31 Feb" names a day that does not exist; try')
        here.hides("✗", "Say:")
        await here.press("tab")
        here.shows('✗ "31 Feb" names a day that does not exist', "No answer yet: see the mark ✗.")
        await here.press("shift+tab")
        await clear_and_type(here, "27 Feb")
        here.hides("✗")
        here.shows("→ Fri 27 Feb 2026", "Friday 6 March 2026")


async def test_enter_goes_on_to_the_answer_or_says_why_there_is_none(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "tab")
        await here.types("xx")
        await here.press("enter")
        here.shows("✗ How long? Type 20 for working days, or 28d, 1 month, 8h; -5 counts", "No answer yet: see the mark ✗.")
        assert here.app.focused is not None
        assert here.app.focused.id == "length"
        await clear_and_type(here, "10")
        await here.press("enter")
        here.hides("✗")
        here.shows("▸ Counted by England & Wales", "y copy")


async def test_an_answer_outside_the_years_is_a_fault_of_the_length(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "tab")
        await here.types("20000 months")
        here.shows("is outside 1900 to 2100")
        await here.press("tab")
        assert "outside 1900 to 2100" in here.line("✗")
        await here.press("shift+tab")
        await clear_and_type(here, "99999")
        here.shows("That is more than 20,000; type a shorter length.")


async def test_a_long_count_names_its_holidays_in_place_of_every_day(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "tab")
        await here.types("2000")
        here.shows("→ 2,000 working days", "Not counted: ", "holidays and closures,", "Thu 25 Dec 2025  Christmas Day")
        here.shows("! Provisional: bank holidays for that year have not been published yet.")


@pytest.mark.parametrize("text", [*WORST, "lone \ud800 surrogate, tab\tand\r\nlines"])
async def test_whatever_is_pasted_is_shown_as_it_is_and_does_nothing(desk: Desk, text: str) -> None:
    async with at_the_desk(desk, size=(120, 30)) as here:
        await here.press("4")
        for choose in "absm":
            await here.press(choose, "tab")
            await here.pastes(text)
            await here.press("tab", "f3")
        assert here.app.is_running
        assert "\x1b" not in here.screen
        await here.press("a")
        shown = visible(" ".join(text.strip("\r\n").split()))[:10]
        here.shows(shown.split(" ")[0])


async def test_a_closure_with_a_hostile_name_is_shown_as_it_is(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4")
        here.shows("Tuesday 30 December 2025")
        here.app.desk.do.change_rules(closure(date(2025, 12, 29), "[@click=app.quit]move[/]"))
        await here.beat()
        here.shows(
            "Wednesday 31 December 2025",
            "Mon 29 Dec  [@click=app.quit]move[/]",
            "Counted by England & Wales, with our own closures",
        )
        await here.press("f3", "m")
        here.shows("Mon 29 Dec  [@click=app.quit]move[/]")
        assert here.app.is_running


# Keys, copying, time, size.


async def test_the_sentence_is_copied_from_a_field_and_from_the_answer(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "ctrl+y")
        here.shows("Sent to the clipboard: You will hear from us by Tuesday 30 December 2025")
        said = here.app.clipboard
        assert said.startswith("You will hear from us by Tuesday 30 December 2025. That is five working days")
        await here.press("s", "y")
        here.shows("→ …")
        assert here.app.clipboard == said
        await here.press("ctrl+y")
        here.shows("There is no answer to copy yet.")
        await here.press("ctrl+u", "f3", "m", "y")
        assert here.app.clipboard == "December 2025 has 21 working days: weekends, Christmas Day and Boxing Day do not count."
        await here.press("w", "escape", "y")
        here.shows("Sent to the clipboard: Received now: Fri 19 Dec 2025, 10:00, and 18 more lines")
        assert here.app.clipboard.startswith("Received now: Fri 19 Dec 2025, 10:00:\n")
        assert "Keep the person informed: 28 calendar days, local example" in here.app.clipboard


async def test_letters_no_choice_has_lead_elsewhere(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "5")
        here.shows("Friday 19 December 2025", "Nothing came in")


async def test_esc_leads_from_a_field_to_the_answer_and_then_back(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("5", "4", "tab", "escape")
        here.shows("▸ Counted by", "y copy", "n new")
        await here.press("f3")
        here.shows("▸Work out")
        await here.press("escape", "escape")
        here.shows("Friday 19 December 2025")


async def test_what_is_counted_from_now_follows_the_clock(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "tab")
        await here.types("1")
        here.shows("→ Fri 19 Dec 2025, 10:00", "Monday 22 December 2025")
        desk.at("Fri 19 Dec 2025 17:00")
        await here.beat()
        here.shows("→ Fri 19 Dec 2025, 17:00", "Tuesday 23 December 2025")
        await here.types("0")
        here.shows("→ 10 working days")


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_all_of_the_answer_is_reached_by_keys(desk: Desk, size: tuple[int, int]) -> None:
    async with at_the_desk(desk, size=size) as here:
        await here.press("4", "tab", "tab")
        await here.types("60")
        here.shows("→ 60 working days", "18 March 2026")
        await here.press(*["pagedown"] * 25)
        here.shows("[60] due")
        assert here.app.focused is not None
        assert here.app.focused.id == "length"
        await here.press(*["pageup"] * 25)
        here.shows("18 March 2026")
        await here.press("escape", "G")
        here.shows("[60] due")
        await here.press("g")
        here.shows("18 March 2026")


async def test_a_wide_terminal_has_the_weeks_beside_the_days(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("4", "tab", "tab")
        await here.types("20")
        await here.pilot.resize_terminal(140, 40)
        await here.beat()
        assert "Mon      Tue" in here.line(" 1  Mon 22 Dec") or "Mon      Tue" in here.line("-  Sat 20, Sun 21")
        here.shows("→ 20 working days", "[20] due")
        await here.pilot.resize_terminal(80, 24)
        await here.beat()
        here.shows("→ 20 working days", "▸Length")
        assert "Mon      Tue" not in here.line("-  Sat 20, Sun 21")


async def test_a_narrow_terminal_has_the_weeks_closer_together(desk: Desk) -> None:
    async with at_the_desk(desk, size=(60, 40)) as here:
        await here.press("4")
        here.shows("      Mon    Tue    Wed    Thu    Fri    Sat    Sun", "      29(4)  30[5]  31      1      2      3      4")
        assert max(len(line) for line in here.screen.splitlines()) <= 60


# Over another screen.


async def test_over_the_form_it_explains_the_dates_and_leaves_what_is_typed(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "r", "tab", "tab")
        await here.types("yesterday 17:40")
        await here.press("tab")
        await here.types("Ada Okafor")
        await here.press("left", "left", "f3")
        here.shows("[● These dates]", "Why Tue 30 Dec 2025, 17:00?", "Received Thu 18 Dec 2025, 17:40", "Boxing Day")
        await here.press("a")
        here.shows("→ Thu 18 Dec 2025, 17:40", "Tuesday 30 December 2025")
        await here.press("w")
        here.shows("[● Review application]", "Received Thu 18 Dec 2025, 17:40", "Acknowledge a review application")
        await here.press("escape")
        here.shows("Ada Okafor", "▸Name", "(R)eview application" if "(R)eview" in here.screen else "[● Review application]")
        await here.types("X")
        here.shows("Ada OkafXor")
        await here.beat()
    async with at_the_desk(desk) as again:
        await again.press("n")
        again.shows("Ada OkafXor", "yesterday 17:40")


async def test_over_a_form_received_now_it_follows_the_clock(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "f3")
        here.shows("Received Fri 19 Dec 2025, 10:00")
        desk.at("Fri 19 Dec 2025 17:00")
        await here.beat()
        here.shows("Received Fri 19 Dec 2025, 17:00, when the office was shut")


async def test_over_a_form_that_promises_nothing_or_can_not_be_read_it_says_so(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("n", "f", "f3")
        here.shows("No clock runs on this kind of contact.")
        await here.press("escape", "tab", "tab")
        await here.types("31 Feb")
        await here.press("f3")
        here.shows('"31 Feb" names a day that does not exist')
        await here.press("f3")
        here.shows("31 Feb", "▸Received")


async def test_over_a_case_it_explains_the_deadlines_by_d_and_by_f3(desk: Desk) -> None:
    desk.logs(review("Thu 18 Dec 2025 17:40"))
    desk.at("Mon 22 Dec 2025 10:00")
    async with at_the_desk(desk) as here:
        for key in ("d", "f3"):
            await here.press("enter", key)
            here.shows("[● These dates]", "Why Tue 30 Dec 2025, 17:00?")
            await here.press("a")
            here.shows("→ Thu 18 Dec 2025, 17:40")
            await here.press("escape", "escape")


async def test_over_a_case_without_clocks_it_still_works_out_dates(desk: Desk) -> None:
    desk.logs(contact("feedback"))
    async with at_the_desk(desk) as here:
        await here.press("enter", "d")
        here.shows("No clock runs on this kind of case.")
        assert not isinstance(here.app.screen, CalculatorOver)
        await here.press("f3", "a")
        here.shows("Tuesday 30 December 2025")


async def test_over_a_note_that_is_being_typed(desk: Desk) -> None:
    desk.logs(complaint())
    async with at_the_desk(desk) as here:
        await here.press("enter", "m")
        here.shows("F3 dates")
        await here.types("half a thought")
        await here.press("left", "f3")
        here.shows("[● These dates]", "Why Wed 24 Dec 2025, 17:00?")
        await here.press("b", "tab", "tab")
        await here.types("2 Jan")
        await here.press("ctrl+y", "escape")
        here.shows("half a thought", "Note on C25-000001D")
        await here.types("s by ")
        await here.press("ctrl+s")
        here.shows("Note kept.", "half a thoughs by t")


@pytest.mark.parametrize("place", ["2", "5"])
async def test_over_any_other_place_it_starts_from_now(desk: Desk, place: str) -> None:
    async with at_the_desk(desk) as here:
        await here.press(place, "f3")
        here.shows("[● Add days]", "→ Fri 19 Dec 2025, 10:00", "Tuesday 30 December 2025")
        here.hides("These dates")
        await here.press("y")
        here.shows("Sent to the clipboard: You will hear from us by Tuesday")
        await here.press("m", "shift+tab", "right")
        here.shows("January 2026: 21 working days")
        await here.press("f3")
        assert not isinstance(here.app.screen, CalculatorOver)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (140, 40)])
async def test_over_another_screen_it_is_whole_at_any_size(desk: Desk, size: tuple[int, int]) -> None:
    async with at_the_desk(desk, size=size) as here:
        await here.press("n", "r", "f3")
        here.shows("[● These dates]", "Why Tue 30 Dec 2025, 17:00?", "esc close")
        await here.press(*["pagedown"] * 20)
        here.shows("Local example", "esc close")
        assert max(len(line) for line in here.screen.splitlines()) <= size[0]


@pytest.mark.parametrize("keys", [("f3",), ("4",)])
async def test_a_second_that_passes_while_the_app_ends_harms_nothing(
    desk: Desk, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def second_passes(form: CalculatorForm) -> None:
        """The form goes after its fields and before its screen."""
        assert isinstance(form.app, IopcApp)
        form.app.beat()
        seen.append((len(form.children), [worker.group for worker in form.app.workers]))

    async with at_the_desk(desk) as here:
        await here.press(*keys)
        monkeypatch.setattr(CalculatorForm, "on_unmount", second_passes, raising=False)
    assert seen == [(0, [])], "no field is left, and nothing was begun"


async def test_the_key_is_in_the_help_and_the_palette(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("?")
        await here.types("work out")
        here.shows("F3", "Work out dates, over this screen.")
        await here.press("escape", ":")
        await here.types("dates")
        await here.press("enter", "enter")
        await here.beat()
        here.shows("[● Add days]")
