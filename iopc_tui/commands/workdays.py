"""`iopc workdays`: the calculator on the command line, each answer with the days that do not count by name."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from casework.bank_holidays import ENGLAND_AND_WALES
from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, time_source
from iopc_tui.commands.output import say, say_json

if TYPE_CHECKING:
    from casework.calendars import Calendars
    from casework.date_reading import Reading
    from casework.sums import Sum

app = command_family("Add and count working days, and say why.")

Calendar = Annotated[
    str,
    typer.Option(
        "--calendar", metavar="NAME", help="england-wales (or E&W), scotland, northern-ireland, uk-any (as FOI counts)."
    ),
]
Receipt = Annotated[
    str,
    typer.Option(
        "--receipt",
        metavar="RULE",
        help="'actual day': the date itself is day 0. 'office hours': the next working day is, when the office was shut.",
    ),
]
Start = Annotated[str, typer.Argument(metavar="START", help="The day counted from, such as 4 Jan 2020 or fri 17:40.")]
Long = Annotated[str, typer.Argument(metavar="LENGTH", help="20 for working days, or 28d, 1 month, 8h; -5 counts back.")]
LOOSE = {"ignore_unknown_options": True}
"""Lets a number such as -5 be an argument."""


@app.command("add", context_settings=LOOSE, epilog="Example: iopc workdays add 'fri 17:40' 20 --receipt 'office hours'")
def add(
    ctx: typer.Context,
    start: Start,
    length: Long,
    calendar: Calendar = ENGLAND_AND_WALES,
    receipt: Receipt = "actual day",
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say which day is so long after a date, and which days do not count."""
    from iopc_tui.commands.workday_words import sum_as_text

    _, found, counted_by = _addition(ctx, start, length, calendar, receipt, db, as_at)
    if json:
        say_json(_addition_as_json(found, length, calendar, receipt))
    else:
        say(sum_as_text(found, counted_by))


