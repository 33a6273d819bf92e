"""What a file of holidays comes to: the days to enter and to withdraw so that the calendars say what the file says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.calendars import DIVISIONS, Calendars, ChangeKind, DayChange
from casework.foreign.holiday_differences import Difference, differences
from casework.foreign.holiday_files import HolidayFile


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Days to withdraw and then days to enter, and the last date up to which bank holidays are then all known, if later.

    `kept` are holidays of ours that the file lacks and that stay all the same.
    """

    add: tuple[DayChange, ...]
    withdraw: tuple[DayChange, ...] = ()
    published_to: date | None = None
    kept: tuple[Difference, ...] = ()

    @property
    def none(self) -> bool:
        """Whether there is nothing to change."""
        return not (self.add or self.withdraw or self.published_to)


def bank_holiday_changes(file: HolidayFile, calendars: Calendars, source: str, drop_missing: bool = False) -> FileChanges:
    """The changes that add the file's bank holidays to ours, in the years and regions it speaks for.

    A holiday of ours that the file lacks stays, for the file may be the older of the two, unless `drop_missing` says to make
    it a day worked. A file with every division moves the date up to which holidays count as published to its last year's end.
    """
    entered = {(it.day, it.kind, it.region): it for it in calendars.changes}
    add: list[DayChange] = []
    withdraw: list[DayChange] = []
    kept: list[Difference] = []
    for each in differences(file, lambda region: calendars.region(region, closures=False)):
        if each.kind == "named differently":
            continue
        if each.kind == "missing in the file" and not drop_missing:
            kept.append(each)
            continue
        wanted: ChangeKind = "bank holiday" if each.ours is None else "worked"
        contrary: ChangeKind = "worked" if each.ours is None else "bank holiday"
        undone = entered.get((each.day, contrary, each.region))
        if undone:
            withdraw.append(undone)
        else:
            add.append(DayChange(each.day, wanted, each.theirs or "", each.region, source))
    known_to = date(file.last_year, 12, 31) if set(file.days) == set(DIVISIONS) else calendars.published_to
    return FileChanges(tuple(add), tuple(withdraw), known_to if known_to > calendars.published_to else None, tuple(kept))


def closure_changes(file: HolidayFile, calendars: Calendars, source: str) -> FileChanges:
    """The days of a file entered as closures of the office, but those that are not worked anyway."""
    ours = calendars.ours
    days: Iterable[tuple[date, str]] = (each for named in file.days.values() for each in named.items())
    add = (DayChange(day, "closure", name, "", source) for day, name in sorted(days) if ours.is_working_day(day))
    return FileChanges(tuple(add))
