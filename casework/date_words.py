"""How dates and moments are said to people: always in English, always on London's clocks."""

from datetime import date, datetime, timedelta

from casework.moments import london

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
YEAR_GOES_WITHOUT_SAYING = timedelta(days=183)


def month_named(word: str) -> int | None:
    """The number of the month that a word is the name of, in whole or by its beginning, in any case; None for none."""
    return (
        next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())), None) if word else None
    )


def weekday_name(day: date) -> str:
    """`Wednesday`."""
    return WEEKDAYS[day.weekday()]


def day_words(day: date) -> str:
    """`Wed 31 Dec 2025`."""
    return f"{_day_and_month(day)} {day.year:04}"


def day_in_full(day: date) -> str:
    """`Wednesday 31 December 2025`."""
    return f"{weekday_name(day)} {day.day} {MONTHS[day.month - 1]} {day.year:04}"


def short_day(day: date, today: date) -> str:
    """`Wed 31 Dec`, with the year when it is more than half a year from today."""
    return _day_and_month(day) if abs(day - today) <= YEAR_GOES_WITHOUT_SAYING else day_words(day)


def moment_words(moment: datetime) -> str:
    """`Wed 31 Dec 2025, 17:00`, or `end of Wed 31 Dec 2025` for the last second of a date."""
    local = london(moment)
    if _ends_its_date(local):
        return f"end of {day_words(local)}"
    return f"{day_words(local)}, {clock_time(local)}"


def clock_time(moment: datetime) -> str:
    """`17:00`, or `midnight` for the last second of a date."""
    local = london(moment)
    return "midnight" if _ends_its_date(local) else f"{local.hour:02}:{local.minute:02}"


def _day_and_month(day: date) -> str:
    return f"{weekday_name(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def _ends_its_date(local: datetime) -> bool:
    return (local.hour, local.minute, local.second) == (23, 59, 59)
