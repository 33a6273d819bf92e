"""Merging two records of the same person, and taking that back.

The cases of the merged record become those of the record that is kept, which is given what it lacks; the merged record itself
stays as it was, so that nothing of it is lost and all of it can be given back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from casework.merged_people import merged_details
from casework.permissions import require
from casework.person_details import person_field_label, read_person_detail
from db.actions.change_person import note_change
from db.audit import details_of, record
from db.errors import CaseChanged, NotPossible
from db.person_keys import put_person_keys
from db.queries.person import PersonNotFound
from db.store import Writing
from db.tables import Case, Person, PersonChange, PersonDetail

MERGED, UNMERGED = "people merged", "people unmerged"
"""What the audit trail calls it."""


@dataclass(frozen=True, slots=True)
class MergePeople:
    """A record of a person to merge into another of the same person, each as read at its version."""

    person_id: int
    version: int
    into_id: int
    into_version: int


@dataclass(frozen=True, slots=True)
class UnmergePeople:
    """A merged record, as read at `version`, that is of a person of its own again."""

    person_id: int
    version: int


def merge_people(writing: Writing, command: MergePeople) -> str:
    """Merge the records and say what came of it: the cases that went over, what was given, and what was told otherwise.

    Raises NotPossible for a record and itself or one that is merged, CaseChanged when somebody else changed either.
    """
    require(writing.staff.role, "merge-people")
    merged = _as_read(writing, command.person_id, command.version)
    kept = _as_read(writing, command.into_id, command.into_version)
    return _merge(writing, merged, kept)


def unmerge_people(writing: Writing, command: UnmergePeople) -> str:
    """Give a merged record its cases back, and say what came of it. Raises NotPossible when it is not merged."""
    require(writing.staff.role, "merge-people")
    merged = _as_read(writing, command.person_id, command.version)
    if merged.merged_into is None:
        raise NotPossible(f"The record of {_name(merged)} is not merged into another.")
    return _unmerge(writing, merged, _person(writing, merged.merged_into), _latest(writing, merged))


def undo_people_merge(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Take back the merge that an audit event `people merged` tells of. Raises NotPossible when that was done already."""
    require(writing.staff.role, "merge-people")
    merged, kept = _person(writing, detail["person"]), _person(writing, detail["into"])
    if merged.merged_into != kept.id or _latest(writing, merged) != detail:
        raise NotPossible(f"The merge of {_name(merged)} into {_name(kept)} was taken back already.")
    return _unmerge(writing, merged, kept, detail)


def redo_people_merge(writing: Writing, case_id: int | None, detail: Mapping[str, Any]) -> str:
    """Merge the records again that an audit event `people merged` tells of. Raises NotPossible when they are merged."""
    require(writing.staff.role, "merge-people")
    return _merge(writing, _person(writing, detail["person"]), _person(writing, detail["into"]))


def _merge(writing: Writing, merged: Person, kept: Person) -> str:
    if merged.id == kept.id:
        raise NotPossible("That is one record already. Name another of the same person.")
    for person in (merged, kept):
        if person.merged_into is not None:
            into = _name(_person(writing, person.merged_into))
            raise NotPossible(f"The record of {_name(person)} was merged into that of {into} already. Merge with that one.")
    cases = writing.session.exec(select(Case).where(Case.person_id == merged.id).order_by(col(Case.id))).all()
    for case in cases:
        case.person_id = kept.id
        writing.session.add(case)
    given, differing = _give(writing, merged, kept)
    merged.merged_into = kept.id
    _next_version(writing, merged, kept)
    _find_anew(writing, merged, kept)
    ids, changes = [case.id for case in cases], [change.id for change in given]
    record(writing, MERGED, None, person=merged.id, into=kept.id, cases=ids, changes=changes)
    said = [f"{_name(merged)} is merged into {_name(kept)}: {len(ids)} {'case' if len(ids) == 1 else 'cases'} went over."]
    said += [f"Given: {_labels(change.name for change in given)}."] if given else []
    said += [f"Told otherwise, and left as it is kept: {_labels(differing)}."] if differing else []
    return " ".join(said)


