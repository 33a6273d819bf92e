"""A publication: sections of sentences, tables and charts over a range of dates, whatever it is written as."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

CellKind = Literal["text", "count", "percent", "days", "date", "moment"]
ChartKind = Literal["bars", "lines"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure or a text of a table. None is a figure that there is not, such as a percentage of nothing.

    A percentage is a share from 0 to 1 with the count `of` which it is one; days are working days. `filter` is what lists the
    cases behind it in the queue, empty where there are none to list. One that is `held_back` was suppressed: its value is None.
    """

    value: str | int | float | date | datetime | None
    kind: CellKind = "count"
    of: int | None = None
    filter: str = ""
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what its cells are.

    What `follows` is worked out from others of its row by more than adding up, such as a forecast: held back when one of them is.
    """

    title: str
    kind: CellKind = "count"
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first column heads its row. The last row is a total where `has_total`. The note tells no figure.

    Rows `by_size` stand in an order that tells of their figures, such as the most first.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    has_total: bool = False
    by_size: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one line or kind of bar, one for each label of its chart; None where there is none.

    `held_back` are the places of those that were suppressed: their values are None.
    """

    name: str
    values: tuple[float | None, ...]
    held_back: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what stands under its axis, its series, their unit, and the same in words for who can't see it.

    Values are in the unit as said: with the unit `%`, eighty-seven and a half per cent is 87.5. Labels `by_size` stand in an
    order that tells of their values.
    """

    id: str
    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    words: str
    by_size: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part under its own heading: sentences first, then tables and charts."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardSaid:
    """A standard that the figures go by: its length in words, its target in per cent, its basis and source, and since when."""

    id: str
    title: str
    length: str
    target: int | None
    basis: str
    source: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Figures of the dates from `first` to `last`, made at a moment from a store, under standards, with notes on them.

    Counts from 1 to less than `held_under` are held back in it, and what would give them away; None where every figure is shown.
    `rules` are those of its sentences and notes that explain the figures and tell none: they stay whatever is held back.
    """

    id: str
    title: str
    first: date
    last: date
    made_at: datetime
    store: str
    standards: tuple[StandardSaid, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    held_under: int | None = None
