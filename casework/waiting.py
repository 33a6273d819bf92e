"""For whom or what a case may wait, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.errors import DeskError
from casework.facts import facts


class UnknownReason(DeskError):
    """A reason to wait that the desk does not know."""


@dataclass(frozen=True, slots=True)
class WaitReason:
    """What a case waits for, in words that follow `waiting for`, and the letter that picks it in a form."""

    id: str
    label: str
    letter: str


@cache
def wait_reasons() -> Mapping[str, WaitReason]:
    """Every reason by its id."""
    return {row["id"]: WaitReason(row["id"], row["label"], row["letter"]) for row in facts("waiting")["reason"]}


def reason_label(reason: str) -> str:
    """A reason as a person says it; an unknown one is said as it is written."""
    known = wait_reasons().get(reason)
    return known.label if known else reason


def reason_named(text: str) -> WaitReason:
    """The reason a person means by its id or label; raises UnknownReason, naming what exists."""
    wanted = text.strip().casefold()
    for reason in wait_reasons().values():
        if wanted in (reason.id, reason.label.casefold()):
            return reason
    raise UnknownReason(f"There is no reason to wait called '{text.strip()[:40]}'. Use one of: {', '.join(wait_reasons())}.")
