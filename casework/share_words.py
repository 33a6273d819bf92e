"""What is said of cases that are shared out: who gets how many and why, and what stays as it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from casework.date_words import short_day
from casework.sharing import Given, Portion, Share, Sharer
from casework.skills import skill_words

MOST_CASES = 200
"""How many cases are named one by one."""


def portion_words(portion: Portion) -> str:
    """What somebody gets, in a sentence: `Dai Evans: 5 more, had 8; 2 for Welsh`."""
    kept = sum(it.kept for it in portion.given)
    more = len(portion.given) - kept
    said = [f"{portion.person.name}: {f'{more:,}' if more else 'none'} more, had {portion.person.open:,}"]
    said += [f"keeps {kept:,}"] if kept else []
    needed = Counter(skill_words(it.needs) for it in portion.given if it.needs and not it.kept)
    said += [f"{number:,} for {what}" for what, number in sorted(needed.items())]
    return "; ".join(said)


def given_words(given: Given) -> str:
    """Why somebody gets a case, to follow the case and their name: `for Welsh: nobody else in has it`, `fewest open of 4`."""
    needs = f"for {skill_words(given.needs, short=True)}: " if given.needs else ""
    if given.kept:
        return f"{needs}theirs already"
    if given.able > 1:
        return f"{needs}fewest open of {given.able:,}{f' who have {_it(len(given.needs))}' if needs else ''}"
    return f"{needs}nobody else in has {_it(len(given.needs))}" if needs else "nobody else is in"


def stays_words(share: Share, today: date) -> tuple[str, ...]:
    """What stays as it is and why, a sentence for each set of skills: `2 are for Welsh, which nobody who is in has.`"""
    if share.stays and all(it.away_until for it in share.people):
        return (f"Nobody is in to give {_it(len(share.stays))} to.",)
    needed = Counter(tuple(sorted(it.needs)) for it in share.stays)
    return tuple(
        f"{number:,} {'is' if number == 1 else 'are'} for {skill_words(needs)}, which nobody who is in has"
        f"{_who_is_away(share.people, needs, today)}: {'it stays as it is' if number == 1 else 'they stay as they are'}."
        for needs, number in sorted(needed.items())
    )


def by_skill_words(share: Share) -> str:
    """Who gets what for their skills, in few words: `Dai Evans 2 for Welsh, Priya Jones 5 for Reviews, 3 evenly`."""
    given = [(it.needs, part.person.name) for part in share.portions for it in part.given]
    got = Counter((skill_words(needs, short=True), name) for needs, name in given if needs)
    others = sum(not needs for needs, _ in given)
    said = [f"{name} {number:,} for {what}" for (what, name), number in got.most_common()]
    return ", ".join([*said, *([f"{others:,} evenly"] if others else [])])


def share_lines(share: Share, today: date) -> Iterator[str]:
    """What sharing comes to: a sentence for each person, what stays, and then each case with who gets it and why."""
    yield from (f"{portion_words(portion)}{_soon_away(portion.person, today)}" for portion in share.portions)
    getting = {portion.person.id for portion in share.portions}
    nothing = [it for it in share.people if it.away_until is None and it.id not in getting]
    yield from (f"{it.name}: none, has {it.open:,}" for it in nothing)
    yield from stays_words(share, today)
    yield ""
    names = {portion.person.id: portion.person.name for portion in share.portions}
    given = share.given
    yield from (f"{it.case.reference}  to {names[it.to]}  {given_words(it)}" for it in given[:MOST_CASES])
    if len(given) > MOST_CASES:
        yield f"and {len(given) - MOST_CASES:,} more"
    if not given:
        yield "Nothing changes hands: it is as even as can be."


def shared_words(share: Share) -> str:
    """What was done with cases that were shared out: `shared among 4`, `given to Dai Evans`."""
    names = [portion.person.name for portion in share.portions if any(not it.kept for it in portion.given)]
    return f"given to {names[0]}" if len(names) == 1 else f"shared among {len(names)}"


def left_words(reasons: Sequence[str]) -> str:
    """What could not be given since somebody else was quicker: the first in a sentence of its own, and how many more."""
    more = f" {len(reasons) - 1:,} more stayed as they were for such reasons." if len(reasons) > 2 else ""
    more = " 1 more stayed as it was for such a reason." if len(reasons) == 2 else more
    return f" {reasons[0]}{more}" if reasons else ""


def _it(how_many: int) -> str:
    return "it" if how_many == 1 else "them"


def _soon_away(person: Sharer, today: date) -> str:
    return f"; away from {short_day(person.next_away, today)}" if person.next_away is not None else ""


def _who_is_away(people: Iterable[Sharer], needs: Sequence[str], today: date) -> str:
    able = [it for it in people if it.away_until is not None and set(needs) <= set(it.skills)]
    away = [f"{it.name} is away until {short_day(it.away_until, today)}" for it in able if it.away_until is not None]
    return f" ({'; '.join(away)})" if away else ""
