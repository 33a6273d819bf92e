"""`iopc calendar`: the office's closures and changed bank holidays, entered one by one or from a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casework.bank_holidays import ENGLAND_AND_WALES
from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, tell
from iopc_tui.commands.rule_options import Preview, Source, coming_day

if TYPE_CHECKING:
    from casework.calendars import DayChange

app = command_family("Enter closures and bank holidays, or compare with a file.")

Region = Annotated[
    str | None,
    typer.Option("--region", metavar="NAME", help="The part an iCalendar is for: england-wales, scotland, northern-ireland."),
]
Day = Annotated[str, typer.Argument(metavar="DATE", help="The day, such as 24 Dec 2026.")]
BankHoliday = Annotated[
    str | None,
    typer.Option("--bank-holiday", metavar="NAME", help="A bank holiday of this region, rather than a closure of ours."),
]
Worked = Annotated[
    str | None, typer.Option("--worked", metavar="NAME", help="A bank holiday that is not kept in this region after all.")
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="GOV.UK's bank-holidays.json, or an iCalendar (.ics).")]


@app.command("list", epilog="Example: iopc calendar list --all")
def list_changes(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those withdrawn too.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the days entered here, who entered them and on whose word."""
    from db.queries.day_changes import day_changes
    from iopc_tui.commands.calendar_words import listed, listed_as_json

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = [each for each in day_changes(connection) if everything or each.in_force]
    if json:
        say_json([listed_as_json(each) for each in found])
    else:
        say("\n".join(line for each in found for line in listed(each)) or "No closure or holiday has been entered here.")


@app.command("add", epilog="Example: iopc calendar add '24 Dec 2026' 'Office closed for Christmas' --source 'Staff notice 12'")
def add(
    ctx: typer.Context,
    day: Day,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What staff and callers know it by.")] = "",
    bank_holiday: BankHoliday = None,
    worked: Worked = None,
    source: Source = "",
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Enter a closure of the office, or a bank holiday; every running deadline that crosses it moves."""
    from db.actions.change_days import ChangeDays
    from iopc_tui.commands.rule_changes import change_or_preview

    change = _which(ctx, as_at, day, bank_holiday, worked, name, source)
    change_or_preview(signed_in(ctx, db, as_at, make=not preview), ChangeDays(add=(change,)), preview, json)


@app.command("remove", epilog="Example: iopc calendar remove '24 Dec 2026'")
def remove(
    ctx: typer.Context,
    day: Day,
    bank_holiday: BankHoliday = None,
    worked: Worked = None,
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Withdraw a day entered here; every deadline it had moved goes back."""
    from db.actions.change_days import ChangeDays
    from iopc_tui.commands.rule_changes import change_or_preview

    change = _which(ctx, as_at, day, bank_holiday, worked)
    change_or_preview(signed_in(ctx, db, as_at), ChangeDays(withdraw=(change,)), preview, json)


@app.command("check", epilog="Example: iopc calendar check bank-holidays.json")
def check(ctx: typer.Context, file: File, region: Region = None, db: Db = None, json: Json = False) -> None:
    """Compare the bank holidays in use here with a file and show every difference; ends with 1 when a day differs."""
    from casework.foreign.holiday_differences import differences
    from casework.foreign.holiday_files import read_holiday_file

    found = read_holiday_file(file, _division(region))
    calendars = rules_here(ctx, db).calendars
    differing = differences(found, lambda name: calendars.region(name, closures=False))
    days = [each for each in differing if each.kind != "named differently"]
    if json:
        kinds = [
            {"date": str(it.day), "region": it.region, "kind": it.kind, "file": it.theirs, "here": it.ours} for it in differing
        ]
        say_json(
            {"shape": found.shape, "sha256": found.sha256, "years": [found.first_year, found.last_year], "differences": kinds}
        )
        raise typer.Exit(1 if days else 0)
    many = sum(len(named) for named in found.days.values())
    verdict = "every day agrees" if not days else f"{len(days):,} day{'' if len(days) == 1 else 's'} differ"
    lines = [f"{found.shape}, {many:,} holidays {found.first_year} to {found.last_year}: {verdict} with the calendars used here."]
    say("\n".join([*lines, *(f"  {each.sentence}" for each in (*days, *(it for it in differing if it not in days)))]))
    raise typer.Exit(1 if days else 0)


@app.command("import", epilog="Example: iopc calendar import bank-holidays.json --preview")
def import_file(
    ctx: typer.Context,
    file: File,
    region: Region = None,
    closures: Annotated[bool, typer.Option("--closures", help="The days of the file are closures of our office.")] = False,
    drop_missing: Annotated[
        bool, typer.Option("--drop-missing", help="Work on the days of ours that the file lacks; without this they stay.")
    ] = False,
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Take the bank holidays of a file into ours, or enter its days as closures; every running deadline they cross moves."""
    from casework.foreign.holiday_changes import bank_holiday_changes, closure_changes
    from casework.foreign.holiday_files import read_holiday_file
    from db.actions.change_days import ChangeDays
    from iopc_tui.commands.rule_changes import change_or_preview

    found = read_holiday_file(file, _division(region) or (ENGLAND_AND_WALES if closures else None))
    source = f"{found.shape} file {file.name[:80]}, sha256 {found.sha256[:16]}"
    desk = signed_in(ctx, db, as_at, make=not preview)
    calendars = desk.store.rules.calendars
    as_holidays = partial(bank_holiday_changes, drop_missing=drop_missing)
    changes = (closure_changes if closures else as_holidays)(found, calendars, source)
    for each in changes.kept:
        tell(f"Kept: {each.sentence} Import with --drop-missing to work on that day.")
    if changes.none:
        say_json({"added": [], "withdrawn": [], "moves": []}) if json else say("There is nothing in the file to change here.")
        return
    change_or_preview(desk, ChangeDays(changes.add, changes.withdraw, changes.published_to, source), preview, json)


def _which(
    ctx: typer.Context,
    as_at: str | None,
    day: str,
    bank_holiday: str | None,
    worked: str | None,
    name: str = "",
    source: str = "",
) -> "DayChange":
    from casework.calendars import DayChange

    if bank_holiday is not None and worked is not None:
        raise BadUse("A day is a bank holiday or worked after all, not both. Give one of --bank-holiday and --worked.")
    when = coming_day(ctx, day, as_at)
    region = _division(bank_holiday or worked) or ""
    return DayChange(when, "bank holiday" if bank_holiday else "worked" if worked else "closure", name, region, source)


def _division(typed: str | None) -> str | None:
    from casework.calendars import DIVISIONS, region_named

    if typed is None:
        return None
    region = region_named(typed)
    if region not in DIVISIONS:
        raise BadUse(f"Bank holidays are published for {', '.join(DIVISIONS[:-1])} and {DIVISIONS[-1]}. Give one of those.")
    return region
