"""`iopc priority`: saying how urgent a case is, from the command line."""

from typing import Annotated

import typer

from iopc_tui.commands.case_work import Reference, found_case
from iopc_tui.commands.options import AsAt, Db, command_family
from iopc_tui.commands.output import say

app = command_family("Say how urgent a case is.")


@app.command("priority", epilog="Example: iopc priority C26-000377 urgent")
def priority(
    ctx: typer.Context,
    reference: Reference,
    level: Annotated[str, typer.Argument(metavar="PRIORITY", help="urgent, high or normal.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Say how urgent a case is; no deadline moves."""
    from casework.priorities import priority_named
    from db.actions.priority import SetPriority, set_priority

    wanted = priority_named(level)
    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        changed = set_priority(writing, SetPriority(case.id, case.version, wanted.level))
    say(f"{case.reference}: {wanted.label} priority{'.' if changed else ' already.'}")
