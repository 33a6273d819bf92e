"""A period's figures in sentences, as somebody would say them who was asked how the month went."""

from collections.abc import Iterator, Sequence

from casework.date_words import day_words
from casework.moments import london_date
from casework.summaries.performance import Compared, Performance, StandardFigures
from casework.summaries.performance_outlook import Outlook, outlook


def counted(number: int, one: str, more: str = "") -> str:
    """`1 case`, `1,204 cases`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def percent_said(met: int, judged: int, target: int | None = None) -> str:
    """A share as said, `92%`; with decimals where a whole number would reach a target, or all, that was not reached."""
    whole = (met * 200 + judged) // (judged * 2)
    reached = [mark for mark in (target, 100) if mark is not None and met * 100 < mark * judged <= whole * judged]
    if not reached:
        return f"{whole}%"
    tenths = met * 1000 // judged
    return f"{tenths // 10}.{tenths % 10}%"


def in_short(figures: Performance) -> Iterator[str]:
    """The sentences a reader begins with: what came in and went out, and how each standard stands."""
    every, of = figures.volumes.all, f" ({figures.of.words})" if figures.of.words else ""
    received, closed = counted(every.received, "contact"), counted(every.closed, "case")
    still_open = f"{counted(every.open, 'case')} {_verb(every.open, figures.runs)} open {'now' if figures.runs else 'at its end'}"
    has = "has received" if figures.runs else "received"
    period = figures.period.said(london_date(figures.now))
    yield f"In {period} the desk {has} {received}{of} and closed {closed}; {still_open}."
    yield from _changes(figures)
    yield from _targets(figures.standards)
    for each in figures.standards:
        if each.clocks.judged:
            yield standard_said(each)


def _verb(number: int, now: bool) -> str:
    return ("is" if now else "was") if number == 1 else "are" if now else "were"


def share_said(figures: StandardFigures) -> str:
    """`92%, target 95%`."""
    said = percent_said(figures.clocks.met, figures.clocks.judged, figures.target)
    return said if figures.target is None else f"{said}, target {figures.target}%"


def standard_said(figures: StandardFigures) -> str:
    """`Reply to an enquiry: 92% of 1,031 were on time (target 95%).`"""
    clocks = figures.clocks
    aim = "no target" if figures.target is None else f"target {figures.target}%"
    said = percent_said(clocks.met, clocks.judged, figures.target)
    return f"{figures.title}: {said} of {clocks.judged:,} {'was' if clocks.judged == 1 else 'were'} on time ({aim})."


def _targets(standards: Sequence[StandardFigures]) -> Iterator[str]:
    judged = [each for each in standards if each.on_target is not None]
    reached = sum(bool(each.on_target) for each in judged)
    if judged:
        yield f"Of {counted(len(judged), 'standard')} with a target, {reached} reached it and {len(judged) - reached} did not."


def _changes(figures: Performance) -> Iterator[str]:
    if figures.runs:
        return
    now = figures.volumes.all.received
    others = list({each.period: each for each in (figures.before, figures.year_before)}.values())
    said = [_change(now, each) for each in others if each.volume.received]
    if said:
        yield f"Received was {' and '.join(said)}."


def _change(now: int, other: Compared) -> str:
    before = other.volume.received
    if now == before:
        return f"as in {other.period.title}"
    by = round(abs(now - before) * 100 / before)
    return f"{f'{by}%' if by else 'under 1%'} {'more' if now > before else 'less'} than in {other.period.title}"


def outlooks(figures: Performance) -> list[Outlook]:
    """The outlook of each standard whose clocks still run in the period."""
    found = [outlook(each) for each in figures.standards]
    return [each for each in found if each is not None]


def outlook_said(seen: Outlook) -> str:
    """One standard's outlook in a sentence."""
    standard, clocks = seen.standard, seen.standard.clocks
    all_kept = percent_said(clocks.met + seen.running, clocks.all, standard.target)
    none_kept = percent_said(clocks.met, clocks.all, standard.target)
    said = f"{standard.title}: {all_kept} on time if all {counted(seen.running, 'clock')} still running are kept, "
    said += f"{none_kept} if none is"
    if seen.running == 1:
        said = f"{standard.title}: {all_kept} on time if the one clock still running is kept, {none_kept} if it is not"
    if seen.at_pace is not None:
        said += f", {seen.at_pace:.0%} at the pace so far"
    if standard.target is None:
        return f"{said}."
    if seen.may_miss is None:
        return f"{said}. The target of {standard.target}% can't be reached any more with these."
    if seen.may_miss >= seen.running:
        return f"{said}. The target of {standard.target}% is reached whatever becomes of them."
    if seen.may_miss == 0:
        return f"{said}. For the target of {standard.target}% none of them may be missed."
    return f"{said}. For the target of {standard.target}% at most {seen.may_miss:,} of them may be missed."


OUTLOOK_RULE = (
    "The forecast is of the clocks that are running now and fall due before the period ends; those that begin from now on are "
    "not in it. The pace so far is the share kept of those whose due moment in the period is over."
)


def notes(figures: Performance, local: Sequence[str], closes: str) -> Iterator[str]:
    """What a reader must know of the figures before they repeat them."""
    today = london_date(figures.now)
    if figures.runs:
        yield f"Provisional: {figures.period.title} is not over, and its figures still change. They are as of {closes}."
    elif figures.running:
        yield (
            f"Provisional: {counted(figures.running, 'clock')} that fell due here {'waits' if figures.running == 1 else 'wait'} "
            "for somebody else and may yet be met or missed."
        )
    if local:
        yield f"Local examples, not published IOPC standards: {'; '.join(local)}."
    yield (
        "A clock counts in the period in which it fell due, under the standard in force when it began. On time is the share of "
        "those met of those met and missed; those still running are in neither. A standard that recurs counts each time."
    )
    yield (
        "Under today's standard: the same clocks counted again by the standard in force "
        f"on {day_words(today)}, with their waits, and with what longer they were given where it is in the same unit."
    )
    yield (
        "Waited: working days in which clocks stood still because somebody else was waited for. A wait for a reason the standard "
        "does not allow, or that began when the clock was late already, stops nothing."
    )
    yield (
        "Time taken is in working days of England and Wales from the day of receipt, which itself does not count, to the day of "
        "closing. The median is that of the case in the middle, halfway between the middle cases where their number is even. The "
        "ninetieth percentile is by nearest rank: the least number of days within which so many per cent were closed."
    )
    yield (
        "Days are London's, from midnight to midnight. A case counts for the team its owner is in now. A duplicate that was "
        "merged counts as received, and as closed when the record closed it."
    )
