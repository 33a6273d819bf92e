"""`iopc audit`: proof that nobody edited the audit trail or a signed day."""

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("Check that nobody edited the audit trail or a signed day.")


@app.callback()
def audit() -> None:
    """Check that nobody edited the audit trail or a signed day."""


@app.command("verify", epilog="Example: iopc audit verify")
def verify(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Follow the seals of every audit event and every signed day.

    Ends with 1 when one is not as it was written.
    """
    from sqlalchemy import func, select

    from db.audit import first_broken
    from db.queries.day_snapshots import first_broken_snapshot, signed_days
    from db.tables.plain import AUDIT

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        event, day = first_broken(connection), first_broken_snapshot(connection)
        days = len(signed_days(connection))
        events = connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()
    sound = event is None and day is None
    if json:
        say_json(
            {
                "sound": sound,
                "events": events,
                "days": days,
                "first_broken_event": event,
                "first_broken_day": day.day.isoformat() if day is not None and day.day is not None else None,
                "why": day.why if day is not None else None,
            }
        )
        raise typer.Exit(0 if sound else 1)
    lines = [f"{events:,} audit events: {'each follows from the one before.' if event is None else f'event {event} was edited.'}"]
    lines.append(f"{days:,} signed day{'' if days == 1 else 's'}: {'each is as it was signed.' if day is None else day.why}")
    say("\n".join(lines))
    raise typer.Exit(0 if sound else 1)
