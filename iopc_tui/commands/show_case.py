"""`iopc show`: one case, whole."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("Show a case.")


@app.command("show", epilog="Example: iopc show E26-000412")
def show(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")],
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show a case: who, what about, its clocks and its timeline."""
    from db.queries.case import case_with_reference
    from db.written.case_text import case_as_json, case_as_text

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, reference)
    if json:
        say_json(case_as_json(case, desk.store.rules, desk.time.now()))
    else:
        say(case_as_text(case, desk.store.rules, desk.time.now()))
