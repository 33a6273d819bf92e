"""A mail as the fields of a new contact, to be confirmed by whoever logs it."""

from datetime import datetime

from casework.contact import read_received
from casework.date_reading import UnreadableDate
from casework.date_words import moment_words
from casework.foreign.mail_files import Mail
from casework.moments import london
from casework.working_days import WorkingCalendar

CHANNEL = "email"
LONGEST_NOTE = 100_000
NOT_KNOWN = "not known"
"""Put where no date could be read: the form can't read it either, so that nobody takes the mail for one of now unawares."""


def draft_fields(mail: Mail, now: datetime, calendar: WorkingCalendar) -> dict[str, str]:
    """The fields by name; the kind is left for a person to choose, and the end of an endless body to the mail itself."""
    return {
        "kind": "",
        "channel": CHANNEL,
        "received": received_text(mail.received_at, now, calendar) if mail.received_at else NOT_KNOWN,
        "name": mail.sender_name,
        "phone": "",
        "email": mail.sender_address,
        "force": "",
        "force_reference": "",
        "subject": mail.subject,
        "note": _note(mail.body),
    }


def received_text(at: datetime, now: datetime, calendar: WorkingCalendar) -> str:
    """A moment as it can be typed, which is read back as the same minute: in words, or with its time zone where need be."""
    words = moment_words(at)
    stamp = london(at).isoformat(timespec="minutes")
    return next(text for text in (words, stamp) if text is stamp or _minute(text, now, calendar) == _floor(at))


def _minute(text: str, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    try:
        return _floor(read_received(text, now, calendar))
    except UnreadableDate:
        return None


def _floor(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _note(body: str) -> str:
    if len(body) <= LONGEST_NOTE:
        return body
    return f"{body[:LONGEST_NOTE]}\n\n[The mail goes on: all of it is attached.]"
