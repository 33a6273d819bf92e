"""One reading of a long list, made in a thread: the rows around the cursor and how many there are."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from screens.widgets.load_source import LoadSource
from screens.widgets.pages import PAGE_ROWS

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The row to keep the cursor on, its index so far, and how the list stood on the screen."""

    key: Hashable | None
    index: int
    rows_above: int
    height: int


@dataclass(frozen=True)
class Loaded(Generic[Row]):
    """What the reading found: `position` is the wanted row's index, or None if it is not in the list."""

    wanted: Wanted
    total: int
    position: int | None
    pages: Mapping[int, Sequence[Row]]


def read_list(source: LoadSource[Row], row_key: Callable[[Row], Hashable], wanted: Wanted) -> Loaded[Row]:
    """Read the pages that will be on the screen with the wanted row where it stood."""
    total = source.count()
    position = None if wanted.key is None else source.position(wanted.key)
    centre = min(max(0, wanted.index if position is None else position), max(0, total - 1))
    first = max(0, min(centre - wanted.rows_above, total - wanted.height))
    last = min(max(centre, first + wanted.height), max(0, total - 1))
    pages: dict[int, Sequence[Row]] = {}
    for number in range(first // PAGE_ROWS, last // PAGE_ROWS + 1 if total else 0):
        rows = source.window(number * PAGE_ROWS, PAGE_ROWS)
        pages[number] = rows
        if len(rows) < PAGE_ROWS:
            total = min(total, number * PAGE_ROWS + len(rows))
            break
    return Loaded(wanted, total, _checked(position, wanted.key, row_key, pages), pages)


def _checked(
    position: int | None,
    key: Hashable | None,
    row_key: Callable[[Row], Hashable],
    pages: Mapping[int, Sequence[Row]],
) -> int | None:
    """The position, put right if the list changed between asking where the row is and reading the rows."""
    if key is None:
        return None
    for number, rows in pages.items():
        for place, row in enumerate(rows):
            if row_key(row) == key:
                return number * PAGE_ROWS + place
    return position
