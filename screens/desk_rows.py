"""The rows of a member's desk: headings, lines, and how many more lines there are where not all of them are shown."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass

from casework.summaries.my_desk import DeskLine, DeskPart, MyDesk, PartId, shares

MORE = "more"
"""What the row is known by that tells how many more a part has."""
ELSEWHERE: dict[PartId, str] = {
    "work": "2 goes to the queue, where / owner:me lists them",
    "changes": "in the timelines of your cases",
}
"""Where more is to be found than a desk reads."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A row: a line of a part, how many more the part has, which `unfolds` when they were read, or the part's heading."""

    part: DeskPart
    line: DeskLine | None = None
    more: int = 0
    unfolds: bool = False

    @property
    def key(self) -> Hashable:
        """What a row is known by when the desk is read again."""
        return self.part.id, self.line.key if self.line is not None else MORE if self.more else "heading"

    @property
    def is_heading(self) -> bool:
        """Whether it is a part's heading."""
        return self.line is None and not self.more

    @property
    def more_words(self) -> str:
        """How many more the part has, and what shows them; empty for any other row."""
        if not self.more:
            return ""
        where = "enter shows them" if self.unfolds else ELSEWHERE.get(self.part.id, "")
        return f"and {self.more:,} more{f': {where}' if where else ''}"


class DeskRows:
    """The rows as a list reads them: each part folded to its share of the room there is, unless it was unfolded."""

    def __init__(self, read: Callable[[], MyDesk], room: Callable[[], int], kept: Callable[[], Hashable | None]) -> None:
        """Rows of the desk as `read`, for so much `room`, with the row that has the key `kept` always among them."""
        self._read = read
        self._room = room
        self._kept = kept
        self._rows: list[DeskRow] = []
        self._keeping = True
        self.unfolded: set[PartId] = set()
        self.desk: MyDesk | None = None

    def count(self) -> int:
        """Read the desk, and say how many rows it has."""
        self.desk = self._read()
        kept, self._keeping = self._kept() if self._keeping else None, True
        self._rows = list(desk_rows(self.desk, self._room(), self.unfolded, kept))
        return len(self._rows)

    def fold(self) -> None:
        """Show of every part its share alone, when next read."""
        self.unfolded.clear()
        self._keeping = False

    def window(self, offset: int, limit: int) -> Sequence[DeskRow]:
        """Some of them."""
        return self._rows[offset : offset + limit]

    def position(self, key: Hashable) -> int | None:
        """Where a row stands."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)


def desk_rows(desk: MyDesk, room: int, unfolded: Collection[PartId], kept: Hashable | None = None) -> Iterator[DeskRow]:
    """The rows of a desk in so much room: under each heading the first lines of the part, or all of it when unfolded."""
    wanted = [len(part.lines) + bool(part.unread) for part in desk.parts]
    for part, rows in zip(desk.parts, shares(wanted, room - len(desk.parts)), strict=True):
        yield DeskRow(part)
        everything = part.id in unfolded or len(part.lines) + bool(part.unread) <= rows
        shown = len(part.lines) if everything else max(rows - 1, _needed(part, kept))
        yield from (DeskRow(part, line) for line in part.lines[:shown])
        if more := part.total - shown:
            yield DeskRow(part, more=more, unfolds=shown < len(part.lines))


def _needed(part: DeskPart, kept: Hashable | None) -> int:
    """How many lines of a part have to be shown for the row with this key to be there."""
    return next((place for place, line in enumerate(part.lines, 1) if kept == (part.id, line.key)), 0)
