"""The staff list."""

from sqlalchemy import Connection, func, select

from db.staff_member import StaffMember
from db.tables import Staff


def staff_list(connection: Connection, active_only: bool = True) -> list[StaffMember]:
    """Everyone on the staff list by name; those who have left too, when asked for."""
    query = select(Staff.id, Staff.login, Staff.name, Staff.role, Staff.active).order_by(
        func.lower(Staff.name), Staff.id
    )  # type: ignore
    if active_only:
        query = query.where(Staff.active)  # type: ignore[arg-type]
    return [StaffMember(*row) for row in connection.execute(query)]


def staff_with_login(connection: Connection, login: str) -> StaffMember | None:
    """The member of staff with this operating-system login, active or not."""
    query = select(Staff.id, Staff.login, Staff.name, Staff.role, Staff.active).where(Staff.login == login)  # type: ignore
    row = connection.execute(query).one_or_none()
    return None if row is None else StaffMember(*row)


def nobody_yet(connection: Connection) -> bool:
    """Whether the staff list is empty, as in a new store."""
    return not connection.execute(select(func.count()).select_from(Staff)).scalar()
