"""A period's figures in sentences, as somebody would say them who was asked how the month went."""

from collections.abc import Iterator, Sequence

from casework.date_words import day_words
from casework.moments import london_date
from casework.summaries.performance import Compared, LateReasons, Performance, StandardFigures
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
    judged = [each for each in figures.standards if each.clocks.judged]
    short = sorted((each for each in judged if each.too_few), key=lambda each: -(each.too_few or 0))
    yield from _targets(judged)
    yield from map(standard_said, short)
    yield from _why(figures.reasons)
    yield from (standard_said(each) for each in judged if not each.too_few)


def _verb(number: int, now: bool) -> str:
    return ("is" if now else "was") if number == 1 else "are" if now else "were"


def standard_said(figures: StandardFigures) -> str:
    """`Reply to an enquiry: 96% of 1,031 were on time (target 95%).`, or how many that is too few."""
    clocks = figures.clocks
    aim = " (no target)" if figures.target is None else f" (target {figures.target}%)"
    if figures.too_few:
        aim = f", {figures.too_few:,} too few for the target of {figures.target}%"
    said = percent_said(clocks.met, clocks.judged, figures.target)
    return f"{figures.title}: {said} of {clocks.judged:,} {'was' if clocks.judged == 1 else 'were'} on time{aim}."


def _targets(standards: Sequence[StandardFigures]) -> Iterator[str]:
    aimed = [each for each in standards if each.too_few is not None]
    reached = sum(not each.too_few for each in aimed)
    if aimed:
        yield f"Of {counted(len(aimed), 'standard')} with a target, {reached} reached it and {len(aimed) - reached} did not."


def _why(reasons: LateReasons) -> Iterator[str]:
    missed = counted(sum(clocks for _, clocks in reasons.given) + reasons.not_given, "missed deadline")
    if reasons.given:
        reason, clocks = reasons.given[0]
        none = f"; none is given for {reasons.not_given:,}" if reasons.not_given else ""
        yield f"Of {missed}, the reason given most often is {reason} ({clocks:,}){none}."
    elif reasons.not_given:
        yield f"No reason is given for {missed}."


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
    """The outlook of each standard whose clocks still run in the period, those first whose target is least likely reached."""
    found = [seen for each in figures.standards if (seen := outlook(each)) is not None]
    return sorted(found, key=lambda each: (each.standard.target is None, -1 if each.may_miss is None else each.may_miss))


def outlook_said(seen: Outlook) -> str:
    """One standard's outlook in a sentence: what its target takes, then the share if all are kept, if none is, as so far."""
    standard, clocks = seen.standard, seen.standard.clocks
    all_kept = percent_said(clocks.met + seen.running, clocks.all, standard.target)
    none_kept = percent_said(clocks.met, clocks.all, standard.target)
    said = f"{standard.title}: {_still_to_do(seen)}; {all_kept} on time if all are kept, {none_kept} if none is"
    if seen.running == 1:
        said = f"{standard.title}: {_still_to_do(seen)}; {all_kept} on time if it is kept, {none_kept} if not"
    return f"{said}." if seen.at_pace is None else f"{said}, {seen.at_pace:.0%} at the pace so far."


def _still_to_do(seen: Outlook) -> str:
    running, aim = f"{seen.running:,} still running", f"the target of {seen.standard.target}%"
    if seen.standard.target is None:
        return running
    if seen.may_miss is None:
        return f"{aim} is out of reach with the {running}"
    if seen.may_miss >= seen.running:
        return f"{aim} is reached whatever becomes of the {running}"
    if seen.may_miss == 0:
        return f"for {aim} {'the one still running' if seen.running == 1 else f'all {running}'} must be kept"
    return f"for {aim} at most {seen.may_miss:,} of the {running} may be missed"


OUTLOOK_RULE = (
    "The forecast is of the clocks that are running now and fall due before the period ends; those that begin from now on are "
    "not in it, and one that waits may fall due later. At the pace so far: those met, and of those running the share that was "
    "kept of those whose due moment in the period is over."
)


def waiting_words(figures: Performance) -> Iterator[str]:
    """How many clocks of a period that is over still wait."""
    if figures.running and not figures.runs:
        wait = "waits" if figures.running == 1 else "wait"
        yield f"{counted(figures.running, 'clock')} that fell due here {wait} for somebody else."


def notes(figures: Performance, local: Sequence[str], closes: str) -> Iterator[str]:
    """What a reader must know of the figures before they repeat them; it tells none of them."""
    today = london_date(figures.now)
    if figures.runs:
        yield f"Provisional: {figures.period.title} is not over, and its figures still change. They are as of {closes}."
    elif figures.running:
        yield "Provisional: what fell due here and waits for somebody else may yet be met or missed."
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
        "merged counts as received, and as closed when the record closed it; a reopened case as closed when it was closed last."
    )
