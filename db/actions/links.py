"""Linking cases that belong together, and taking a link back; its row stays, with the moment it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, or_, select

from casework.case_links import SAME_PERSON, LinkKind, link_kinds, link_label, link_step
from casework.permissions import require
from db.actions.case_rows import add_entry, refuse_merged
from db.audit import record
from db.errors import BadValue, CaseNotFound, NotPossible
from db.store import Writing
from db.tables import Case, CaseLink


@dataclass(frozen=True, slots=True)
class LinkCases:
    """Two cases to link, by a kind of casework.case_links: the case is `kind` of the other."""

    case_id: int
    other_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class UnlinkCases:
    """A link to take back, by its row."""

    link_id: int


def link_cases(writing: Writing, command: LinkCases) -> str:
    """Link two cases and say so, on both timelines too. It replaces nothing, so it needs no version.

    Raises NotPossible for a case and itself, for a merged case, and for two that are linked so already.
    """
    require(writing.staff.role, "link-cases")
    kind = link_kinds().get(command.kind)
    if kind is None:
        raise BadValue("link", f"Choose how the cases belong together: {', '.join(link_kinds())}.")
    case, other = _case(writing, command.case_id), _case(writing, command.other_id)
    link = CaseLink(case_id=_id(case), other_id=_id(other), kind=kind.id, at=writing.now, staff_id=writing.staff.id)
    return _link(writing, link)


def unlink_cases(writing: Writing, command: UnlinkCases) -> str:
    """Take a link back and say so, on both timelines too. Raises NotPossible when it was taken back already."""
    require(writing.staff.role, "link-cases")
    link = writing.session.get(CaseLink, command.link_id)
    if link is None or link.removed_at is not None:
        raise NotPossible("That link was taken back already.")
    case, other = _case(writing, link.case_id), _case(writing, link.other_id)
    link.removed_at, link.removed_by = writing.now, writing.staff.id
    writing.session.add(link)
    _tell_both(writing, case, other, link_kinds()[link.kind], "link removed")
    record(writing, "link removed", case.id, link=link.id, other=other.id, kind=link.kind)
    return f"Link taken back: {case.reference} {link_label(link.kind)} {other.reference}."


def undo_link(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Take back the link that the audit event `cases linked` tells of."""
    return unlink_cases(writing, UnlinkCases(detail["link"]))


def redo_link(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Let the link that the audit event `cases linked` or `link removed` tells of stand again: the same row."""
    require(writing.staff.role, "link-cases")
    link = writing.session.get_one(CaseLink, detail["link"])
    said = _link(writing, link)
    link.removed_at = link.removed_by = None
    return said


def _link(writing: Writing, link: CaseLink) -> str:
    """Keep a link, if it can be, and say so, on both timelines too."""
    kind = link_kinds()[link.kind]
    case, other = _case(writing, link.case_id), _case(writing, link.other_id)
    if case is other:
        raise NotPossible(f"{case.reference} can't be linked to itself. Name another case.")
    for each in (case, other):
        refuse_merged(writing, each, "Link {} in its place.")
    if kind.id == SAME_PERSON and case.person_id is not None and case.person_id == other.person_id:
        raise NotPossible(f"{case.reference} and {other.reference} are of the same person in the record, so no link is needed.")
    if (standing := _standing(writing, case, other, kind)) is not None:
        raise NotPossible(f"{_said(writing, standing)} already.")
    writing.session.add(link)
    _tell_both(writing, case, other, kind, "linked")
    record(writing, "cases linked", case.id, link=link.id, other=other.id, kind=kind.id)
    return f"{case.reference} is linked: {link_label(kind.id)} {other.reference}."


def _standing(writing: Writing, case: Case, other: Case, kind: LinkKind) -> CaseLink | None:
    """The link of this kind between the two that stands, whichever way round it was made."""
    there = (col(CaseLink.case_id) == case.id) & (col(CaseLink.other_id) == other.id)
    back = (col(CaseLink.case_id) == other.id) & (col(CaseLink.other_id) == case.id)
    query = select(CaseLink).where(CaseLink.kind == kind.id, col(CaseLink.removed_at).is_(None), or_(there, back))
    return writing.session.exec(query).first()


def _said(writing: Writing, link: CaseLink) -> str:
    case, other = _case(writing, link.case_id), _case(writing, link.other_id)
    return f"{case.reference} is linked as {link_label(link.kind)} {other.reference}"


def _tell_both(writing: Writing, case: Case, other: Case, kind: LinkKind, happened: str) -> None:
    add_entry(writing, case, happened, step=link_step(kind.id, other.reference))
    add_entry(writing, other, happened, step=link_step(kind.back, case.reference))


def _case(writing: Writing, case_id: int) -> Case:
    case = writing.session.get(Case, case_id)
    if case is None:
        raise CaseNotFound("That case is no longer in the record.")
    return case


def _id(case: Case) -> int:
    assert case.id is not None
    return case.id
