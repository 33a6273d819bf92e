"""Why deadlines were missed: the office's list to choose from, and what is kept of a choice."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from casework.contact import unstorable
from casework.errors import DeskError
from casework.facts import facts

MOST_REASONS, LONGEST = 40, 80
OWN_WORDS = "in our own words"
"""What is kept as the reason when only words of one's own were given."""


class BadReasons(DeskError):
    """A list of reasons that can't be the office's."""


@dataclass(frozen=True, slots=True)
class Late:
    """Why a deadline was missed: a reason of the office's list, empty for none of them, and words of one's own as typed."""

    reason: str = ""
    words: str = ""

    @property
    def said(self) -> bool:
        """Whether anything was said."""
        return bool(self.reason.strip() or self.words.strip())


@cache
def shipped_reasons() -> tuple[str, ...]:
    """The reasons the desk ships with, which are local examples."""
    return tuple(facts("late_reasons")["reasons"])


def reasons_kept(setting: str | None) -> tuple[str, ...]:
    """The office's list from its setting; the shipped one where there is none."""
    return tuple(json.loads(setting)) if setting else shipped_reasons()


def as_setting(reasons: Iterable[str]) -> str:
    """A list as its setting keeps it; raises BadReasons for an empty, doubled or overlong one."""
    listed = [reason.strip() for reason in reasons]
    if not listed or not all(listed):
        raise BadReasons("Leave at least one reason, and none of them empty.")
    if len(listed) > MOST_REASONS or any(len(reason) > LONGEST for reason in listed):
        raise BadReasons(f"At most {MOST_REASONS} reasons of up to {LONGEST} characters can be chosen from.")
    if any(unstorable(reason) or not reason.isprintable() for reason in listed):
        raise BadReasons("A reason is one line of plain text.")
    if len({reason.casefold() for reason in listed}) < len(listed):
        raise BadReasons("That reason is on the list already.")
    return json.dumps(listed)


def reason_meant(typed: str, reasons: Sequence[str]) -> str | None:
    """The reason of a list that somebody means by it, or by the start of one; None when none or several fit."""
    wanted = typed.strip().casefold()
    exact = [reason for reason in reasons if reason.casefold() == wanted]
    found = exact or [reason for reason in reasons if wanted and reason.casefold().startswith(wanted)]
    return found[0] if len(found) == 1 else None
