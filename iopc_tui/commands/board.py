"""`iopc board`: the team board as text: who has how much, what each standard has running, and the forecast."""

from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

if TYPE_CHECKING:
    from datetime import date

    from iopc_tui.signing_in import SignedIn

app = command_family("Show the team board.")


class Rows(StrEnum):
    """What the board has a row for."""

    people = "people"
    standards = "standards"


@app.command("board", epilog="Example: iopc board --team North --forecast --until '30 Nov'")
def board(
    ctx: typer.Context,
    team: Annotated[
        str, typer.Option("--team", metavar="NAME", help="Only this team, by the start of its name.", show_default=False)
    ] = "",
    rows: Annotated[Rows, typer.Option("--by", help="A row for each of these.")] = Rows.people,
    ahead: Annotated[
        bool, typer.Option("--forecast", help="Add what breaches by Friday, and the pace that prevents it.")
    ] = False,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Forecast to another day, such as 30 Nov or +10wd.", show_default=False),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show open, overdue and due cases by person or by standard."""
    here = signed_in(ctx, db, as_at)
    by = _day(here, until) if ahead or until is not None else None

    from casework.forecast import forecast, usual_day
    from casework.forecast_words import ASSUMED, forecast_as_json, forecast_lines, forecast_table
    from casework.summaries.board_text import board_as_json, board_as_text
    from db.queries.board import board as read_board

    now = here.time.now()
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        found = read_board(connection, rules, now, team)
    coming = None
    if ahead or until is not None:
        coming = forecast(rules.calendars, now, found.due, found.pace, by or usual_day(rules.calendars, now))
    if json:
        say_json(board_as_json(found) | ({"forecast": forecast_as_json(coming)} if coming is not None else {}))
        return
    say(board_as_text(found, found.standards if rows is Rows.standards else found.people))
    if coming is not None:
        parts = (forecast_lines(coming), forecast_table(coming), wrap(ASSUMED, 78))
        say("\n".join(line for part in parts if part for line in ("", *part)))


def _day(here: "SignedIn", typed: str | None) -> "date | None":
    """The day that was typed; None for the usual one."""
    if typed is None:
        return None
    from casework.date_reading import read_day

    return read_day(typed, here.time.today(), here.store.rules.calendars.ours, prefer="future")
