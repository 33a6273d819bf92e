"""The record as the program holds it: opened once, read and written through two doors."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import URL, Connection, Engine, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from casework.standards import Standard
from db.engine import connect, for_reading, for_writing, store_trouble
from db.errors import NotOnStaff
from db.location import shown
from db.staff_member import StaffMember
from db.tables import Staff


@dataclass(frozen=True, slots=True)
class Writing:
    """One transaction in progress: its session, who acts, and the moment everything in it happens."""

    session: Session
    staff: StaffMember
    now: datetime
    standards: Mapping[int, Standard]


class Store:
    """An open record. Use `opened` in db.opening to get one that is migrated and filled with its reference data."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine: Engine = connect(url)

    @property
    def place(self) -> str:
        """Where the record is, as it may be shown."""
        return shown(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @cached_property
    def standards(self) -> Mapping[int, Standard]:
        """Every service standard in the record by its row, read once."""
        from db.queries.standards import standards

        with self.reading() as connection:
            return standards(connection)

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
        standards = self.standards
        try:
            with self.engine.connect() as connection, Session(for_writing(connection)) as session:
                yield Writing(session, _still_on_staff(session, staff), now, standards)
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
