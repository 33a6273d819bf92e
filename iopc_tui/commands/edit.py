"""`iopc edit` and `iopc contact`: changing a case or what was written on its timeline, and adding a contact to it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, standard_input
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from db.queries.case import CaseView
    from db.queries.case_parts import EntryView
    from iopc_tui.signing_in import SignedIn

edit_app = command_family("Change a case.")
contact_app = command_family("Add a contact to a case.")

Reference = Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")]
EXAMPLE = "Example: iopc edit C26-000377 --subject 'custody, 12 October' --force gwent --detail incident='12 oct 21:00'"


@edit_app.command("edit", epilog=EXAMPLE)
def edit(
    ctx: typer.Context,
    reference: Reference,
    subject: Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="What it is about, in a few words.")] = None,
    force: Annotated[
        str | None,
        typer.Option("--force", metavar="TEXT", help="The force or body, by its first letters; '' for none."),
    ] = None,
    their_ref: Annotated[str | None, typer.Option("--their-ref", metavar="TEXT", help="The force's own reference.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", metavar="NAME", help="How it arrived: phone, email, post.")] = None,
    detail: Annotated[
        list[str] | None,
        typer.Option("--detail", metavar="NAME=TEXT", help="A further detail, empty to remove it; see iopc add KIND --details."),
    ] = None,
    entry: Annotated[
        int | None,
        typer.Option("--entry", metavar="NUMBER", help="Change the words of this line; iopc show has the numbers."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="The line's new words; - reads them from standard input.")
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="Only if the case is as it was read in this version.")
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Change a case, or a line of its timeline.

    The words before are kept.
    """
    from casework.case_fields import CHANNEL, FORCE, FORCE_REFERENCE, SUBJECT
    from casework.kinds import channel_named

    named = {SUBJECT: subject, FORCE: force, FORCE_REFERENCE: their_ref, CHANNEL: channel and channel_named(channel).id}
    fields = {name: given for name, given in named.items() if given is not None}
    fields |= pairs(detail or (), "detail", "incident='12 oct 21:00'")
    if (entry is None) != (text is None) or (entry is None) == (not fields):
        raise BadUse("Say what to change: --subject, --force, --their-ref, --channel or --detail; or --entry with --text alone.")
    desk = signed_in(ctx, db, as_at)
    case = _found(desk, reference)
    if entry is not None:
        _change_line(desk, case, entry, standard_input() if text == "-" else text or "")
    else:
        _change_fields(desk, case, fields, version)


@contact_app.command("contact", epilog="Example: iopc contact C26-000377 --channel email --out --note 'sent the link'")
def contact(
    ctx: typer.Context,
    reference: Reference,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What was said; - reads it from standard input.")],
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help="phone, email, web, post and so on.")] = "phone",
    out: Annotated[bool, typer.Option("--out", help="We contacted them; without it, they contacted us.")] = False,
    when: Annotated[
        str | None, typer.Option("--when", metavar="MOMENT", help="When it was, such as 'fri 17:40'; now when not given.")
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Add a contact to an open case, kept exactly as typed."""
    from casework.contact import read_received
    from casework.kinds import channel_named
    from db.actions.add_contact import AddContact, add_contact

    by = channel_named(channel)
    said = standard_input() if note == "-" else note
    if not said.strip():
        raise BadUse("Say in --note what was said, or: no answer.")
    desk = signed_in(ctx, db, as_at)
    at = read_received(when, desk.time.now(), desk.store.rules.calendars.ours) if when is not None else None
    case = _found(desk, reference)
    command = AddContact(case.id, case.version, by.id, said, at, direction="out" if out else "in")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        add_contact(writing, command)
    say(f"Contact kept on {case.reference}: {'we contacted them' if out else 'they contacted us'} by {by.label}.")


def _found(desk: "SignedIn", reference: str) -> "CaseView":
    from db.queries.case import case_with_reference

    with desk.store.reading() as connection:
        return case_with_reference(connection, reference)


def _change_fields(desk: "SignedIn", case: "CaseView", fields: Mapping[str, str], version: int | None) -> None:
    from casework.case_fields import case_field_label
    from casework.spoken import listed
    from db.actions.change_case import ChangeCase, change_case
    from db.errors import CaseChanged

    try:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            changed = change_case(writing, ChangeCase(case.id, case.version if version is None else version, fields))
    except CaseChanged:
        raise CaseChanged(" ".join(_both_versions(desk, case, fields, version))) from None
    labels = listed([case_field_label(case.kind, name).lower() for name in changed])
    said = f"{labels} changed. The words before are kept." if changed else "nothing changed, the record says that already."
    say(f"{case.reference}: {said}")


def _both_versions(desk: "SignedIn", case: "CaseView", fields: Mapping[str, str], version: int | None) -> Iterator[str]:
    """What the record has of each field, and what was to stand there, so that neither is lost."""
    from casework.case_fields import case_field_label, case_texts
    from casework.date_words import moment_words
    from casework.visible_text import visible
    from db.queries.case_changes import case_changes

    with desk.store.reading() as connection:
        changes = case_changes(connection, case.id)
    texts = case_texts(case.kind, case.subject, case.force, case.force_reference, case.channel, case.details)
    yield f"{case.reference} is in version {case.version} by now, not {version}, so nothing was saved."
    for name, text in fields.items():
        last = next((it for it in changes if it.name == name), None)
        by = f" ({last.staff or 'nobody named'}, {moment_words(last.at)})" if last is not None else ""
        theirs = f"'{visible(texts.get(name, ''))}'" if texts.get(name) else "nothing"
        yield f"{case_field_label(case.kind, name)}: the record has {theirs}{by}, yours is '{visible(text)}'."
    yield f"To save yours all the same, give --version {case.version}."


def _change_line(desk: "SignedIn", case: "CaseView", number: int, text: str) -> None:
    from casework.timeline_words import happened
    from db.actions.change_entry import ChangeEntry, change_entry

    line = next((it for it in case.timeline if it.id == number), None)
    if line is None:
        raise BadUse(f"{case.reference} has no line {number}. Its lines that can be changed: {_lines(case.timeline)}.")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        changed = change_entry(writing, ChangeEntry(line.id, line.text, text))
    what = happened(line.kind, line.channel, line.step, line.withdrawn, line.direction)
    kept = "changed. The words before are kept" if changed else "not changed, it has those words already"
    say(f"{case.reference}: '{what}' {kept}.")


def _lines(timeline: "tuple[EntryView, ...]") -> str:
    from casework.timeline_words import happened
    from db.actions.change_entry import EDITABLE

    lines = (it for it in timeline if it.kind in EDITABLE and not it.withdrawn)
    return ", ".join(f"{it.id} ({happened(it.kind, it.channel, it.step, direction=it.direction)})" for it in lines) or "none"
