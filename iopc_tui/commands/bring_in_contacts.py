"""`iopc import contacts`: the contacts of a web form or another office, each logged as a new case."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, tell

if TYPE_CHECKING:
    from casework.foreign.contact_columns import SaidColumns
    from casework.foreign.contact_rows import ContactRow
    from casework.foreign.rejects import Reject
    from casework.foreign.rows import Skipped
    from iopc_tui.bringing_in_contacts import ContactFile
    from iopc_tui.commands.import_watch import ImportWatch
    from iopc_tui.signing_in import SignedIn

EXAMPLE = (
    "Example: iopc import contacts form.csv --map name='Caller name' --map received='Sent at' --with kind=complaint "
    "--with channel=web --preview"
)
FINDING, INTERRUPTED = 1, 130
MOST_SHOWN = 5


def contacts(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file whose first line names its columns, gzip or not.")],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Where a field is: kind, subject, name, phone, email, channel, received, force, force-reference, note, or "
            "a detail as in iopc add KIND --details. Several columns may make one; those not given are guessed.",
        ),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="FIELD=TEXT", help="The same for every row; with --map of the same field, where that is empty."
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="COLUMN", help="Without this, a column of no field goes into the note."),
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Guess again, whatever a file with these headings was read by last time.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Say how it would be read, show the first rows, and write nothing.")
    ] = False,
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
    """Log each row as a new case, checked as iopc add does. Doing it again logs none twice; what the columns say is kept."""
    said = _said(columns or (), fixed or (), leave_out or ())
    desk = signed_in(ctx, db, as_at, make=True)
    place = rejects or Path(f"{file}.rejects.csv")
    raise typer.Exit(run_contacts(desk, Wanted(file, said, place, forget, preview, json)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    file: Path
    said: "SaidColumns"
    rejects: Path
    forget: bool = False
    preview: bool = False
    json: bool = False


@dataclass(slots=True)
class FirstRows:
    """The first few rows of a preview that can be logged."""

    found: "list[ContactRow]" = field(default_factory=list)

    def add(self, batch: "Iterable[ContactRow | Reject | Skipped]") -> None:
        """Keep what there is room for."""
        from casework.foreign.contact_rows import ContactRow

        if len(self.found) < MOST_SHOWN:
            self.found += [row for row in batch if isinstance(row, ContactRow)][: MOST_SHOWN - len(self.found)]


def run_contacts(desk: "SignedIn", wanted: Wanted) -> int:
    """Log a file's contacts, shown as it goes, or preview it; gives the exit code: 0, 1 for rejects, 130 when stopped by hand."""
    from casework.foreign.contact_columns import what_is_missing
    from iopc_tui.batches import Stopped
    from iopc_tui.bringing_in_contacts import opened_contacts
    from iopc_tui.commands.contacts_words import columns_line, columns_table, how_known
    from iopc_tui.commands.import_watch import ImportWatch

    with opened_contacts(desk, wanted.file, wanted.said, forget=wanted.forget) as contacts:
        how = how_known(contacts.columns, contacts.last_time, wanted.said, desk.time.today())
        if wanted.preview and not wanted.json:
            say("\n".join([f"Columns {how}:", *columns_table(contacts.columns)]))
        missing = what_is_missing(contacts.columns)
        if missing is not None:
            raise BadUse(missing)
        if not wanted.preview:
            (tell if wanted.json else say)(f"Columns {how}: {columns_line(contacts.columns)}.")
        with ImportWatch(wanted.rejects, wanted.file, dry_run=wanted.preview) as watch:
            try:
                return _watched(desk, contacts, wanted, watch)
            except Stopped as stopped:
                if not stopped.by_hand:
                    raise
                tell(stopped.sentence)
                return INTERRUPTED


def _watched(desk: "SignedIn", contacts: "ContactFile", wanted: Wanted, watch: "ImportWatch") -> int:
    from iopc_tui.bringing_in_contacts import log_contacts, try_contacts
    from iopc_tui.commands.contacts_words import as_json, row_lines, summary

    began, first = perf_counter(), FirstRows()
    tally = try_contacts(desk, contacts, watch, first.add) if wanted.preview else log_contacts(desk, contacts, watch)
    watch.completed()
    if wanted.json:
        say_json(as_json(tally, contacts.columns, preview=wanted.preview))
    else:
        shown = [line for row in first.found for line in row_lines(row)]
        lines = summary(tally, perf_counter() - began, windows=contacts.letters.windows, preview=wanted.preview)
        say("\n".join([*(["First rows:", *shown] if shown else []), *lines]))
    for line in watch.note:
        (tell if wanted.json else say)(line)
    return FINDING if tally.rejected else 0


def _said(columns: Iterable[str], fixed: Iterable[str], leave_out: Iterable[str]) -> "SaidColumns":
    from casework.foreign.contact_columns import SaidColumns

    mapped = [_pair(text, "--map", "COLUMN") for text in columns]
    same: dict[str, str] = {}
    for name, text in (_pair(text, "--with", "TEXT") for text in fixed):
        if name in same:
            raise BadUse(f"--with {name} is given twice. Give it once.")
        same[name] = text
    return SaidColumns(mapped, same, list(leave_out))


def _pair(typed: str, option: str, what: str) -> tuple[str, str]:
    from casework.foreign.contact_columns import CORE, fields_there_are

    left, separator, text = typed.partition("=")
    name = left.strip().lower().replace("_", "-").replace(" ", "-")
    if not separator or not text.strip():
        raise BadUse(f"{option} '{typed[:40]}' is not FIELD={what}. See: iopc import contacts --help")
    if name not in fields_there_are():
        fields = ", ".join(CORE)
        raise BadUse(
            f"{option}: there is no field '{left.strip()[:40]}'. Use one of: {fields}, or a detail of iopc add KIND --details."
        )
    return name, text
