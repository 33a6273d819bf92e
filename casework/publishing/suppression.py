"""Small counts held back from a publication, with whatever else would give them away."""

import re
from collections.abc import Iterator
from dataclasses import replace

from casework.publishing.figures_of import held_figures, tables_of
from casework.publishing.giving_away import hold_back_what_gives_away
from casework.publishing.held_figures import HeldFigures
from casework.publishing.publication import Cell, CellKind, Chart, Publication, Section, Series, Table
from casework.publishing.shown_points import lines_like, shows
from casework.publishing.told_figures import Told

USUAL_UNDER = 5
NONE_MAY_BE_TOLD = "Every sentence is held back; the tables show what may be told."


def suppressed(publication: Publication, under: int = USUAL_UNDER) -> Publication:
    """The publication with every count from 1 to less than `under` held back; that there is none is shown.

    Held back with them: further figures until none of those held can be worked out from sums, percentages or another table;
    percentages and medians of a row with a small one, but no standard's target; the points of charts that show the same; each
    sentence or text that says a small number, one that is held back, or which figures are the most; and any order by size. Of
    the store only its name stays. One who knows the rule, and all that tables add up to, finds at least two values that each
    count held back may have.
    """
    if publication.held_under is not None and publication.held_under >= under:
        return publication
    held = held_figures(publication, under)
    hold_back_what_gives_away(held)
    rewriting = _Rewriting(publication, held, under)
    return rewriting.publication()


