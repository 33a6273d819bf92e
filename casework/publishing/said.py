"""What every published file says of itself, and how its figures are said."""

from collections.abc import Iterator
from datetime import date, datetime

from casework.date_words import day_words, moment_words
from casework.publishing.publication import Cell, CellKind, Chart, Column, Publication, Section, Table

HELD_BACK, NO_FIGURE = "[c]", "[z]"
"""The marks of UK official statistics: held back as confidential, and not applicable."""

LOCAL = "local example"
UNITS: dict[CellKind, str] = {
    "text": "text",
    "count": "count",
    "percent": "%",
    "days": "working days",
    "date": "date",
    "moment": "moment",
}
"""What the cells of each kind are given in."""


def cell_words(cell: Cell) -> str:
    """`1,204`, `87.5% of 40`, `4.5`, `Wed 31 Dec 2025`: a cell as read; texts are as they are."""
    value = cell.value
    if cell.held_back:
        return HELD_BACK
    if value is None:
        return NO_FIGURE
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, str):
        return value
    words = percent_words(100 * value) if cell.kind == "percent" else number_words(value)
    return words if cell.of is None else f"{words} of {cell.of:,}"


def number_words(value: float) -> str:
    """`1,204` or `4.5`, with one decimal at most."""
    return f"{value:,.1f}".removesuffix(".0")


def percent_words(value: float) -> str:
    """`87.5%`, of a number out of a hundred."""
    return f"{value:.1f}%"


def point_words(value: float, unit: str) -> str:
    """A point of a chart as read."""
    return percent_words(value) if unit == "%" else number_words(value)


def range_words(publication: Publication) -> str:
    """`Sun 1 Nov 2026 to Mon 30 Nov 2026`, or the one day."""
    first, last = publication.first, publication.last
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def about(publication: Publication) -> tuple[tuple[str, str], ...]:
    """What the file says of itself, each under its heading."""
    return (
        ("Dates", range_words(publication)),
        ("Made", moment_words(publication.made_at)),
        ("From the store", publication.store),
        ("Small counts", small_counts_words(publication)),
    )


def small_counts_words(publication: Publication) -> str:
    """Whether small counts are held back, and by which rule."""
    if publication.held_under is None:
        return "Every count is shown, small ones too."
    most = publication.held_under - 1
    return (
        f"Counts from 1 to {most} are held back and marked {HELD_BACK}; 0 is shown. So are further figures, totals and "
        "percentages from which one of them could be worked out. That holds of this file alone: do not publish beside it files "
        "of days that are in it, of parts of its work, or of it made at another time."
    )


def how_to_read(publication: Publication) -> tuple[str, ...]:
    """How the figures are to be read, as far as such figures are there, and then what is to be known of them."""
    return (*_reading(publication), *publication.notes)


def _reading(publication: Publication) -> Iterator[str]:
    cells = [cell for section in publication.sections for table in section.tables for row in table.rows for cell in row]
    points = [
        value for section in publication.sections for chart in section.charts for each in chart.series for value in each.values
    ]
    held = [each for section in publication.sections for chart in section.charts for each in chart.series if each.held_back]
    yield "Dates and times are London's; both the first and the last date are counted in."
    if any(cell.kind == "percent" and cell.of is not None for cell in cells):
        yield "A percentage is followed by the count it is a percentage of, such as 87.5% of 40."
    if any(cell.kind == "days" for cell in cells):
        yield "Lengths of time are in working days."
    if held or any(cell.held_back for cell in cells):
        yield f"{HELD_BACK} marks a figure that is held back because it is small or would give a small one away."
    if None in points or any(cell.value is None and not cell.held_back for cell in cells):
        yield f"{NO_FIGURE} marks a figure that there is not, such as a percentage of nothing."
    if any(each.basis == LOCAL for each in publication.standards):
        yield "A standard whose basis is a local example is one of this desk's own examples, not a published IOPC standard."


def standards_section(publication: Publication) -> Section:
    """The standards the figures go by, as a section of its own."""
    columns = (
        Column("Standard", "text"),
        Column("Length", "text"),
        Column("Target", "percent"),
        Column("Basis", "text"),
        Column("Source", "text"),
        Column("In force since", "date"),
    )
    rows = tuple(
        (
            Cell(each.title, "text"),
            Cell(each.length, "text"),
            Cell(None if each.target is None else each.target / 100, "percent"),
            Cell(each.basis, "text"),
            Cell(each.source, "text"),
            Cell(each.since, "date") if each.since else Cell("always", "text"),
        )
        for each in publication.standards
    )
    if not rows:
        return Section("standards", "What the standards are", ("These figures are measured against no standard.",))
    table = Table("standards", "The standards these figures are measured against", columns, rows)
    return Section("standards", "What the standards are", (), (table,))


def chart_figures(chart: Chart) -> Table:
    """The figures a chart is drawn from, a row for each label."""
    kind: CellKind = "percent" if chart.unit == "%" else "days" if "day" in chart.unit.casefold() else "count"
    rows = tuple(
        (
            Cell(label, "text"),
            *(_point(each.values[place], kind, place in each.held_back) for each in chart.series),
        )
        for place, label in enumerate(chart.labels)
    )
    columns = (Column("", "text"), *(Column(each.name, kind) for each in chart.series))
    return Table(chart.id, f"{chart.title}: the figures, {chart.unit}", columns, rows)


def _point(value: float | None, kind: CellKind, held_back: bool) -> Cell:
    if value is None:
        return Cell(None, kind, held_back=held_back)
    if kind == "percent":
        return Cell(value / 100, kind)
    return Cell(int(value) if value == int(value) else value, kind)
