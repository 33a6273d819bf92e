"""Views of the queue that staff keep by a name, each for its owner alone or shared with everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from casework.contact import unstorable
from casework.filter_grammar import read_filter
from casework.moments import london_date
from casework.permissions import require
from casework.queue_columns import Order, UnknownColumn, read_order
from casework.search_words import folded
from casework.views import views
from db.audit import record
from db.errors import BadValue, NotPossible
from db.queries.filter_names import filter_names
from db.store import Writing
from db.tables import SavedView

PERMISSION = "share-view"
LONGEST_NAME = 40
LONGEST_FILTER = 500
REMOVED = "view removed"


@dataclass(frozen=True, slots=True)
class SaveView:
    """A filter and an order, as typed, to be kept by a name; `shared` for everybody."""

    name: str
    filter: str
    sort: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What a saved view, as read at `version`, is to be from now on."""

    view_id: int
    version: int
    view: SaveView


@dataclass(frozen=True, slots=True)
class RemoveView:
    """A saved view, as read at `version`, that is no longer wanted."""

    view_id: int
    version: int


def save_view(writing: Writing, command: SaveView) -> int:
    """Keep a view; gives its row. Raises BadValue by field, or NotAllowed for one that is to be shared."""
    row = SavedView(name="", filter="", made_at=writing.now, made_by=writing.staff.id)
    _put(writing, row, command)
    record(writing, "view saved", row=row.id, shared=command.shared)
    return row.id or 0


def change_view(writing: Writing, command: ChangeView) -> None:
    """Give a view another name, filter or order, or share it or no longer.

    Raises BadValue by field, NotAllowed when it is or is to be shared, or NotPossible when it was changed or removed meanwhile.
    """
    row = _as_read(writing, command.view_id, command.version)
    row.version += 1
    _put(writing, row, command.view)
    record(writing, "view changed", row=row.id, shared=command.view.shared)


def remove_view(writing: Writing, command: RemoveView) -> str:
    """Remove a view for good; gives in words what it was, to be typed again if it is missed.

    Raises NotAllowed for a shared one, or NotPossible when it was changed or removed meanwhile.
    """
    row = _as_read(writing, command.view_id, command.version)
    writing.session.delete(row)
    record(writing, REMOVED, row=row.id, shared=row.owner_id is None)
    order = f", sorted by {row.sort}" if row.sort else ""
    return f"'{row.name}' is removed. It showed: {row.filter or 'every open case'}{order}"


def _put(writing: Writing, row: SavedView, command: SaveView) -> None:
    if command.shared:
        require(writing.staff.role, PERMISSION)
    owner = None if command.shared else row.owner_id or writing.staff.id
    row.name = _name(writing, command.name, owner, row.id)
    row.filter, row.sort, row.owner_id = _filter(writing, command.filter), _sort(command.sort), owner
    writing.session.add(row)
    writing.session.flush()


def _as_read(writing: Writing, view_id: int, version: int) -> SavedView:
    """A view that the acting member may change, if it still is as they read it."""
    row = writing.session.get(SavedView, view_id)
    if row is None or row.owner_id not in (None, writing.staff.id):
        raise NotPossible("This view is no longer there: it was removed meanwhile.")
    if row.owner_id is None:
        require(writing.staff.role, PERMISSION)
    if row.version != version:
        raise NotPossible(f"'{row.name}' was changed by somebody else meanwhile. Look at it again, then repeat this.")
    return row


def _name(writing: Writing, typed: str, owner: int | None, own_id: int | None) -> str:
    name = " ".join(typed.split())
    if not folded(name):
        raise BadValue("name", "Type a name for the view, with a letter or a figure in it.")
    if len(name) > LONGEST_NAME:
        raise BadValue("name", f"A view's name has at most {LONGEST_NAME} characters. Type a shorter one.")
    if problem := unstorable(name):
        raise BadValue("name", problem)
    if any(folded(view.title) == folded(name) for view in views()):
        raise BadValue("name", f"There is a view '{name}' for everybody already, which is always there. Type another name.")
    others = writing.session.exec(select(SavedView).where(col(SavedView.owner_id) == owner, col(SavedView.id) != own_id)).all()
    if taken := _called(others, name):
        whose = "for everybody" if owner is None else "of yours"
        raise BadValue("name", f"There is a view '{taken.name}' {whose} already. Type another name, or change that one.")
    return name


def _called(saved: Sequence[SavedView], name: str) -> SavedView | None:
    return next((row for row in saved if folded(row.name) == folded(name)), None)


def _filter(writing: Writing, typed: str) -> str:
    text = " ".join(typed.split())
    if len(text) > LONGEST_FILTER:
        raise BadValue("filter", f"A view's filter has at most {LONGEST_FILTER} characters. Type a shorter one.")
    if problem := unstorable(text):
        raise BadValue("filter", problem)
    known = filter_names(writing.session.connection())
    wanted = read_filter(text, london_date(writing.now), writing.rules.calendars.ours, known)
    if wanted.problems:
        raise BadValue("filter", " ".join(wanted.problems))
    return text


def _sort(typed: str) -> str:
    try:
        order = read_order(typed)
    except UnknownColumn as problem:
        raise BadValue("sort", str(problem)) from None
    return "" if order == Order() else str(order)
