"""`iopc note`, `step`, `give` and `close`: working a case from the command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, standard_input

if TYPE_CHECKING:
    from db.queries.case import CaseView
    from iopc_tui.signing_in import SignedIn

note_app = command_family("Add a note to a case.")
step_app = command_family("Record a step of a case.")
give_app = command_family("Give a case to somebody.")
close_app = command_family("Close a case.")

Reference = Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A note to go with it; - reads it from standard input.")]


@note_app.command("note", epilog="Example: iopc note E26-000412 'Rang back, left a message.'")
def note(
    ctx: typer.Context,
    reference: Reference,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note; - reads it from standard input.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Add a note to a case, kept exactly as typed."""
    from db.actions.add_note import AddNote, add_note

    typed = standard_input() if text == "-" else text
    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        add_note(writing, AddNote(case.id, typed))
    say(f"Note kept on {case.reference}.")


@step_app.command("step", epilog="Example: iopc step C26-000377 acknowledged")
def step(
    ctx: typer.Context,
    reference: Reference,
    done: Annotated[str, typer.Argument(metavar="STEP", help="acknowledged, sent-to-authority, answered, decided and so on.")],
    asked: Annotated[
        bool, typer.Option("--asked", help="What has to be asked before this step was, and nothing is against it.")
    ] = False,
    choice: Annotated[str, typer.Option("--choice", metavar="TEXT", help="What was decided: upheld, not upheld.")] = "",
    note: Note = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Record a step as done now: its clocks stop or start."""
    from casework.kinds import asked_before, step_label
    from db.actions.complete_step import CompleteStep, complete_step

    step_id = done.strip().lower()
    first = asked_before().get(step_id)
    if first is not None and not asked:
        raise BadUse(f"{first.asks} If none, add --asked. If there are: iopc close {reference} '{first.instead}'")
    desk, case = found_case(ctx, db, as_at, reference)
    command = CompleteStep(case.id, case.version, step_id, standard_input() if note == "-" else note, choice.strip())
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        judged = complete_step(writing, command)
    say(f"{case.reference}: {step_label(command.step)}.{_judgement(judged)}")


@give_app.command("give", epilog="Example: iopc give C26-000377 psmith")
def give(
    ctx: typer.Context,
    reference: Reference,
    to: Annotated[str, typer.Argument(metavar="LOGIN", help="A login, me, or none to put it back in the queue.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Give a case to somebody, take it, or put it back in the queue."""
    from db.actions.allocate import Allocate, allocate
    from db.queries.staff import staff_with_login
    from iopc_tui.commands.output import BadUse

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.reading() as connection:
        owner = desk.staff if to == "me" else None if to == "none" else staff_with_login(connection, to)
    if owner is None and to != "none":
        raise BadUse(f"{to[:40]} is not on the staff list. See: iopc staff list.")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        allocate(writing, Allocate([(case.id, case.version)], owner.id if owner else None))
    say(f"{case.reference}: {f'given to {owner.name}' if owner else 'back in the queue'}.")


@close_app.command("close", epilog="Example: iopc close E26-000412 answered")
def close(
    ctx: typer.Context,
    reference: Reference,
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="How it ended; a wrong one names those there are.")],
    late: Annotated[
        str,
        typer.Option("--late", metavar="REASON", help="Why it is late, if it is; a few letters of one of: iopc late list."),
    ] = "",
    late_words: Annotated[str, typer.Option("--late-words", metavar="TEXT", help="Why it is late, in your own words.")] = "",
    answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help="The answer to what is asked with some outcomes.")] = "",
    note: Note = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Close a case with its outcome; its clocks are judged now."""
    from casework.late_reasons import Late
    from db.actions.close_case import CloseCase, close_case

    desk, case = found_case(ctx, db, as_at, reference)
    typed = standard_input() if note == "-" else note
    command = CloseCase(case.id, case.version, outcome.strip(), typed, Late(late, late_words), answer.strip())
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        judged = close_case(writing, command)
    say(f"{case.reference} closed: {command.outcome}.{_judgement(judged)}")


def found_case(ctx: typer.Context, db: str | None, as_at: str | None, reference: str) -> "tuple[SignedIn, CaseView]":
    """The desk, and the case a person means by its reference; raises CaseNotFound."""
    from db.queries.case import case_with_reference

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        return desk, case_with_reference(connection, reference)


def _judgement(judged: tuple[str, ...]) -> str:
    from casework.clocks import judged_words

    return judged_words(judged)
