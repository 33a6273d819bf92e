"""The questions that say which body reviews, and why there may be no right of review, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.errors import DeskError
from casework.facts import facts


class UnknownQuestion(DeskError):
    """A question, answer or reason that is not one of the test's."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the test: as it is asked, in short, as a reason when the answer is yes, and why it matters."""

    id: str
    number: int
    question: str
    short: str
    met: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class NoRight:
    """A reason why there is no right of review: as it is asked, as a reason, and as it is explained."""

    id: str
    question: str
    reason: str
    say: str


@cache
def questions() -> Mapping[str, Question]:
    """The seven questions by id, in order."""
    return {row["id"]: Question(**row) for row in facts("review_questions")["question"]}


@cache
def no_rights() -> Mapping[str, NoRight]:
    """The reasons why there is no right of review, by id."""
    return {row["id"]: NoRight(**row) for row in facts("review_questions")["no_right"]}


def question_named(text: str) -> Question:
    """A question by its id or number; raises UnknownQuestion, naming what exists."""
    wanted = text.strip().casefold()
    for each in questions().values():
        if wanted in (each.id, str(each.number)):
            return each
    raise UnknownQuestion(
        f"There is no question '{text.strip()[:40]}'. Use a number from 1 to 7, or one of: {', '.join(questions())}."
    )


def no_right_named(text: str) -> NoRight:
    """A reason for no right of review by its id; raises UnknownQuestion, naming what exists."""
    found = no_rights().get(text.strip().casefold())
    if found is None:
        raise UnknownQuestion(f"There is no reason '{text.strip()[:40]}'. Use one of: {', '.join(no_rights())}.")
    return found
