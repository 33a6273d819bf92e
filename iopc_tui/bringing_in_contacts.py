"""A file of contacts, logged as new cases a batch at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from casework.foreign.contact_columns import ContactColumns, SaidColumns, contact_columns, headings_of
from casework.foreign.contact_rows import ContactReader, ContactRow
from casework.foreign.contact_tally import ContactTally
from casework.foreign.letters import Letters
from casework.foreign.opened_file import OpenedFile, opened_file
from casework.foreign.records import Record, records
from casework.foreign.rejects import Reject
from casework.foreign.rows import Skipped
from casework.moments import london_date
from casework.permissions import require
from db.actions.bring_in_contacts import BringInContacts, RowRefused, bring_in_contacts
from db.actions.keep_columns import KeepColumns, keep_columns
from db.queries.kept_columns import LastTime, kept_columns
from db.queries.known_rows import known_marks
from db.queries.people_alike import last_person
from iopc_tui.batches import Watch, header_of, in_batches
from iopc_tui.signing_in import SignedIn

MOST_ROWS = 100
"""A batch holds the one writing transaction for about a second; whoever is taking a call waits no longer than that."""
OTHERS_TURN = 0.12
"""Seconds between batches. SQLite looks every tenth of a second whether it may write, so whoever waits comes next."""

Outcome = ContactRow | Reject | Skipped
Log = Callable[[list[ContactRow]], ContactTally]


@dataclass(frozen=True, slots=True)
class ContactFile:
    """An open file of contacts whose columns are known: how they came to be, and its rows to come."""

    file: OpenedFile
    name: str
    columns: ContactColumns
    last_time: LastTime | None
    letters: Letters
    found: Iterator[Record]


@contextmanager
def opened_contacts(desk: SignedIn, path: Path, said: SaidColumns, *, forget: bool) -> Iterator[ContactFile]:
    """A file with what its columns say: as was said, else as last time unless that is to be forgotten, else guessed.

    Raises NotAllowed, UnreadableFile or UnknownColumn.
    """
    require(desk.staff.role, "import-cases")
    with opened_file(path) as file:
        letters = Letters(windows_too=True)
        found = records(file.text, letters, delimiter=None)
        header = header_of(found)
        with desk.store.reading() as connection:
            last_time = None if forget else kept_columns(connection, headings_of(header).heading_set)
        columns = contact_columns(header, said, last_time.columns if last_time else None)
        yield ContactFile(file, path.name, columns, last_time, letters, found)


def log_contacts(desk: SignedIn, contacts: ContactFile, watch: Watch) -> ContactTally:
    """Log a file's contacts, then keep what its columns say; raises Stopped when it ends early."""
    with desk.store.reading() as connection:
        before = last_person(connection)

    def log(rows: list[ContactRow]) -> ContactTally:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            return bring_in_contacts(writing, BringInContacts(rows, contacts.name, before))

    def one_batch(batch: list[Outcome]) -> ContactTally:
        tally = _one_batch(batch, watch, log)
        if desk.store.is_sqlite and tally.logged:
            sleep(OTHERS_TURN)
        return tally

    tally = _run(desk, contacts, watch, one_batch)
    _keep(desk, contacts, tally)
    return tally


def try_contacts(desk: SignedIn, contacts: ContactFile, watch: Watch, show: Callable[[list[Outcome]], None]) -> ContactTally:
    """Count what logging a file's contacts would come to, and write nothing; raises Stopped when it ends early."""

    def log(rows: list[ContactRow]) -> ContactTally:
        with desk.store.reading() as connection:
            known = known_marks(connection, {row.digest for row in rows})
        return ContactTally(logged=len(rows) - len(known), already=len(known))

    def one_batch(batch: list[Outcome]) -> ContactTally:
        show(batch)
        return _one_batch(batch, watch, log)

    return _run(desk, contacts, watch, one_batch)


def _run(desk: SignedIn, contacts: ContactFile, watch: Watch, one_batch: Callable[[list[Outcome]], ContactTally]) -> ContactTally:
    calendar = desk.store.rules.calendars.ours
    reader = ContactReader(contacts.columns, desk.time.now(), calendar)
    reader.check_fixed()
    watch.starts(contacts.columns.headings, contacts.file.size)
    return in_batches(reader.rows(contacts.found), contacts.file, watch, MOST_ROWS, one_batch, ContactTally())


def _one_batch(batch: list[Outcome], watch: Watch, log: Log) -> ContactTally:
    rejects = [outcome for outcome in batch if isinstance(outcome, Reject)]
    rows = [outcome for outcome in batch if isinstance(outcome, ContactRow)]
    empty = len(batch) - len(rejects) - len(rows)
    logged = ContactTally()
    while rows:
        try:
            logged = log(rows)
            break
        except RowRefused as refused:
            rejects.append(Reject(refused.row.line, refused.row.cells, refused.sentence))
            rows.remove(refused.row)
    if rejects:
        watch.rejects(sorted(rejects, key=lambda reject: reject.line))
    return logged + ContactTally(rejected=len(rejects), empty=empty)


def _keep(desk: SignedIn, contacts: ContactFile, tally: ContactTally) -> None:
    """Keep the columns of a run that found something to log, unless the same are kept already and nothing new was logged."""
    found, last, now = contacts.columns.to_keep(), contacts.last_time, desk.time.now()
    same = last is not None and last.columns == found
    today = last is not None and london_date(last.at) == london_date(now)
    if not (tally.logged or (tally.already and not same)) or (same and today):
        return
    with desk.store.writing(desk.staff, now) as writing:
        keep_columns(writing, KeepColumns(contacts.columns.heading_set, found))
