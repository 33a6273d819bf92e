"""`iopc import`: cases from another system's files, contacts from a form's, and drafts from mails."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.bring_in_contacts import EXAMPLE as CONTACTS_EXAMPLE
from iopc_tui.commands.bring_in_contacts import contacts
from iopc_tui.commands.bring_in_mail import mail
from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, signed_in, time_source
from iopc_tui.commands.output import BadUse

if TYPE_CHECKING:
    from casework.foreign.columns import ColumnNames
    from casework.foreign.rows import Rules
    from iopc_tui.signing_in import SignedIn

app = command_family("Bring in cases and contacts from a CSV, mails as drafts.")

LONGEST_SOURCE = 60
INTERRUPTED = 130


@app.callback()
def import_family() -> None:
    """Bring in cases and contacts from a CSV, mails as drafts."""


@app.command(
    "complaints",
    epilog="Example: iopc import complaints old.csv.gz --reference cr_id --received complaint_date --closed closed_date",
)
def complaints(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, or one packed with gzip.")],
    reference: Annotated[str, typer.Option(help="The column with the complaint's reference.")],
    received: Annotated[str, typer.Option(help="The column with the date, or date and time, it was received.")],
    closed: Annotated[str, typer.Option(help="The column with the date it was closed; empty while it is open.")],
    incident: Annotated[
        str | None, typer.Option(help="The column with the date of the incident, to be shown in the queue.", show_default=False)
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="As that day left it: later receipts are skipped, later closings left open.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what it would come to, and write nothing.")] = False,
    day_first: Annotated[
        bool,
        typer.Option("--day-first", help="03/04/2008 is 3 April. Without this, a date that can be read two ways is rejected."),
    ] = False,
    source: Annotated[str, typer.Option(help="What to call the other system; each has references of its own.")] = "import",
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="Where rows that can't be right go; FILE.rejects.csv if not given.", show_default=False
        ),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Make cases of another system's complaints. Doing it again changes nothing; rows that can't be right go to a file."""
    from casework.date_reading import read_day
    from casework.foreign.columns import ColumnNames
    from casework.foreign.rows import Rules

    time = time_source(ctx, as_at)
    last = None
    if until is not None:
        last = read_day(until, time.today(), rules_here(ctx, db).calendars.ours, prefer="past")
    rules = Rules(_source(source), time.now(), day_first, last)
    names = ColumnNames(reference, received, closed, incident)
    desk = signed_in(ctx, db, as_at, make=True)
    raise typer.Exit(run_import(desk, Import(file, names, rules, dry_run, rejects, json)))


app.command("contacts", epilog=CONTACTS_EXAMPLE)(contacts)
app.command("mail", epilog="Example: iopc import mail ~/Mail/inbox --preview")(mail)


@dataclass(frozen=True, slots=True)
class Import:
    """What an import was asked to do; `rejects` None means beside the file."""

    file: Path
    names: "ColumnNames"
    rules: "Rules"
    dry_run: bool = False
    rejects: Path | None = None
    json: bool = False


def run_import(desk: "SignedIn", wanted: Import) -> int:
    """Do an import, shown as it goes; gives the exit code: 0, or 130 when it was stopped by hand.

    Raises UnreadableFile, UnknownColumn or NotAllowed before it starts, and Stopped when it fails on the way.
    """
    from iopc_tui.batches import Stopped
    from iopc_tui.bringing_in import bring_in_file
    from iopc_tui.commands.import_summary import summary
    from iopc_tui.commands.import_watch import ImportWatch
    from iopc_tui.commands.output import say, say_json, tell

    began = perf_counter()
    place = wanted.rejects or Path(f"{wanted.file}.rejects.csv")
    with ImportWatch(place, wanted.file, dry_run=wanted.dry_run) as watch:
        try:
            tally = bring_in_file(desk, wanted.file, wanted.names, wanted.rules, watch, dry_run=wanted.dry_run)
        except Stopped as stopped:
            if not stopped.by_hand:
                raise
            tell(stopped.sentence)
            return INTERRUPTED
        watch.completed()
    if wanted.json:
        say_json(tally.as_json())
    else:
        for line in summary(tally, wanted.rules.until, perf_counter() - began, dry_run=wanted.dry_run):
            say(line)
    for line in watch.note:
        (tell if wanted.json else say)(line)
    return 0


def _source(typed: str) -> str:
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_SOURCE:
        raise BadUse(f"The name of the other system, --source, needs 1 to {LONGEST_SOURCE} characters.")
    return name
