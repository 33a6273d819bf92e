"""Sorting the queue by another of its columns."""

from textual import work

from casework.queue_columns import QUEUE_COLUMNS, Order
from db import settings
from screens.commands import Command
from screens.live_screen import ASKING
from screens.queue_kept import KeepsPlace
from screens.widgets.picker import Pick, Picker

_WAYS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("due", "received", "contact", "closed"), ("earliest first", "latest first")),
    "priority": ("urgent first", "urgent last"),
}
_LETTERS = ("A to Z", "Z to A")


class SortQueue(Command):
    """Sort the list by one of its columns, either way; it is kept for you."""

    label = "sort"
    keys = "o"


class SortsQueue(KeepsPlace):
    """A queue that can be sorted."""

    @work(group=ASKING)
    async def action_sort_queue(self) -> None:
        """Ask what to sort by, show it and keep it."""
        order = await self.app.push_screen_wait(sort_picker(self.order))
        if order is None or order == self.order:
            return
        self.show_order(order)
        await self.keep_own(settings.QUEUE_PLACE, self.place_kept())


def sort_picker(order: Order) -> Picker[Order]:
    """Ask for an order, starting on the one in use, which is marked."""
    orders = [Order(column.id, backwards) for column in QUEUE_COLUMNS.values() if column.sorts for backwards in (False, True)]
    return Picker("Sort by", [Pick(each, order_words(each), "✓ now" if each == order else "") for each in orders], chosen=order)


def order_words(order: Order) -> str:
    """An order in words: `Received, latest first`."""
    return f"{QUEUE_COLUMNS[order.by].title}, {_WAYS.get(order.by, _LETTERS)[order.backwards]}"
