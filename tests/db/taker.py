"""What each of several processes does that take the next case at once."""

from threading import Barrier

from db.actions.take_next import take_next
from db.errors import NotPossible
from db.location import location
from db.queries.staff import staff_with_login
from db.store import Store
from tests.desk import moment

together: list[Barrier] = []


def begin(barrier: Barrier) -> None:
    """Remember what all of them wait at, so that none is done before the last has begun."""
    together[:] = [barrier]


def take_all(address: str, login: str) -> list[str]:
    """Take one case after the other until there is none; gives their references."""
    store, now = Store(location(address)), moment("Mon 12 Jan 2026 10:00")
    with store.reading() as connection:
        member = staff_with_login(connection, login)
    assert member is not None
    together[0].wait(60)
    taken: list[str] = []
    try:
        while True:
            with store.writing(member, now) as writing:
                taken.append(take_next(writing).reference)
    except NotPossible:
        return taken
    finally:
        store.close()
