"""The rules in force at an office: its service standards and the calendars they are counted by."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.calendars import Calendars
from casework.standards import Standard
from casework.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Every standard by the row a clock refers to, whatever its dates, and the calendars as last changed."""

    standards: Mapping[int, Standard]
    calendars: Calendars

    def calendar_of(self, row: int) -> WorkingCalendar:
        """The calendar that the clocks of a standard's row are counted by."""
        return self.calendars.of(self.standards[row])
