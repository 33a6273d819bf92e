"""Keeping what came with letters and mails, whole, and moving it to the case logged from them."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import delete, insert, select, update

from casework.permissions import require
from db.audit import record
from db.store import Writing
from db.tables.plain import ATTACHMENT


class File(Protocol):
    """A file to be kept: a MailAttachment, or anything that has the same."""

    @property
    def name(self) -> str:
        """What its sender calls it."""

    @property
    def media_type(self) -> str:
        """What kind of file it says it is."""

    @property
    def content(self) -> bytes:
        """All of it."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hex."""


def keep_attachments(writing: Writing, draft: str, attachments: Sequence[File]) -> int:
    """Keep files with a draft of the member's, named by its form; those it has already are left out. Gives how many were kept.

    The audit trail holds their sizes and hashes, which prove that none was changed later, and not their names.
    """
    require(writing.staff.role, "keep-draft")
    query = select(ATTACHMENT.c.name, ATTACHMENT.c.sha256).where(*_waiting(writing, draft))
    known = {(name, digest) for name, digest in writing.session.execute(query)}
    rows = []
    for it in attachments:
        if (it.name, it.sha256) not in known:
            known.add((it.name, it.sha256))
            file = {"name": it.name, "media_type": it.media_type, "size": len(it.content), "sha256": it.sha256}
            rows.append(file | {"content": it.content, "staff_id": writing.staff.id, "draft": draft, "kept_at": writing.now})
    if rows:
        for row in rows:
            writing.session.execute(insert(ATTACHMENT), row)
        files = [[row["size"], row["sha256"]] for row in rows]
        record(writing, "attachments kept", form=draft, files=files)
    return len(rows)


def attach_draft_to_case(writing: Writing, draft: str, case_id: int) -> int:
    """Move what came with a draft of the member's to the case logged from it; gives how many files that were."""
    require(writing.staff.role, "keep-draft")
    moved = writing.session.execute(
        update(ATTACHMENT).where(*_waiting(writing, draft)).values(case_id=case_id).returning(ATTACHMENT.c.id)
    )
    ids = sorted(moved.scalars())
    if ids:
        record(writing, "attachments moved to case", case_id, form=draft, attachments=ids)
    return len(ids)


def drop_attachments(writing: Writing, draft: str) -> int:
    """Let go of what came with a draft that was given up; what a case has by now stays. Gives how many files that were."""
    require(writing.staff.role, "keep-draft")
    gone = writing.session.execute(delete(ATTACHMENT).where(*_waiting(writing, draft)).returning(ATTACHMENT.c.sha256))
    digests = sorted(gone.scalars())
    if digests:
        record(writing, "attachments dropped", form=draft, sha256=digests)
    return len(digests)


def _waiting(writing: Writing, draft: str) -> tuple[Any, ...]:
    columns = ATTACHMENT.c
    return columns.staff_id == writing.staff.id, columns.draft == draft, columns.case_id.is_(None)
