"""`iopc export cases`: every case that matches a filter, however many, written to one file; made for cron."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.file_wanted import STANDARD_OUTPUT, check_names, writing_wanted
from iopc_tui.commands.options import AsAt, Db, signed_in
from iopc_tui.commands.output import BadUse, say

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from casework.filter_grammar import Filter
    from casework.queue_columns import Order
    from db.written.export_cells import Exported
    from iopc_tui.signing_in import SignedIn


def cases(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILTER",
            help="As for iopc list, such as closed:last-month or missed:oct-2026; every open case when left out.",
            show_default=False,
        ),
    ] = None,
    csv: Annotated[str | None, typer.Option("--csv", metavar="FILE", help="Write CSV; - prints it.", show_default=False)] = None,
    xlsx: Annotated[
        str | None, typer.Option("--xlsx", metavar="FILE", help="Write an Excel workbook.", show_default=False)
    ] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write JSON; - prints it.", show_default=False)
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            "--columns", metavar="NAMES", help="With commas between. Names of people and how to reach them are written only so."
        ),
    ] = "",
    sort: Annotated[str, typer.Option("--sort", metavar="COLUMN", help="As for iopc list, such as -received.")] = "",
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="A view, as of: iopc view list.")] = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Write every case that matches a filter to a file, as they stand at one moment.

    A file that is there stays. Whoever asks for phone, email or address must be allowed to, and the audit trail keeps it.
    """
    from casework.export_columns import EXPORT_COLUMNS, read_export_columns
    from casework.queue_columns import read_order

    given = [(kind, name) for kind, name in (("csv", csv), ("xlsx", xlsx), ("json", json)) if name is not None]
    if len(given) != 1:
        raise BadUse("Say which file to write: one of --csv FILE, --xlsx FILE and --json FILE.")
    ((kind, name),) = given
    check_names([name])
    order, chosen = read_order(sort), read_export_columns(columns)

    from casework.permissions import require
    from db.actions.export_cases import record_export
    from db.queries.queue import queue_count
    from db.queries.saved_views import view_named
    from db.written.case_files import WRITERS, FileOf
    from iopc_tui.commands.import_progress import Progress, StopOnRequest
    from iopc_tui.commands.typed_filter import filter_typed

    desk, typed = signed_in(ctx, db, as_at), list(words or ())
    reaching = [column for column in chosen if EXPORT_COLUMNS[column].reaches]
    if reaching:
        if name == STANDARD_OUTPUT:
            raise BadUse("Phone numbers, emails and addresses are not printed, so that each file of them is known. Give a name.")
        require(desk.staff.role, "export-contact-details")
    now = desk.time.now()
    with writing_wanted(name, kind) as file, StopOnRequest() as stop:
        with desk.store.reading() as connection:
            if view:
                named = view_named(connection, desk.staff.id, view)
                typed, order = [named.filter, *typed], order if sort else named.order
            wanted = filter_typed(connection, desk, typed)
            total = queue_count(connection, wanted, now, desk.staff.id)
            of = FileOf(chosen, now, desk.store.place, " ".join(typed), str(order), total)
            with Progress(total, shown=name != STANDARD_OUTPUT) as bar:

                def between(rows: int) -> None:
                    bar.show(rows, rows)
                    stop.now()

                with closing(_read(connection, desk, wanted, order, now, reaching, between)) as found:
                    WRITERS[kind](file, of, found)
        if reaching:
            with desk.store.writing(desk.staff, now) as writing:
                record_export(writing, chosen, total)
    if name != STANDARD_OUTPUT:
        say(f"{total:,} {'case' if total == 1 else 'cases'} written to {name}")


def _read(
    connection: "Connection",
    desk: "SignedIn",
    wanted: "Filter",
    order: "Order",
    now: "datetime",
    reaching: Sequence[str],
    between: "Callable[[int], None]",
) -> "Generator[Exported]":
    """Every case, with how to reach whoever it is from where that is asked for; `between` two parts hears how many were read."""
    from db.queries.queue_whole import Reached, how_to_reach, whole_queue
    from db.written.export_cells import Exported

    rules, nothing, read = desk.store.rules_in(connection), Reached(), 0
    for rows in whole_queue(connection, wanted, now, desk.staff.id, order):
        between(read)
        read += len(rows)
        reached = how_to_reach(connection, [row.id for row in rows]) if reaching else {}
        for row in rows:
            yield Exported(row, reached.get(row.id, nothing), rules, now)
