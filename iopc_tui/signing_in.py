"""Who is at the keyboard, and the store they work in."""

import getpass
from dataclasses import dataclass

from casework.errors import DeskError
from casework.timesource import SystemTime, TimeSource
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened
from db.staff_member import StaffMember
from db.store import Store


class NobodyKnown(DeskError):
    """The operating system does not say who is at the keyboard."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open store, the member of staff who uses it, the time they go by, and whether they have just become its first."""

    store: Store
    staff: StaffMember
    time: TimeSource
    first: bool

    @property
    def welcome(self) -> str:
        """What the first user of a new store is told."""
        return (
            f"This is a new store, {self.store.place}, and you ({self.staff.login}) are its administrator. "
            "Add others with: iopc staff add LOGIN --name NAME"
        )


def sign_in(db: str | None, time: TimeSource, *, make: bool = True) -> SignedIn:
    """Open the store, made where there is none unless it is not to `make`, and match the system's user to its staff list.

    Raises StoreUnavailable or StoreTooNew, NobodyKnown, and NotOnStaff for somebody the list does not have.
    """
    login = who()
    store = opened(location(db), SystemTime().now(), make=make)
    staff, first = signed_in(store, login, full_name(login), time.now())
    return SignedIn(store, staff, time, first)


def who() -> str:
    """The login of the person at the keyboard."""
    try:
        return _legible(getpass.getuser())
    except (KeyError, ImportError, OSError):
        raise NobodyKnown("This computer does not say who you are. Set LOGNAME to your login and try again.") from None


def full_name(login: str) -> str:
    """The person's name as the operating system has it, or the login where it has none."""
    try:
        import pwd

        return _legible(pwd.getpwnam(login).pw_gecos.split(",")[0].strip()) or login
    except (ImportError, KeyError, ValueError):
        return login


def _legible(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
