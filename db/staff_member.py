"""The member of staff who acts, as every action and query takes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone on the staff list."""

    id: int
    login: str
    name: str
    role: str
    active: bool = True
