"""The staff list."""

from sqlalchemy import Connection, func, select

from db.staff_member import StaffMember
from db.tables.plain import STAFF

_MEMBER = select(*(STAFF.c[name] for name in ("id", "login", "name", "role", "active")))


def staff_list(connection: Connection, active_only: bool = True) -> list[StaffMember]:
    """Everyone on the staff list by name; those who have left too, when asked for."""
    query = _MEMBER.order_by(func.lower(STAFF.c.name), STAFF.c.id)
    if active_only:
        query = query.where(STAFF.c.active)
    return [StaffMember(*row) for row in connection.execute(query)]


def staff_with_login(connection: Connection, login: str) -> StaffMember | None:
    """The member of staff with this operating-system login, active or not."""
    query = _MEMBER.where(STAFF.c.login == login)
    row = connection.execute(query).one_or_none()
    return None if row is None else StaffMember(*row)


def nobody_yet(connection: Connection) -> bool:
    """Whether the staff list is empty, as in a new store."""
    return not connection.execute(select(func.count()).select_from(STAFF)).scalar()
