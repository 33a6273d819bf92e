"""Where a file of bank holidays and our own calendars differ, on days that would be worked otherwise."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casework.calendars import REGION_TITLES
from casework.date_words import day_words
from casework.foreign.holiday_files import HolidayFile
from casework.visible_text import visible
from casework.working_days import MONDAY_TO_FRIDAY, WorkingCalendar

Kind = Literal["missing here", "missing in the file", "named differently"]

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_WORDS = re.compile(r"[^\W_]+")
_SAID_OF_ANY = frozenset({"the", "of", "for", "and", "bank", "public", "holiday", "day", "substitute", "extra"})
_SPELT = {"st": "saint", "2nd": "2"}
_SAME = (
    (frozenset({"2", "january"}), frozenset({"new", "year"})),
    (frozenset({"elizabeth", "ii"}), frozenset({"queen"})),
)
"""Words for the same thing: GOV.UK's and, after them, those that the `holidays` library's name is compared by."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which the file and our calendar of a region don't say the same; None where there is no holiday."""

    region: str
    day: date
    theirs: str | None
    ours: str | None

    @property
    def kind(self) -> Kind:
        """Which of the two lacks the holiday, if either does."""
        if self.ours is None:
            return "missing here"
        return "missing in the file" if self.theirs is None else "named differently"

    @property
    def sentence(self) -> str:
        """`Fri 8 May 2026, Scotland: the file has Special Day, we work.`"""
        where = f"{day_words(self.day)}, {REGION_TITLES[self.region]}"
        theirs, ours = visible(self.theirs or ""), visible(self.ours or "")
        if self.kind == "missing here":
            return f"{where}: the file has {theirs}, we work."
        if self.kind == "missing in the file":
            return f"{where}: we have {ours}, the file has none."
        return f"{where}: named {theirs} in the file, {ours} here."


def differences(file: HolidayFile, ours: Callable[[str], WorkingCalendar]) -> list[Difference]:
    """Every difference, by region and day, in the years for which the file has holidays of that region.

    `ours` gives our calendar of a region, without the office's closures. A weekend holiday takes no working day away and
    is passed over on either side.
    """
    return [it for region, theirs in file.days.items() for it in _of_region(region, theirs, ours(region))]


def _of_region(region: str, theirs: Mapping[date, str], ours: WorkingCalendar) -> Iterator[Difference]:
    first, last = date(min(theirs).year, 1, 1), date(max(theirs).year, 12, 31)
    for offset in range((last - first).days + 1):
        day = first + timedelta(offset)
        if day.weekday() not in MONDAY_TO_FRIDAY:
            continue
        their_name, our_name = theirs.get(day), ours.holiday_name(day)
        if their_name is None and our_name is None:
            continue
        if their_name is None or our_name is None or not same_holiday(their_name, our_name):
            yield Difference(region, day, their_name, our_name)


def same_holiday(one: str, other: str) -> bool:
    """Whether two names can be of the same holiday: any part of the one says no more than a part of the other, or no less.

    `Queen’s Diamond Jubilee` and `Diamond Jubilee of Elizabeth II` are the same; so are `May Day` and `Early May bank
    holiday (VE day)`. Parts are divided by semicolons. A name that says only that it is a holiday is the same as any.
    """
    return any(this <= that or that <= this for this in _parts(one) for that in _parts(other))


def _parts(name: str) -> list[frozenset[str]]:
    return [_telling_words(part) for part in name.split(";")]


def _telling_words(part: str) -> frozenset[str]:
    plain = _APOSTROPHES.sub("", part.casefold())
    words = frozenset(_SPELT.get(word, word.removesuffix("s")) for word in _WORDS.findall(plain)) - _SAID_OF_ANY
    for said, meant in _SAME:
        if said <= words:
            words = words - said | meant
    return words
