"""The voice of the service user in a period: what they said of the service, how often they were in touch, what they asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from casework.kinds import kinds
from casework.learning import LearningPoint, themes
from casework.monitoring import AnswerCounts
from casework.person_details import PersonField, person_fields
from casework.summaries.performance import Judged
from casework.summaries.performance_sums import median, percentile
from casework.summaries.periods import Period
from casework.survey import SurveyCounts, fairness_question
from casework.working_days import WorkingCalendar

COMPLAINT, FEEDBACK = "service-complaint", "feedback"
"""The kinds of case that hold complaints about the service, and compliments and other feedback."""
SORT, COMPLIMENT, NOT_SAID = "feedback-sort", "compliment", "not said"
"""The detail that says what a feedback is, its answer for a compliment, and what stands for none."""
ASKED_FOR = ("adjustments", "interpreter", "language")
"""What is known of people that they asked for, by the ids of casework.person_details."""
LANGUAGES = ("interpreter", "language")
OWN_WORDS = "in other words"
"""What somebody asked for in words of their own is counted under this: the words could tell who it is."""
_ONE_WORD = re.compile(r"[^\W\d_]{2,20}")


@dataclass(frozen=True, slots=True)
class ServiceStandard:
    """A standard for complaints about the service, and how its clocks that fell due in the period stand."""

    id: str
    rows: tuple[int, ...]
    title: str
    target: int | None
    clocks: Judged


@dataclass(frozen=True, slots=True)
class AboutService:
    """Compliments and complaints about the service: received by what they are, complaints closed by outcome, their standards.

    `themes` are how many of those received have each theme, by kind.
    """

    complaints: int
    feedback: Mapping[str, int]
    outcomes: Mapping[str, int]
    standards: tuple[ServiceStandard, ...]
    themes: Mapping[tuple[str, str], int]

    @property
    def compliments(self) -> int:
        """How many compliments there were."""
        return self.feedback.get(COMPLIMENT, 0)


@dataclass(frozen=True, slots=True)
class TouchPoints:
    """How often people and the desk were in touch on the cases of a kind closed in the period; of all cases when it is empty.

    `points` is the middle number of touch points of a case, its receipt the first. Between two on end lie so many working days:
    the middle, the ninetieth percentile and the longest, None where no case has two. `listed` is whether a filter lists just
    these cases: it does where none was merged.
    """

    kind: str
    cases: int
    points: float
    most_points: int
    gaps: int
    median: float | None
    ninetieth: int | None
    longest: int | None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything of a period, as the record had it at a moment.

    `people` answered the survey, on its days; `asked` and `answered` are of the cases closed in it. `first_contact` of the
    `closed` cases were answered by the contact that made them. `asked_for` is how many people in touch in the period asked for
    what, by kind of thing; `formats` the documents asked for in other formats. `monitoring` is empty for who may not read it.
    """

    period: Period
    now: datetime
    service: AboutService
    survey: tuple[SurveyCounts, ...]
    people: int
    asked: int
    answered: int
    touch: tuple[TouchPoints, ...]
    closed: int
    first_contact: int
    asked_for: Mapping[str, Mapping[str, int]]
    formats: Mapping[str, int]
    monitoring: tuple[AnswerCounts, ...]
    learning: tuple[LearningPoint, ...]

    @property
    def fairness(self) -> SurveyCounts:
        """How people answered whether they were treated fairly."""
        id_ = fairness_question().id
        return next((it for it in self.survey if it.question == id_), SurveyCounts(id_, {}))

    @property
    def response(self) -> float | None:
        """The part of those asked that answered; None when nobody was asked."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Journey:
    """A closed case by the London dates on which there was a touch point, the date of receipt among them, in any order."""

    kind: str
    days: tuple[date, ...]
    merged: bool = False


def touch_points(journeys: Iterable[Journey], calendar: WorkingCalendar) -> tuple[TouchPoints, ...]:
    """The touch points of all cases together, and of each kind that has any, in the order of the kinds."""
    sums: dict[str, _Sums] = {}
    for journey in journeys:
        days = sorted(journey.days)
        between = [calendar.count(before, after) for before, after in pairwise(days)]
        for key in ("", journey.kind):
            sums.setdefault(key, _Sums()).add(len(days), between, merged=journey.merged)
    return tuple(sums[kind].figures(kind) for kind in dict.fromkeys(("", *kinds(), *sorted(sums))) if kind in sums)


class _Sums:
    """The journeys of a kind, as they are counted."""

    def __init__(self) -> None:
        self._points: Counter[int] = Counter()
        self._gaps: Counter[int] = Counter()
        self._listed = True

    def add(self, points: int, between: Iterable[int], *, merged: bool) -> None:
        self._points[points] += 1
        self._gaps.update(between)
        self._listed = self._listed and not merged

    def figures(self, kind: str) -> TouchPoints:
        points, gaps = self._points, self._gaps
        return TouchPoints(
            kind=kind,
            cases=points.total(),
            points=median(points),
            most_points=max(points),
            gaps=gaps.total(),
            median=median(gaps) if gaps else None,
            ninetieth=percentile(gaps, 90) if gaps else None,
            longest=max(gaps) if gaps else None,
            listed=self._listed,
        )


def asked_for(kept: Iterable[tuple[int, str, str]]) -> dict[str, dict[str, int]]:
    """How many people asked for what, from who has which detail as it is kept: by option, own words put together."""
    people: dict[str, dict[str, set[int]]] = {name: {} for name in ASKED_FOR}
    for person, name, value in kept:
        for said in _said(name, value):
            people[name].setdefault(said, set()).add(person)
    return {
        name: {said: len(found[said]) for said in sorted(found, key=lambda it, of=name: _place(of, it))}  # type: ignore[misc]
        for name, found in people.items()
    }


def _said(name: str, value: str) -> set[str]:
    field = person_fields()[name]
    parts = value.split(", ") if field.reads == "several" else [value]
    return {_option(field, part.strip()) for part in parts if part.strip() and part not in field.unremarkable}


def _option(field: PersonField, said: str) -> str:
    """What is counted: an option, a language by its name where that is one word, or that it was said in other words."""
    if any(said == option.name for option in field.options):
        return said
    return said.capitalize() if field.id in LANGUAGES and _ONE_WORD.fullmatch(said) else OWN_WORDS


def _place(name: str, said: str) -> tuple[int, str]:
    names = [option.name for option in person_fields()[name].options]
    return (names.index(said) if said in names else len(names), said)


def by_theme(points: Iterable[LearningPoint]) -> dict[str, int]:
    """How many learning points have each theme, the most first; of as many, in the order of the themes."""
    places = {theme: place for place, theme in enumerate(themes())}
    found = Counter(point.theme for point in points)
    return dict(sorted(found.items(), key=lambda item: (-item[1], places.get(item[0], len(places)), item[0])))


def by_force(points: Iterable[LearningPoint]) -> dict[str, int]:
    """How many learning points are on cases about each force, by its id, the most first; empty for none named."""
    found = Counter(point.force or "" for point in points)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
