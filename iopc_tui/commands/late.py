"""`iopc late`: the reasons for lateness that closing a case offers."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("The reasons for lateness that closing a case late offers.")

Reason = Annotated[str, typer.Argument(metavar="REASON", help="The reason in a few words.")]


@app.command("list", epilog="Example: iopc late list")
def list_reasons(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """List the reasons that can be chosen."""
    from casework.visible_text import visible
    from db.queries.late_reasons import late_reasons

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = late_reasons(connection)
    if json:
        say_json(list(found))
    else:
        say("\n".join(map(visible, found)))


@app.command("add", epilog="Example: iopc late add 'flood in the office'")
def add_reason(ctx: typer.Context, reason: Reason, db: Db = None, as_at: AsAt = None) -> None:
    """Put a reason at the end of the list, as an administrator."""
    _change(ctx, db, as_at, add=reason)
    say("Reason added.")


@app.command("remove", epilog="Example: iopc late remove 'staff absence'")
def remove_reason(ctx: typer.Context, reason: Reason, db: Db = None, as_at: AsAt = None) -> None:
    """Take a reason off the list, as an administrator. Cases closed with it keep it."""
    _change(ctx, db, as_at, remove=reason)
    say("Reason removed.")


def _change(ctx: typer.Context, db: str | None, as_at: str | None, add: str = "", remove: str = "") -> None:
    from casework.late_reasons import reason_meant
    from db.actions.late_reasons import change_late_reasons
    from db.queries.late_reasons import late_reasons

    desk = signed_in(ctx, db, as_at, make=True)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        listed = list(late_reasons(writing.session.connection()))
        if remove:
            meant = reason_meant(remove, listed)
            if meant is None:
                raise BadUse(f"'{remove[:40]}' is not on the list. See: iopc late list")
            listed.remove(meant)
        change_late_reasons(writing, [*listed, add] if not remove else listed)
