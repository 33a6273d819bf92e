"""Asking for a period of figures."""

from datetime import date

from casework.date_words import day_words
from casework.summaries.periods import EXAMPLES, Period, UnreadablePeriod, financial_year, read_period
from screens.date_prompt import DatePrompt


def read_begun(typed: str, today: date) -> Period:
    """The period typed; raises UnreadablePeriod for one that has not begun."""
    period = read_period(typed, today)
    if period.begins_after(today):
        raise UnreadablePeriod(f"{period.title} has not begun, so it has no figures yet.")
    return period


def period_prompt(today: date) -> DatePrompt[Period]:
    """Asks for a period that had begun on this day."""
    return DatePrompt("Show which period?", lambda typed: read_begun(typed, today), _said, EXAMPLES)


def file_name(period: Period, of: str) -> str:
    """What files of a period's report are called: `performance-2026-10`, `voice-2026-27-q2`, and so on."""
    first, last = period.first, period.last
    began = financial_year(first)
    year = f"{began:04}-{(began + 1) % 100:02}"
    named = {
        "day": f"{first.isoformat()}",
        "month": f"{first:%Y-%m}",
        "quarter": f"{year}-{period.title[:2].lower()}",
        "year": f"financial-year-{year}",
    }
    return f"{of}-{named.get(period.shape, f'{first.isoformat()}-to-{last.isoformat()}')}"


def _said(period: Period) -> str:
    return f"{period.title}, {day_words(period.first)} to {day_words(period.last)}"
