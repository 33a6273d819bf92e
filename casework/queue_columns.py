"""The columns a list of cases can have, and the orders it can be in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.errors import DeskError


class UnknownColumn(DeskError):
    """A column or an order that there is not."""


@dataclass(frozen=True, slots=True)
class QueueColumn:
    """A column of the queue: its heading, what it shows in words, and whether the queue can be sorted by it."""

    id: str
    title: str
    help: str
    sorts: bool = True


_COLUMNS = (
    QueueColumn("due", "Due", "the next deadline in words"),
    QueueColumn("ref", "Ref", "our reference"),
    QueueColumn("kind", "Kind", "the kind of case"),
    QueueColumn("flags", "Flags", "safeguarding, referral-type, priority, waiting, re-opened", sorts=False),
    QueueColumn("about", "From, about", "who it is from and what it is about", sorts=False),
    QueueColumn("from", "From", "who it is from"),
    QueueColumn("subject", "About", "what it is about"),
    QueueColumn("force", "Force", "the force or body it is about"),
    QueueColumn("their-ref", "Their ref", "the force's own reference"),
    QueueColumn("owner", "Owner", "whose it is"),
    QueueColumn("team", "Team", "the team of whose it is"),
    QueueColumn("priority", "Priority", "how urgent it was said to be"),
    QueueColumn("tags", "Tags", "its tags", sorts=False),
    QueueColumn("channel", "Channel", "how it came in"),
    QueueColumn("received", "Received", "when it was received"),
    QueueColumn("contact", "Last contact", "when it was last spoken or written of with them"),
    QueueColumn("promise", "Promise", "what the next deadline promises"),
    QueueColumn("closed", "Closed", "when it was closed, and how it ended"),
)
QUEUE_COLUMNS: Mapping[str, QueueColumn] = {column.id: column for column in _COLUMNS}
"""Every column by its id, in the order they are offered."""
USUAL: tuple[str, ...] = ("due", "ref", "kind", "about", "force", "owner")
"""The columns of somebody who chose none."""
BACKWARDS = "-"


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: a column that sorts, `backwards` from the latest or last. Cases without a value come last."""

    by: str = "due"
    backwards: bool = False

    def __str__(self) -> str:
        """As it is typed and kept: `received`, or `-received` for the latest first."""
        return f"{BACKWARDS if self.backwards else ''}{self.by}"


def read_order(typed: str) -> Order:
    """The order that was typed, such as `-received`; empty is the queue's own. Raises UnknownColumn, naming what there is."""
    text = typed.strip().lower()
    by = text.removeprefix(BACKWARDS)
    if not text:
        return Order()
    column = QUEUE_COLUMNS.get(by)
    if column is None or not column.sorts:
        known = ", ".join(each.id for each in QUEUE_COLUMNS.values() if each.sorts)
        raise UnknownColumn(f"The queue can't be sorted by '{by[:40]}'. Use one of: {known}; - before it turns it round.")
    return Order(by, text.startswith(BACKWARDS))


def read_columns(typed: str | Iterable[str]) -> tuple[str, ...]:
    """The columns that were typed with commas between, each once, in that order. Raises UnknownColumn, naming what there is."""
    parts = typed.split(",") if isinstance(typed, str) else typed
    wanted = [part.strip().lower() for part in parts if part.strip()]
    for name in wanted:
        if name not in QUEUE_COLUMNS:
            raise UnknownColumn(f"There is no column called '{name[:40]}'. Use: {', '.join(QUEUE_COLUMNS)}.")
    return tuple(dict.fromkeys(wanted)) or USUAL
