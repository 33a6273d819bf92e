"""The record as the program holds it: opened once, read and written through two doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import URL, Connection, Engine, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from casework.rules import Rules
from db.engine import connect, for_reading, for_writing, store_trouble
from db.errors import NotOnStaff
from db.location import shown
from db.queries.rules import rules, rules_version
from db.staff_member import StaffMember
from db.tables import Staff
from db.words_due import put_words_due


@dataclass(frozen=True, slots=True)
class Writing:
    """One transaction in progress: its session, who acts, the moment everything in it happens, and the rules it goes by.

    Within a mass change, `batch` is what the events of its cases have in common.
    """

    session: Session
    staff: StaffMember
    now: datetime
    rules: Rules
    batch: int | None = None


class Store:
    """An open record. Use `opened` in db.opening to get one that is migrated and filled with its reference data."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine: Engine = connect(url)
        self._read: tuple[int, Rules] | None = None

    @property
    def place(self) -> str:
        """Where the record is, as it may be shown."""
        return shown(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def rules(self) -> Rules:
        """The standards and calendars as last read; `refresh_rules` and every write read them again if they changed."""
        return self._read[1] if self._read is not None else self.refresh_rules()

    def refresh_rules(self) -> Rules:
        """The standards and calendars as they are now."""
        with self.reading() as connection:
            return self.rules_in(connection)

    def rules_in(self, connection: Connection) -> Rules:
        """The rules as a transaction begins with them; when they have not changed since they were read, one small look-up."""
        version, known = rules_version(connection), self._read
        if known is not None and known[0] == version:
            return known[1]
        found = rules(connection)
        if known is None or known[0] < version:
            self._read = version, found
        return found

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the record, for queries; raises StoreUnavailable in place of any database error."""
        try:
            with self.engine.connect() as connection, for_reading(connection).begin():
                yield connection
        except SQLAlchemyError as error:
            raise store_trouble(error, self.place) from None

    @contextmanager
    def writing(self, staff: StaffMember, now: datetime) -> Iterator[Writing]:
        """One transaction by one member of staff: all of it is kept when the block ends, none of it if it raises.

        Raises NotOnStaff when the member has been taken off the list meanwhile, StoreUnavailable for a database error.
        """
        try:
            with self.engine.connect() as connection, Session(for_writing(connection)) as session:
                yield Writing(session, _still_on_staff(session, staff), now, self.rules_in(session.connection()))
                if session.in_transaction():  # What was only tried has been rolled back by then.
                    session.flush()
                    put_words_due(session.connection())
                    session.commit()
        except SQLAlchemyError as error:
            raise store_trouble(error, self.place) from None

    def latest_event(self) -> int:
        """The number of the last audit event: it moves with every write by any program, so it tells when to reload."""
        with self.reading() as connection:
            return connection.execute(text("SELECT max(id) FROM audit_event")).scalar() or 0

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def _still_on_staff(session: Session, staff: StaffMember) -> StaffMember:
    row = session.execute(select(Staff).where(Staff.id == staff.id)).scalar_one_or_none()  # type: ignore[arg-type]
    if row is None or not row.active:
        raise NotOnStaff(f"{staff.name} is no longer on the staff list, so nothing was saved. Ask an administrator.")
    return StaffMember(staff.id, row.login, row.name, row.role)
