"""What a draft is, in a few words."""

from collections.abc import Mapping

from casework.kinds import kinds


def contact_draft_words(fields: Mapping[str, str]) -> str:
    """The draft of a contact by its fields: `Complaint from Ada Okafor: custody`."""
    kind = kinds().get(fields.get("kind", ""))
    name, subject = fields.get("name", "").strip(), fields.get("subject", "").strip() or fields.get("note", "").strip()
    what = kind.title if kind else "Mail" if fields.get("channel") == "email" else "Contact"
    return f"{what}{f' from {name}' if name else ''}{f': {first_line(subject)}' if subject else ''}"


def case_draft_words(about: str, fields: Mapping[str, str]) -> str:
    """The draft of a text on a case, by what it is about: `Note: rang back, left a`."""
    typed = next((text for text in fields.values() if text.strip()), "")
    return f"{about[:1].upper()}{about[1:]}: {first_line(typed)}"


def first_line(text: str) -> str:
    """The first line of a text that has anything on it, with a sign that there is more."""
    first, *more = text.strip().splitlines() or [""]
    return f"{first} …" if any(line.strip() for line in more) else first
