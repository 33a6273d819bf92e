"""The staff list: the first administrator of a new store, and those added later."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from casework.contact import unstorable
from casework.permissions import require, role_titles, roles
from db.audit import append, record
from db.engine import for_writing, store_trouble
from db.errors import BadValue, NotOnStaff
from db.queries.staff import nobody_yet, staff_with_login
from db.staff_member import StaffMember
from db.store import Store, Writing
from db.tables import Staff


@dataclass(frozen=True, slots=True)
class AddStaff:
    """Somebody to put on the staff list."""

    login: str
    name: str
    role: str = "agent"


def add_staff(writing: Writing, command: AddStaff) -> StaffMember:
    """Put somebody on the staff list, or back on it; raises BadValue for a login in use, an empty name or an unknown role."""
    require(writing.staff.role, "change-staff")
    login, name = command.login.strip(), command.name.strip()
    if not login or not name:
        raise BadValue("name", "A member of staff needs a login and a name, such as: iopc staff add psmith --name 'Priya Smith'.")
    for field, text in (("login", login), ("name", name)):
        problem = unstorable(text)
        if problem:
            raise BadValue(field, problem)
    if command.role not in roles():
        raise BadValue("role", f"There is no role '{command.role[:40]}'. Use one of: {', '.join(role_titles())}.")
    row = writing.session.exec(select(Staff).where(Staff.login == login)).first()
    if row is not None and row.active:
        raise BadValue("login", f"{login} is already on the staff list, as {row.name}.")
    if row is None:
        row = Staff(login=login, name=name, role=command.role, created_at=writing.now)
    else:
        row.name, row.role, row.active, row.version = name, command.role, True, row.version + 1
    writing.session.add(row)
    writing.session.flush()
    record(writing, "staff added", staff=row.id, role=row.role)
    assert row.id is not None
    return StaffMember(row.id, row.login, row.name, row.role)


def remove_staff(writing: Writing, login: str) -> StaffMember:
    """Take somebody off the staff list; what they did stays. Raises BadValue for an unknown login or the last administrator."""
    require(writing.staff.role, "change-staff")
    row = writing.session.exec(select(Staff).where(Staff.login == login.strip())).first()
    if row is None or not row.active or row.id is None:
        raise BadValue("login", f"{login.strip()[:40]} is not on the staff list. See: iopc staff list.")
    others = select(Staff).where(Staff.role == "administrator", Staff.active, Staff.id != row.id)
    if row.role == "administrator" and writing.session.exec(others).first() is None:
        raise BadValue("login", "The last administrator can't be taken off the list. Add another one first.")
    row.active, row.version = False, row.version + 1
    writing.session.add(row)
    record(writing, "staff removed", staff=row.id)
    return StaffMember(row.id, row.login, row.name, row.role, active=False)


def signed_in(store: Store, login: str, name: str, now: datetime) -> tuple[StaffMember, bool]:
    """The member of staff at the keyboard, and whether they just became a new store's administrator.

    Raises NotOnStaff, saying what to ask for, when the login is not on a list that has others; BadValue for a login that
    can't be kept.
    """
    problem = unstorable(login) or unstorable(name)
    if problem:
        raise BadValue("login", problem)
    with store.reading() as connection:
        member = staff_with_login(connection, login)
        new_store = member is None and nobody_yet(connection)
    if new_store:
        return _first_administrator(store, login, name, now)
    if member is None or not member.active:
        ask = f"iopc staff add {login} --name 'YOUR NAME'"
        raise NotOnStaff(f"{login} is not on the staff list of this store. Ask an administrator to run: {ask}")
    return member, False


def _first_administrator(store: Store, login: str, name: str, now: datetime) -> tuple[StaffMember, bool]:
    try:
        with store.engine.connect() as connection, Session(for_writing(connection)) as session:
            if nobody_yet(session.connection()):
                row = Staff(login=login, name=name, role="administrator", created_at=now)
                session.add(row)
                session.flush()
                append(session, now, row.id, "store opened by its first administrator", None, {"staff": row.id})
                assert row.id is not None
                member = StaffMember(row.id, row.login, row.name, row.role)
                session.commit()
                return member, True
    except SQLAlchemyError as error:
        raise store_trouble(error, store.place) from None
    return signed_in(store, login, name, now)
