"""The views of the queue that a member of staff can choose from: built in, their own, and those shared with everybody."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, or_, select

from casework.errors import DeskError
from casework.queue_columns import Order, UnknownColumn, read_order
from casework.search_words import folded
from casework.views import views
from db.tables.plain import SAVED_VIEW

Whose = Literal["built-in", "mine", "shared"]


class NoSuchView(DeskError):
    """A view was asked for by a name that none has."""


_AS_DUE = Order()


@dataclass(frozen=True, slots=True)
class SavedOrBuiltIn:
    """A view: its name, what is typed to get it, and its order. One that is built in has no row and no version."""

    name: str
    filter: str
    order: Order = _AS_DUE
    whose: Whose = "built-in"
    id: int | None = None
    version: int = 0

    @property
    def sort(self) -> str:
        """Its order as it is kept, empty for the queue's own."""
        return "" if self.order == _AS_DUE else str(self.order)


def all_views(connection: Connection, me: int) -> list[SavedOrBuiltIn]:
    """Every view of a member: the built-in ones in their order, then their own, then those shared, both by name."""
    built_in = [SavedOrBuiltIn(view.title, view.filter) for view in views()]
    columns = SAVED_VIEW.c
    query = select(columns.id, columns.owner_id, columns.name, columns.filter, columns.sort, columns.version)
    saved = [
        SavedOrBuiltIn(row.name, row.filter, _order(row.sort), "shared" if row.owner_id is None else "mine", row.id, row.version)
        for row in connection.execute(query.where(or_(columns.owner_id == me, columns.owner_id.is_(None))))
    ]
    return built_in + sorted(saved, key=lambda view: (view.whose, folded(view.name), view.id or 0))


def view_named(connection: Connection, me: int, name: str) -> SavedOrBuiltIn:
    """The view of a name, whatever its case and accents: a member's own before a shared one, that before a built-in one.

    Raises NoSuchView, naming what there is.
    """
    known = all_views(connection, me)
    called = [view for view in known if folded(view.name) == folded(name)]
    for whose in ("mine", "shared", "built-in"):
        for view in called:
            if view.whose == whose:
                return view
    names: dict[str, str] = {}
    for view in known:
        names.setdefault(folded(view.name), f"'{view.name}'")
    raise NoSuchView(f"There is no view called '{name[:40]}'. There are: {', '.join(names.values())}.")


def _order(kept: str) -> Order:
    try:
        return read_order(kept)
    except UnknownColumn:  # Kept by a version of the program that knew another column.
        return Order()
