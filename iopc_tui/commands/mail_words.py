"""What `iopc import mail` says of each file, in words and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casework.visible_text import visible

if TYPE_CHECKING:
    from casework.foreign.mail_files import Mail
    from db.queries.attachments import KnownMail

Made = Literal["draft", "waiting", "logged", "unread"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of one file; `draft` is the form's name, `problem` why there is none."""

    file: str
    made: Made
    draft: str = ""
    mail: "Mail | None" = None
    known: "KnownMail | None" = None
    problem: str = ""


def lines_of(outcome: Outcome, preview: bool) -> list[str]:
    """One file for people: what was made of it, who wrote about what and when, and what to look out for."""
    found = outcome.mail
    if found is None:
        return [f"{visible(outcome.file)}: not read. {outcome.problem}"]
    lines = [f"{visible(outcome.file)}: {_what(outcome, preview)}", f"  {_from(found)}, {_about(found)}", f"  {_came(found)}"]
    return lines + [f"  ! {_one_line(warning)}" for warning in found.warnings]


def _what(outcome: Outcome, preview: bool) -> str:
    if outcome.made == "draft":
        return "would be a draft" if preview else "a draft to confirm"
    known = outcome.known
    if known is not None and known.reference:
        return f"already logged as {known.reference}"
    return f"already waiting with {known.waits_with}" if known is not None else "already waiting"


def _from(found: "Mail") -> str:
    named = " ".join(filter(None, (found.sender_name, f"<{found.sender_address}>" if found.sender_address else "")))
    return f"from {_one_line(named) or 'nobody it names'}"


def _about(found: "Mail") -> str:
    return f'"{_one_line(found.subject)}"' if found.subject else "without a subject"


def _came(found: "Mail") -> str:
    from casework.date_words import moment_words

    came = f"received {moment_words(found.received_at)}" if found.received_at else "received: not known"
    number = len(found.attachments)
    return f"{came}, {number or 'no'} attachment{'' if number == 1 else 's'}"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


_SAID: dict[Made, str] = {
    "draft": "made a draft",
    "waiting": "already waiting",
    "logged": "already logged",
    "unread": "could not be read",
}


def summary(made: Sequence[Made], preview: bool) -> str:
    """What all of it came to."""
    if not made:
        return "There is no mail (.eml) in that folder."
    said: dict[Made, str] = _SAID | {"draft": "would make a draft"} if preview else _SAID
    parts = [f"{number:,} {said[it]}" for it, number in counts(made).items() if number]
    lines = [f"{len(made):,} file{'' if len(made) == 1 else 's'}: {', '.join(parts)}."]
    if preview:
        lines.append("Nothing was written: this was a preview.")
    elif "draft" in made:
        lines.append("Each draft waits under New contact, for you to choose its type and confirm it.")
    return "\n".join(lines)


def counts(made: Sequence[Made]) -> dict[Made, int]:
    """How many files came to each end."""
    return {it: made.count(it) for it in _SAID}


def file_as_json(outcome: Outcome) -> dict[str, object]:
    """One file for a program to read, every text exactly as it was read."""
    found = outcome.mail
    if found is None:
        return {"file": outcome.file, "made": outcome.made, "problem": outcome.problem}
    from casework.moments import london

    files = [
        {"name": it.name, "media_type": it.media_type, "size": len(it.content), "sha256": it.sha256} for it in found.attachments
    ]
    return {
        "file": outcome.file,
        "made": outcome.made,
        "draft": outcome.draft,
        "case": outcome.known.reference if outcome.known else None,
        "name": found.sender_name,
        "email": found.sender_address,
        "subject": found.subject,
        "received": london(found.received_at).isoformat() if found.received_at else None,
        "to": found.to,
        "message_id": found.message_id,
        "attachments": files,
        "warnings": list(found.warnings),
    }
