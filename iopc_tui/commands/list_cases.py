"""`iopc list`: the queue as text, CSV or JSON, narrowed by the same words and terms as in the app."""

from typing import Annotated

import typer

from iopc_tui.commands.filter_help import FILTER_HELP, terms_help
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, tell

app = command_family("List cases.")


@app.command(
    "list",
    help=f"List cases by deadline, and how many of how many are shown.\n\n{terms_help()}",
    epilog="Example: iopc list kind:review due:soon --columns ref,due,owner --csv",
)
def list_cases(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILTER",
            help=FILTER_HELP,
            show_default=False,
        ),
    ] = None,
    columns: Annotated[
        str, typer.Option("--columns", metavar="NAMES", help="Which columns, with commas between; a wrong one names all.")
    ] = "",
    sort: Annotated[
        str, typer.Option("--sort", metavar="COLUMN", help="Sort by a column; - before it turns it round: -received.")
    ] = "",
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="A view, as of: iopc view list.")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, max=1_000_000, help="The most cases to print.")] = 50,
    db: Db = None,
    as_at: AsAt = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    json: Json = False,
) -> None:
    """List cases by deadline, and how many of how many are shown: at most `limit`."""
    from casework.queue_columns import read_columns, read_order

    if csv and json:
        raise BadUse("A list is printed as CSV or as JSON, not as both.")
    order, chosen = read_order(sort), read_columns(columns) if columns.strip() else ()
    typed = list(words or ())

    from db.queries.saved_views import view_named
    from iopc_tui.commands import queue_text
    from iopc_tui.commands.typed_filter import filter_typed

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        if view:
            named = view_named(connection, desk.staff.id, view)
            typed, order = [named.filter, *typed], order if sort else named.order
        wanted = filter_typed(connection, desk, typed)
    found = queue_text.listing(desk, wanted, limit, order)
    if json:
        say_json(queue_text.queue_as_json(found))
    elif csv:
        say(queue_text.queue_as_csv(found, chosen or queue_text.USUAL))
        if len(found.rows) < found.total:
            tell(f"These are {found.shown}. --limit {found.total} prints them all.")
    else:
        say(queue_text.queue_as_text(found, chosen or queue_text.USUAL, wanted.narrows))
