"""The few pages of a long list that are held in memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_ROWS = 100
MOST_PAGES = 10


class Pages(Generic[Row]):
    """Rows by index, of which only the most recently seen pages are kept."""

    def __init__(self, pages: Mapping[int, Sequence[Row]] | None = None) -> None:
        """Start with these pages, by page number."""
        self._pages: dict[int, Sequence[Row]] = dict(pages or {})

    def row(self, index: int) -> Row | None:
        """The row at this index of the list, or None if it is not loaded."""
        rows = self._pages.get(index // PAGE_ROWS, ())
        place = index % PAGE_ROWS
        return rows[place] if index >= 0 and place < len(rows) else None

    def put(self, number: int, rows: Sequence[Row]) -> None:
        """Keep a page, forgetting those seen longest ago when there are too many."""
        self._pages.pop(number, None)
        self._pages[number] = rows
        while len(self._pages) > MOST_PAGES:
            del self._pages[next(iter(self._pages))]

    def missing(self, first: int, last: int) -> list[int]:
        """The numbers of the pages not held that cover these rows; those held count as just seen."""
        missing = []
        for number in range(first // PAGE_ROWS, last // PAGE_ROWS + 1):
            if number in self._pages:
                self._pages[number] = self._pages.pop(number)
            else:
                missing.append(number)
        return missing

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Every loaded row with its index."""
        for number, rows in self._pages.items():
            for place, row in enumerate(rows):
                yield number * PAGE_ROWS + place, row

    def __len__(self) -> int:
        """How many pages are held."""
        return len(self._pages)
