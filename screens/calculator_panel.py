"""The calculator as it stands on its own screen and in the box over any other: its fields, and the answer under them."""

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.getters import query_one

from casework.date_words import MONTHS
from casework.errors import DeskError
from casework.month_reading import moved, read_month
from casework.rules import Rules
from screens.calculator_answer import Answer, Hint
from screens.calculator_form import CalculatorForm
from screens.calculator_strip import QUIET
from screens.calculator_sums import Around, Asked, Origin, answer
from screens.desk import Desk
from screens.safe import fit, safe
from screens.widgets.reading_pane import ReadingPane

SEE_THE_MARK = "No answer yet: see the mark ✗."
NOTHING_TO_COPY = "There is no answer to copy yet."
COPIED_CELLS = 55


class AnswerPane(ReadingPane):
    """The answer, drawn again for every width it is given."""

    DEFAULT_CSS = """
    AnswerPane {
        border-top: solid $panel;
        border-title-color: $text-muted;
        padding: 0 0 0 1;
        scrollbar-gutter: stable;
        &:focus { border-top: solid $primary; border-title-color: $foreground; border-title-style: bold; }
    }
    """

    def __init__(self) -> None:
        """A pane that says nothing yet."""
        super().__init__()
        self.answer: Answer = Hint("")
        self._title()

    def show(self, found: Answer, *, from_its_start: bool) -> None:
        """Show another answer."""
        self.answer = found
        self._draw()
        if from_its_start:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self._draw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Put the sign before the title while the keys act here."""
        super().watch_has_focus(_has_focus)
        self._title()

    def _title(self) -> None:
        words = self._counted_by if self._counted_by_fits else "Answer"
        self.border_title = safe(f"▸ {words}" if self.has_focus else words)

    @property
    def _counted_by(self) -> str:
        return f"Counted by {self.answer.counted_by}" if self.answer.counted_by else ""

    @property
    def _counted_by_fits(self) -> bool:
        return 0 < len(self._counted_by) <= self.size.width - 4

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        text = self.answer.text(width)
        if self._counted_by and not self._counted_by_fits:
            text += safe(f"\n{self._counted_by}.", QUIET)
        self.say(text)
        self._title()


class CalculatorPanel(Vertical):
    """Answers while you type; the answer scrolls whichever field has the focus."""

    BINDINGS: ClassVar = [
        Binding("down", "scroll_answer('scroll_down')", "Down", show=False),
        Binding("up", "scroll_answer('scroll_up')", "Up", show=False),
        Binding("pagedown", "scroll_answer('page_down')", "Page down", show=False),
        Binding("pageup", "scroll_answer('page_up')", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    CalculatorPanel { height: 1fr; }
    """

    form = query_one(CalculatorForm)
    pane = query_one(AnswerPane)

    def __init__(self, desk: Desk, origin: Origin | None = None) -> None:
        """The calculator of this desk, opened over something or over nothing."""
        super().__init__()
        self.desk = desk
        self.origin = origin
        self._worked_out: tuple[Asked, datetime, Rules, bool] | None = None

    def compose(self) -> ComposeResult:
        """The fields, and the answer under them."""
        yield CalculatorForm(self.origin)
        yield AnswerPane()

    def on_mount(self) -> None:
        """Answer the first sum."""
        self._work_out()

    def start(self) -> None:
        """Go to the choice of what to work out."""
        self.form.sum_choice.focus()

    def tick(self) -> None:
        """Answer again when what is worked out from now, or the rules, are no longer as they were."""
        if self._worked_out is not None:
            self._work_out(from_its_start=False)

    @property
    def turns_months(self) -> bool:
        """Whether a month is shown, which can be turned to another."""
        return self.form.sum_choice.value == "month"

    def turn(self, months: int) -> None:
        """Show a month so many before or after the one shown; with none, that of today."""
        field = self.form.field("month")
        try:
            shown = read_month(field.value, self._around().today)
        except DeskError:
            shown = self._around().today
        first = moved(shown, months)
        field.value = f"{MONTHS[first.month - 1][:3]} {first.year}" if months else ""

    def copy(self) -> str:
        """Copy the sentence or the list; gives what to say about it."""
        text = self.pane.answer.copied
        if not text:
            return NOTHING_TO_COPY
        self.app.copy_to_clipboard(text)
        first, *rest = text.splitlines()
        more = f", and {len(rest)} more lines" if rest else ""
        return f"Sent to the clipboard: {fit(first.rstrip(':'), COPIED_CELLS - len(more)).rstrip()}{more}"

    @on(CalculatorForm.Changed)
    def _changed(self, event: CalculatorForm.Changed) -> None:
        event.stop()
        self._work_out()

    @on(CalculatorForm.Entered)
    def _entered(self, event: CalculatorForm.Entered) -> None:
        event.stop()
        self.pane.focus()

    def action_scroll_answer(self, way: str) -> None:
        """Scroll the answer while a field keeps the focus."""
        getattr(self.pane, f"action_{way}")()

    def _around(self) -> Around:
        return Around(self.desk.time.now(), self.desk.rules, self.origin)

    def _work_out(self, *, from_its_start: bool = True) -> None:
        asked, around = self.form.asked(), self._around()
        minute = around.now.replace(second=0, microsecond=0)
        if self._worked_out == (asked, minute, around.rules, self.form.complaining):
            return
        found = self._answer(asked, around)
        self._worked_out = (asked, minute, around.rules, self.form.complaining)
        self.pane.show(found, from_its_start=from_its_start)

    def _answer(self, asked: Asked, around: Around) -> Answer:
        found, wrong = None, self.form.read(asked, around)
        if not wrong:
            try:
                found = answer(asked, around)
            except DeskError as error:
                wrong = str(error)
                self.form.blame(asked, wrong)
        self.form.settle()
        return found or Hint(SEE_THE_MARK if self.form.complaining else wrong)
