"""Which case somebody is given who asks for the next one, in a sentence to be read."""

from collections.abc import Sequence

from casework.clocks import Reading, Signal
from casework.priorities import NORMAL, URGENT, priority_label
from casework.skills import skill_words
from casework.spoken import listed

Needs = tuple[str, ...]


def taken_words(reference: str, priority: int, due: Reading, unallocated: int, passed: Sequence[str], lacking: Needs = ()) -> str:
    """Why this case: `E26-000412G is yours: overdue 3 days, the most urgent of 14 unallocated.`, and what was passed over.

    `unallocated` counts this one too; `lacking` are skills it needs that the member does not have and nobody in does.
    """
    stands = "due " if due.signal is Signal.TODAY else ""
    ranked = f"the most urgent of {unallocated:,} unallocated" if unallocated > 1 else "the only one unallocated"
    if passed:
        ranked = f"the most urgent of the {unallocated:,} unallocated that you may work"
    said = [f"{reference} is yours: {_priority(priority)}{stands}{due.words.replace('  ', ', ')}, {ranked}."]
    said += [f"Passed over: {'; '.join(passed)}."] if passed else []
    said += [f"It is for {skill_words(lacking)}, which nobody who is in has."] if lacking else []
    return " ".join(said)


def passed_words(how_many: int, needs: Needs, who: Sequence[str]) -> str:
    """What is left for somebody else: `2 for Welsh, which Dai Evans has, who is in today`."""
    have, are = ("has", "is") if len(who) == 1 else ("have", "are")
    return f"{how_many:,} for {skill_words(needs)}, which {_names(who)} {have}, who {are} in today"


def none_words(passed: Sequence[str]) -> str:
    """Why there is nothing to take."""
    left = f" Passed over: {'; '.join(passed)}." if passed else ""
    return f"No open case {'that you could work ' if passed else ''}is waiting for an owner.{left}"


def _priority(level: int) -> str:
    return "" if level == NORMAL else f"{priority_label(level)}{'' if level == URGENT else ' priority'}, "


def _names(who: Sequence[str]) -> str:
    shown = [*who[:2], f"{len(who) - 2} more"] if len(who) > 3 else list(who)
    return listed(shown)
