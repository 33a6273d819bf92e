"""`iopc clocks`, `pause`, `resume`, `extend`, `received`, `takeback` and `reopen`: the clocks of a case from the command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import Reference, found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from db.actions.follow_case import Followed
    from db.queries.case import CaseView

clocks_app = command_family("Explain a case's clocks.")
pause_app = command_family("Let a case wait.")
resume_app = command_family("Let a case's clocks run again.")
extend_app = command_family("Give a clock longer.")
received_app = command_family("Date a case's receipt anew.")
takeback_app = command_family("Take a step or an extension back.")
reopen_app = command_family("Open a closed case again.")

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in your words; it goes on the record.")]


@clocks_app.command("clocks", epilog="Example: iopc clocks R26-000412")
def clocks(ctx: typer.Context, reference: Reference, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Explain each clock of a case day by day, and each move of it."""
    from iopc_tui.commands.clock_words import stories_as_json, story_lines

    desk, case = found_case(ctx, db, as_at, reference)
    if json:
        say_json({"reference": case.reference, "clocks": stories_as_json(case, desk.store.rules, desk.time.now())})
    else:
        say("\n".join(story_lines(case, desk.store.rules, desk.time.now())))


@pause_app.command("pause", epilog="Example: iopc pause R26-000412 force --whom 'Gwent, the papers'")
def pause(
    ctx: typer.Context,
    reference: Reference,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="force, person, clarification, identity, authority or other.")],
    whom: Annotated[str, typer.Option("--whom", metavar="TEXT", help="Whom or what it waits for.")] = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Let a case wait for somebody else; clocks that may, do too."""
    from casework.waiting import reason_named
    from db.actions.wait import PauseCase, pause_case

    why = reason_named(reason)
    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        paused = pause_case(writing, PauseCase(case.id, case.version, why.id, whom))
    on = f" Runs on: {', '.join(paused.running_on)}." if paused.running_on else ""
    say(f"{case.reference} waits for {why.label}: {', '.join(paused.waiting)}.{on}")


@resume_app.command("resume", epilog="Example: iopc resume R26-000412")
def resume(ctx: typer.Context, reference: Reference, db: Db = None, as_at: AsAt = None) -> None:
    """Let a case's clocks run again, with the days they waited."""
    from db.actions.wait import ResumeCase, resume_case

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        _tell(case, "resumed", resume_case(writing, ResumeCase(case.id, case.version)))


@extend_app.command("extend", epilog="Example: iopc extend I26-000031 sar 2 --why 'many records'")
def extend(
    ctx: typer.Context,
    reference: Reference,
    standard: Annotated[str, typer.Argument(metavar="STANDARD", help="The standard of the clock, such as sar; see iopc clocks.")],
    more: Annotated[int, typer.Argument(metavar="N", help="How many more of the standard's own unit.")],
    why: Why,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Give a running clock longer, counted from its start."""
    from db.actions.extend import ExtendClock, extend_clock

    desk, case = found_case(ctx, db, as_at, reference)
    running = {desk.store.rules.standards[clock.standard].id: clock.id for clock in case.running}
    if standard not in running:
        raise BadUse(f"No clock of {case.reference} runs under '{standard[:40]}'. Running: {', '.join(running) or 'none'}.")
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        command = ExtendClock(case.id, case.version, running[standard], more, why)
        _tell(case, "given longer", extend_clock(writing, command))


@received_app.command("received", epilog="Example: iopc received E26-000412 '3 Nov 10:15' --why 'the postmark'")
def received(
    ctx: typer.Context,
    reference: Reference,
    moment: Annotated[str, typer.Argument(metavar="MOMENT", help="When it was really received.")],
    why: Why = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Date a case's receipt anew: its clocks are counted from there."""
    from casework.contact import read_received
    from db.actions.put_right import ChangeReceived, change_received

    desk, case = found_case(ctx, db, as_at, reference)
    at = read_received(moment, desk.time.now(), desk.store.rules.calendars.ours)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        _tell(case, "received at another time", change_received(writing, ChangeReceived(case.id, case.version, at, why)))


@takeback_app.command("takeback", epilog="Example: iopc takeback C26-000377 acknowledged --why 'the wrong case'")
def takeback(
    ctx: typer.Context,
    reference: Reference,
    what: Annotated[str, typer.Argument(metavar="STEP", help="The step, such as acknowledged; or: extension, for the last one.")],
    why: Why = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Take the last such step of a case back, or its last extension."""
    from db.actions.extend import UndoExtension, undo_extension
    from db.actions.put_right import WithdrawStep, withdraw_step

    desk, case = found_case(ctx, db, as_at, reference)
    wanted = what.strip().lower()
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        if wanted == "extension":
            if not case.extensions:
                raise BadUse(f"No clock of {case.reference} was given longer.")
            followed = undo_extension(writing, UndoExtension(case.id, case.version, case.extensions[-1].id))
        else:
            steps = [
                entry.id for entry in case.own_timeline if entry.kind == "step" and entry.step == wanted and not entry.withdrawn
            ]
            if not steps:
                raise BadUse(f"{case.reference} has no step '{wanted[:40]}' to take back.")
            followed = withdraw_step(writing, WithdrawStep(case.id, case.version, steps[0], why))
        _tell(case, f"{wanted} taken back", followed)


@reopen_app.command("reopen", epilog="Example: iopc reopen E26-000412 --why 'a further question'")
def reopen(ctx: typer.Context, reference: Reference, why: Why = "", db: Db = None, as_at: AsAt = None) -> None:
    """Open a closed case again: its clocks run on."""
    from db.actions.put_right import ReopenCase, reopen_case

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        _tell(case, "reopened", reopen_case(writing, ReopenCase(case.id, case.version, why)))


def _tell(case: "CaseView", what: str, followed: "Followed") -> None:
    moved = followed.moved_words.splitlines()
    say("\n".join([f"{case.reference}: {what}.", *(f"  {line}" for line in moved)]))
