"""`iopc today`: the figures of a day, from the record."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.working_days import WorkingCalendar

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
    from iopc_tui.commands.options import rules_here, time_source

    present = time_source(ctx, as_at).today()
    wanted = present if day is None else _day(day, present, rules_here(ctx, db).calendars.named("england-wales"))

    from casework.summaries.day import as_text
    from db.queries.day_summary import day_summary

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        summary = day_summary(connection, wanted, desk.store.rules_in(connection).calendars)
    if json:
        say_json(summary.as_json())
    else:
        say(as_text(summary, present))


def _day(typed: str, present: date, calendar: "WorkingCalendar") -> date:
    from casework.date_reading import read_day
    from casework.date_words import day_words

    wanted = read_day(typed, present, calendar, prefer="past")
    if wanted > present:
        raise BadUse(f"{day_words(wanted)} has not come yet, so it has no figures. Give a day up to {day_words(present)}.")
    return wanted
