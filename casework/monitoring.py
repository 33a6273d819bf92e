"""The monitoring questions: voluntary, apart from any case, and the figures of their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from casework.contact import Problem
from casework.facts import facts
from casework.option_reading import DetailNotRead, Option, option_meant

SMALL = 5
"""A figure below this could tell who it is, so it is not shown as it is."""
NOT_TOLD = "not told"
RULE = (
    f"A month's answers count once it is over. Fewer than {SMALL} of an answer count together with those of the months next to "
    f"it, once they are {SMALL} between them, so that no two periods tell by how they differ what somebody answered. A figure is "
    f"not told where fewer than {SMALL} are left to count, or they must be counted with months outside the period."
)
"""How answers are counted, and why a figure is not told; which of the reasons it is would tell something too."""
PROMISE = "Kept apart from the case, without a name."


@dataclass(frozen=True, slots=True)
class MonitoringQuestion:
    """A question with its answers, the last of them that somebody would rather not say."""

    id: str
    label: str
    answers: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How often each answer to a question was given as far as that may be told, in the order they stand in."""

    question: str
    counts: Mapping[str, int]


@cache
def monitoring_questions() -> Mapping[str, MonitoringQuestion]:
    """Every question by its id, in the order they are asked."""
    found = facts("monitoring")
    withheld = Option(found["withheld"])
    return {
        row["id"]: MonitoringQuestion(
            row["id"],
            row["label"],
            (*(Option(each["name"], tuple(each.get("codes", ()))) for each in row["answers"]), withheld),
        )
        for row in found["question"]
    }


def basis() -> str:
    """On what the wording of the questions rests."""
    return str(facts("monitoring")["basis"])


def kept_month(day: date) -> str:
    """The month of a day as answers are kept under it: months sort as text."""
    return f"{day.year:04}-{day.month:02}"


def read_answer(question: str, typed: str) -> str:
    """The answer meant by its name, a code or its first letters; raises DetailNotRead, in a sentence."""
    known = monitoring_questions()
    if question not in known:
        raise DetailNotRead(f"There is no question '{question[:40]}'. Use one of: {', '.join(known)}.")
    return option_meant(typed, known[question].answers)


def problems_with_answers(typed: Mapping[str, str]) -> list[Problem]:
    """What keeps answers from being recorded; an empty one is no answer."""
    found = []
    for question, text in typed.items():
        try:
            read_answer(question, text)
        except DetailNotRead as refused:
            if text.strip() or question not in monitoring_questions():
                found.append(Problem(question, str(refused)))
    return found


def countable(by_month: Mapping[str, int], first: str, last: str) -> int:
    """How many of an answer may be told from one month to another, of how often it was given in every month there is.

    A month's own figure counts unless it is small; small ones are put together in their order until they are not, and count where
    all their months are within. So what two spans differ by is nothing, or not small.
    """
    total = few = 0
    began = ""
    for month, number in sorted(by_month.items()):
        if number < SMALL:
            few, began = few + number, began or month
            if few < SMALL:
                continue
            total += few if first <= began and month <= last else 0
            few, began = 0, ""
        elif first <= month <= last:
            total += number
    return total


def figure_words(count: int) -> str:
    """A figure as it may be shown; of a small one, or none, not why there is none: it need not be small."""
    return NOT_TOLD if count < SMALL else f"{count:,}"


def counts_as_text(counted: Sequence[AnswerCounts]) -> str:
    """The figures of each question that may be told; no sums, by which the others could be worked out."""
    lines = []
    for each in counted:
        question = monitoring_questions().get(each.question)
        label, total = question.label if question else each.question, sum(each.counts.values())
        if total < SMALL:
            lines += ["", f"{label}: {NOT_TOLD}"]
            continue
        lines += ["", label]
        wide = max(map(len, each.counts))
        lines += [f"  {answer:{wide}}  {figure_words(count)}" for answer, count in each.counts.items()]
    return "\n".join(lines[1:])
