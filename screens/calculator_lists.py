"""The calculator's answers that are lists: what every standard would promise, and a month of working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from textual.content import Content

from casework.date_words import MONTHS, day_words, short_day
from casework.month_strip import one_month
from casework.spoken import left_out_words
from casework.standards import Basis, Length
from casework.what_if import WhatIf, due_words, what_if_lines
from casework.working_days import DayLine, WorkingCalendar
from screens.calculator_answer import HEADLINE
from screens.calculator_strip import QUIET, strip_lines
from screens.safe import safe

BASES: Final[dict[Basis, str]] = {
    "statutory": "Statutory, fixed by law",
    "published": "Published standards",
    "local example": "Local examples, not published standards",
}
LEAST_TITLE: Final = 20
BETWEEN: Final = 2


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What every standard would promise, and to what."""

    received: str
    found: tuple[WhatIf, ...]
    today: date
    counted_by: str = "each standard's own calendar"

    @property
    def copied(self) -> str:
        """A line a standard."""
        return "\n".join([f"{self.received}:", *what_if_lines(self.found, self.today)]) if self.found else ""

    def text(self, width: int) -> Content:
        """A line a standard, under the authority it stands on."""
        lines = [safe(self.received, HEADLINE)]
        if not self.found:
            lines.append(safe("No clock runs on this kind of contact.", QUIET))
        ordered = sorted(self.found, key=lambda each: list(BASES).index(each.standard.basis))
        cells = max((len(due_words(each.deadline, self.today)) for each in ordered), default=0)
        for basis, group in groupby(ordered, key=lambda each: each.standard.basis):
            lines += [Content(""), safe(BASES[basis], QUIET)]
            for each in group:
                lines += self._line(each, cells, width)
        return Content("\n").join(lines)

    def _line(self, each: WhatIf, cells: int, width: int) -> Iterator[Content]:
        due = f"  {due_words(each.deadline, self.today):{cells}}  "
        room = max(LEAST_TITLE, width - len(due))
        title, length = safe(each.standard.title), safe(each.standard.length_words, QUIET)
        beside = title.cell_length + BETWEEN + length.cell_length <= room
        first, *rest = [title + " " * BETWEEN + length] if beside else [*title.wrap(room), length]
        yield safe(due, "bold") + first
        yield from (Content(" " * len(due)) + line for line in rest)


@dataclass(frozen=True, slots=True)
class MonthAnswer:
    """A month with its working days numbered."""

    first: date
    calendar: WorkingCalendar
    counted_by: str
    today: date

    @property
    def copied(self) -> str:
        """How many working days it has, and which days are none."""
        left_out = left_out_words(line for line in self._days() if line.number is None)
        return f"{self._name} has {self._worked.words}: {left_out} do not count."

    def text(self, width: int) -> Content:
        """The month as a calendar, its holidays and closures by name."""
        lines = [safe(f"{self._name}: {self._worked.words}", HEADLINE)]
        if words := self._today_words():
            lines += safe(words).wrap(width)
        lines.append(Content(""))
        lines += strip_lines(one_month(self.first, self.calendar), [self.today], width)
        lines += [safe("(1) working day   - not worked", QUIET), Content("")]
        named = [line for line in self._days() if self.calendar.holiday_name(line.day)]
        lines += [safe(f"{day_words(line.day)[:-5]:10}  {self.calendar.holiday_name(line.day)}") for line in named]
        lines += [Content("")] if named else []
        lines += safe("From here: ← month before   → month after   home this month", QUIET).wrap(width)
        return Content("\n").join(lines)

    @property
    def _name(self) -> str:
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    @property
    def _worked(self) -> Length:
        return Length(sum(line.number is not None for line in self._days()), "working days")

    def _days(self) -> list[DayLine]:
        """The days of the month, those worked numbered from 1."""
        days = [each.day for week in one_month(self.first, self.calendar) for each in week.days if each.part != "outside"]
        lines = self.calendar.walk(days[0], days[-1])
        worked = self.calendar.is_working_day(days[0])
        return [DayLine(it.day, None if it.reason else (it.number or 0) + worked, it.reason) for it in lines]

    def _today_words(self) -> str:
        here = next((line for line in self._days() if line.day == self.today), None)
        if here is None:
            return ""
        said = f"Today is {short_day(self.today, self.today)}"
        if here.number is None:
            return f"{said}, which is not worked: {here.reason}."
        left = self._worked.number - here.number
        return f"{said}, working day {here.number} of {self._worked.number}: {left or 'none'} to come."
