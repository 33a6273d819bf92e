"""The parts of a publication that are shown one at a time: all its sentences first, then each table and each chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from casework.publishing.publication import Chart, Publication, Section, Table

WORDS: Final = "words"


@dataclass(frozen=True, slots=True)
class Page:
    """One part: the words, a table or a chart of a section."""

    id: str
    title: str
    section: Section | None = None
    table: Table | None = None
    chart: Chart | None = None

    @property
    def heading(self) -> str:
        """What it is of and what it is: `Against the standards › Each standard`."""
        return self.title if self.section is None or self.section.title == self.title else f"{self.section.title} › {self.title}"

    @property
    def chart_beside(self) -> Chart | None:
        """The chart shown where there is room for one under what the page is: its own, or the first of its table's section."""
        if self.table is None or self.section is None:
            return self.chart
        return next(iter(self.section.charts), None)


FIRST: Final = Page(WORDS, "In words")


def pages(publication: Publication) -> tuple[Page, ...]:
    """The parts in the order they are gone through."""
    found = [FIRST]
    for section in publication.sections:
        found += [Page(f"table {it.id}", it.title, section, table=it) for it in section.tables]
        found += [Page(f"chart {it.id}", it.title, section, chart=it) for it in section.charts]
    return tuple(found)


def page_with(found: Sequence[Page], id_: str) -> Page:
    """The part with this id; the words where there is none such."""
    return next((page for page in found if page.id == id_), FIRST)
