"""A publication as values a program can read: every figure with what it is, dates in ISO form, the same keys each time."""

from datetime import date, datetime

from casework.moments import london
from casework.publishing.publication import Cell, Chart, Publication, Section, StandardSaid, Table
from casework.publishing.said import UNITS, how_to_read, small_counts_words

FORMAT, VERSION = "iopc-desk publication", 1


def as_json(publication: Publication) -> dict[str, object]:
    """The publication as values: percentages are shares from 0 to 1, a chart's are in its unit; null is a figure there is not."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": publication.id,
        "title": publication.title,
        "from": publication.first.isoformat(),
        "to": publication.last.isoformat(),
        "made_at": _iso(publication.made_at),
        "store": publication.store,
        "held_under": publication.held_under,
        "small_counts": small_counts_words(publication),
        "how_to_read": list(how_to_read(publication)),
        "standards": [_standard(each) for each in publication.standards],
        "sections": [_section(each) for each in publication.sections],
    }


def _standard(standard: StandardSaid) -> dict[str, object]:
    return {
        "id": standard.id,
        "title": standard.title,
        "length": standard.length,
        "target_percent": standard.target,
        "basis": standard.basis,
        "source": standard.source,
        "since": standard.since.isoformat() if standard.since else None,
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "sentences": list(section.sentences),
        "tables": [_table(each) for each in section.tables],
        "charts": [_chart(each) for each in section.charts],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "id": table.id,
        "title": table.title,
        "note": table.note,
        "has_total": table.has_total,
        "columns": [{"title": each.title, "kind": each.kind, "unit": UNITS[each.kind]} for each in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, object]:
    value = _iso(cell.value) if isinstance(cell.value, date) else cell.value
    return {"value": value, "kind": cell.kind, "of": cell.of, "held_back": cell.held_back, "filter": cell.filter}


def _chart(chart: Chart) -> dict[str, object]:
    return {
        "id": chart.id,
        "title": chart.title,
        "kind": chart.kind,
        "unit": chart.unit,
        "labels": list(chart.labels),
        "series": [{"name": each.name, "values": list(each.values), "held_back": list(each.held_back)} for each in chart.series],
        "words": chart.words,
    }


def _iso(value: date) -> str:
    return london(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
