"""`iopc concern`: what to ask and do, raising a concern, and those no supervisor has seen."""

from collections.abc import Iterable
from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input

app = command_family("Raise a concern: safeguarding, to be referred, unacceptable.")

Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="safeguarding, referral or unacceptable.")]
ADD = "Example: iopc concern add C26-000377 --kind safeguarding --where 'Leeds station' --what 'will jump' --set called-999=yes"


@app.command("prompts", epilog="Example: iopc concern prompts safeguarding")
def prompts(
    kind: Annotated[str | None, typer.Argument(metavar="KIND", help="One of them alone.", show_default=False)] = None,
) -> None:
    """Say what to ask and do, and what can be recorded, for each kind of concern."""
    from casework.concerns import concern_kinds

    wanted = [concern_kinds()[_kind(kind)]] if kind else list(concern_kinds().values())
    say("\n\n".join("\n".join(_prompts(each.id)) for each in wanted))


@app.command("add", epilog=ADD)
def add(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF|-", help="The case, or - for a concern without one.")],
    kind: Kind = "safeguarding",
    where: Annotated[str, typer.Option("--where", metavar="TEXT", help="Where they are.")] = "",
    what: Annotated[str, typer.Option("--what", metavar="TEXT", help="What was said or done; - reads standard input.")] = "",
    alleged: Annotated[str, typer.Option("--type", metavar="TYPE", help="What is alleged, of a referral, by a word of it.")] = "",
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=TEXT", help="Anything else that can be recorded; see: iopc concern prompts."),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Record a concern and tell a supervisor."""
    from db.actions.concerns import RaiseConcern, raise_concern
    from db.queries.case import case_with_reference

    typed = {"where": where, "what": standard_input() if what == "-" else what, "type": alleged}
    content = _read(_kind(kind), {name: text for name, text in typed.items() if text}, given or ())
    desk = signed_in(ctx, db, as_at)
    case = None
    if reference != "-":
        with desk.store.reading() as connection:
            case = case_with_reference(connection, reference)
    command = RaiseConcern(_kind(kind), content, case.id if case else None)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        number = raise_concern(writing, command)
    say(f"Logged as concern {number}{f' on {case.reference}' if case else ''}: a supervisor is told.")


@app.command("list", epilog="Example: iopc concern list --json")
def list_concerns(
    ctx: typer.Context,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the concerns no supervisor has seen yet, the newest first, with all that was recorded."""
    from casework.permissions import require
    from db.queries.concerns import unseen_concerns
    from db.written.concern_words import concern_as_json, concern_text

    desk = signed_in(ctx, db, as_at)
    require(desk.staff.role, "see-concerns")
    with desk.store.reading() as connection:
        found = unseen_concerns(connection)
    if json:
        say_json([concern_as_json(concern) for concern in found])
    else:
        say("\n".join(line for concern in found for line in concern_text(concern)) or "Every concern has been seen.")


@app.command("seen", epilog="Example: iopc concern seen 12")
def seen(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The concern, as numbered in the list.", min=1, max=2**31)],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Keep that you, a supervisor, have seen a concern."""
    from db.actions.concerns import see_concern

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        see_concern(writing, number)
    say(f"Concern {number} is seen.")


def _kind(typed: str) -> str:
    from casework.concerns import concern_kinds
    from casework.spoken import listed

    meant = [kind for kind in concern_kinds() if typed.strip() and kind.startswith(typed.strip().lower())]
    if len(meant) != 1:
        raise BadUse(f"'{typed[:40]}' is not a kind of concern. Use {listed(list(concern_kinds()))}.")
    return meant[0]


def _read(kind: str, typed: dict[str, str], given: Iterable[str]) -> dict[str, str]:
    """What was given, each choice by its id; what a kind has not is refused when it is recorded."""
    from casework.concerns import concern_kinds, read_concern_option

    for each in given:
        name, separator, text = each.partition("=")
        if not separator:
            raise BadUse(f"'{each[:40]}' is not NAME=TEXT; try called-999=yes. See: iopc concern prompts {kind}.")
        if name.strip() in typed:
            raise BadUse(f"'{name.strip()[:40]}' is given twice. Give it once.")
        typed[name.strip()] = text
    choices = {field.id: field for field in concern_kinds()[kind].fields if field.options}
    return {name: read_concern_option(choices[name], text) if name in choices else text for name, text in typed.items()}


def _prompts(kind: str) -> Iterable[str]:
    from casework.concerns import concern_kinds

    known = concern_kinds()[kind]
    yield known.title
    yield from (f"  {place} {line}" for place, line in enumerate(known.prompts, 1))
    yield f"Recorded by: iopc concern add REF --kind {kind} --set NAME=TEXT"
    wide = max(len(name) for name in known.names)
    for field in known.fields:
        words = ", ".join(field.options) or field.placeholder
        yield f"  {field.id:{wide}}  {f'{field.note} {words}' if field.note else words}"
        yield from (f"  {name:{wide}}  the time of day of a yes" for name in field.names[1:])
