"""Legacy appeals: complaints made before 1 February 2020 keep the old right of appeal, of five kinds.

An appeal is to be received within 28 days of the decision date, with the same escape for special circumstances. The days are
counted as for a review; SI 2012/1204, regulation 11(3) starts them the day after the date of the letter giving the decision,
and 11(4) leaves out the time with the wrong body.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from casework.date_words import day_in_full, day_words
from casework.errors import DeskError
from casework.kinds import Kind, kinds
from casework.review_window import REVIEWS_BEGAN, Held, Window, window
from casework.review_words import APPEAL

Right = Literal["appeal", "review", "not known"]


class UnknownAppeal(DeskError):
    """A kind of appeal that there never was."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """Whether there is a right of appeal or of review, the window when it is an appeal, and the words for it."""

    kind: Kind
    complaint_made: date | None
    right: Right
    window: Window | None
    reason: str
    say: str
    next: str


@cache
def appeal_kinds() -> Mapping[str, Kind]:
    """The five kinds by the last part of their id: `investigation`, `local-resolution`, `non-recording` and so on."""
    return {id_.removeprefix("appeal-"): kind for id_, kind in kinds().items() if id_.startswith("appeal-")}


def appeal_kind_named(text: str) -> Kind:
    """A kind of appeal by its id, with or without `appeal-`, or the start of one; raises UnknownAppeal, naming what exists."""
    wanted = "-".join(text.casefold().replace("-", " ").split()).removeprefix("appeal-")
    known = appeal_kinds()
    found = [known[wanted]] if wanted in known else [kind for id_, kind in known.items() if wanted and id_.startswith(wanted)]
    if len(found) != 1:
        raise UnknownAppeal(f"'{text.strip()[:40]}' is not one kind of appeal. Use one of: {', '.join(known)}.")
    return found[0]


def legacy_appeal(
    kind: Kind,
    complaint_made: date | None,
    decision: date | None,
    received: date | None,
    today: date,
    wrong_body: Sequence[Held] = (),
) -> Appeal:
    """Judge a legacy appeal: whether the complaint is old enough for one, and whether it is in time."""
    if complaint_made is None:
        return Appeal(kind, None, "not known", None, *_ASK)
    if complaint_made >= REVIEWS_BEGAN:
        return Appeal(kind, complaint_made, "review", None, *_a_review(complaint_made))
    found = window(decision, None, received, today, wrong_body, APPEAL)
    reason = f"The complaint was made on {day_words(complaint_made)}, before 1 February 2020: the old right of appeal stands."
    return Appeal(kind, complaint_made, "appeal", found, f"{reason} {found.reason}", found.say, found.next)


_ASK = (
    "Not known: an appeal is only for a complaint made before 1 February 2020, and the day it was made is not known.",
    "Please can you tell me when you first made your complaint? If it was before 1 February 2020, you have a right of appeal;"
    " if it was later, you have a right to apply for a review.",
    "Ask when the complaint was made, and record it.",
)


def _a_review(made: date) -> tuple[str, str, str]:
    return (
        f"The complaint was made on {day_words(made)}. From 1 February 2020 there is a right of review, not of appeal.",
        f"Because your complaint was made on {day_in_full(made)}, it is a review that you can ask for, not an appeal."
        " I will take your application for a review instead.",
        "Log a review application, and judge it as one: in time, and for us.",
    )
