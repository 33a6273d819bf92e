"""What a draft is of, as its name says, and what it is in a few words."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.concerns import SAFEGUARDING, concern_kinds
from casework.kinds import kinds

OF_CONTACTS, OF_CONCERNS = "new contact", "concern"
"""Before the colon, and anything after it, in the names of drafts of which there may be many."""
OF_TEMPLATE, OF_PERSON, OF_ENTRY, OF_LETTER, OF_NOTE, OF_CONTACT = "template", "person", "entry", "letter", "note", "contact on"
OF_HAND_OVER = "hand-over note"
"""Of a day, which its name says after that."""
OF_SEVERAL = "cases"
"""Which cases a draft is about that is for several chosen in the queue."""
_TITLES = {OF_CONTACT: "Contact", OF_ENTRY: "Line of the timeline", "edit": "What is recorded", "learning": "Learning point"}
_SAYS_IT = {OF_LETTER: ("subject", "text"), OF_CONTACT: ("said",), OF_TEMPLATE: ("title", "subject", "body")}
"""The fields that say what is in a draft, where not all of them do."""
_WAS = "was "
"""Before the name of a field that holds what stood there before anybody typed."""


@dataclass(frozen=True, slots=True)
class DraftName:
    """What a draft is about, one of the above or what is asked of a case, and which: a row, a template or a reference."""

    about: str
    which: str = ""

    @property
    def row(self) -> int | None:
        """The number of the row that it is about, for a person or a line of a timeline."""
        numbered = self.about in (OF_PERSON, OF_ENTRY) and self.which.isascii() and self.which.isdecimal()
        return int(self.which) if numbered else None


def draft_named(form: str) -> DraftName:
    """What the draft of this name is of."""
    first, many, _ = form.partition(":")
    if form == OF_CONTACTS or (many and first in (OF_CONTACTS, OF_CONCERNS)):
        return DraftName(first)
    about, _, which = form.partition(" ")
    if about == OF_TEMPLATE:
        return DraftName(OF_TEMPLATE, which)
    if about == OF_LETTER:
        return DraftName(OF_LETTER, which.rpartition(" ")[2])
    about, _, which = form.rpartition(" ")
    return DraftName(about, which)


def draft_words(name: DraftName, fields: Mapping[str, str], person: str = "") -> str:
    """A draft in a few words, by its name and its fields; `person` is who it is about."""
    if name.about == OF_CONTACTS:
        return contact_draft_words(fields)
    if name.about == OF_CONCERNS:
        return f"{concern_kinds().get(fields.get('kind', ''), concern_kinds()[SAFEGUARDING]).short}, not logged yet: F2 logs it"
    typed = _typed(name.about, fields)
    if name.about == OF_PERSON:
        title = f"What is known of {person or 'the caller'}"
    elif name.about == OF_TEMPLATE:
        title = f"Template {name.which}" if name.which else "New template"
    else:
        about, _, row = name.about.rpartition(" ")
        what = about if row.isdecimal() else name.about
        title = _TITLES.get(what) or f"{what[:1].upper()}{what[1:]}"
        title += ", changed" if row.isdecimal() else ""
        title += f" {OF_SEVERAL}" if name.which == OF_SEVERAL else ""
    return f"{title}{f': {first_line(typed)}' if typed else ''}"


def contact_draft_words(fields: Mapping[str, str]) -> str:
    """The draft of a contact by its fields: `Complaint from Ada Okafor: custody`."""
    kind = kinds().get(fields.get("kind", ""))
    name, subject = fields.get("name", "").strip(), fields.get("subject", "").strip() or fields.get("note", "").strip()
    what = kind.title if kind else "Mail" if fields.get("channel") == "email" else "Contact"
    return f"{what}{f' from {name}' if name else ''}{f': {first_line(subject)}' if subject else ''}"


def first_line(text: str) -> str:
    """The first line of a text that has anything on it, with a sign that there is more."""
    first, *more = text.strip().splitlines() or [""]
    return f"{first} …" if any(line.strip() for line in more) else first


def _typed(about: str, fields: Mapping[str, str]) -> str:
    """What was typed, as far as one line can tell it."""
    names = _SAYS_IT.get(about) or [name for name in fields if not name.startswith(_WAS)]
    return next((text for name in names if (text := fields.get(name, "")).strip()), "")
