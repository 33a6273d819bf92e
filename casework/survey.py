"""The satisfaction survey: its questions and answers, read as typed, and what a number of answers comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.contact import Problem, unstorable
from casework.facts import facts
from casework.option_reading import DetailNotRead, Option, option_meant

COMMENT = "comment"
"""The name of what was said in words beside the answers."""
ASKED, ANSWERED, ANSWER_TAKEN_BACK = "survey asked", "survey answered", "survey answer taken back"
"""The kinds of the lines of a timeline that tell of the survey; what was answered is on none."""
LONGEST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class SurveyAnswerOption:
    """An answer that can be given: `good` ones make the share that is published, one not `counted` is no opinion."""

    name: str
    codes: tuple[str, ...]
    letter: str
    good: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question: its label in a form, its title in a table, and how it is worded to people."""

    id: str
    label: str
    title: str
    wording: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyCounts:
    """How often each answer to a question was given."""

    question: str
    counts: Mapping[str, int]

    @property
    def answers(self) -> int:
        """How many had an opinion."""
        return sum(self.counts.get(name, 0) for name, it in answer_options().items() if it.counted)

    @property
    def good(self) -> int:
        """How many of those answered well."""
        return sum(self.counts.get(name, 0) for name, it in answer_options().items() if it.good)

    @property
    def share(self) -> float | None:
        """The part of those with an opinion that answered well, from 0 to 1; None when nobody has one."""
        return self.good / self.answers if self.answers else None


@cache
def survey_questions() -> Mapping[str, SurveyQuestion]:
    """Every question by its id, in the order they are asked."""
    return {row["id"]: SurveyQuestion(**row | {"headings": tuple(row["headings"])}) for row in facts("survey")["question"]}


@cache
def answer_options() -> Mapping[str, SurveyAnswerOption]:
    """Every answer by its name, the best first."""
    return {row["name"]: SurveyAnswerOption(**row | {"codes": tuple(row["codes"])}) for row in facts("survey")["answer"]}


def survey_basis() -> str:
    """On what the wording of the questions rests."""
    return str(facts("survey")["basis"])


def fairness_question() -> SurveyQuestion:
    """The question about having been treated fairly."""
    return survey_questions()[facts("survey")["fairness"]]


def read_survey_answer(question: str, typed: str) -> str:
    """The answer meant by its name, a code such as 5, or its first letters; raises DetailNotRead, in a sentence."""
    if question not in survey_questions():
        raise DetailNotRead(f"There is no question '{question[:40]}'. Use one of: {', '.join(survey_questions())}.")
    return option_meant(typed, [Option(it.name, it.codes) for it in answer_options().values()])


def problems_with_survey(typed: Mapping[str, str], comment: str) -> list[Problem]:
    """What keeps answers from being kept; an empty one is no answer."""
    found = []
    for question, text in typed.items():
        try:
            read_survey_answer(question, text)
        except DetailNotRead as refused:
            if text.strip() or question not in survey_questions():
                found.append(Problem(question, str(refused)))
    if problem := unstorable(comment):
        found.append(Problem(COMMENT, problem))
    if not found and not comment.strip() and not any(text.strip() for text in typed.values()):
        found.append(Problem("", "Nothing is answered, so nothing was kept."))
    return found


def kept_survey(typed: Mapping[str, str]) -> dict[str, str]:
    """The answers to keep, each as read, in the order they are asked. Raises as `read_survey_answer` does."""
    return {id_: read_survey_answer(id_, text) for id_ in survey_questions() if (text := typed.get(id_, "")).strip()}


def months_between(setting: str | None) -> int:
    """Within how many months nobody is asked again, from the office's setting; the shipped number where there is none."""
    return int(setting if setting else facts("survey")["months_between"])


def months_after_safeguarding() -> int:
    """Within how many months of a safeguarding concern nobody is asked."""
    return int(facts("survey")["months_after_safeguarding"])


def problem_with_months(months: int) -> str | None:
    """Why people can't be left alone for so many months between surveys, or None when they can."""
    return None if 0 <= months <= LONGEST_MONTHS else f"Give a number of months from 0 to {LONGEST_MONTHS}."
