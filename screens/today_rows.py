"""A day's figures as rows of a list: first those of the whole desk, then by kind, by channel, by standard and by age."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from casework.concerns import concern_kinds
from casework.date_words import clock_time, short_day, weekday_name
from casework.kinds import channels, kinds
from casework.rules import Rules
from casework.summaries.day_figures import (
    AGE_TITLES,
    BY_AGE,
    BY_CHANNEL,
    BY_KIND,
    BY_STANDARD,
    COMPARED,
    TITLES,
    DayFigures,
    Figure,
    part,
)
from casework.summaries.day_words import BY_CONCERN, average_words, usual_words

OF_THE_NEXT: Final = tuple(name for name in TITLES if name.startswith("next"))
OF_THE_DAY: Final = tuple(name for name in TITLES if name not in OF_THE_NEXT)
SHORT: Final = {"next": "Deadlines", "next-callbacks": "Call-backs promised"}
"""What figures of the next working day are called under its heading."""
ONE_FIGURE: Final = {BY_AGE: "overdue", BY_CONCERN: "flags"}
"""What only one figure is divided by; its parts stand together under one heading."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: a figure with its name and title, how it is held against other days, in figures and in words; or a heading.

    `about` is what it is of, where that is a part of the desk.
    """

    name: str
    title: str
    figure: Figure | None = None
    before: str = ""
    usual: str = ""
    held: str = ""
    about: str = ""

    @property
    def heading(self) -> str:
        """Its title where it only heads others; empty for a figure."""
        return "" if self.figure is not None else self.title

    @property
    def said(self) -> str:
        """What the figure is of, in full: `Enquiry: received`."""
        return f"{self.about}: {self.title.lower()}" if self.about else self.title


def figure_rows(found: DayFigures, standards: Mapping[str, str]) -> list[FigureRow]:
    """The rows of a day; `standards` are the titles of standards by their ids, in their order."""
    rows = list(_section("the day", "The day", [_whole(found, name) for name in OF_THE_DAY]))
    starts = short_day(found.next_day, found.day)
    rows += _section("next", f"What {starts} starts with", [_whole(found, name) for name in OF_THE_NEXT], starts)
    for by, titles in (
        (BY_KIND, {kind.id: kind.title for kind in kinds().values()}),
        (BY_CHANNEL, {it.id: it.label[:1].upper() + it.label[1:] for it in channels().values()}),
        (BY_STANDARD, standards),
    ):
        for which, title in _there(found, by, titles):
            rows += _section(f"{by} {which}", title, _of(found, by, which, title))
    for by, name in ONE_FIGURE.items():
        titles = AGE_TITLES if by == BY_AGE else {kind.id: kind.short for kind in concern_kinds().values()}
        parts = found.parts(name, by)
        each = [FigureRow(part(name, by, which), title, parts[which]) for which, title in _known(titles, parts)]
        rows += _section(f"{name} {by}", "Overdue by how long" if by == BY_AGE else TITLES[name], each, about=TITLES[name])
    return rows


def standard_titles(rules: Rules) -> dict[str, str]:
    """The title of each standard by its id, as it is called now."""
    return {standard.id: standard.title for standard in rules.standards.values()}


def _whole(found: DayFigures, name: str) -> FigureRow:
    title, number, compared = SHORT.get(name, TITLES[name]), found.number(name), found.compared
    if compared is None or name not in COMPARED:
        return FigureRow(name, title, found.figure(name))
    change, average = number - compared.then.get(name, 0), compared.average.get(name)
    usual = "" if average is None else average_words(average)
    return FigureRow(name, title, found.figure(name), f"{change:+,}" if change else "same", usual, _held(found, change, average))


def _held(found: DayFigures, change: int, average: float | None) -> str:
    """How a figure is against the working day before and the same weekday of other weeks, in a sentence."""
    compared = found.compared
    assert compared is not None
    by = "" if found.is_over else f" by {clock_time(found.until)}"
    than = f"{abs(change):,} {'more' if change > 0 else 'fewer'} than" if change else "The same as"
    told = f"{than} on {short_day(compared.before, found.day)}{by}"
    if average is None or not compared.days:
        return f"{told}."
    return f"{told}; {usual_words(average, len(compared.days), weekday_name(found.day))}."


def _of(found: DayFigures, by: str, which: str, about: str) -> list[FigureRow]:
    there = found.figures
    names = [name for name in TITLES if part(name, by, which) in there]
    return [FigureRow(part(name, by, which), TITLES[name], there[part(name, by, which)], about=about) for name in names]


def _there(found: DayFigures, by: str, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What there are parts by, in the order of the titles; what has none last, by its id."""
    start = f" {by} "
    return _known(titles, {name.partition(start)[2] for name in found.figures if start in name})


def _known(titles: Mapping[str, str], there: Iterable[str]) -> Iterator[tuple[str, str]]:
    found = set(there)
    yield from ((which, title) for which, title in titles.items() if which in found)
    yield from ((which, which) for which in sorted(found.difference(titles)))


def _section(name: str, title: str, rows: Sequence[FigureRow], about: str = "") -> Iterator[FigureRow]:
    if rows:
        yield FigureRow(f"heading {name}", title)
        yield from (replace(it, about=about) for it in rows) if about else rows
