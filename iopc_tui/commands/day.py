"""`iopc today`: the figures of a day, from the record."""

from datetime import date
from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("Report a day.")


@app.command("today", epilog="Example: iopc today --date 'last fri' --json")
def today(
    ctx: typer.Context,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Any day up to today, such as fri or 30 Jun 2008.", show_default=False),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Report a day: what came in, went out, is open, late, due next."""
    from iopc_tui.commands.options import time_source

    present = time_source(ctx, as_at).today()
    wanted = _day(day, present)

    from casework.summaries.day import as_text
    from db.queries.day_summary import day_summary

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        summary = day_summary(connection, wanted)
    if json:
        say_json(summary.as_json())
    else:
        say(as_text(summary, present))


def _day(typed: str | None, present: date) -> date:
    from casework.date_reading import read_day
    from casework.date_words import day_words

    if typed is None:
        return present
    wanted = read_day(typed, present, prefer="past")
    if wanted > present:
        raise BadUse(f"{day_words(wanted)} has not come yet, so it has no figures. Give a day up to {day_words(present)}.")
    return wanted
