"""The forecast in plain lines, with the arithmetic that a lead can follow, and as values a program can read."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from casework.date_words import short_day
from casework.forecast import PACE_DAYS, DueDay, Forecast, Pace
from casework.moments import london_date

HEADINGS = ("Due on", "Cases", "By then", "Days", "Pace", "Breach", "A day")
WIDTHS = (11, 6, 8, 6, 7, 7, 6)
ASSUMED = (
    "Counted so: the earliest deadline is closed first, those overdue before all others, and what is closed on a day is in time "
    "for that day. A case counts by its next deadline, which a step may meet without closing it. What is received from now on is "
    "not counted: what of it is due by then comes on top."
)


def forecast_lines(found: Forecast) -> list[str]:
    """What is to come in sentences, each a line: the pace, what is due, what breaches, what would prevent it."""
    return [pace_words(found.pace, london_date(found.now)), *_due(found), *_outcome(found), *_prevents(found)]


def forecast_table(found: Forecast) -> list[str]:
    """The arithmetic day by day, under headings; nothing when nothing is to come."""
    if not found.days:
        return []
    today = london_date(found.now)
    rows: list[tuple[str, ...]] = [HEADINGS]
    if found.overdue:
        rows.append(("overdue now", f"{found.overdue:,}", f"{found.overdue:,}", "", "", "", ""))
    rows += [_row(day, today) for day in found.days]
    first = max(WIDTHS[0], *(len(row[0]) for row in rows))
    return [row[0].ljust(first) + "".join(map(str.rjust, row[1:], WIDTHS[1:])) for row in rows]


def pace_words(pace: Pace, today: date) -> str:
    """`Last 20 working days, Mon 26 Oct to Fri 20 Nov: 412 closed, 20.6 a day; 360 received, 18 a day.`"""
    number = len(pace.days)
    if not number:
        return "There is no whole working day in the record yet, so there is no pace to go by."
    when = short_day(pace.days[0], today) + (f" to {short_day(pace.days[-1], today)}" if number > 1 else "")
    days = f"{number} working days" if number > 1 else "working day"
    young = "" if number == PACE_DAYS else f" The record is no older, so the pace is that of {_days(number)}."
    return (
        f"Last {days}, {when}: {sum(pace.closed):,} closed, {figure(pace.closed_a_day)} a day; "
        f"{sum(pace.received):,} received, {figure(pace.received_a_day)} a day.{young}"
    )


def figure(number: Fraction | None) -> str:
    """A number of cases a day, or of days, as it is written: `20.6`, `18`, `2.75`; nothing is rounded to none."""
    if number is None:
        return "-"
    places = 1 if number >= 10 else 2
    least = Fraction(1, 10**places)
    if 0 < number < least / 2:
        return f"under {float(least)}"
    text = f"{float(number):,.{places}f}"
    return text.rstrip("0").rstrip(".")


def _due(found: Forecast) -> Iterator[str]:
    today = london_date(found.now)
    by = short_day(found.by, today)
    if not found.due:
        yield f"Due by {by}: none. No open case is overdue or has a deadline by then."
        return
    yield f"Due by {by}: {found.due:,} ({found.overdue:,} overdue now)."
    left = "" if found.left_today == found.working_days else f"of which {figure(found.left_today)} is "
    part = "" if found.left_today in (0, 1) else f", {left}what is left of today's office hours"
    yield f"Working days until its end: {figure(found.working_days)}{part}."


def _outcome(found: Forecast) -> Iterator[str]:
    if not found.due:
        return
    by, pace = short_day(found.by, london_date(found.now)), found.pace.closed_a_day
    if pace is None or found.closed is None or found.breaches is None:
        yield "What breaches by then can't be foretold without a pace."
    elif not pace:
        more = _more(found.breaches) if found.breaches else "no more breach"
        yield f"No case was closed on those days: at that pace none of those due is closed by then; {more}."
    elif not found.breaches:
        more = "none breaches" if not found.overdue else "no more breach"
        yield f"At {figure(pace)} a day {_closed(found.closed)} by then; {more}."
    else:
        late = found.breaches - min(found.breaches, found.still_open or 0)
        said = f", {late:,} of them late" if late else ""
        yield f"At {figure(pace)} a day {_closed(found.closed)} by {by}{said}; {_more(found.breaches)}."


def _prevents(found: Forecast) -> Iterator[str]:
    today = london_date(found.now)
    if found.too_late:
        are, those = ("is", "that") if found.too_late == 1 else ("are", "those")
        yield f"{found.too_late:,} {are} due before the office opens again: no pace prevents {those}."
    if found.tightest is None:
        return
    day = next(day for day in found.days if day.day == found.tightest)
    is_today = day.day == today
    when = "the end of today" if is_today else short_day(day.day, today)
    span = "1 working day" if day.working_days == 1 else f"{figure(day.working_days)} working days"
    over = f"{day.due_by_then:,} due by {when}, over {span}, is {figure(day.due_by_then / day.working_days)} a day"
    last = f" Were the overdue ones closed last: {found.needed_if_overdue_wait:,}." if found.overdue else ""
    yield f"{found.needed:,} a day {_would(found)}: {over}.{last}"
    if is_today and found.left_today < 1:
        rest = f" From tomorrow on {found.from_tomorrow:,} a day prevent those of later days." if found.from_tomorrow else ""
        last = f", or {day.due:,} if the overdue ones are closed last" if found.overdue else ""
        yield f"That is {day.due_by_then:,} more closed today{last}.{rest}"


def _would(found: Forecast) -> str:
    """What the pace that is needed does, beside what breaches at the usual one."""
    if found.breaches == found.too_late:
        return "is enough" if found.needed == 1 else "are enough"
    what = "any breach" if found.breaches is None else "the others" if found.too_late else "it"
    return f"{'prevents' if found.needed == 1 else 'prevent'} {what}"


def _row(day: DueDay, today: date) -> tuple[str, ...]:
    closed = "-" if day.closed is None else f"{day.closed:,}"
    breach = "-" if day.breach is None else f"{day.breach:,}"
    needed = "-" if day.needed is None else f"{day.needed:,}"
    return short_day(day.day, today), f"{day.due:,}", f"{day.due_by_then:,}", figure(day.working_days), closed, breach, needed


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _closed(number: int) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'} closed"


def _more(number: int) -> str:
    return f"{number:,} more {'breaches' if number == 1 else 'breach'}"


def forecast_as_json(found: Forecast) -> dict[str, object]:
    """The forecast as values a program can read; a day's figures are as the table has them."""
    pace = found.pace
    return {
        "by": found.by.isoformat(),
        "pace": {
            "days": [day.isoformat() for day in pace.days],
            "received": list(pace.received),
            "closed": list(pace.closed),
            "closed_a_day": _number(pace.closed_a_day),
            "received_a_day": _number(pace.received_a_day),
        },
        "overdue": found.overdue,
        "due": found.due,
        "working_days": _number(found.working_days),
        "left_of_today": _number(found.left_today),
        "closed": found.closed,
        "breaches": found.breaches,
        "too_late": found.too_late,
        "needed_a_day": found.needed,
        "needed_a_day_if_overdue_wait": found.needed_if_overdue_wait,
        "tightest": found.tightest.isoformat() if found.tightest else None,
        "needed_from_tomorrow": found.from_tomorrow,
        "days": [_day_as_json(day) for day in found.days],
        "lines": forecast_lines(found),
        "assumed": ASSUMED,
    }


def _day_as_json(day: DueDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "due": day.due,
        "due_by_then": day.due_by_then,
        "working_days": _number(day.working_days),
        "closed_by_then": day.closed,
        "breach": day.breach,
        "needed_a_day": day.needed,
    }


def _number(number: Fraction | None) -> float | None:
    return None if number is None else round(float(number), 4)
