"""What came with letters and mails, as it is listed, and a file whole when it is asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db.errors import NotPossible
from db.tables.plain import ATTACHMENT, CASE, DRAFT, STAFF


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file without its content; `size` is in bytes, `sha256` in hex, and `name` is a sender's words, never a path."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KnownMail:
    """A mail that is in already: the case logged from it, or else the name of the member with whom its draft waits."""

    reference: str | None
    waits_with: str


_LISTED = tuple(ATTACHMENT.c[name] for name in ("id", "name", "media_type", "size", "sha256", "kept_at"))


def attachments_of_case(connection: Connection, *cases: int) -> list[AttachmentView]:
    """The files of a case, and of the duplicates merged into it, in the order they were kept."""
    return _listed(connection, ATTACHMENT.c.case_id.in_(cases))


def attachments_of_draft(connection: Connection, staff_id: int, form: str) -> list[AttachmentView]:
    """The files that wait with a member's draft, in the order they were kept."""
    return _listed(connection, ATTACHMENT.c.staff_id == staff_id, ATTACHMENT.c.draft == form, ATTACHMENT.c.case_id.is_(None))


def attachment_content(connection: Connection, attachment_id: int) -> bytes:
    """A file, whole; raises NotPossible when it is there no longer."""
    found = connection.execute(select(ATTACHMENT.c.content).where(ATTACHMENT.c.id == attachment_id)).scalar_one_or_none()
    if found is None:
        raise NotPossible("That attachment is no longer kept.")
    return bytes(found)


def known_mail(connection: Connection, form: str) -> KnownMail | None:
    """Where the mail with this name of a draft is already, with anybody, or None when it is new."""
    logged = select(CASE.c.reference).join(ATTACHMENT, ATTACHMENT.c.case_id == CASE.c.id).where(ATTACHMENT.c.draft == form)
    reference = connection.execute(logged.order_by(CASE.c.id).limit(1)).scalar()
    if reference is not None:
        return KnownMail(reference, "")
    waiting = select(STAFF.c.name).join(DRAFT, DRAFT.c.staff_id == STAFF.c.id).where(DRAFT.c.form == form)
    name = connection.execute(waiting.order_by(DRAFT.c.id).limit(1)).scalar()
    return None if name is None else KnownMail(None, name)


def _listed(connection: Connection, *where: Any) -> list[AttachmentView]:
    rows = connection.execute(select(*_LISTED).where(*where).order_by(ATTACHMENT.c.id))
    return [AttachmentView(*row) for row in rows]
