"""Who may be asked to the satisfaction survey: people whose case was closed, less those whom it would be wrong to ask."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from casework.concerns import SAFEGUARDING, UNACCEPTABLE
from casework.foreign.rejects import guarded
from casework.person_details import PLAN, person_detail_words
from casework.summaries.periods import Period
from casework.survey import months_after_safeguarding, survey_basis
from casework.visible_text import visible

OPT_OUT: Final = "not to be asked"
"""The answer of a person, among what is known of them, who wants no survey."""
DIED: Final = "they have died"
"""What stands there of somebody who has died: nobody asks them."""
REASONS: Final[Mapping[str, str]] = {
    "nobody": "whose case names nobody",
    "died": "who have died",
    "opted-out": "who asked not to be surveyed",
    "contact-plan": "with a contact plan",
    "safeguarding": "with a safeguarding concern in the last {safeguarding}",
    "unacceptable": "whose contact was flagged as unacceptable in the last {safeguarding}",
    "asked": "who were asked, or answered, in the last {months}",
    "no-way": "without an email address, a number or an address",
}
"""Why somebody is left out, in the order it is looked at: each is counted under the first that holds."""
COLUMNS: Final = ("reference", "name", "by", "to", "language", "adjustments")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose case was closed in the period, and all that decides whether they may be asked.

    `person_id` is None where a case names nobody. `surveys` is what each of their records says of surveys, `concerns` the kinds
    that were raised lately on a case of theirs.
    """

    case_id: int
    reference: str
    person_id: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    surveys: frozenset[str] = frozenset()
    concerns: frozenset[str] = frozenset()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who may be asked, with no more than asking takes: what to call them, how to reach them, and in which form."""

    case_id: int
    reference: str
    name: str
    by: str
    to: str
    language: str = ""
    adjustments: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the list, under COLUMNS."""
        return (self.reference, self.name, self.by, self.to, self.language, self.adjustments)


@dataclass(frozen=True, slots=True)
class MayBeAsked:
    """Who may be asked after a period, how many cases were closed in it, and how many people are left out for each reason.

    A person with several cases is asked once, about the one closed last. `months` is the time between surveys.
    """

    period: Period
    months: int
    cases: int
    people: tuple[ToAsk, ...]
    left_out: Mapping[str, int]

    @property
    def sentences(self) -> list[str]:
        """Whom the list holds and whom it leaves out, each reason in words."""
        return list(self._said())

    def _said(self) -> Iterator[str]:
        closed = f"{self.cases:,} case{'' if self.cases == 1 else 's'} closed in {self.period.title}"
        yield f"Of {closed}, {_people(len(self.people))} may be asked."
        if any(self.left_out.values()):
            told = (f"{number:,} {reason_words(reason, self.months)}" for reason, number in self.left_out.items() if number)
            yield f"Left out: {'; '.join(told)}."
        yield f"The questions and the times between surveys are a {survey_basis()}."


def reason_words(reason: str, months: int) -> str:
    """Why people are left out, to follow how many they are."""
    return REASONS[reason].format(months=_months(months), safeguarding=_months(months_after_safeguarding()))


def why_not_asked(person: Candidate) -> str | None:
    """The reason for which somebody is left out, by its name in REASONS; None for whoever may be asked."""
    holds = {
        "nobody": person.person_id is None,
        "died": DIED in person.surveys,
        "opted-out": OPT_OUT in person.surveys,
        "contact-plan": bool(person.details.get(PLAN, "").strip()),
        "safeguarding": SAFEGUARDING in person.concerns,
        "unacceptable": UNACCEPTABLE in person.concerns,
        "asked": person.asked,
        "no-way": _way(person) is None,
    }
    return next((reason for reason in REASONS if holds[reason]), None)


def may_be_asked(period: Period, months: int, cases: int, candidates: Iterable[Candidate]) -> MayBeAsked:
    """Who of the candidates, each a person or a case that names nobody, may be asked."""
    people: list[ToAsk] = []
    left_out: Counter[str] = Counter()
    for person in candidates:
        reason = why_not_asked(person)
        if reason is not None:
            left_out[reason] += 1
        elif way := _way(person):
            people.append(_to_ask(person, *way))
    people.sort(key=lambda it: it.reference)
    return MayBeAsked(period, months, cases, tuple(people), {reason: left_out[reason] for reason in REASONS})


def asked_csv(found: MayBeAsked) -> str:
    """The list as CSV; nothing in it works as a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in it.cells] for it in found.people)
    return text.getvalue()


def asked_lines(found: MayBeAsked) -> list[str]:
    """The list as text: a line each, then whom it leaves out."""
    rows = [[visible(cell) for cell in it.cells[:4]] for it in found.people]
    wide = [max((len(row[place]) for row in rows), default=0) for place in range(3)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, wide, strict=False)), row[3]]) for row in rows]
    return [*lines, *([""] if lines else []), *found.sentences]


def opted_out(surveys: Iterable[str]) -> bool:
    """Whether what any record of a person says of surveys is that they want none."""
    return OPT_OUT in surveys


def _to_ask(person: Candidate, by: str, to: str) -> ToAsk:
    known = person.details
    name = known.get("addressed", "").strip() or person.name.strip()
    adjustments = ", ".join(part for part in known.get("adjustments", "").split(", ") if part and part != "none needed")
    return ToAsk(person.case_id, person.reference, _line(name), by, to, _line(known.get("language", "")), _line(adjustments))


def _way(person: Candidate) -> tuple[str, str] | None:
    """How they are asked: as they prefer where that can be done, else by email, phone or post, the first there is."""
    there = {
        "email": person.email,
        "phone": person.phone,
        "post": person_detail_words("address", person.details.get("address", "")),
    }
    prefers = person.details.get("channel", "")
    wanted = {"text message": "phone", "text relay": "phone"}.get(prefers, prefers)
    for by in (wanted, *there):
        if there.get(by, "").strip():
            return (prefers if by == wanted else by), _line(there[by])
    return None


def _line(text: str) -> str:
    return " ".join(text.split())


def _people(number: int) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'}"


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"
