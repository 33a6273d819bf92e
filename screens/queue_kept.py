"""The queue as somebody left it: what it was narrowed to, how it was sorted, and the case they were on."""

import json
from contextlib import suppress
from dataclasses import dataclass, field

from textual import work

from casework.errors import DeskError
from casework.queue_columns import Order, UnknownColumn, read_columns, read_order
from db import settings
from db.queries.queue import QueueRow
from screens.desk import Desk
from screens.queue_list import QueueList
from screens.widgets.filter_bar import FilterBar


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """What was typed as a filter, the order, the case under the cursor, and how far down the list that was."""

    filter: str = ""
    order: Order = field(default_factory=Order)
    case_id: int | None = None
    near: int = 0

    def __str__(self) -> str:
        """As it is kept: any text that can be typed can be kept so."""
        return json.dumps({"filter": self.filter, "order": str(self.order), "case": self.case_id, "near": self.near})


def read_place(kept: str) -> KeptPlace:
    """A place that was kept; the top of the whole queue when there is none or it can't be read."""
    try:
        found = json.loads(kept)
        case_id = found["case"]
        return KeptPlace(str(found["filter"]), read_order(found["order"]), int(case_id) if case_id else None, int(found["near"]))
    except (ValueError, KeyError, TypeError, AttributeError, UnknownColumn):
        return KeptPlace()


class KeepsPlace(QueueList):
    """A queue that is found again as it was left."""

    def __init__(self, desk: Desk) -> None:
        """The queue of a desk, its place not yet looked up."""
        super().__init__(desk)
        self._kept = ""

    async def take_up(self) -> None:
        """Show the queue as it was left."""
        own = await self.look_up(self.desk.read.own_settings) or {}
        with suppress(UnknownColumn):
            self.columns = read_columns(own.get(settings.QUEUE_COLUMNS, ""))
        self._kept = own.get(settings.QUEUE_PLACE, "")
        kept = read_place(self._kept)
        self.order = kept.order
        with self.filter_bar.prevent(FilterBar.Changed):
            self.filter_bar.text = kept.filter
        self.read_typed(kept.filter)
        self.show_list(kept.case_id, kept.near)

    def place_kept(self) -> str:
        """The place as it is now, to be kept."""
        row: QueueRow | None = self.table.cursor_row
        return str(KeptPlace(self.filter_bar.text, self.order, row.id if row is not None else None, self.table.cursor))

    async def keep_own(self, key: str, value: str) -> None:
        """Keep a setting of the member's own."""
        await self.look_up(lambda: self.desk.do.keep_own_setting(key, value))

    def leave(self) -> None:
        """The member goes elsewhere: keep the place, should the app end there."""
        if (place := self._moved_to()) is not None:
            self._keep_place(place)

    def keep_now(self) -> None:
        """The app ends: keep the place before it does."""
        if (place := self._moved_to()) is not None:
            self.desk.do.keep_own_setting(settings.QUEUE_PLACE, place)

    def _moved_to(self) -> str | None:
        """The place, if it is another than was kept last."""
        if not self.alive or not self.table.filled:
            return None
        before, self._kept = self._kept, self.place_kept()
        return self._kept if self._kept != before else None

    @work(thread=True, group="settings")
    def _keep_place(self, place: str) -> None:
        with suppress(DeskError):  # Then it is found again as it was left before.
            self.desk.do.keep_own_setting(settings.QUEUE_PLACE, place)
