"""The calendars in force here: the bank holidays the program ships with, and what an administrator has changed in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Literal

from casework.bank_holidays import ENGLAND_AND_WALES, PUBLISHED_TO, REGIONS, BankHoliday, UnknownRegion, bank_holidays
from casework.moments import LONDON
from casework.office_week import NINE_TO_FIVE, Frames, OfficeWeek
from casework.standards import Standard
from casework.working_days import YEARS_OF_REGIONS, WorkingCalendar

if TYPE_CHECKING:
    from casework.office_hours import OfficeHours

ChangeKind = Literal["closure", "bank holiday", "worked"]

REGION_TITLES = {
    ENGLAND_AND_WALES: "England & Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "uk-any": "any part of the UK",
}
_CALLED = {
    ENGLAND_AND_WALES: ("ew", "e&w", "eandw", "england", "wales", "englandandwales", "england&wales"),
    "scotland": ("sct", "scot"),
    "northern-ireland": ("ni", "nireland"),
    "uk-any": ("uk", "foi", "anypartoftheuk", "unitedkingdom"),
}
DIVISIONS = (ENGLAND_AND_WALES, "scotland", "northern-ireland")
"""The parts of the United Kingdom for which bank holidays are published apart."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that is not as the shipped bank holidays have it, and on whose word.

    `closure`: the office is shut; statutory clocks count the day. `bank holiday`: one kept in `region`, a division.
    `worked`: a shipped bank holiday that is not kept in `region` after all. A closure has no region.
    """

    day: date
    kind: ChangeKind
    name: str
    region: str = ""
    source: str = ""
    entered_on: date | None = None


class Calendars:
    """Every calendar in force: a region's, and the one calendar a standard's clocks are counted by.

    An office closure takes a day from the clocks the office made for itself. A statutory clock runs on: the Freedom of
    Information Act 2000, section 10(6), leaves out only Saturdays, Sundays, Christmas Day, Good Friday and bank holidays.
    """

    __slots__ = ("_hours", "_made", "changes", "published_to", "weeks")

    def __init__(
        self, changes: Iterable[DayChange] = (), published_to: date = PUBLISHED_TO, weeks: Iterable[OfficeWeek] = ()
    ) -> None:
        """The shipped bank holidays with these changes; dates past `published_to` are provisional.

        `weeks` are the office's hours from a date on, each in place of those before; until the first, 09:00 to 17:00.
        """
        self.changes = tuple(sorted(changes, key=lambda change: (change.day, change.kind, change.region)))
        self.published_to = published_to
        self.weeks = (OfficeWeek(NINE_TO_FIVE), *sorted(weeks, key=lambda week: week.from_day or date.min))
        self._made: dict[tuple[str, bool], WorkingCalendar] = {}
        self._hours: dict[tuple[str, bool], OfficeHours] = {}

    def region(self, name: str, closures: bool = True) -> WorkingCalendar:
        """A region's calendar, with the office's closures or without; raises UnknownRegion."""
        found = self._made.get((name, closures))
        if found is None:
            found = self._made[name, closures] = self._calendar(name, closures)
        return found

    def of(self, standard: Standard) -> WorkingCalendar:
        """The one calendar that every clock of a standard is counted by, when it starts, is paused or is extended."""
        return self.region(standard.calendar or ENGLAND_AND_WALES, standard.skips_closures)

    @property
    def ours(self) -> WorkingCalendar:
        """The office's own, which days are counted by wherever no standard's are meant."""
        return self.named(ENGLAND_AND_WALES)

    def named(self, region: str) -> WorkingCalendar:
        """The calendar staff mean by a region: closures are left out of the statutory one, any part of the UK."""
        return self.region(region, closures=region != "uk-any")

    def week(self, day: date) -> OfficeWeek:
        """The office's week in force on a day."""
        return next(week for week in reversed(self.weeks) if week.from_day is None or week.from_day <= day)

    def closes(self, day: date) -> time:
        """The London time at which the office closes on a day's weekday; on one without hours, its usual closing time."""
        return self.week(day).closes(day)

    def hours_of(self, standard: Standard) -> "OfficeHours":
        """The office hours that a standard's clocks are counted in."""
        return self.hours(standard.calendar or ENGLAND_AND_WALES, standard.skips_closures)

    def hours(self, region: str, closures: bool = True) -> "OfficeHours":
        """The office's hours on the days a region's calendar has as worked; raises UnknownRegion."""
        from casework.office_hours import OfficeHours

        found = self._hours.get((region, closures))
        if found is None:
            found = self._hours[region, closures] = OfficeHours(self.region(region, closures), self._frames, LONDON, self._later)
        return found

    @property
    def _frames(self) -> Frames:
        return self.weeks[0].frames

    @property
    def _later(self) -> tuple[tuple[date, Frames], ...]:
        return tuple((week.from_day, week.frames) for week in self.weeks if week.from_day is not None)

    def _calendar(self, name: str, closures: bool) -> WorkingCalendar:
        bank_holidays(name, ())
        added = [BankHoliday(it.day, REGIONS[it.region], it.name) for it in self.changes if it.kind == "bank holiday"]
        worked = frozenset((it.day, nation) for it in self.changes if it.kind == "worked" for nation in REGIONS[it.region])
        closed = {it.day: it.name for it in self.changes if it.kind == "closure"} if closures else {}

        def holidays_of(year: int) -> dict[date, str]:
            shut = {day: closure for day, closure in closed.items() if day.year == year}
            return dict(sorted((shut | bank_holidays(name, [year], added, worked)).items()))

        return WorkingCalendar.by_year(holidays_of, YEARS_OF_REGIONS, self.published_to, name)


def region_named(text: str) -> str:
    """The region a person means by its name, title or a usual short form (`E&W`, `NI`, `UK`); raises UnknownRegion."""
    wanted = "".join(text.casefold().replace("-", " ").split())
    for region, called in _CALLED.items():
        if wanted in (region.replace("-", ""), *called):
            return region
    raise UnknownRegion(f"There is no calendar called '{text[:40]}'. Use one of: {', '.join(REGIONS)}.")


SHIPPED = Calendars()
"""The calendars of an office that has changed nothing."""
