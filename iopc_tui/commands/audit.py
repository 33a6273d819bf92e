"""`iopc audit`: proof that nobody edited the audit trail or a signed day."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

if TYPE_CHECKING:
    from datetime import date

    from iopc_tui.signing_in import SignedIn

app = command_family("Check that nobody edited the audit trail or a signed day.")


@app.callback()
def audit() -> None:
    """Check that nobody edited the audit trail or a signed day."""


@app.command("verify", epilog="Example: iopc audit verify --recount")
def verify(
    ctx: typer.Context,
    recount: Annotated[
        bool, typer.Option("--recount", help="Count every signed day again too, and name those that differ for no known reason.")
    ] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Follow the seals of every audit event and every signed day.

    Ends with 1 when one is not as it was written.
    """
    from sqlalchemy import func, select

    from db.audit import first_broken
    from db.queries.day_snapshots import broken_days, signed_days
    from db.tables.plain import AUDIT

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        event, broken = first_broken(connection), broken_days(connection)
        days = [it.day for it in signed_days(connection)]
        events = connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()
    unexplained = _unexplained(desk, [day for day in reversed(days) if day not in {it.day for it in broken}]) if recount else {}
    sound = event is None and not broken and not unexplained
    if json:
        say_json(
            {
                "sound": sound,
                "events": events,
                "days": len(days),
                "first_broken_event": event,
                "broken_days": [{"date": it.day.isoformat(), "why": it.why} for it in broken],
                "unexplained_days": [day.isoformat() for day in unexplained] if recount else None,
            }
        )
        raise typer.Exit(0 if sound else 1)
    say("\n".join(_lines(events, event, len(days), [it.why for it in broken], unexplained, recount=recount)))
    raise typer.Exit(0 if sound else 1)


def _unexplained(desk: "SignedIn", days: "list[date]") -> "dict[date, str]":
    """The signed days whose figures the record has otherwise now, though nothing in the audit trail says why; and any excuse."""
    from casework.summaries.day_differences import EARLIER_PROGRAM
    from db.queries.day_differences import day_differences

    found = {}
    for day in days:
        with desk.store.reading() as connection:
            beside = day_differences(connection, desk.store.rules_in(connection), day, desk.time.now())
        if beside is not None and not beside.explained:
            found[day] = "" if beside.signed.program else f". {EARLIER_PROGRAM}"
    return found


def _lines(
    events: int, event: int | None, days: int, broken: list[str], unexplained: "dict[date, str]", *, recount: bool
) -> list[str]:
    from casework.date_words import day_words

    lines = [f"{events:,} audit events: {'each follows from the one before.' if event is None else f'event {event} was edited.'}"]
    signed = f"{days:,} signed day{'' if days == 1 else 's'}"
    how = "each is as it was signed." if not broken else f"{len(broken):,} not as it was signed."
    lines += [f"{signed}: {how}" if days else "No day is signed yet."]
    lines += [f"  {why}" for why in broken]
    if unexplained:
        lines += ["Counted again, these differ and nothing in the audit trail says why; see iopc day show:"]
        lines += [f"  {day_words(day)}{excuse}" for day, excuse in unexplained.items()]
    elif recount:
        lines += ["Counted again, every day is as it was signed, or what happened since explains it."]
    return lines
