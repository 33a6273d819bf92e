"""What staff read, and read out, about a review application or a legacy appeal: its window, and what is missing from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casework.date_words import day_in_full, day_words
from casework.facts import facts
from casework.spoken import counted_words, listed

if TYPE_CHECKING:
    from casework.review_window import LeftOut, Window


@dataclass(frozen=True, slots=True)
class Terms:
    """What differs in words between a review and an appeal; `rule` and `left_out_rule` are where the law says it."""

    thing: str
    ask: str
    event: str
    the_day: str
    made: str
    not_made: str
    record: str
    then: str
    how: str
    rule: str
    left_out_rule: str
    decides: str


REVIEW = Terms(
    thing="application",
    ask="apply for a review",
    event="the outcome was provided",
    the_day="the day the outcome of your complaint was provided to you",
    made="It counts as made on",
    not_made="It has not been made",
    record="the date on the letter and the date the outcome was provided",
    then="Then check which body is the relevant review body.",
    how="Tell them the last day, and that an application is made in writing.",
    rule="Regulation 29(2), SI 2020/2",
    left_out_rule="regulation 29(3)",
    decides="the relevant review body",
)
APPEAL = Terms(
    thing="appeal",
    ask="appeal",
    event="the decision",
    the_day="the date of the decision you want to appeal against",
    made="It was received on",
    not_made="It has not been received",
    record="the date of the decision and the date the appeal was received",
    then="Then read in the decision letter which body hears the appeal.",
    how="Tell them the last day for the appeal to be received.",
    rule="Regulation 11(3), SI 2012/1204",
    left_out_rule="regulation 11(4)",
    decides="the body that hears the appeal",
)


def window_reason(found: "Window") -> str:
    """Why it is in time, late or not known, for staff, with the days left out and where the rule is."""
    terms = found.terms
    if found.provided is None or found.last_day is None:
        parts = [_not_known(found)]
    else:
        first, last = day_words(found.provided), day_words(found.last_day)
        parts = [
            "In time." if found.in_time else "Late.",
            f"The 28 days start the day after {terms.event} ({first}) and end on {last}.",
            _judged(found),
        ]
    return _joined(*parts, _left_out(found.left_out, terms), f"{terms.rule}.")


def window_to_say(found: "Window") -> str:
    """A sentence or a few to read to the caller."""
    if found.last_day is None:
        return _ask_the_day(found)
    if found.in_time:
        return _joined(_still_in_time(found, found.last_day), _days_elsewhere(found))
    return _joined(_ended(found, found.last_day), _days_elsewhere(found), _special_circumstances(found))


def window_next(found: "Window") -> str:
    """What to do now; for a late one never a refusal."""
    terms = found.terms
    if found.last_day is None:
        step = f"Ask for {_asked_for(terms)} and record it. Take the {terms.thing} meanwhile, and do not call it late."
    elif not found.in_time:
        step = (
            "Never refuse it for being late. Record the special circumstances in the caller's own words"
            f" and pass them on with the {terms.thing}: {terms.decides} decides."
        )
    elif found.waiting_with is not None:
        step = f"Record {terms.record}."
    elif found.made is None:
        step = f"{terms.how} Record {terms.record}."
    else:
        step = f"Record {terms.record}. {terms.then}"
    return _joined(_forwarding(found), step)


def _asked_for(terms: Terms) -> str:
    return "the day the outcome was provided" if terms is REVIEW else "the date of the decision"


def _judged(found: "Window") -> str:
    if found.made is not None:
        when = f"{found.terms.made} {day_words(found.made)}"
    elif found.waiting_with is not None:
        when = f"It is still with {_body(found.waiting_with)} today, {day_words(found.today)}"
    else:
        when = f"{found.terms.not_made}; today is {day_words(found.today)}"
    if found.days_late:
        return f"{when}: {_days(found.days_late)} late."
    return f"{when}: {_days(found.days_left)} left." if found.days_left else f"{when}: the last day."


def _not_known(found: "Window") -> str:
    if found.letter is None or found.earliest_last_day is None:
        return f"Not known: the 28 days start the day after {found.terms.event}, and that day is not known."
    end, on = found.earliest_last_day, found.made or found.today
    first = (
        f"Not known: the 28 days start the day after {found.terms.event}, and only the date on the letter"
        f" is known ({day_words(found.letter)}). They can end on {day_words(end)} at the earliest; the date provided decides."
    )
    if on <= end:
        return f"{first} Counted even from the letter it would be in time."
    return f"{first} Counted from the letter alone it would be late, so the date provided matters."


def _left_out(spans: Sequence["LeftOut"], terms: Terms) -> str:
    if not spans:
        return ""
    each = listed([_span(span) for span in spans])
    return f"Left out: {_days(sum(span.days for span in spans))} with the wrong body, {each} ({terms.left_out_rule})."


def _span(span: "LeftOut") -> str:
    return day_words(span.first) if span.days == 1 else f"{day_words(span.first)} to {day_words(span.last)}"


def _ask_the_day(found: "Window") -> str:
    terms = found.terms
    asked = f"Please can you tell me {terms.the_day}?"
    calm = f"If you are not sure, please do not worry: your {terms.thing} will not be turned away for that."
    if found.earliest_last_day is None:
        return f"{asked} The 28 days to {terms.ask} start the day after. If you have the letter, its date would help too. {calm}"
    return (
        f"{asked} It may not be the date on the letter. Going by that date alone, the 28 days to {terms.ask} would end on"
        f" {day_in_full(found.earliest_last_day)} at the earliest. {calm}"
    )


def _still_in_time(found: "Window", last: date) -> str:
    terms = found.terms
    if found.made is not None:
        return f"Your {terms.thing} is in time. The last day for it {'was' if last < found.today else 'is'} {day_in_full(last)}."
    if found.waiting_with is not None:
        return f"Your {terms.thing} is still with {_body(found.waiting_with)}, and you are in time."
    if last == found.today:
        return f"You are still in time. Today, {day_in_full(last)}, is the last day to {terms.ask}."
    ahead = (
        "tomorrow" if last - found.today == timedelta(days=1) else f"{counted_words((last - found.today).days, 'day')} from now"
    )
    return f"You are still in time. The last day to {terms.ask} is {day_in_full(last)}, {ahead}."


def _ended(found: "Window", last: date) -> str:
    ended = f"The 28 days to {found.terms.ask} ended on {day_in_full(last)}."
    if found.made is None and found.waiting_with is None:
        return f"{ended} You can still {found.terms.ask}."
    return f"{ended} Your {found.terms.thing} came after that, but it is not turned away."


def _days_elsewhere(found: "Window") -> str:
    if found.waiting_with in ("IOPC", "local policing body"):
        return f"The days it is {'here' if found.waiting_with == 'IOPC' else 'there'} do not count against you."
    if not found.left_out:
        return ""
    number = sum(span.days for span in found.left_out)
    spent = f"The {counted_words(number, 'day')} your {found.terms.thing} spent with a different body first"
    return f"{spent} {'does' if number == 1 else 'do'} not count against you."


def _special_circumstances(found: "Window") -> str:
    made = found.made is not None or found.waiting_with is not None
    return (
        "More time can be allowed where there are special circumstances. If you feel able to, please tell me what"
        f" {'made' if made else 'has made'} it hard to send it sooner."
        f" I will write it down and pass it on with your {found.terms.thing}."
    )


def _forwarding(found: "Window") -> str:
    if found.waiting_with is None:
        return ""
    if found.waiting_with == "IOPC":
        return "Forward it today and tell the applicant: it counts as made when it is forwarded."
    if found.waiting_with == "force":
        return "Ask the force to send it on today."
    return "Ask the local policing body to forward it today: it counts as made when it is forwarded."


def _body(name: str) -> str:
    return "us" if name == "IOPC" else f"the {name}"


def _days(number: int | None) -> str:
    return f"{number or 0:,} {'day' if number == 1 else 'days'}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Given:
    """What an application has: `needed` are ids of `needs()`. Someone acting for the complainant is `acting`."""

    needed: frozenset[str] = frozenset()
    acting: bool = False
    written_authority: bool = False
    parent_of_child: bool = False


def needs() -> dict[str, str]:
    """What an application should have, in words, by id (what regulation 29 and other bodies' pages ask for)."""
    return {row["id"]: row["words"] for row in facts("review_questions")["needed"]}


def missing(given: Given) -> list[str]:
    """What is missing from an application, in words to follow `Missing:`; empty when it is complete."""
    found = [words for id_, words in needs().items() if id_ not in given.needed]
    if given.acting and not (given.written_authority or given.parent_of_child):
        found.append("written authority from the person it is made for (a parent or guardian of a child needs none)")
    return found


def missing_to_say(lacking: Sequence[str]) -> str:
    """A sentence asking the caller for what is missing, and that the review may go ahead without it."""
    if not lacking:
        return "Thank you, your application has everything it needs."
    return f"It would help to have {listed(lacking)}. If you can't give this now, the review may still go ahead."
