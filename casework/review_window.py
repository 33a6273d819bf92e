"""In time? The 28 days in which a review may be applied for, counted on the applicant and never a breach of ours.

The days are calendar days, the first is the day after the outcome was *provided*, and nothing rolls over a weekend or a
holiday (regulation 29(2), SI 2020/2).

Regulation 29(3) leaves out "any time elapsing between" the wrong review body receiving an application and forwarding it.
That is read here as the days from the day it was received up to, but not with, the day it was forwarded. By law it is
made when it is forwarded (Schedule 3, paragraphs 31 and 32), so the day of forwarding is the day that is judged and has
to count; the day of receipt is then the one that does not. An application that reached the wrong body on its last day is
thus in time whenever it is forwarded, and one received and forwarded on the same day gains nothing. The other reading
would leave the last day used up on receipt and make the applicant late through the wrong body's delay.

The regulation speaks of the IOPC and the local policing body. Days with a police force are not left out; they are told
to staff as a reason to record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casework.date_words import day_words
from casework.review_words import REVIEW, Terms, window_next, window_reason, window_to_say
from casework.working_days import DateOutOfRange

WINDOW = timedelta(days=28)
ONE_DAY = timedelta(days=1)
LONG_AGO = timedelta(days=731)
REVIEWS_BEGAN = date(2020, 2, 1)
"""Complaints made before this day keep the old rights of appeal."""

Holder = Literal["IOPC", "local policing body", "force"]


@dataclass(frozen=True, slots=True)
class Held:
    """An application lying with a body that was not the right one; `forwarded` is None while it is still there."""

    received: date
    forwarded: date | None = None
    by: Holder = "local policing body"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Days in a row that do not count, both ends among them."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Window:
    """Whether an application or appeal is in time, and the words for it.

    `made` is the day it counts as made, None when it has not been; then today is judged. `last_day`, `in_time` and the days
    are None when the date provided is not known; `earliest_last_day` is then counted from the letter. `days_late` leaves
    out the days with the wrong body. `waiting_with` is the body that should forward it.
    """

    provided: date | None
    letter: date | None
    made: date | None
    today: date
    last_day: date | None
    earliest_last_day: date | None
    left_out: tuple[LeftOut, ...]
    in_time: bool | None
    days_left: int | None
    days_late: int | None
    waiting_with: Holder | None
    warnings: tuple[str, ...]
    terms: Terms = REVIEW

    @property
    def reason(self) -> str:
        """Why, for staff."""
        return window_reason(self)

    @property
    def say(self) -> str:
        """What to read to the caller."""
        return window_to_say(self)

    @property
    def next(self) -> str:
        """What to do now."""
        return window_next(self)


def window(
    provided: date | None,
    letter: date | None,
    made: date | None,
    today: date,
    wrong_body: Sequence[Held] = (),
    terms: Terms = REVIEW,
) -> Window:
    """Judge whether an application is in time; a late one is never refused, and odd dates give warnings.

    `made` is the day it reached the right body; leave it None when it only came by being forwarded. Raises DateOutOfRange
    when the window would end after the year 9999.
    """
    held = [each for each in wrong_body if each.forwarded is None or each.forwarded >= each.received]
    counts_as = _counts_as_made(made, held)
    on = counts_as or today
    started = provided or letter
    spans = _after(_merged(held, on), started)
    last = None if started is None else _last_day(started, spans)
    in_time = None if provided is None or last is None else on <= last
    return Window(
        provided=provided,
        letter=letter,
        made=counts_as,
        today=today,
        last_day=last if provided else None,
        earliest_last_day=None if provided else last,
        left_out=spans,
        in_time=in_time,
        days_left=(last - on).days if in_time and last else None,
        days_late=_days_late(last, on, spans) if in_time is False and last else None,
        waiting_with=next((each.by for each in held if each.forwarded is None), None) if counts_as is None else None,
        warnings=tuple(_warnings(provided, letter, made, today, wrong_body, terms)),
        terms=terms,
    )


def _counts_as_made(made: date | None, held: Sequence[Held]) -> date | None:
    """The day it was made to the right body, or forwarded to it when that is how it came."""
    forwarded = [each.forwarded for each in held if each.forwarded]
    if made is not None:
        by_law = [each.forwarded for each in held if each.forwarded and each.by != "force" and each.forwarded <= made]
        return max(by_law, default=made)
    return max(forwarded) if forwarded and len(forwarded) == len(held) else None


def _merged(held: Iterable[Held], on: date) -> list[LeftOut]:
    """The days with the wrong review body before the day judged, in order, each day once."""
    spans: list[LeftOut] = []
    for each in sorted((each for each in held if each.by != "force"), key=lambda each: each.received):
        last = min(each.forwarded or on, on) - ONE_DAY
        if last < each.received:
            continue
        if spans and each.received <= spans[-1].last + ONE_DAY:
            spans[-1] = LeftOut(spans[-1].first, max(spans[-1].last, last))
        else:
            spans.append(LeftOut(each.received, last))
    return spans


def _after(spans: Iterable[LeftOut], started: date | None) -> tuple[LeftOut, ...]:
    if started is None:
        return tuple(spans)
    return tuple(LeftOut(max(span.first, started + ONE_DAY), span.last) for span in spans if span.last > started)


def _last_day(started: date, spans: Iterable[LeftOut]) -> date:
    try:
        last = started + WINDOW
        for span in spans:
            if span.first <= last:
                last += timedelta(days=span.days)
    except OverflowError:
        raise DateOutOfRange(f"28 days after {day_words(started)} is past the year 9999. Check the date.") from None
    return last


def _days_late(last: date, on: date, spans: Iterable[LeftOut]) -> int:
    elsewhere = sum(max(0, (min(span.last, on) - max(span.first - ONE_DAY, last)).days) for span in spans)
    return max(1, (on - last).days - elsewhere)


def _warnings(
    provided: date | None, letter: date | None, made: date | None, today: date, wrong_body: Sequence[Held], terms: Terms
) -> Iterable[str]:
    named = ((letter, "on the letter"), (provided, f"when {terms.event}" if terms is REVIEW else "of the decision"))
    for day, name in (*named, (made, f"the {terms.thing} was made")):
        if day and day > today:
            yield f"The date {name}, {day_words(day)}, has not come yet. Check it."
    if provided and letter and provided < letter:
        yield f"It was provided on {day_words(provided)}, before the date on the letter, {day_words(letter)}. Check both dates."
    if provided and made and made < provided:
        yield f"The {terms.thing} was made on {day_words(made)}, before {terms.event}, {day_words(provided)}. Check both dates."
    started = provided or letter
    if started and today - started > LONG_AGO:
        yield f"{day_words(started)} is more than two years ago. Check the year; the {terms.thing} is still taken."
    if terms is REVIEW and started and started < REVIEWS_BEGAN:
        yield "An outcome from before 1 February 2020 is of a complaint with the old right of appeal. Log a legacy appeal."
    yield from _wrong_body_warnings(made, today, wrong_body)


def _wrong_body_warnings(made: date | None, today: date, wrong_body: Sequence[Held]) -> Iterable[str]:
    for each in wrong_body:
        received = day_words(each.received)
        if each.forwarded and each.forwarded < each.received:
            forwarded = day_words(each.forwarded)
            yield f"It was forwarded on {forwarded}, before it was received on {received}. No day is left out for it."
        if max(each.received, each.forwarded or each.received) > today:
            yield f"It was with the wrong body on a day that has not come yet (received {received}). Check the dates."
        if made and made <= each.received:
            yield (
                f"It is entered as made on {day_words(made)}, but the wrong body received it on {received}."
                " If that is the day it was first sent, leave it out: it counts as made when it is forwarded."
            )
        if each.by == "force":
            yield (
                "Days with a police force are not left out: the regulation names the IOPC and the local policing body."
                " If they make it late, record them with the special circumstances."
            )
