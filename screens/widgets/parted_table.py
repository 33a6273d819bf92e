"""A list in parts: a heading over each, which the cursor passes by."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual.strip import Strip

from screens.commands import Command
from screens.safe import fit
from screens.widgets.columns import Column
from screens.widgets.drawn_list import SIGNS_WIDTH
from screens.widgets.list_commands import LIST_COMMANDS, MarkRow
from screens.widgets.list_load import Loaded
from screens.widgets.window_table import WindowTable

Row = TypeVar("Row")
COMMANDS: tuple[type[Command], ...] = tuple(command for command in LIST_COMMANDS if command is not MarkRow)


class PartedTable(WindowTable[Row], Generic[Row], inherit_bindings=False):
    """A table whose headings are rows of its source; nothing in it is marked."""

    commands: ClassVar[tuple[type[Command], ...]] = COMMANDS
    BINDINGS: ClassVar = [command.binding(command.name()) for command in COMMANDS]

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        across: Callable[[Row], str],
        passed_by: Callable[[Row], bool],
        *,
        loading_text: str = "Reading…",
    ) -> None:
        """A table in which a row that has words `across` is drawn as those, and the cursor rests on none that is passed by."""
        super().__init__(columns, row_key, loading_text=loading_text)
        self._across = across
        self._passed_by = passed_by

    @property
    def rows_shown(self) -> int:
        """How many rows the table has room for."""
        return self._height

    def validate_cursor(self, index: int) -> int:
        """Keep the cursor on a row it may rest on: the next one the way it moves, or else the other way."""
        wanted = super().validate_cursor(index)
        return self._resting(wanted, -1 if wanted < self.cursor else 1)

    def action_mark_row(self) -> None:
        """Nothing is marked here."""

    def _refilled_cursor(self, found: Loaded[Row], moved: int) -> int:
        return self._resting(super()._refilled_cursor(found, moved), 1)

    def _resting(self, index: int, way: int) -> int:
        for place in (*self._from(index, way), *self._from(index, -way)):
            row = self._pages.row(place)
            if row is None or not self._passed_by(row):
                return place
        return index

    def _from(self, index: int, way: int) -> Iterator[int]:
        return iter(range(index, self.total if way > 0 else -1, way))

    def _keep_cursor_on_screen(self) -> None:
        """Let the heading over the cursor's row be seen with it."""
        super()._keep_cursor_on_screen()
        above = self.cursor - 1
        row = self._pages.row(above)
        if row is not None and self._passed_by(row) and self.scroll_offset.y > above:
            self.scroll_to(y=above, animate=False, force=True)

    def _row_line(self, index: int, width: int) -> Strip:
        row = self._pages.row(index) if index < self.total else None
        if row is None or not (words := self._across(row)):
            return super()._row_line(index, width)
        passed_by = self._passed_by(row)
        here = index == self.cursor and not passed_by
        base = self._base + self._style("cursor" if here else "titles" if passed_by else "muted")
        self._drawn[index] = self._cells(row)
        indent = "" if passed_by else f"{'▸' if here else ' ':{SIGNS_WIDTH}}"
        return Strip([Segment(fit(f"{indent}{words}", width), base)], width)
