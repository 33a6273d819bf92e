"""`iopc callback` and `iopc task`: what is still to be done for a case, from the command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import Note, Reference, found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input

if TYPE_CHECKING:
    from datetime import datetime

    from casework.tasks import Reached
    from db.queries.case import CaseView
    from db.queries.tasks import TaskView
    from iopc_tui.signing_in import SignedIn

callback_app = command_family("Promise or make a call-back.")
app = command_family("Tasks: add, list, do, move and take back.")

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The task's number; see iopc task list.")]
By = Annotated[str, typer.Option("--by", metavar="WHEN", help="A moment still to come, such as 'fri 9am'; a day is its closing.")]

NONE_OF_MINE = " by you. See everybody's with: iopc task list --all"


@callback_app.command("callback", epilog="Example: iopc callback E26-000412 --when 'tomorrow 10:00' --note '07700 900123'")
def callback(
    ctx: typer.Context,
    reference: Reference,
    when: Annotated[
        str | None, typer.Option("--when", metavar="WHEN", help="When it is promised for; the standard's date when not given.")
    ] = None,
    made: Annotated[bool, typer.Option("--made", help="It was made: they were spoken to.")] = False,
    message: Annotated[bool, typer.Option("--message", help="It was made: a message was left.")] = False,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="Nobody answered; it stays open.")] = False,
    note: Note = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Promise a call-back, or record how the one that is open went."""
    from db.actions.call_backs import PromiseCallback, ReturnCallback, promise_callback, return_callback

    reached = _reached(made=made, message=message, no_answer=no_answer)
    if reached is not None and when is not None:
        raise BadUse("--when is for promising a call-back. To move the one that is open: iopc task move NUMBER --by WHEN")
    desk, case = found_case(ctx, db, as_at, reference)
    text = standard_input() if note == "-" else note
    if reached is None:
        due_at = _moment(desk, when) if when is not None else None
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            promised = promise_callback(writing, PromiseCallback(case.id, case.version, text, due_at))
        say(f"{case.reference}, task {promised.task}: {promised.words}")
        return
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        returned = return_callback(writing, ReturnCallback(case.id, case.version, reached, text))
    if returned.open_until is not None:
        say(f"{case.reference}: no answer. The call-back stays open, for {_words(returned.open_until)}.")
    else:
        say(f"{case.reference}: call-back made.{_judgement(returned.judged)}")


