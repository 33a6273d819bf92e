"""The working-day calculator: add days to a date, or count those between two, with the days skipped by name."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input

from casework.bank_holidays import REGIONS
from casework.date_reading import read_moment
from casework.date_words import day_in_full, day_words
from casework.deadlines import day_zero
from casework.errors import DeskError
from casework.moments import OFFICE_OPENS
from casework.standards import Receipt
from casework.why import REGION_TITLES
from casework.working_days import WorkingCalendar
from screens.commands import Command
from screens.live_screen import LiveScreen
from screens.messages import Go
from screens.navigation import NewContact
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.reading_pane import ReadingPane
from screens.widgets.text_field import TextField


class LeaveField(Command):
    """Leave the fields for the answer, where letters are commands again; from there, go back to the last place."""

    label = "leave"
    keys = "escape"
    footer = True


class CalculatorScreen(LiveScreen):
    """Answers while you type."""

    crumbs = "Calculator"
    commands = (LeaveField, NewContact)
    BINDINGS: ClassVar = []
    DEFAULT_CSS = """
    CalculatorScreen {
        & TextField { width: 1fr; }
        & ReadingPane { margin: 1 0 0 0; }
    }
    """

    sum_kind = query_one("#sum", Choice)
    calendar_choice = query_one("#region", Choice)
    receipt = query_one("#receipt", Choice)
    pane = query_one(ReadingPane)

    def compose_body(self) -> Iterable[Widget]:
        """What to work out, from what, by which rules; the answer."""
        sums = [Option("add", "Add working days"), Option("between", "Between two dates")]
        yield FieldRow("Work out", Choice(sums, "add", id="sum"))
        yield FieldRow("From", TextField("today", placeholder="today, fri, 19 Dec 17:40", id="from"), id="row-from")
        yield FieldRow("Days", TextField("5", placeholder="20, or -5 to count back", id="days"), id="row-days")
        yield FieldRow("To", TextField(placeholder="31 Dec", id="to"), id="row-to")
        regions = [Option(name, REGION_TITLES[name]) for name in REGIONS]
        yield FieldRow("Calendar", Choice(regions, "england-wales", id="region"))
        rules = [Option("actual day", "Actual day"), Option("office hours", "Office hours")]
        yield FieldRow("Receipt", Choice(rules, "actual day", id="receipt"), id="row-receipt")
        yield ReadingPane()

    def on_mount(self) -> None:
        """Answer the first sum."""
        super().on_mount()
        self._answer()
        self.query_one("#from", TextField).focus()

    @on(Input.Changed)
    @on(Choice.Changed)
    def _answer(self) -> None:
        adding = self.sum_kind.value == "add"
        self.query_one("#row-days").display = adding
        self.query_one("#row-receipt").display = adding
        self.query_one("#row-to").display = not adding
        try:
            text = self._added() if adding else self._between()
        except DeskError as error:
            text = safe(str(error), "$text-warning")
        self.pane.say(text)
        self.pane.scroll_home(animate=False)

    def action_leave_field(self) -> None:
        """Undo one layer."""
        if self.focused is self.pane:
            self.post_message(Go("previous"))
        else:
            self.pane.focus()

    def _calendar(self) -> WorkingCalendar:
        return WorkingCalendar.for_region(self.calendar_choice.value or "england-wales")

    def _added(self) -> Content:
        calendar = self._calendar()
        reading = read_moment(self._typed("from"), self.desk.time.now(), calendar, default_time=OFFICE_OPENS)
        days = whole_number(self._typed("days"))
        rule: Receipt = "office hours" if self.receipt.value == "office hours" else "actual day"
        zero = day_zero(reading.moment, rule, calendar)
        due = calendar.add(zero, days)
        lines = [safe(day_in_full(due), "bold $primary")]
        start = day_in_full(reading.day) if zero == reading.day else f"{day_in_full(reading.day)}, counted as {day_in_full(zero)}"
        lines.append(safe(f"is {_days(abs(days))} {'before' if days < 0 else 'after'} {start}."))
        return _explained(lines, calendar, min(zero, due), max(zero, due), due)

    def _between(self) -> Content:
        calendar, now = self._calendar(), self.desk.time.now()
        after = read_moment(self._typed("from"), now, calendar).day
        upto = read_moment(self._typed("to"), now, calendar).day
        days = calendar.count(after, upto)
        lines = [safe(_days(days), "bold $primary")]
        lines.append(safe(f"after {day_in_full(after)}, up to and including {day_in_full(upto)}."))
        lines.append(safe(f"{(upto - after).days} calendar days."))
        return _explained(lines, calendar, min(after, upto), max(after, upto), upto)

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", TextField).value


class NotWhole(DeskError):
    """Something other than a whole number of days was typed."""


def whole_number(text: str) -> int:
    """A number of days as typed; raises NotWhole with an example."""
    try:
        number = int(text.strip())
    except ValueError:
        raise NotWhole("Days is a whole number, such as 20, or -5 to count back.") from None
    if abs(number) > 20_000:
        raise NotWhole("That is more than 20,000 days; type fewer.")
    return number


def _explained(lines: list[Content], calendar: WorkingCalendar, after: date, upto: date, answer: date) -> Content:
    if calendar.is_provisional(answer):
        lines.append(safe("Provisional: bank holidays for that year have not been published yet.", "$state-soon"))
    skipped = calendar.skipped(after, upto)
    named = [day for day in skipped if calendar.holiday_name(day.day)]
    weekend = len(skipped) - len(named)
    lines += [Content(""), safe(f"Not counted: {len(named)} holidays, {weekend} weekend days.", "$text-muted")]
    lines += [safe(f"  {day_words(day.day):16} {day.reason}") for day in named]
    return Content("\n").join(lines)


def _days(number: int) -> str:
    return f"{number:,} working day{'' if abs(number) == 1 else 's'}"
