"""What is recorded of a case beyond who, what and whom: the fields each kind has, and how what is typed in them is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Literal

from casework.contact import Contact, Problem, problems_with, unstorable
from casework.date_reading import read_day, read_moment
from casework.date_words import day_words, moment_words
from casework.errors import DeskError
from casework.facts import facts
from casework.kinds import kinds
from casework.moments import london_date, utc
from casework.option_reading import DetailNotRead, Option, each_once, option_by_words, option_meant
from casework.organisations import categories
from casework.person_details import problems_with_person_details
from casework.review_questions import no_rights, questions
from casework.search_words import folded
from casework.spoken import listed

Reads = Literal["text", "day", "moment", "categories", "choice", "several"]
LETTER_NAMES, NO_RIGHT = "letter-names", "no-right"
REPLIES = ("yes", "no", "unknown")
_GROUPS: Mapping[str, Callable[[str], bool]] = {
    "any": lambda kind: True,
    "appeal": lambda kind: kind.startswith("appeal-"),
    "information": lambda kind: kind in ("foi", "sar"),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of some kinds of case: its label, what to type, how that is read, and the options of a choice.

    One that is `asked_apart` has no row in the form: the review questions are a page of their own, and the date of a letter is
    typed with when it arrived. `notes` are what to bear in mind when it is filled in, by option, or by "" for whatever is typed.
    """

    id: str
    label: str
    placeholder: str
    kinds: tuple[str, ...]
    reads: Reads
    options: tuple[str, ...] = ()
    asked_apart: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)

    def note(self, kept: str) -> str:
        """What to bear in mind now that this is kept for it, or nothing."""
        return self.notes.get(kept, self.notes.get("", ""))

    def of(self, kind: str) -> bool:
        """Whether a kind of case has it."""
        return any(each == kind or (each in _GROUPS and _GROUPS[each](kind)) for each in self.kinds)


@cache
def details() -> Mapping[str, Detail]:
    """Every detail there is by its id, in the order of a call, then the review questions."""
    found = {
        row["id"]: Detail(
            **{"placeholder": "", **row, "kinds": tuple(row["kinds"]), "options": tuple(row.get("options", ()))},
        )
        for row in facts("details")["detail"]
    }
    for each in questions().values():
        found[each.id] = Detail(each.id, each.short, "", ("review",), "choice", REPLIES, asked_apart=True)
    named = ("IOPC", "local policing body", "not known")
    found[LETTER_NAMES] = Detail(LETTER_NAMES, "Letter names", "", ("review",), "choice", named, asked_apart=True)
    found[NO_RIGHT] = Detail(NO_RIGHT, "No right because", "", ("review",), "choice", tuple(no_rights()), asked_apart=True)
    return found


def details_of(kind: str) -> list[Detail]:
    """The details of a kind of case, in the order of a call."""
    return [detail for detail in details().values() if detail.of(kind)]


def read_detail(id_: str, typed: str, now: datetime) -> str:
    """What was typed for a detail, as it is kept: an ISO date or moment in UTC, codes with commas between, an option, the text.

    Raises DetailNotRead or UnreadableDate, in a sentence.
    """
    detail = details()[id_]
    match detail.reads:
        case "day":
            return read_day(typed, london_date(now), prefer="past").isoformat()
        case "moment":
            read = read_moment(typed, now, None, prefer="past")
            return utc(read.moment).isoformat() if read.had_time else read.day.isoformat()
        case "categories":
            return each_once(typed, _category)
        case "choice":
            return option_meant(typed, [Option(each) for each in detail.options])
        case "several":
            return each_once(typed, lambda part: option_by_words(part, [Option(each) for each in detail.options]))
    return typed


def detail_words(id_: str, kept: str) -> str:
    """A detail as kept, for people: `Fri 19 Dec 2025`, `B4 Use of force`, or the text."""
    detail = details().get(id_)
    if detail is None:
        return kept
    match detail.reads:
        case "day":
            return day_words(date.fromisoformat(kept))
        case "moment":
            return moment_words(datetime.fromisoformat(kept)) if "T" in kept else day_words(date.fromisoformat(kept))
        case "categories":
            return listed([f"{code} {categories()[code].name}" if code in categories() else code for code in kept.split(", ")])
    return kept


def odd(id_: str, kept: str, now: datetime) -> str:
    """What is to be checked of a detail as it was read, or nothing: a day that has not come yet is no fact."""
    detail = details().get(id_)
    if detail is None or detail.reads not in ("day", "moment"):
        return ""
    to_come = datetime.fromisoformat(kept) > now if "T" in kept else date.fromisoformat(kept) > london_date(now)
    return "has not come yet: check it" if to_come else ""


def detail_label(id_: str) -> str:
    """What a detail is called; one of a later version is called by its id."""
    detail = details().get(id_)
    return detail.label.strip() if detail is not None else id_


def problems_with_details(kind: str, typed: Mapping[str, str], now: datetime) -> list[Problem]:
    """What keeps details from being recorded, in the order of the form."""
    found = [
        Problem(id_, f"{kinds()[kind].title if kind in kinds() else 'This kind of contact'} has no '{id_[:40]}'.")
        for id_ in typed
        if id_ not in details() or not details()[id_].of(kind)
    ]
    for detail in details_of(kind):
        text = typed.get(detail.id, "")
        if not text.strip():
            continue
        if problem := unstorable(text):
            found.append(Problem(detail.id, problem))
            continue
        try:
            read_detail(detail.id, text, now)
        except DeskError as error:
            found.append(Problem(detail.id, str(error)))
    return found


def all_problems(contact: Contact, now: datetime) -> list[Problem]:
    """Everything that keeps a contact from being saved, its details last; empty when it can be."""
    return [
        *problems_with(contact, now),
        *problems_with_details(contact.kind, contact.details, now),
        *problems_with_person_details(contact.person_details),
    ]


def kept_details(kind: str, typed: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The details to keep, each as read, by id; those of another kind and empty ones left out. Raises as `read_detail` does."""
    given = {detail.id: typed.get(detail.id, "") for detail in details_of(kind)}
    return {id_: read_detail(id_, text, now) for id_, text in given.items() if text.strip()}


def _category(typed: str) -> str:
    """The code of the category meant by its code or by words of its name."""
    code, words = typed.strip().upper(), folded(typed).split()
    if code in categories():
        return code
    found = [each for each in categories().values() if all(word in folded(each.name) for word in words)]
    leaves = [each for each in found if not any(other.parent == each.code for other in found)]
    if len(leaves) == 1:
        return leaves[0].code
    if not leaves:
        raise DetailNotRead(f"'{typed.strip()[:40]}' is no category. Type its code, such as B4, or a word of its name.")
    which = ", ".join(f"{each.code} {each.name}" for each in leaves[:4])
    raise DetailNotRead(f"'{typed.strip()[:40]}' could be {which}{' and others' if len(leaves) > 4 else ''}. Type its code.")
