"""A mail saved as a file: who sent it, when it came, what it says and what came with it, however broken it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

from casework.contact import CLOCKS_MAY_DIFFER_BY
from casework.date_words import day_words
from casework.errors import DeskError
from casework.foreign.html_text import html_text
from casework.foreign.mail_parts import PARSER_FAULTS, Part, leaves, parsed
from casework.foreign.mail_text import LONGEST_HEADER, Warn, decoded_text, header_text, storable, unfolded

LARGEST = 25 * 1024 * 1024
FIRST_YEAR = 1990

_SENT = ("from", "sender", "received", "return-path", "message-id")
_READ = ("text/plain", "text/html")
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_STAMPS = 50
_MOST_WARNINGS = 20


class NotAMail(DeskError):
    """The bytes are no mail that can be read."""


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """A file that came with a mail, or the mail itself; `name` is what its sender calls it, to be shown and never a path."""

    name: str
    media_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, read. Every text can be kept by the record; `received_at` is in UTC; `warnings` are sentences for people.

    `body` is the text as sent, its lines ending in LF, or what is to be read in the HTML of a mail that has no text.
    """

    sender_name: str
    sender_address: str
    subject: str
    body: str
    received_at: datetime | None
    to: str
    message_id: str
    attachments: tuple[MailAttachment, ...]
    warnings: tuple[str, ...]


def read_mail(content: bytes, now: datetime) -> Mail:
    """Read a mail from the bytes of its file, `now` telling which dates have not come yet. Raises NotAMail only."""
    _require_readable(content)
    notes = _Notes()
    parts = parsed(content, notes.add)
    if not any(parts.words(name) for name in _SENT):
        raise NotAMail("This is not a mail: it has no headers that say where it came from.")
    name, address = _sender(parts, notes.add)
    body, attachments = _contents(parts, notes)
    return Mail(
        sender_name=notes.kept(name),
        sender_address=notes.kept(address),
        subject=notes.kept(header_text(parts.words("subject"), notes.add)),
        body=notes.kept(body),
        received_at=_received_at(parts, now, notes.add),
        to=notes.kept(header_text(parts.words("to"), notes.add)),
        message_id=notes.kept(unfolded(parts.words("message-id"))),
        attachments=attachments,
        warnings=notes.sentences(),
    )


def attachment_of(name: str, media_type: str, content: bytes) -> MailAttachment:
    """A file as an attachment, under a name the record can keep."""
    return MailAttachment(storable(name), media_type, content, sha256(content).hexdigest())


class _Notes:
    """What was met on the way, each sentence once."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        self._found[storable(sentence)] = None

    def kept(self, text: str) -> str:
        """The text as the record can keep it."""
        found = storable(text)
        if found != text:
            self.add("It holds characters that can't be kept, a NUL or half of a character; a mark stands for each.")
        return found

    def sentences(self) -> tuple[str, ...]:
        found = tuple(self._found)
        more = len(found) - _MOST_WARNINGS
        return found if more <= 0 else (*found[:_MOST_WARNINGS], f"There are {more} more faults in it.")


def _require_readable(content: bytes) -> None:
    if not content.strip():
        raise NotAMail("The file is empty.")
    if len(content) > LARGEST:
        raise NotAMail(f"It is too large: mails of up to {LARGEST // (1024 * 1024)} MB can be brought in.")
    if content.startswith(_OUTLOOK):
        raise NotAMail("This is a mail as Outlook keeps it (.msg). Save it as .eml, then import that.")
    if content.startswith(_UTF_16):
        raise NotAMail("The file is in UTF-16, which no mail is. Save the mail itself as .eml, then import that.")


# Who sent it.


def _sender(mail: Part, warn: Warn) -> tuple[str, str]:
    value = unfolded(mail.words("from") or mail.words("sender"))
    found = _addresses(value)
    if len(found) > 1:
        warn("It names more than one sender; the first is taken.")
    for name, address in found:
        return header_text(name, warn), address
    warn("The sender's address can't be read." if value else "It does not say who sent it.")
    return header_text(value, warn), ""


def _addresses(value: str) -> list[tuple[str, str]]:
    """The names and addresses of a header; a name may be encoded."""
    if len(value) > LONGEST_HEADER:
        return []
    try:
        return [(name, address) for name, address in getaddresses([value]) if "@" in address]
    except PARSER_FAULTS:
        return []


# When it came.


def _received_at(mail: Part, now: datetime, warn: Warn) -> datetime | None:
    for header, stamp in _stamps(mail):
        at = _moment(stamp)
        if at is None:
            continue
        if at > now + CLOCKS_MAY_DIFFER_BY:
            warn(f"The date in its {header} header, {day_words(at)}, has not come yet, so it was not taken.")
        elif at.year < FIRST_YEAR:
            warn(f"The date in its {header} header, {day_words(at)}, is before mail came this way, so it was not taken.")
        else:
            return at
    warn("Its headers give no date it can have come on: say when it was received.")
    return None


def _stamps(mail: Part) -> Iterator[tuple[str, str]]:
    """The dates of its headers as they stand, the last server's first, the sender's own last."""
    for value in (mail.get_all("received") or [])[:_MOST_STAMPS]:
        yield "Received", unfolded(str(value)).rpartition(";")[2]
    yield "Date", unfolded(mail.words("date"))


def _moment(stamp: str) -> datetime | None:
    """A date of a header in UTC; one without a time zone is taken to be in UTC."""
    if not stamp or len(stamp) > 200:
        return None
    try:
        at = parsedate_to_datetime(stamp)
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
    except (*PARSER_FAULTS, OverflowError):
        return None


# What it says and what came with it.


def _contents(mail: Part, notes: _Notes) -> tuple[str, tuple[MailAttachment, ...]]:
    texts: list[str] = []
    attachments: list[MailAttachment] = []
    damaged = mail.is_damaged
    for part, twice in leaves(mail):
        damaged = damaged or part.is_damaged
        if twice:
            continue
        if _to_be_read(part, mail):
            texts.append(_text(part, notes.add))
        else:
            attachments.append(_attachment(part, len(attachments) + 1, notes))
    if damaged:
        notes.add("It is damaged or cut off; it was read as far as it goes.")
    body = "\n".join(text for text in texts if text.strip()) if len(texts) > 1 else "".join(texts)
    if not body.strip():
        notes.add("It holds no text to read.")
    return body, tuple(attachments)


def _to_be_read(part: Part, mail: Part) -> bool:
    """Whether a part is what the mail says; a multipart that could not be divided is."""
    readable = part.media_type in _READ or part.media_type.startswith("multipart/")
    return readable and not part.is_attachment and (part is mail or not part.filename)


def _text(part: Part, warn: Warn) -> str:
    text = decoded_text(part.content(warn, as_text=True), part.charset, warn)
    return html_text(text, warn) if part.media_type == "text/html" else text


def _attachment(part: Part, number: int, notes: _Notes) -> MailAttachment:
    name = notes.kept(header_text(part.filename, notes.add)) or f"unnamed {number}"
    return attachment_of(name, part.media_type, part.content(notes.add, as_text=False))
