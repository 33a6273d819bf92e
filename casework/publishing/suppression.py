"""Small counts held back from a publication, with whatever else would give them away."""

from collections.abc import Iterator
from dataclasses import replace

from casework.publishing.figures_of import held_figures, tables_of
from casework.publishing.giving_away import hold_back_what_gives_away
from casework.publishing.held_figures import Place
from casework.publishing.publication import Cell, Chart, Publication, Section, Series, Table
from casework.publishing.told_figures import Told

USUAL_UNDER = 5


def suppressed(publication: Publication, under: int = USUAL_UNDER) -> Publication:
    """The publication with every count from 1 to less than `under` held back; that there is none is shown.

    Held back with them: further figures until none of those held can be worked out from sums, percentages or another table;
    percentages and medians of a row with a small count; the points of charts that show the same; and each sentence that says a
    small number or one that no table shows. One who knows the rule finds at least two values that each count held back may have.
    """
    if publication.held_under is not None and publication.held_under >= under:
        return publication
    held = held_figures(publication, under)
    hold_back_what_gives_away(held)
    rewriting = _Rewriting(publication, frozenset(held.held), under)
    return rewriting.publication()


class _Rewriting:
    """Writes the publication anew without what is held back."""

    def __init__(self, publication: Publication, places: frozenset[Place], under: int) -> None:
        self._old = publication
        self._places = places
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
        told = Told(replace(self._old, sections=()), tables.values(), self._under)
        sections = tuple(self._section(section, numbers, tables, told) for section, numbers in numbered)
        notes = told.kept(self._old.notes)
        if told.left_out:
            many = "1 sentence is" if told.left_out == 1 else f"{told.left_out:,} sentences are"
            notes = (*notes, f"{many} left out: each says a number that is held back or that no table shows.")
        return replace(self._old, sections=sections, notes=notes, held_under=self._under)

    def _section(self, section: Section, numbers: list[int], tables: dict[int, Table], told: Told) -> Section:
        own = [tables[number] for number in numbers[: len(section.tables)]]
        charts = numbers[len(section.tables) :]
        return replace(
            section,
            sentences=told.kept(section.sentences),
            tables=tuple(replace(table, note=" ".join(told.kept((table.note,) if table.note else ()))) for table in own),
            charts=tuple(
                self._chart(number, chart, list(tables.values()), told)
                for number, chart in zip(charts, section.charts, strict=True)
            ),
        )

    def _table(self, number: int, table: Table) -> Table:
        return replace(table, rows=tuple(tuple(self._row(number, place, table)) for place in range(len(table.rows))))

    def _row(self, number: int, place: int, table: Table) -> Iterator[Cell]:
        row = table.rows[place]
        some_small = any(
            cell.kind == "count" and isinstance(cell.value, int) and 0 < cell.value < self._under for cell in row[1:]
        )
        some_held = any((number, place, column) in self._places for column in range(len(row)))
        for column, cell in enumerate(row):
            goes = (number, place, column) in self._places
            goes = goes or (cell.kind == "percent" and cell.of is None and some_held and column > 0)
            goes = goes or (cell.kind == "days" and (some_small or (cell.of is not None and 0 < cell.of < self._under)))
            yield replace(cell, value=None, of=None, filter="", held_back=True) if goes and cell.value is not None else cell

    def _chart(self, number: int, chart: Chart, tables: list[Table], told: Told) -> Chart:
        counts = tables_of(replace(self._old, sections=(Section("", "", charts=(chart,)),)))[0] is not None
        series = tuple(
            self._series(each, [self._point_shown(number, chart, (n, column), counts, tables) for n in range(len(each.values))])
            for column, each in enumerate(chart.series, start=1)
        )
        words = " ".join(told.kept((chart.words,)))
        if series != chart.series:
            words = f"{words} Some points of this chart are held back.".strip()
        return replace(chart, series=series, words=words or "What this chart shows is in the tables.")

    @staticmethod
    def _series(series: Series, shown: list[bool]) -> Series:
        values = tuple(value if stays else None for value, stays in zip(series.values, shown, strict=True))
        held = tuple(place for place, value in enumerate(series.values) if value is not None and not shown[place])
        return Series(series.name, values, (*series.held_back, *held))

    def _point_shown(self, number: int, chart: Chart, at: tuple[int, int], counts: bool, tables: list[Table]) -> bool:
        """A count by its own place; a percentage or a number of days only if a table shows it beside the same heading.

        A standard's target may always be drawn.
        """
        series = chart.series[at[1] - 1]
        value = series.values[at[0]]
        if value is None or counts:
            return (number, *at) not in self._places
        headings = {chart.labels[at[0]].strip().casefold(), series.name.strip().casefold()}
        if chart.unit == "%" and any(
            each.target == value and (each.title.strip().casefold() in headings or set(series.values) == {value})
            for each in self._old.standards
        ):
            return True
        return any(_shows(table, headings, value, chart.unit == "%") for table in tables)


def _shows(table: Table, headings: set[str], value: float, percent: bool) -> bool:
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=False):
            if cell.kind != ("percent" if percent else "days") or not isinstance(cell.value, int | float):
                continue
            shown = cell.value * 100 if percent else cell.value
            if abs(shown - value) < 0.05 and headings & {str(row[0].value).strip().casefold(), column.title.strip().casefold()}:
                return True
    return False
