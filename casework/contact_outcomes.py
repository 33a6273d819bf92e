"""How a contact ends: what staff choose as they save it, and the step and the closing that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.facts import facts
from casework.option_reading import Option, option_meant

ANSWERS = ("answered", "signposted", "service-answered", "format-sent")
"""The outcomes of a contact that answer it."""


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """A way a contact of some kinds ends: the step it records, the outcome it closes the case with, one of them maybe empty.

    `asks` is the label of what is asked for beside it, which `must` be said where it is so; `note` is what to bear in mind.
    """

    id: str
    label: str
    letter: str
    kinds: tuple[str, ...]
    step: str = ""
    closes: str = ""
    asks: str = ""
    placeholder: str = ""
    must: bool = False
    note: str = ""

    def of(self, kind: str) -> bool:
        """Whether a contact of this kind can end so."""
        return kind in self.kinds or "*" in self.kinds


@cache
def contact_outcomes() -> Mapping[str, ContactOutcome]:
    """Every outcome of a contact by its id, in the order staff choose."""
    rows = facts("contact_outcomes")["outcome"]
    return {row["id"]: ContactOutcome(**row | {"kinds": tuple(row["kinds"])}) for row in rows}


@cache
def answering_outcomes() -> tuple[str, ...]:
    """The outcomes with which a contact that answers what it asks closes its case."""
    closed_with = (contact_outcomes()[id_].closes for id_ in ANSWERS)
    return tuple(dict.fromkeys(outcome for outcome in closed_with if outcome))


def contact_outcomes_of(kind: str) -> list[ContactOutcome]:
    """How a contact of this kind can end."""
    return [outcome for outcome in contact_outcomes().values() if outcome.of(kind)]


def contact_outcome_named(typed: str, kind: str) -> ContactOutcome:
    """The outcome of a contact of this kind that is meant by its id, its label or the first letters of either.

    Raises DetailNotRead, naming those there are.
    """
    known = contact_outcomes_of(kind)
    label = option_meant(typed, [Option(each.label, (each.id,)) for each in known])
    return next(each for each in known if each.label == label)


def problem_with_outcome(kind: str, outcome: str, words: str) -> tuple[str, str] | None:
    """The field and the sentence of what keeps a contact from ending so, or None; no outcome is none yet."""
    if not outcome:
        return None
    known = contact_outcomes().get(outcome)
    if known is None or not known.of(kind):
        return "outcome", "This kind of contact does not end so. Choose another outcome, or none yet."
    if known.must and not words.strip():
        return "outcome_words", f"Say why: {known.placeholder}."
    return None
