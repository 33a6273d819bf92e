"""`iopc merge`, `unmerge`, `people merge` and `people unmerge`: one case logged twice, one person recorded twice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import found_case
from iopc_tui.commands.options import AsAt, Db, command_family, signed_in
from iopc_tui.commands.output import BadUse, say

if TYPE_CHECKING:
    from db.queries.merge_preview import PeopleMerge
    from iopc_tui.signing_in import SignedIn

merge_app = command_family("Merge a duplicate into the case received first.")
unmerge_app = command_family("Take the merge of a duplicate back.")
people_app = command_family("Merge two records of the same person, and take that back.")

Who = Annotated[str, typer.Argument(metavar="WHO", help="A case of theirs, or the number of their record.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show both side by side and what it would come to; change nothing.")]


@merge_app.command("merge", epilog="Example: iopc merge C26-000391 C26-000377")
def merge(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The duplicate.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The case that is kept: the one received first.")],
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Merge a duplicate into the case that was received first.

    The clocks of that case run on. The duplicate is closed and its clocks are judged by nobody; nothing of it
    is moved, so iopc unmerge gives it all back.
    """
    from db.actions.merge_cases import MergeCases, merge_cases, why_not_merged
    from db.queries.case import case_with_reference
    from db.queries.merge_preview import case_merge, side_by_side

    desk, duplicate = found_case(ctx, db, as_at, reference)
    with desk.store.reading() as connection:
        kept = case_with_reference(connection, into)
        found = case_merge(connection, duplicate.id, kept.id)
    if preview:
        rows = side_by_side(found, desk.store.rules, desk.time.now())
        say("\n".join(_beside(rows, "Merged into it")))
        reason = why_not_merged(found.duplicate, found.kept)
        say(reason or f"To do that: iopc merge {found.duplicate.reference} {found.kept.reference}")
        return
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        say(merge_cases(writing, MergeCases(duplicate.id, duplicate.version, kept.id, kept.version)))


@unmerge_app.command("unmerge", epilog="Example: iopc unmerge C26-000391")
def unmerge(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The duplicate that was merged.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Make a merged duplicate a case of its own again.

    It has the clocks it had.
    """
    from db.actions.merge_cases import UnmergeCase, unmerge_case

    desk, duplicate = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        say(unmerge_case(writing, UnmergeCase(duplicate.id, duplicate.version)))


@people_app.command("merge", epilog="Example: iopc people merge E26-000412 C26-000377 --preview")
def merge_person(
    ctx: typer.Context,
    who: Who,
    into: Annotated[str, typer.Argument(metavar="INTO", help="A case of the record that is kept, or its number.")],
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Merge a record of a person into another record of the same person, which gets its cases and what it lacks."""
    from casework.visible_text import visible
    from db.actions.merge_people import MergePeople, merge_people
    from db.queries.merge_preview import people_merge

    desk = signed_in(ctx, db, as_at)
    person, kept = _record(desk, who), _record(desk, into)
    with desk.store.reading() as connection:
        found = people_merge(connection, person, kept)
    if preview:
        say("\n".join([*_beside(_people_rows(found), "Merged into it"), *_comes_to(found)]))
        return
    command = MergePeople(found.merged.id, found.merged.version, found.kept.id, found.kept.version)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        said = merge_people(writing, command)
    say(visible(f"{said} To take it back: iopc people unmerge {person}"))


@people_app.command("unmerge", epilog="Example: iopc people unmerge 17")
def unmerge_person(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help="The number of the merged record, or a case of the record it is in.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Give a merged record of a person its cases back; what came since stays where it is."""
    from casework.visible_text import visible
    from db.actions.merge_people import UnmergePeople, unmerge_people
    from db.queries.person import one_person

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        known = one_person(connection, _record(desk, who))
        if known.merged_into is None and len(known.also_known) == 1:
            known = one_person(connection, known.also_known[0].id)
    if known.merged_into is None and known.also_known:
        listed = ", ".join(f"{it.id} ({it.name})" for it in known.also_known)
        raise BadUse(f"More than one record was merged into that one. Name one by its number: {listed}.")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        say(visible(unmerge_people(writing, UnmergePeople(known.id, known.version))))


def _record(desk: "SignedIn", who: str) -> int:
    """The number of the record that is meant by itself, or by a case of its person."""
    from db.queries.case import case_with_reference

    typed = who.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return int(typed)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, who)
    if case.person_id is None:
        raise BadUse(f"{case.reference} names nobody, so there is no record to merge.")
    return case.person_id


def _beside(rows: "list[tuple[str, str, str]]", merged: str) -> Iterator[str]:
    """Both sides of each thing, the one that is kept first."""
    from casework.visible_text import visible

    wide = max(len(label) for label, _, _ in rows)
    for label, kept, other in rows:
        first, second = (visible("; ".join(text.splitlines())) or "-" for text in (kept, other))
        yield f"{label:{wide}}  Kept: {first}"
        yield f"{'':{wide}}  {merged}: {second}"


def _people_rows(found: "PeopleMerge") -> "list[tuple[str, str, str]]":
    from casework.person_details import person_detail_words, person_field_label

    kept, merged = found.kept, found.merged
    rows = [("Record", str(kept.id), str(merged.id)), ("Name", kept.name, merged.name)]
    rows += [("Phone", kept.phone, merged.phone), ("Email", kept.email, merged.email)]
    for name in dict.fromkeys([*kept.typed, *merged.typed]):
        first, second = (person_detail_words(name, typed.get(name, "")) for typed in (kept.typed, merged.typed))
        rows.append((person_field_label(name), first, second))
    return rows


def _comes_to(found: "PeopleMerge") -> Iterator[str]:
    from casework.person_details import person_field_label

    yield f"{found.cases} {'case' if found.cases == 1 else 'cases'} would go over."
    for said, names in (("Given", found.details.given), ("Told otherwise, and left as it is kept", found.details.differing)):
        if names:
            yield f"{said}: {', '.join(person_field_label(name).lower() for name in names)}."
