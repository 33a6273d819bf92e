"""`iopc hours`: the office's hours, changed from a date on."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, signed_in, time_source
from iopc_tui.commands.output import say, say_json
from iopc_tui.commands.rule_options import Preview, Source, coming_day

app = command_family("See and change the office hours.")


@app.command("list", epilog="Example: iopc hours list --all")
def list_hours(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those taken back too, and who entered each.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the office hours and from when each holds."""
    from casework.date_words import day_words

    if everything:
        _list_all(ctx, db, as_at, json)
        return
    calendars = rules_here(ctx, db).calendars
    if json:
        weeks = [{"from": it.from_day.isoformat() if it.from_day else None, "hours": it.words} for it in calendars.weeks]
        say_json(weeks)
        return
    today = calendars.week(time_source(ctx, as_at).today())
    for it in calendars.weeks:
        since = f"from {day_words(it.from_day)}" if it.from_day else "at first"
        say(f"{since:22}{it.words}{', in force today' if it is today else ''}")


@app.command("change", epilog="Example: iopc hours change 'Mon-Thu 9-5; Fri 9-4:30' --from '1 Jan 2027' --preview")
def change(
    ctx: typer.Context,
    hours: Annotated[str, typer.Argument(metavar="HOURS", help="Such as 'Mon-Thu 09:00-12:30, 13:00-17:00; Fri 9-4:30'.")],
    from_day: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day they hold.")],
    source: Source = "",
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Change the office hours from a date on; running deadlines due from then on are counted again."""
    from db.actions.change_hours import ChangeHours
    from iopc_tui.commands.rule_changes import change_or_preview

    day = coming_day(ctx, from_day, as_at)
    change_or_preview(signed_in(ctx, db, as_at, make=not preview), ChangeHours(day, hours, source), preview, json)


@app.command("takeback", epilog="Example: iopc hours takeback '1 Jan 2027'")
def takeback(
    ctx: typer.Context,
    from_day: Annotated[str, typer.Argument(metavar="DATE", help="The day from which they were entered.")],
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Take the hours entered from a date on back; deadlines they moved go back."""
    from db.actions.change_hours import TakeHoursBack
    from iopc_tui.commands.rule_changes import change_or_preview

    day = coming_day(ctx, from_day, as_at)
    change_or_preview(signed_in(ctx, db, as_at), TakeHoursBack(day), preview, json)


def _list_all(ctx: typer.Context, db: str | None, as_at: str | None, json: bool) -> None:
    from casework.date_words import day_words, moment_words
    from db.queries.hours_changes import hours_changes

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = hours_changes(connection)
    if json:
        say_json(
            [
                {"from": it.from_day.isoformat(), "hours": it.hours, "source": it.source}
                | {"entered_at": it.entered_at.isoformat(), "entered_by": it.entered_by}
                | {"withdrawn_at": it.withdrawn_at.isoformat() if it.withdrawn_at else None, "withdrawn_by": it.withdrawn_by}
                for it in found
            ]
        )
        return
    for it in found:
        say(f"From {day_words(it.from_day)}: {it.hours}")
        on_whose_word = f", {it.source}" if it.source else ""
        say(f"  entered by {it.entered_by or 'nobody known'}, {moment_words(it.entered_at)}{on_whose_word}")
        if it.withdrawn_at is not None:
            say(f"  taken back by {it.withdrawn_by or 'nobody known'}, {moment_words(it.withdrawn_at)}")
    if not found:
        say("No office hours have been entered here: Mon-Fri 09:00-17:00 holds.")
