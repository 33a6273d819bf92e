"""What may be changed of a case once it is logged: its fields, what stands in each to be edited, and how that is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from casework.contact import Problem, unstorable
from casework.details import Detail, Reads, detail_words, details_of, read_detail
from casework.errors import DeskError
from casework.kinds import channel_label, channels
from casework.organisations import organisation_named, organisations
from casework.review_questions import questions
from casework.side_by_side import BETWEEN_PARTS, BETWEEN_WORDS

SUBJECT, FORCE, FORCE_REFERENCE, CHANNEL = "subject", "force", "force_reference", "channel"
_BETWEEN: Mapping[str, str] = {"text": BETWEEN_WORDS, "categories": BETWEEN_PARTS, "several": BETWEEN_PARTS}


@dataclass(frozen=True, slots=True)
class CaseField:
    """A field of a case: its label, what to type, how that is read, and the options of a choice."""

    id: str
    label: str
    placeholder: str = ""
    reads: Reads | Literal["force", "channel"] = "text"
    options: tuple[str, ...] = ()

    @property
    def between(self) -> str | None:
        """What stands between two people's words when both are kept; None where it holds one thing only."""
        return _BETWEEN.get(self.reads)


_OWN = (
    CaseField(SUBJECT, "About", "in a few words"),
    CaseField(FORCE, "Force", "a few letters: met, gwent, gmp", "force"),
    CaseField(FORCE_REFERENCE, "Their ref"),
    CaseField(CHANNEL, "Arrived by", reads="channel"),
)


@cache
def case_fields(kind: str) -> Mapping[str, CaseField]:
    """The fields of a kind of case that may be changed, in the order of a call; who, when and its kind are not among them."""
    return {field.id: field for field in (*_OWN, *(_of_detail(detail) for detail in details_of(kind)))}


def case_texts(
    kind: str, subject: str, force: str | None, force_reference: str, channel: str, details: Mapping[str, str]
) -> dict[str, str]:
    """What stands in each field of a case to be edited: words that are read as what is kept, on whatever day that is done."""
    own = {SUBJECT: subject, FORCE: force or "", FORCE_REFERENCE: force_reference, CHANNEL: channel}
    kept = own | {detail.id: details.get(detail.id, "") for detail in details_of(kind)}
    return {id_: case_field_text(kind, id_, value) for id_, value in kept.items()}


def case_field_text(kind: str, id_: str, kept: str) -> str:
    """A field as kept, in words that are read as just that."""
    if id_ == FORCE:
        body = organisations().get(kept)
        return body.name if body is not None else kept
    return detail_words(id_, kept) if kept and case_fields(kind)[id_].reads in ("day", "moment") else kept


def read_case_field(id_: str, typed: str, now: datetime) -> str:
    """What was typed in a field, as it is kept; nothing for an empty one. Raises a DeskError, in a sentence, as each is read."""
    if id_ in (SUBJECT, FORCE_REFERENCE, CHANNEL):
        return typed
    if not typed.strip():
        return ""
    return organisation_named(typed).id if id_ == FORCE else read_detail(id_, typed, now)


def problems_with_case_fields(kind: str, typed: Mapping[str, str], now: datetime) -> list[Problem]:
    """What keeps a change of these fields from being kept, in the order of the form."""
    known = case_fields(kind)
    found = [
        Problem(id_, f"There is no '{id_[:40]}' to change of this case. Use one of: {', '.join(known)}.")
        for id_ in typed
        if id_ not in known
    ]
    return found + [Problem(id_, problem) for id_ in known if id_ in typed and (problem := _problem(id_, typed[id_], now))]


def case_field_label(kind: str, id_: str) -> str:
    """What a field is called; one of a later version is called by its id."""
    field = case_fields(kind).get(id_)
    return field.label.strip() if field is not None else id_


def case_field_words(id_: str, text: str) -> str:
    """What stands in a field, for people."""
    return channel_label(text) if id_ == CHANNEL else text


def _problem(id_: str, text: str, now: datetime) -> str | None:
    if problem := unstorable(text):
        return problem
    if id_ == SUBJECT and not text.strip():
        return "Say in a few words what it is about."
    if id_ == CHANNEL and text not in channels():
        return "Choose how the contact arrived."
    try:
        read_case_field(id_, text, now)
    except DeskError as error:
        return str(error)
    return None


def _of_detail(detail: Detail) -> CaseField:
    asked = questions().get(detail.id)
    label = f"Question {asked.number}" if asked is not None else detail.label
    return CaseField(detail.id, label, detail.placeholder, detail.reads, detail.options)