@app.command("add", epilog="Example: iopc task add E26-000412 'Chase Gwent for the papers' --by 'fri 12:00' --for psmith")
def add(
    ctx: typer.Context,
    reference: Reference,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What is to be done; - reads it from standard input.")],
    by: By,
    whose: Annotated[
        str | None, typer.Option("--for", metavar="LOGIN", help="Whose it is: a login, or me; the case owner's when not given.")
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Put a task on a case."""
    from db.actions.tasks import AddTask, add_task
    from db.queries.staff import staff_with_login

    desk, case = found_case(ctx, db, as_at, reference)
    due_at, text = _moment(desk, by), standard_input() if what == "-" else what
    member = None
    if whose is not None:
        with desk.store.reading() as connection:
            member = desk.staff if whose == "me" else staff_with_login(connection, whose)
        if member is None:
            raise BadUse(f"{whose[:40]} is not on the staff list. See: iopc staff list.")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        number = add_task(writing, AddTask(case.id, case.version, text, due_at, member.id if member else None))
    say(f"{case.reference}: task {number}, by {_words(due_at)}{f', for {member.name}' if member else ''}.")


@app.command("list", epilog="Example: iopc task list --all --json")
def list_(
    ctx: typer.Context,
    everybodys: Annotated[bool, typer.Option("--all", help="Everybody's, not only mine.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the call-backs and tasks still to be done, the earliest due first."""
    from db.queries.tasks import open_tasks

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = open_tasks(connection, None if everybodys else desk.staff.id)
    if json:
        say_json({"tasks": [_as_json(task, desk) for task in found]})
    elif found:
        say("\n".join(_line(task, desk) for task in found))
    else:
        say(
            "Nothing is to be done." if everybodys else "Nothing is to be done by you. See everybody's with: iopc task list --all"
        )


@app.command("done", epilog="Example: iopc task done 12 --note 'They sent them.'")
def done(ctx: typer.Context, number: Number, note: Note = "", db: Db = None, as_at: AsAt = None) -> None:
    """Record a task as done, or a call-back as made."""
    from db.actions.tasks import DoTask, do_task

    desk, case = _case_of(ctx, db, as_at, number)
    command = DoTask(case.id, case.version, number, standard_input() if note == "-" else note)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        judged = do_task(writing, command)
    say(f"{case.reference}: task {number} is done.{_judgement(judged)}")


@app.command("move", epilog="Example: iopc task move 12 --by 'mon 10:00'")
def move(ctx: typer.Context, number: Number, by: By, db: Db = None, as_at: AsAt = None) -> None:
    """Move a task or call-back; `--by standard` is the standard's own date."""
    from db.actions.tasks import MoveTask, move_task

    desk, case = _case_of(ctx, db, as_at, number)
    due_at = None if by.strip().lower() == "standard" else _moment(desk, by)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        moved = move_task(writing, MoveTask(case.id, case.version, number, due_at))
    later = moved.words if moved.standard_due_at is not None else f"by {_words(moved.due_at)}."
    say(f"{case.reference}, task {number}: {later}")


@app.command("takeback", epilog="Example: iopc task takeback 12 --why 'they rang us'")
def takeback(
    ctx: typer.Context,
    number: Number,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in your words; it goes on the record.")] = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Take back a task, or, when it was done, that it was."""
    from db.actions.tasks import WithdrawTask, withdraw_task

    desk, case = _case_of(ctx, db, as_at, number)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        again = withdraw_task(writing, WithdrawTask(case.id, case.version, number, why))
    say(f"{case.reference}: task {number} is {'to be done again' if again else 'taken back'}.")


def _reached(*, made: bool, message: bool, no_answer: bool) -> "Reached | None":
    if made + message + no_answer > 1:
        raise BadUse("Give one of --made, --message and --no-answer.")
    return "made" if made else "message" if message else "no-answer" if no_answer else None


def _moment(desk: "SignedIn", typed: str) -> "datetime":
    from casework.tasks import read_due

    return read_due(typed, desk.time.now(), desk.store.rules.calendars)


def _words(moment: "datetime") -> str:
    from casework.date_words import moment_words

    return moment_words(moment)


def _case_of(ctx: typer.Context, db: str | None, as_at: str | None, number: int) -> "tuple[SignedIn, CaseView]":
    """The desk, and the case that the task with this number is of."""
    from db.queries.case import one_case
    from db.queries.tasks import case_of_task

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case_id = case_of_task(connection, number)
        if case_id is None:
            raise BadUse(f"There is no task {number}. See: iopc task list --all")
        return desk, one_case(connection, case_id)


def _judgement(judged: tuple[str, ...]) -> str:
    return f" Clock {' and '.join(judged)}." if judged else ""


def _line(task: "TaskView", desk: "SignedIn") -> str:
    from casework.clocks import reading
    from casework.tasks import task_words

    shown = reading(desk.store.rules.calendars.ours, task.due_at, task.warn_at, desk.time.now())
    who = "  ".join(text for text in (task.person, task.phone) if text)
    said = task_words(task.kind, task.what, task.due_at, task.staff or task.owner)
    return "  ".join(part for part in (f"{task.id:>4}", f"{shown.mark} {task.reference}", said, who) if part)


def _as_json(task: "TaskView", desk: "SignedIn") -> dict[str, object]:
    from casework.clocks import signal
    from db.written.clock_lines import local_iso

    return {
        "number": task.id,
        "reference": task.reference,
        "kind": task.kind,
        "what": task.what,
        "name": task.person,
        "phone": task.phone,
        "due": local_iso(task.due_at),
        "state": str(signal(task.due_at, task.warn_at, desk.time.now())),
        "for": task.staff,
        "owner": task.owner,
    }