@app.command(
    "explain", context_settings=LOOSE, epilog="Example: iopc workdays explain '19 Dec 2025 17:40' 5 --receipt 'office hours'"
)
def explain(
    ctx: typer.Context,
    start: Start,
    length: Long,
    calendar: Calendar = ENGLAND_AND_WALES,
    receipt: Receipt = "actual day",
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show the count day by day, in columns and as a calendar, with a sentence to say to a caller."""
    from iopc_tui.commands.workday_words import days_as_json, explained

    _, found, counted_by = _addition(ctx, start, length, calendar, receipt, db, as_at)
    if json:
        say_json(_addition_as_json(found, length, calendar, receipt) | {"says": found.says, "days": days_as_json(found.days)})
    else:
        say(explained(found, counted_by))


@app.command("between", context_settings=LOOSE, epilog="Example: iopc workdays between '12 Jun 2026' '10 Jul 2026'")
def between(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The day counted from, not counted itself.")],
    last: Annotated[str, typer.Argument(metavar="B", help="The day counted up to, and counted when it is worked.")],
    calendar: Calendar = ENGLAND_AND_WALES,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Count the working days after one date, up to and including another."""
    from casework.calendars import region_named
    from casework.date_reading import read_day
    from casework.moments import london_date
    from casework.sums import between as days_between
    from casework.sums import region_words
    from iopc_tui.commands.workday_words import skipped_as_json, sum_as_text

    region, calendars = region_named(calendar), rules_here(ctx, db).calendars
    today, ours = london_date(time_source(ctx, as_at).now()), calendars.ours
    start, end = read_day(first, today, ours), read_day(last, today, ours)
    found = days_between(start, end, region, calendars)
    if not json:
        say(sum_as_text(found, region_words(region, calendars)))
        return
    values: dict[str, object] = {"working_days": found.answer, "calendar_days": (end - start).days}
    values |= {"start": start.isoformat(), "end": end.isoformat(), "calendar": region}
    say_json(values | {"provisional": bool(found.notes), "skipped": skipped_as_json(found)})


@app.command("send-by", context_settings=LOOSE, epilog="Example: iopc workdays send-by '24 Dec 2026' 2")
def send_by(
    ctx: typer.Context,
    arrive: Annotated[str, typer.Argument(metavar="DATE", help="The day by which it has to be there.")],
    days: Annotated[str, typer.Argument(metavar="N", help="How many working days it takes, from 0.")],
    calendar: Calendar = ENGLAND_AND_WALES,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say the last working day to send something that has to be there by a date."""
    from casework.calendars import region_named
    from casework.date_reading import read_day
    from casework.moments import london_date
    from casework.sums import region_words, sending, working_days_in
    from iopc_tui.commands.workday_words import skipped_as_json, sum_as_text

    region, calendars = region_named(calendar), rules_here(ctx, db).calendars
    wanted = read_day(arrive, london_date(time_source(ctx, as_at).now()), calendars.ours, prefer="future")
    found = sending(wanted, working_days_in(days), region, calendars)
    if not json:
        say(sum_as_text(found, region_words(region, calendars)))
        return
    values = {"send_by": found.zero.isoformat(), "arrives_by": wanted.isoformat(), "calendar": region}
    say_json(values | {"provisional": bool(found.notes), "skipped": skipped_as_json(found)})


@app.command("month", epilog="Example: iopc workdays month 'Dec 2026'")
def month(
    ctx: typer.Context,
    which: Annotated[str, typer.Argument(metavar="MONTH", help="Dec, Dec 2026, 2026-12, next month.")] = "this month",
    calendar: Calendar = ENGLAND_AND_WALES,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show a month with its working days numbered and its holidays by name."""
    from casework.calendars import region_named
    from casework.moments import london_date
    from casework.month_reading import read_month
    from casework.sums import region_words
    from iopc_tui.commands.workday_words import month_as_json, month_as_text

    region, calendars = region_named(calendar), rules_here(ctx, db).calendars
    first = read_month(which, london_date(time_source(ctx, as_at).now()))
    if json:
        say_json(month_as_json(first, calendars.named(region)) | {"calendar": region})
    else:
        say(month_as_text(first, calendars.named(region), region_words(region, calendars)))


@app.command("standards", epilog="Example: iopc workdays standards 'fri 17:40' --kind review")
def standards(
    ctx: typer.Context,
    received: Annotated[str, typer.Argument(metavar="RECEIVED", help="When a contact is received.")] = "now",
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only the standards of one kind of case.")] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say what every service standard would promise to a contact received at a moment."""
    from casework.kinds import kind_named
    from casework.what_if import what_if
    from iopc_tui.commands.workday_words import promises_as_json, promises_as_text

    rules, now = rules_here(ctx, db), time_source(ctx, as_at).now()
    read = _read(received, now, rules.calendars)
    found = what_if(rules, read.moment, kind_named(kind).id if kind else None)
    if json:
        say_json({"received": read.moment.isoformat(), "standards": promises_as_json(found)})
    else:
        say(promises_as_text(found, read, now))


def _addition(
    ctx: typer.Context, start: str, length: str, calendar: str, receipt: str, db: str | None, as_at: str | None
) -> tuple["Reading", "Sum", str]:
    from casework.calendars import region_named
    from casework.sums import addition, read_length, region_words
    from iopc_tui.commands.workday_words import receipt_named

    region, rule, calendars = region_named(calendar), receipt_named(receipt), rules_here(ctx, db).calendars
    read = _read(start, time_source(ctx, as_at).now(), calendars)
    long = read_length(length)
    return read, addition(read, long, region, rule, calendars), f"{region_words(region, calendars, long)}, {rule}"


def _read(typed: str, now: datetime, calendars: "Calendars") -> "Reading":
    from casework.date_reading import read_moment
    from casework.moments import OFFICE_OPENS

    return read_moment(typed, now, calendars.ours, default_time=OFFICE_OPENS)


def _addition_as_json(found: "Sum", length: str, calendar: str, receipt: str) -> dict[str, object]:
    from casework.calendars import region_named
    from casework.sums import read_length
    from iopc_tui.commands.workday_words import receipt_named, skipped_as_json

    long = read_length(length)
    return {
        "due": str(found.answer),
        "start": found.start.isoformat(),
        "day_zero": found.zero.isoformat(),
        "length": long.number,
        "unit": long.unit,
        "calendar": region_named(calendar),
        "receipt": receipt_named(receipt),
        "provisional": bool(found.notes),
        "skipped": skipped_as_json(found),
    }
