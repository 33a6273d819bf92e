"""The office's hours in a week, as an administrator writes them: `Mon-Thu 09:00-12:30, 13:00-17:00; Fri 09:00-16:30`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby, pairwise
from types import MappingProxyType

from casework.date_words import WEEKDAYS, day_words
from casework.errors import DeskError
from casework.moments import OFFICE_CLOSES, OFFICE_OPENS

Frames = Mapping[int, Sequence[tuple[time, time]]]
"""The London hours of each weekday, Monday being 0; a closing of 00:00 is the midnight that ends the day."""

WORKED = range(5)
"""Monday to Friday: the weekdays that working days are made of, each of which needs its hours."""
NINE_TO_FIVE: Frames = MappingProxyType(dict.fromkeys(WORKED, ((OFFICE_OPENS, OFFICE_CLOSES),)))
"""The contact centre's published hours: Monday to Friday, 09:00 to 17:00."""
EXAMPLE = "Mon-Thu 09:00-17:00; Fri 09:00-16:30"
HALF_DAY = 12 * 60
"""In minutes."""

_TIME = r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|to)\s*{_TIME}")
_DAYS = re.compile(r"^((?:[a-z]+)(?:\s*(?:-|–|to)\s*[a-z]+)?)\s*:?\s*(?=\d)")
_RANGE = re.compile(r"\s*(?:-|–|to)\s*")


class WeekNotRead(DeskError):
    """Office hours were typed that can't be read or kept."""


@dataclass(frozen=True, slots=True)
class OfficeWeek:
    """The hours of a week from a London date on, and on whose word; the first week there is has no such date."""

    frames: Frames
    from_day: date | None = None
    source: str = ""
    entered_on: date | None = None

    @property
    def words(self) -> str:
        """The hours as an administrator writes them."""
        return week_words(self.frames)

    def closes(self, day: date) -> time:
        """The London time at which the office closes on a day's weekday; on one without hours, its usual closing time."""
        spans = self.frames.get(day.weekday())
        if not spans:
            return OFFICE_CLOSES
        return time.max if spans[-1][1] == time.min else max(closes for _, closes in spans)


def read_week(text: str) -> Frames:
    """The hours of each weekday; days may be left out for Monday to Friday, minutes and `am` or `pm` for plain hours.

    `9-5` is 09:00 to 17:00. Raises WeekNotRead, in a sentence, for what can't be read, overlaps, or leaves a weekday out.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        raise WeekNotRead(f"Type the hours, such as {EXAMPLE}.")
    found: dict[int, tuple[tuple[time, time], ...]] = {}
    for part in filter(None, (each.strip() for each in typed.split(";"))):
        days, spans = _part(part)
        for day in days:
            if day in found:
                raise WeekNotRead(f"{WEEKDAYS[day]} is there twice. Write its hours once, with commas between them.")
            found[day] = spans
    missing = [WEEKDAYS[day] for day in WORKED if day not in found]
    if missing:
        raise WeekNotRead(f"{missing[0]} has no hours. Each weekday needs some; a day the office is shut is a closure.")
    return dict(sorted(found.items()))


def week_words(frames: Frames) -> str:
    """The hours in one line that `read_week` reads again: `Mon-Thu 09:00-17:00; Fri 09:00-16:30`."""
    return "; ".join(_grouped(frames))


def hours_change_words(from_day: date, hours: str, taken_back: bool = False) -> str:
    """A change of the hours in one sentence."""
    if taken_back:
        return f"The office hours from {day_words(from_day)}, {hours}, were taken back."
    return f"Office hours from {day_words(from_day)}: {hours}."


def _grouped(frames: Frames) -> Iterator[str]:
    for spans, days in groupby(sorted(day for day in frames if frames[day]), key=lambda day: tuple(frames[day])):
        named = [WEEKDAYS[day][:3] for day in days]
        which = named[0] if len(named) == 1 else f"{named[0]}-{named[-1]}"
        yield f"{which} {', '.join(f'{_said(opens)}-{_said(closes, closing=True)}' for opens, closes in spans)}"


def _said(clock: time, *, closing: bool = False) -> str:
    return "24:00" if closing and clock == time.min else f"{clock.hour:02}:{clock.minute:02}"


def _part(part: str) -> tuple[Sequence[int], tuple[tuple[time, time], ...]]:
    named = _DAYS.match(part)
    days = _days(named[1]) if named else WORKED
    spans: list[tuple[int, int]] = []
    for typed in part[named.end() if named else 0 :].split(","):
        spans.append(_span(typed.strip(), after=spans[-1][1] if spans else 0))
    spans.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise WeekNotRead(f"The hours of {WEEKDAYS[days[0]]} overlap. Write them one after the other.")
    return days, tuple((_time(opens), _time(closes)) for opens, closes in spans)


def _days(typed: str) -> Sequence[int]:
    if typed in ("weekdays", "every weekday", "daily"):
        return WORKED
    first, *rest = (_weekday(word) for word in _RANGE.split(typed))
    last = rest[0] if rest else first
    if last < first:
        raise WeekNotRead(f"{WEEKDAYS[first]} to {WEEKDAYS[last]} runs backwards. Start with the earlier day.")
    if last not in WORKED:
        raise WeekNotRead(f"{WEEKDAYS[last]} is not a working day, so no promise is counted on it. Leave it out.")
    return range(first, last + 1)


def _weekday(word: str) -> int:
    found = [place for place, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.casefold().startswith(word[:3])]
    if not found or (not WEEKDAYS[found[0]].casefold().startswith(word.removesuffix("s")) and word not in ("tues", "thurs")):
        raise WeekNotRead(f"'{word[:20]}' is no weekday. Write the hours such as {EXAMPLE}.")
    return found[0]


def _span(typed: str, after: int) -> tuple[int, int]:
    """Opening and closing in minutes since midnight; a bare hour that would come too early is one of the afternoon."""
    read = _SPAN.fullmatch(typed)
    if read is None:
        raise WeekNotRead(f"'{typed[:40]}' can't be read as hours. Write them such as {EXAMPLE}.")
    opens, closes = _clock(*read.groups()[:3]), _clock(*read.groups()[3:])
    if opens is None or closes is None or opens >= 2 * HALF_DAY:
        raise WeekNotRead(f"'{typed[:40]}' has a time that no clock shows.")
    bare = opens <= HALF_DAY + 59 and read[3] is None
    if bare and closes <= opens and closes < HALF_DAY and read[6] is None:
        closes += HALF_DAY
    if bare and opens < after and opens + HALF_DAY < (closes + HALF_DAY if closes < HALF_DAY and read[6] is None else closes):
        opens, closes = opens + HALF_DAY, closes + HALF_DAY if closes < HALF_DAY else closes
    if closes <= opens:
        raise WeekNotRead(f"'{typed[:40]}' would close before it opens.")
    return opens, closes


def _clock(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes since midnight; None for a time that no clock shows."""
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    return hours * 60 + minutes if minutes < 60 and hours * 60 + minutes <= 2 * HALF_DAY else None


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
