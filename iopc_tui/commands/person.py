"""`iopc person`: what is known of a case's person, and changing it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from db.queries.person import PersonView

app = command_family("Show or change what is known of a person.")
EXAMPLE = "Example: iopc person E26-000412G --set adjustments='large print, more time' --set contact-plan=''"
OWN = ("name", "phone", "email")


@app.command("person", epilog=EXAMPLE)
def person(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="A case of theirs.")],
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=TEXT", help="Change a field; an empty text removes it. See --fields."),
    ] = None,
    show_fields: Annotated[bool, typer.Option("--fields", help="List the fields there are, and stop.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show or change what is known of a case's person.

    What was known before is listed, the latest change first.
    """
    from db.actions.change_person import ChangePerson, change_person
    from db.queries.case import case_with_reference
    from db.queries.person import one_person

    if show_fields:
        say("\n".join(_fields()))
        return
    texts = pairs(set_ or (), "field", "adjustments='large print'")
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, reference)
        if case.person_id is None:
            raise BadUse(f"{case.reference} names nobody, so there is nobody to know anything of.")
        known = one_person(connection, case.person_id)
    changed: tuple[str, ...] = ()
    if texts:
        details = {name: text for name, text in texts.items() if name not in OWN}
        command = ChangePerson(known.id, known.version, details, *(texts.get(name) for name in OWN))
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            changed = change_person(writing, command)
        with desk.store.reading() as connection:
            known = one_person(connection, known.id)
    if json:
        say_json(_as_json(known))
        return
    if texts:
        say(f"Changed: {', '.join(changed)}." if changed else "Nothing changed: the record says that already.")
    say("\n".join(_lines(known)))


def _fields() -> Iterator[str]:
    from casework.person_details import person_fields

    ways = {"option": "one of: ", "option or words": "own words, or: ", "several": "own words, or several of: "}
    wide = max(map(len, person_fields()))
    for name in OWN:
        yield f"{name:{wide}}  text"
    for field in person_fields().values():
        yield f"{field.id:{wide}}  {ways.get(field.reads, 'text')}{', '.join(option.name for option in field.options)}"


def _lines(known: "PersonView") -> Iterator[str]:
    from casework.date_words import moment_words
    from casework.person_details import person_detail_words, person_field_label, person_lines
    from casework.visible_text import visible

    yield visible("  ".join(part for part in (known.name, known.phone, known.email) if part) or "name not given")
    for words in person_lines(known.details) or ("Nothing else is known of them.",):
        yield f"  {visible(words)}"
    if known.former:
        yield ""
        yield "Changed, newest first"
    for it in known.former:
        before, after = (f"'{person_detail_words(it.name, text)}'" if text else "nothing" for text in (it.before, it.after))
        by = f", by {it.staff}" if it.staff else ""
        yield visible(f"  {moment_words(it.at)}  {person_field_label(it.name)}: {before} to {after}{by}")


def _as_json(known: "PersonView") -> dict[str, object]:
    from db.written.clock_lines import local_iso

    return {
        **{name: getattr(known, name) for name in OWN},
        "details": dict(known.details),
        "typed": dict(known.typed),
        "former": [
            {"at": local_iso(it.at), "staff": it.staff, "field": it.name, "before": it.before, "after": it.after}
            for it in known.former
        ],
    }
