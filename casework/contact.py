"""A contact as staff record it, and what must be right before it can be kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from casework.contact_outcomes import problem_with_outcome
from casework.date_reading import read_day, read_moment
from casework.date_words import moment_words
from casework.kinds import channels, kinds
from casework.moments import OFFICE_OPENS, london_date
from casework.organisations import organisations
from casework.working_days import WorkingCalendar

_OPENED = r"(?:opened|received|arrived|came|in)"
_DATED = re.compile(
    rf"(?:{_OPENED}\s+(?P<opened_first>.+?)[\s,;]+)?(?:letter\s+|email\s+|form\s+)?dated?\s+(?P<dated>.+?)"
    rf"(?:[\s,;]+{_OPENED}\s+(?P<opened>.+))?",
    re.IGNORECASE,
)
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a contact that becomes a new case; every text is exactly as typed.

    `received_at` None means now; `force` is the id of an organisation; `details` are by the ids of casework.details;
    `person_id` is somebody known who made it, None for somebody new; `person_details` are what is told of them, by the ids of
    casework.person_details. `outcome` is how the contact ended, by the ids of casework.contact_outcomes.
    """

    kind: str
    subject: str
    name: str = ""
    phone: str = ""
    email: str = ""
    channel: str = "phone"
    received_at: datetime | None = None
    force: str | None = None
    force_reference: str = ""
    note: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    person_id: int | None = None
    person_details: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    outcome_words: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a contact arrived, and the date that is on it where it is a letter."""

    moment: datetime
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, and how to put it right."""

    field: str
    sentence: str


def read_arrival(text: str, now: datetime, calendar: WorkingCalendar) -> Arrival:
    """When a contact arrived, as typed, such as `yesterday 16:50`, or `letter dated 3 Nov, opened today` for both its dates.

    A letter of which only its date is told arrived now. Otherwise as `read_received`. Raises UnreadableDate.
    """
    found = _DATED.fullmatch(text.strip())
    if found is None:
        return Arrival(read_received(text, now, calendar))
    opened = found["opened"] or found["opened_first"]
    dated = read_day(found["dated"], london_date(now), calendar, prefer="past")
    return Arrival(read_received(opened, now, calendar) if opened else now, dated)


def read_received(text: str, now: datetime, calendar: WorkingCalendar) -> datetime:
    """The moment a contact arrived, as typed; a date alone means that morning's opening, or now when that is still to come.

    `calendar` counts the working days of `-2wd`. Raises UnreadableDate.
    """
    read = read_moment(text, now, calendar, prefer="past", default_time=OFFICE_OPENS)
    return min(read.moment, now) if not read.had_time and read.day == london_date(now) else read.moment


def problems_with(contact: Contact, now: datetime) -> list[Problem]:
    """Everything that keeps a contact from being saved, in the order of the form; empty when it can be."""
    found = []
    if contact.kind not in kinds():
        found.append(Problem("kind", "Choose what kind of contact this is."))
    if contact.channel not in channels():
        found.append(Problem("channel", "Choose how the contact arrived."))
    if contact.received_at is not None and (problem := not_come_yet(contact.received_at, now)):
        found.append(Problem("received", problem))
    if contact.force is not None and contact.force not in organisations():
        found.append(Problem("force", "Choose a force or body from the list, or leave it empty."))
    if not contact.subject.strip():
        found.append(Problem("subject", "Say in a few words what it is about."))
    if ended := problem_with_outcome(contact.kind, contact.outcome, contact.outcome_words):
        found.append(Problem(*ended))
    for name in ("subject", "name", "phone", "email", "force_reference", "note", "outcome_words"):
        problem = unstorable(getattr(contact, name))
        if problem:
            found.append(Problem(name, problem))
    return found


def not_come_yet(received_at: datetime, now: datetime) -> str | None:
    """Why a contact can't have arrived at this moment, in words, or None when it can."""
    if received_at <= now + CLOCKS_MAY_DIFFER_BY:
        return None
    return f"{moment_words(received_at)} has not come yet. Give the moment the contact arrived, or leave it as now."


def unstorable(text: str) -> str | None:
    """Why a text can't be kept exactly as it is, in words, or None when it can."""
    if "\x00" in text:
        return "This holds a NUL character, which can't be kept. Remove it and save again."
    try:
        text.encode()
    except UnicodeEncodeError:
        return "This holds half of a character, which can't be kept. Type that part again."
    return None
