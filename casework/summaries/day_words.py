"""A day in plain words, the sentences one would say of it at its end: numbers up to ten as words, quiet days said so."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Final

from casework.concerns import concern_title
from casework.date_words import clock_time, day_in_full, short_day, weekday_name
from casework.spoken import listed, number_words
from casework.summaries.day_figures import DayFigures, Missed

NAMED: Final = 3
"""How many cases or people a sentence names; of more it says how many more there are."""
BY_CONCERN: Final = "concern"
_CONCERNS: Final = {
    "safeguarding": "safeguarding concern",
    "referral": "allegation to refer",
    "unacceptable": "unacceptable contact",
}
_TEN: Final = 10
_DAY: Final = timedelta(days=1)


def heading(found: DayFigures) -> str:
    """The day in full, with the moment up to which the figures count where that is before its end."""
    day = day_in_full(found.day)
    return day if found.is_over else f"{day}, until {clock_time(found.until)}"


def day_sentences(found: DayFigures, today: date) -> tuple[str, ...]:
    """What there is to say of a day, the most pressing first."""
    is_today = found.day == today
    parts = (
        _next(found, is_today),
        _promises(found, is_today),
        _due(found, is_today),
        _overdue(found, is_today),
        _flow(found, is_today),
        _compared(found),
        _unallocated(found, is_today),
        _at_once(found),
        _concerns(found),
        _away(found, is_today),
    )
    return tuple(_begun(sentence) for sentence in parts if sentence)


def said(number: int) -> str:
    """A number in words up to ten, in digits above."""
    return number_words(number) if number <= _TEN else f"{number:,}"


def things(number: int, thing: str) -> str:
    """`nine deadlines`, `one deadline`, `no deadline`."""
    return f"{said(number)} {thing}{'s' if number > 1 else ''}"


def some(names: Sequence[str]) -> str:
    """`a, b and c`, or the first of them and how many more."""
    return listed(names) if len(names) <= NAMED else listed([*names[: NAMED - 1], f"{said(len(names) - NAMED + 1)} more"])


def missing_words(missed: Sequence[Missed]) -> str:
    """How many of the missed deadlines nobody said why of yet, in a sentence; nothing when that was said of all."""
    number = sum(not it.explained for it in missed)
    return f"{_begun(things(number, 'deadline'))} {_was(number)} missed, and nobody has said why yet." if number else ""


def when_words(day: date, today: date) -> str:
    """A day to come as it is spoken of today: `tomorrow`, `on Monday`, `on Tue 29 Dec`."""
    if day == today + _DAY:
        return "tomorrow"
    return f"on {weekday_name(day)}" if day - today < timedelta(days=7) else f"on {short_day(day, today)}"


def _next(found: DayFigures, is_today: bool) -> str:
    when = when_words(found.next_day, found.day) if is_today else f"on {short_day(found.next_day, found.day)}"
    falls, fall = ("falls", "fall") if is_today else ("was to fall", "were to fall")
    number, noon = found.number("next"), found.number("next-noon")
    if not number:
        return f"no deadline {falls} {when}."
    nobodys = found.number("next-unallocated")
    verb = falls if number == 1 else fall
    if not noon:
        return f"{things(number, 'deadline')} {verb} {when}, none before noon; {_without_owner(nobodys, number, is_today)}."
    early = _without_owner(found.number("next-noon-unallocated"), noon, is_today)
    first = f"{things(noon, 'deadline')} {falls if noon == 1 else fall} {when} before noon; {early}."
    later = number - noon
    return f"{first} {_begun(said(later))} more {falls if later == 1 else fall} later that day." if later else first


def _without_owner(number: int, of: int, is_today: bool) -> str:
    now = "is", "are"
    one, several = now if is_today else ("was", "were")
    if not number:
        return f"{'it has' if of == 1 else 'all have'} an owner" if is_today else f"{'it had' if of == 1 else 'all had'} an owner"
    if number == of:
        return f"it {one} unallocated" if of == 1 else f"all {several} unallocated"
    return f"{said(number)} {one if number == 1 else several} unallocated"


def _promises(found: DayFigures, is_today: bool) -> str:
    day = "today" if is_today else "that day"
    promised, kept, missed = (found.number(name) for name in ("callbacks", "callbacks-kept", "callbacks-missed"))
    if missed:
        cases = some(found.figure("callbacks-missed").cases)
        what = "a call-back" if missed == 1 else "call-backs"
        return f"{things(missed, 'promise')} {_was(missed)} missed {day}: {what} on {cases}."
    if not promised:
        return f"no call-back was promised for {day}."
    if kept == promised:
        all_ = (
            "the one call-back" if promised == 1 else "both call-backs" if promised == 2 else f"all {said(promised)} call-backs"
        )
        return f"{all_} promised for {day} {_was(promised)} made in time."
    still = promised - kept
    return f"of {things(promised, 'call-back')} promised for {day}, {said(still)} {_is(still)} still to be made."


def _due(found: DayFigures, is_today: bool) -> str:
    day = "today" if is_today else "that day"
    due = found.number("due")
    if not due:
        return f"no deadline fell due {day}."
    numbers = {name: found.number(name) for name in ("met", "missed", "running")}
    unsaid = sum(not it.explained for it in found.missed)
    of = "" if unsaid == len(found.missed) else f" of {said(unsaid)}"
    why = f"; nobody has said why{of} yet" if unsaid else ""
    said_of = {"met": "met", "missed": "missed", "running": "still to come"}
    if len(alike := [name for name in numbers if numbers[name]]) == 1:
        (name,) = alike
        all_ = "the one deadline" if due == 1 else "both deadlines" if due == 2 else f"all {said(due)} deadlines"
        verb = _is(due) if name == "running" else _was(due)
        return f"{all_} due {day} {verb} {said_of[name]}{why}."
    told = [
        f"{said(number)} {_is(number) if name == 'running' else _was(number)} {said_of[name]}"
        for name, number in numbers.items()
        if number
    ]
    return f"of {things(due, 'deadline')} due {day}, {listed(told)}{why}."


def _overdue(found: DayFigures, is_today: bool) -> str:
    number, days = found.number("overdue"), found.oldest
    verb = _is(number) if is_today else _was(number)
    if not number:
        return f"nothing {'is' if is_today else 'was'} overdue."
    since = f"by {things(days, 'working day')}" if days else "by less than a working day"
    return f"{things(number, 'case')} {verb} overdue, {'' if number == 1 else 'the oldest '}{since}."


def _flow(found: DayFigures, is_today: bool) -> str:
    received, closed, left = (found.number(name) for name in ("received", "closed", "open"))
    came = f"{things(received, 'case')} came in" if received else "nothing came in"
    went = f"{said(closed)} {_was(closed)} closed" if closed else "nothing was closed"
    verb = _is(left) if is_today else _was(left)
    over = f"{said(left) if left else 'nothing'} {verb if left else 'is' if is_today else 'was'} carried over"
    return f"{came} and {went}; {over}."


def _compared(found: DayFigures) -> str:
    if found.compared is None:
        return ""
    by = "" if found.is_over else " by this time"
    then, name = found.compared.then["received"], weekday_name(found.day)
    told = f"{said(then) if then else 'nothing'} had come in{by} on {short_day(found.compared.before, found.day)}"
    if found.compared.days:
        told += f"; {usual_words(found.compared.average['received'], len(found.compared.days), name)}"
    return f"{told}."


def usual_words(average: float, weeks: int, weekday: str) -> str:
    """What a weekday had: `the last Friday had 4`, `the last two Fridays had 1.5 on average` or `had none`."""
    days = weekday if weeks == 1 else f"{said(weeks)} {weekday}s"
    had = "none" if not average else average_words(average) if weeks == 1 else f"{average_words(average)} on average"
    return f"the last {days} had {had}"


def average_words(number: float) -> str:
    """An average of days as it is written: `18`, `1.8`."""
    return f"{number:,.0f}" if number >= _TEN or number == int(number) else f"{number:.1f}"


def _unallocated(found: DayFigures, is_today: bool) -> str:
    number = found.number("unallocated")
    if not number:
        return "" if not found.number("open") else f"every open case {'has' if is_today else 'had'} an owner."
    has = ("has" if number == 1 else "have") if is_today else "had"
    return f"{things(number, 'open case')} {has} no owner."


def _at_once(found: DayFigures) -> str:
    number = found.number("first-contact")
    return f"{things(number, 'contact')} {_was(number)} answered at the first contact." if number else ""


def _concerns(found: DayFigures) -> str:
    number = found.number("flags")
    if not number:
        return ""
    told = [_concern(kind, figure) for kind, figure in found.numbers("flags", BY_CONCERN).items()]
    return f"{listed(told)} {_was(number)} raised."


def _concern(kind: str, number: int) -> str:
    what = _CONCERNS.get(kind, concern_title(kind).lower())
    plural = what.replace("allegation ", "allegations ") if "allegation " in what else f"{what}s"
    return f"{said(number)} {what if number == 1 else plural}"


def _away(found: DayFigures, is_today: bool) -> str:
    number = len(found.away)
    return f"{some(found.away)} {_is(number) if is_today else _was(number)} away." if number else ""


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def lines_of(sentences: Sequence[str], width: int) -> Iterator[str]:
    """The sentences as lines of text, each begun on a line of its own."""
    for sentence in sentences:
        yield from wrap(sentence, width, subsequent_indent="  ")
