"""Asking for a period of figures."""

from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.date_words import day_words
from casework.summaries.periods import EXAMPLES, Period, UnreadablePeriod, financial_year, read_period
from screens.safe import safe
from screens.widgets.text_prompt import TextPrompt


def read_begun(typed: str, today: date) -> Period:
    """The period typed; raises UnreadablePeriod for one that has not begun."""
    period = read_period(typed, today)
    if period.begins_after(today):
        raise UnreadablePeriod(f"{period.title} has not begun, so it has no figures yet.")
    return period


class PeriodPrompt(TextPrompt):
    """Asks for a period, with how it is read under the field."""

    def __init__(self, today: date) -> None:
        """Ask for a period that had begun on this day."""
        super().__init__("Show which period?", check=self._problem, does="go there")
        self._today = today
        self._echo = Static(markup=False, classes="text-prompt--question")

    def compose_question(self) -> list[Widget]:
        """The field and how it is read."""
        return [*super().compose_question(), self._echo]

    def on_mount(self) -> None:
        """Say what can be typed."""
        super().on_mount()
        self._say()

    @on(Input.Changed)
    def _say(self) -> None:
        self.complain("")
        typed = self.text.strip()
        problem = self._problem(typed) if typed else f"such as {EXAMPLES}"
        self._echo.update(safe(problem or f"= {_said(read_period(typed, self._today))}"))

    def complain(self, text: str) -> None:
        """Say what is wrong in place of how the text is read, not beside it."""
        super().complain(text)
        self._echo.display = not text

    def _problem(self, typed: str) -> str | None:
        try:
            read_begun(typed, self._today)
        except UnreadablePeriod as error:
            return str(error)
        return None


def file_name(period: Period) -> str:
    """What files of a period's figures are called: `performance-2026-10`, `performance-2026-27-q2`, and so on."""
    first, last = period.first, period.last
    began = financial_year(first)
    year = f"{began:04}-{(began + 1) % 100:02}"
    named = {
        "day": f"{first.isoformat()}",
        "month": f"{first:%Y-%m}",
        "quarter": f"{year}-{period.title[:2].lower()}",
        "year": f"financial-year-{year}",
    }
    return f"performance-{named.get(period.shape, f'{first.isoformat()}-to-{last.isoformat()}')}"


def _said(period: Period) -> str:
    return f"{period.title}, {day_words(period.first)} to {day_words(period.last)}"
