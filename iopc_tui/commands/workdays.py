"""`iopc workdays`: working days added and counted, with the days that do not count by name."""

from typing import Annotated

import typer

from casework.bank_holidays import REGIONS
from iopc_tui.commands.options import AsAt, Json, command_family, time_source
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("Add working days to a date, or count those between two.")

Calendar = Annotated[str, typer.Option("--calendar", metavar="NAME", help=f"{', '.join(REGIONS)}.")]
LOOSE = {"ignore_unknown_options": True}
"""Lets a number such as -5 be an argument."""


@app.command("add", context_settings=LOOSE, epilog="Example: iopc workdays add 'fri 17:40' 20 --receipt 'office hours'")
def add(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="START", help="The day counted from, such as 4 Jan 2020 or fri 17:40.")],
    n: Annotated[str, typer.Argument(metavar="N", help="How many working days; -5 counts back.")],
    calendar: Calendar = "england-wales",
    receipt: Annotated[
        str,
        typer.Option(
            "--receipt",
            metavar="RULE",
            help="'actual day': the date itself is day 0. 'office hours': the next working day is, when the office was shut.",
        ),
    ] = "actual day",
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say which day is N working days after a date, and why."""
    from iopc_tui.commands.workday_sums import addition

    answer = addition(start, _whole_number(n), calendar, receipt, time_source(ctx, as_at).now())
    if json:
        say_json(answer.as_json())
    else:
        say(answer.as_text())


@app.command("between", context_settings=LOOSE, epilog="Example: iopc workdays between '12 Jun 2026' '10 Jul 2026'")
def between(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The day counted from, not counted itself.")],
    last: Annotated[str, typer.Argument(metavar="B", help="The day counted up to, and counted when it is worked.")],
    calendar: Calendar = "england-wales",
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Count the working days after one date, up to and including another."""
    from iopc_tui.commands.workday_sums import count

    answer = count(first, last, calendar, time_source(ctx, as_at).now())
    if json:
        say_json(answer.as_json())
    else:
        say(answer.as_text())


def _whole_number(typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise BadUse(f"'{typed[:40]}' is not a number of days; try 20 or -5.") from None