class _Rewriting:
    """Writes the publication anew without what is held back."""

    def __init__(self, publication: Publication, held: HeldFigures, under: int) -> None:
        self._old = publication
        self._held = held
        self._held_rows = {place[:2] for place in held.held}
        self._small_rows = {place[:2] for figure in held.figures if figure.small for place in figure.places}
        self._under = under
        self._numbers = iter(range(len(tables_of(publication))))

    def publication(self) -> Publication:
        """The whole, with a note of how many sentences are left out."""
        numbered = [
            (section, [next(self._numbers) for _ in (*section.tables, *section.charts)]) for section in self._old.sections
        ]
        tables = {
            number: self._table(number, table)
            for section, numbers in numbered
            for number, table in zip(numbers, section.tables, strict=False)
        }
        before = [table for section in self._old.sections for table in section.tables]
        told = Told(self._old, before, tables.values(), self._under)
        tables = {number: self._texts_told(table, told) for number, table in tables.items()}
        sections = tuple(self._section(section, numbers, tables, told) for section, numbers in numbered)
        notes = told.kept(self._old.notes)
        if told.left_out:
            many = (
                "1 sentence is left out, as it tells"
                if told.left_out == 1
                else f"{told.left_out:,} sentences are left out, as they tell"
            )
            notes = (*notes, f"{many} or may tell what is held back.")
        server = re.fullmatch(r"\w+://[^/?]*/?(?P<database>[^?]*).*", self._old.store)
        store = server["database"] or "PostgreSQL" if server else re.split(r"[\\/]", self._old.store)[-1]
        return replace(self._old, store=store, sections=sections, notes=notes, held_under=self._under)

    def _section(self, section: Section, numbers: list[int], tables: dict[int, Table], told: Told) -> Section:
        own = [tables[number] for number in numbers[: len(section.tables)]]
        charts = numbers[len(section.tables) :]
        sentences = told.kept(section.sentences)
        if section.sentences and not (sentences or section.tables or section.charts):
            sentences = (NONE_MAY_BE_TOLD,)
        return replace(
            section,
            sentences=sentences,
            tables=tuple(map(_in_no_order, own)),
            charts=tuple(self._chart(number, chart, tables, told) for number, chart in zip(charts, section.charts, strict=True)),
        )

    def _table(self, number: int, table: Table) -> Table:
        return replace(table, rows=tuple(tuple(self._row(number, place, table)) for place in range(len(table.rows))))

    def _row(self, number: int, place: int, table: Table) -> Iterator[Cell]:
        row = table.rows[place]
        small, some_held = (number, place) in self._small_rows, (number, place) in self._held_rows
        for column, cell in enumerate(row):
            goes = (number, place, column) in self._held.held
            goes = goes or (cell.kind == "percent" and (small or (some_held and cell.of is None)) and not self._is_target(cell))
            goes = goes or (some_held and column < len(table.columns) and table.columns[column].follows)
            goes = goes or (cell.kind == "days" and (small or (cell.of is not None and 0 < cell.of < self._under)))
            yield replace(cell, value=None, of=None, filter="", held_back=True) if goes and cell.value is not None else cell

    def _is_target(self, cell: Cell) -> bool:
        return cell.of is None and any(
            each.target is not None and each.target / 100 == cell.value for each in self._old.standards
        )

    def _chart(self, number: int, chart: Chart, tables: dict[int, Table], told: Told) -> Chart:
        counts = tables_of(replace(self._old, sections=(Section("", "", charts=(chart,)),)))[0] is not None
        series = tuple(
            self._series(each, self._shown(number, chart, column, counts, tables)) for column, each in enumerate(chart.series, 1)
        )
        words = " ".join(told.kept((chart.words,)))
        if series != chart.series:
            words = f"{words} Some points of this chart are held back.".strip()
        return _labels_in_no_order(replace(chart, series=series, words=words or "What this chart shows is in the tables."))

    @staticmethod
    def _texts_told(table: Table, told: Told) -> Table:
        """The table without the texts, but for what heads its rows, that tell a number no sentence may."""
        rows = tuple(
            tuple(
                replace(cell, value=None, held_back=True)
                if place and cell.kind == "text" and isinstance(cell.value, str) and not told.may_stay(cell.value)
                else cell
                for place, cell in enumerate(row)
            )
            for row in table.rows
        )
        return replace(table, rows=rows)

    @staticmethod
    def _series(series: Series, shown: list[bool]) -> Series:
        values = tuple(value if stays else None for value, stays in zip(series.values, shown, strict=True))
        held = tuple(place for place, value in enumerate(series.values) if value is not None and not shown[place])
        return Series(series.name, values, (*series.held_back, *held))

    def _shown(self, number: int, chart: Chart, column: int, counts: bool, tables: dict[int, Table]) -> list[bool]:
        """Which points of a series may be drawn: a count by its own place, a percentage or a length of time as a table shows it.

        That is a table with both its headings, or one with a line of the same values in order. A standard's target may always be.
        """
        series = chart.series[column - 1]
        if counts:
            return [(number, place, column) not in self._held.held for place in range(len(series.values))]
        kind: CellKind = "percent" if chart.unit == "%" else "days"
        before = {n: table for n, table in enumerate(tables_of(self._old)) if table is not None and n in tables}
        lines = [same for n, table in before.items() for same in lines_like(series.values, table, tables[n], kind)]
        return [
            (bool(lines) and all(line[place].value is not None for line in lines))
            or (not lines and any(shows(table, (label, series.name), value, kind) for table in tables.values()))
            or (kind == "percent" and self._is_drawn_target(series, label, value))
            for place, (label, value) in enumerate(zip(chart.labels, series.values, strict=True))
        ]

    def _is_drawn_target(self, series: Series, label: str, value: float | None) -> bool:
        return any(
            each.target == value and (each.title in {label, series.name} or set(series.values) == {value})
            for each in self._old.standards
        )


def _in_no_order(table: Table) -> Table:
    """A table of which something is held back, its rows by what heads them where their order tells of their figures."""
    if not table.by_size or not any(cell.held_back for row in table.rows for cell in row):
        return table
    last = len(table.rows) - table.has_total
    rows = sorted(table.rows[:last], key=lambda row: str(row[0].value).casefold())
    return replace(table, rows=(*rows, *table.rows[last:]), by_size=False)


def _labels_in_no_order(chart: Chart) -> Chart:
    """The same of a chart and its labels."""
    if not chart.by_size or not any(each.held_back for each in chart.series):
        return chart
    places = sorted(range(len(chart.labels)), key=lambda place: chart.labels[place].casefold())
    series = tuple(
        Series(
            each.name,
            tuple(each.values[place] for place in places),
            tuple(new for new, place in enumerate(places) if place in each.held_back),
        )
        for each in chart.series
    )
    return replace(chart, labels=tuple(chart.labels[place] for place in places), series=series, by_size=False)
