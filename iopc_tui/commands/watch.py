"""`iopc watch`: alerts, and to supervisors concerns, as lines, for a wallboard or a pipe."""

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.alerts import Alert
    from casework.raised_concerns import Concern
    from iopc_tui.signing_in import SignedIn

app = command_family("Print alerts as they come.")
SECONDS = 2.0
DAY_BACK = timedelta(days=1)


@app.command("watch", epilog="Example: iopc watch --once --since yesterday")
def watch(
    ctx: typer.Context,
    mine: Annotated[bool, typer.Option("--mine", help="Only those of my own cases.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="MOMENT", help="Begin with what came since; a day ago.", show_default=False)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Print what has come and stop.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Print deadlines as they come due, and concerns, as they arise."""
    desk = signed_in(ctx, db, as_at)
    now = desk.time.now()
    start = after = _since(desk, since, now) if since else now - DAY_BACK
    last = 0
    while True:
        now = desk.time.now()
        concerns = _concerns(desk, start, last, mine)
        last = max([last, *(concern.id for concern in concerns)])
        came: list[Alert | Concern] = [*_alerts(desk, after, now, mine), *concerns]
        for each in sorted(came, key=_moment):
            say_json(_as_json(each)) if json else say(each.line)
        if once:
            return
        after = now
        time.sleep(SECONDS)


def _alerts(desk: "SignedIn", after: datetime, upto: datetime, mine: bool) -> "list[Alert]":
    from db.queries.alerts import alerts

    with desk.store.reading() as connection:
        return alerts(connection, desk.store.rules_in(connection), after, upto, desk.staff.id if mine else None)


def _concerns(desk: "SignedIn", since: datetime, after: int, mine: bool) -> "list[Concern]":
    """Those raised since a moment with a number past one: by its number none is missed that was written while this looked."""
    from casework.permissions import may
    from db.queries.concerns import concerns_since

    if not may(desk.staff.role, "see-concerns"):
        return []
    with desk.store.reading() as connection:
        return concerns_since(connection, since, after, desk.staff.id if mine else None)


def _moment(each: "Alert | Concern") -> tuple[datetime, str]:
    from casework.alerts import Alert

    return (each.at if isinstance(each, Alert) else each.raised_at), each.reference


def _since(desk: "SignedIn", typed: str, now: datetime) -> datetime:
    from casework.date_reading import read_moment

    read = read_moment(typed, now, desk.store.rules.calendars.ours, prefer="past")
    if read.moment > now:
        raise BadUse("--since is still to come. Give a moment that has been.")
    return read.moment


def _as_json(alert: "Alert | Concern") -> dict[str, object]:
    from casework.alerts import Alert

    if not isinstance(alert, Alert):
        raised = {"at": alert.raised_at.isoformat(), "kind": alert.kind, "concern": alert.id}
        return raised | {"reference": alert.reference or None, "raised_by": alert.raised_by}
    return {
        "at": alert.at.isoformat(),
        "kind": alert.kind,
        "reference": alert.reference,
        "promise": alert.promise,
        "due": alert.due_at.isoformat(),
        "owner": alert.owner,
    }