def _give(writing: Writing, merged: Person, kept: Person) -> tuple[list[PersonChange], list[str]]:
    """Give the kept record what it lacks of the merged one's details; gives the changes, and the names of what differs."""
    theirs, own = _details(writing, merged), _details(writing, kept)
    typed = merged_details({name: row.typed for name, row in own.items()}, {name: row.typed for name, row in theirs.items()})
    given = []
    for name, text in typed.given.items():
        value = theirs[name].value if name not in own else read_person_detail(name, text)
        given.append(_put(writing, kept, name, text, value))
    return given, list(typed.differing)


def _unmerge(writing: Writing, merged: Person, kept: Person, detail: Mapping[str, Any]) -> str:
    if kept.merged_into is not None:
        into = _name(_person(writing, kept.merged_into))
        raise NotPossible(f"The record of {_name(kept)} was merged into that of {into} since. Take that back first.")
    merged.merged_into = None
    returned = 0
    for case_id in detail["cases"]:
        case = writing.session.get(Case, case_id)
        if case is not None and case.person_id == kept.id:
            case.person_id = merged.id
            writing.session.add(case)
            returned += 1
    left = _take_back(writing, kept, detail["changes"])
    _next_version(writing, merged, kept)
    _find_anew(writing, merged, kept)
    record(writing, UNMERGED, None, person=merged.id, into=kept.id)
    said = [
        f"{_name(merged)} has a record of their own again, with {returned} {'case' if returned == 1 else 'cases'}.",
        *([f"Changed since, so left with {_name(kept)}: {_labels(left)}."] if left else []),
    ]
    return " ".join(said)


def _take_back(writing: Writing, kept: Person, changes: Sequence[int]) -> list[str]:
    """Make the details that were given what they were before; gives the names of those that were changed since."""
    own, left = _details(writing, kept), []
    for change_id in reversed(changes):
        change = writing.session.get_one(PersonChange, change_id)
        row = own.get(change.name)
        if (row.typed if row is not None else "") != change.after:
            left.append(change.name)
        elif change.before:
            _put(writing, kept, change.name, change.before, read_person_detail(change.name, change.before))
        else:
            _put(writing, kept, change.name, "", "")
    return left


def _put(writing: Writing, person: Person, name: str, typed: str, value: str) -> PersonChange:
    """Keep a detail, an empty one by removing it, with its words from before."""
    assert person.id is not None
    row = writing.session.get(PersonDetail, (person.id, name))
    change = note_change(writing, person.id, name, row.typed if row is not None else "", typed)
    if row is not None and not typed:
        writing.session.delete(row)
    else:
        row = row or PersonDetail(person_id=person.id, name=name, typed="", value="")
        row.typed, row.value = typed, value
        writing.session.add(row)
    writing.session.flush()
    return change


def _next_version(writing: Writing, *people: Person) -> None:
    for person in people:
        person.version += 1
        writing.session.add(person)
    writing.session.flush()


def _find_anew(writing: Writing, *people: Person) -> None:
    """Let each be found by what is theirs now."""
    connection = writing.session.connection()
    for person in people:
        assert person.id is not None
        put_person_keys(connection, person.id)


def _details(writing: Writing, person: Person) -> dict[str, PersonDetail]:
    rows = writing.session.exec(select(PersonDetail).where(PersonDetail.person_id == person.id))
    return {row.name: row for row in rows}


def _latest(writing: Writing, merged: Person) -> Mapping[str, Any]:
    """What the last merge of a record did, as the audit trail has it."""
    return next(detail for detail in details_of(writing.session, MERGED, None) if detail["person"] == merged.id)


def _as_read(writing: Writing, person_id: int, version: int) -> Person:
    person = _person(writing, person_id)
    if person.version != version:
        raise CaseChanged(
            f"What is known of {_name(person)} was changed by somebody else meanwhile. Look again, then repeat this."
        )
    return person


def _person(writing: Writing, person_id: int) -> Person:
    person = writing.session.get(Person, person_id)
    if person is None:
        raise PersonNotFound("That person is no longer in the record.")
    return person


def _name(person: Person) -> str:
    return person.name.strip() or person.phone.strip() or person.email.strip() or "somebody without a name"


def _labels(names: Any) -> str:
    return ", ".join(person_field_label(name).lower() for name in names)
