"""Choosing whom to give a case to."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.permissions import may, role_titles
from db.staff_member import StaffMember
from screens.widgets.picker import Pick, Picker


@dataclass(frozen=True, slots=True)
class NewOwner:
    """The member of staff chosen, None for nobody, and what that does in words."""

    staff_id: int | None
    words: str


def owner_picker(title: str, staff: Sequence[StaffMember], me: StaffMember) -> Picker[NewOwner]:
    """Me first, then nobody, then everyone else the acting member may give cases to."""
    picks = [Pick(NewOwner(me.id, "now yours"), f"{me.name} (me)", role_titles().get(me.role, me.role))]
    picks.append(Pick(NewOwner(None, "back in the queue"), "Nobody: back in the queue"))
    if may(me.role, "allocate"):
        picks += [
            Pick(NewOwner(other.id, f"given to {other.name}"), other.name, role_titles().get(other.role, other.role))
            for other in staff
            if other.id != me.id
        ]
    return Picker(title, picks)
