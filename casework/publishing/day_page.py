"""The publication of a day: as it was signed, with what would differ now beside it; or, not signed, as the record has it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from casework.date_words import clock_time, day_in_full, day_words, moment_words, weekday_name
from casework.kinds import channel_label, kinds
from casework.publishing.publication import Cell, Chart, Column, Publication, Section, Series, StandardSaid, Table
from casework.summaries.day_differences import UNEXPLAINED, DayDifferences, difference_title
from casework.summaries.day_figures import (
    AGE_TITLES,
    BY_AGE,
    BY_CHANNEL,
    BY_KIND,
    BY_STANDARD,
    COMPARED,
    TITLES,
    DayFigures,
    part,
)
from casework.summaries.day_words import average_words, day_sentences

OTHERS = (
    *("callbacks", "callbacks-kept", "callbacks-missed", "callbacks-open", "first-contact", "flags", "unallocated"),
    *("next", "next-noon", "next-unallocated", "away"),
)
UNSAID = "not said"
_FLOW = ("received", "closed", "open", "overdue")
_JUDGED = ("due", "met", "missed", "running")


def day_publication(
    found: DayFigures,
    titles: Mapping[str, str],
    standards: Sequence[StandardSaid],
    made_at: datetime,
    store: str,
    beside: DayDifferences | None = None,
) -> Publication:
    """A day as a publication; `beside` is its signing, where it was signed, with every difference from the record now.

    `titles` are those of kinds, standards and concerns, as casework.summaries.day_text gives them. Nobody's name is in it, nor
    a note for the next shift, nor the reference of a case.
    """
    sections = [
        Section("day", "The day", _sentences(found), tuple(_flow(found, titles)), tuple(_charts(found))),
        Section("standards", "Standards", (), (_standards(found, titles, standards), *_reasons(found))),
        Section("others", "Promises, concerns and what comes next", (), (_ages(found), _others(found))),
    ]
    if found.compared is not None:
        sections.append(Section("compared", "Held against other days", (), (_compared(found),)))
    if beside is not None:
        sections.append(_differences(beside, titles))
    return Publication(
        id=f"day-{found.day}",
        title=f"The day's figures, {day_in_full(found.day)}",
        first=found.day,
        last=found.day,
        made_at=made_at,
        store=store,
        standards=tuple(standards),
        sections=tuple(sections),
        notes=tuple(_notes(found, beside)),
        rules=(*_notes(found, beside), *([_signed_words(beside)] if beside is not None else [])),
    )


def _sentences(found: DayFigures) -> tuple[str, ...]:
    """The day in words, but for who was away."""
    return day_sentences(replace(found, away=()), found.next_day)


def _flow(found: DayFigures, titles: Mapping[str, str]) -> Iterator[Table]:
    columns = tuple(Column(TITLES[name]) for name in _FLOW)
    for by, title in ((BY_KIND, "By kind"), (BY_CHANNEL, "By channel")):
        names = _FLOW if by == BY_KIND else _FLOW[:3]
        there = [which for name in names for which in found.parts(name, by)]
        known = list(kinds()) if by == BY_KIND else sorted(set(there))
        rows = [
            (_text(titles.get(f"{by} {which}", channel_label(which))), *(_count(found, part(name, by, which)) for name in names))
            for which in known
            if which in there
        ]
        total = (_text("All"), *(_count(found, name) for name in names))
        yield Table(
            f"flow-by-{by}", title, (Column(title[3:].title(), "text"), *columns[: len(names)]), (*rows, total), has_total=True
        )


def _charts(found: DayFigures) -> Iterator[Chart]:
    there = [kind for kind in kinds() if any(part(name, BY_KIND, kind) in found.figures for name in ("received", "closed"))]
    if not there:
        return
    series = tuple(
        Series(TITLES[name], tuple(float(found.number(part(name, BY_KIND, kind))) for kind in there))
        for name in ("received", "closed")
    )
    words = "; ".join(
        f"{kinds()[kind].title}: {found.number(part('received', BY_KIND, kind)):,} received, "
        f"{found.number(part('closed', BY_KIND, kind)):,} closed"
        for kind in there
    )
    yield Chart("flow", "Received and closed", "bars", tuple(kinds()[kind].title for kind in there), series, "cases", f"{words}.")


def _standards(found: DayFigures, titles: Mapping[str, str], standards: Sequence[StandardSaid]) -> Table:
    targets = {standard.id: standard.target for standard in standards}
    there = dict.fromkeys(which for name in (*_JUDGED, "late") for which in found.parts(name, BY_STANDARD))

    def row(title: str, target: int | None, *names: str) -> tuple[Cell, ...]:
        met, missed = found.number(names[1]), found.number(names[2])
        share = met / (met + missed) if met + missed else None
        judged = tuple(_count(found, name) for name in names[:4])
        wanted = Cell(None if target is None else target / 100, "percent")
        return (_text(title), *judged, Cell(share, "percent", met + missed), wanted, _count(found, names[4]))

    def names(which: str) -> list[str]:
        return [part(name, BY_STANDARD, which) for name in (*_JUDGED, "late")]

    rows = [row(titles.get(f"standard {which}", which), targets.get(which), *names(which)) for which in there]
    total = row("All", None, *_JUDGED, "late")
    counts = tuple(Column(title) for title in ("Due", "Met", "Missed", "Still to come"))
    columns = (
        Column("Standard", "text"),
        *counts,
        Column("Within", "percent"),
        Column("Target", "percent"),
        Column("Running late"),
    )
    note = "A deadline counts on the day it fell due. Running late are all that were late then, whenever they fell due."
    return Table("standards", "Deadlines of the day", columns, (*rows, total), note, has_total=True)


def _reasons(found: DayFigures) -> Iterator[Table]:
    if found.missed:
        why = Counter(it.reason or UNSAID for it in found.missed)
        rows = tuple((_text(reason), Cell(number)) for reason, number in sorted(why.items(), key=lambda it: (-it[1], it[0])))
        total = (_text("All"), Cell(len(found.missed)))
        yield Table(
            "late-reasons",
            "Why deadlines were missed",
            (Column("Reason", "text"), Column("Deadlines")),
            (*rows, total),
            has_total=True,
            by_size=True,
        )


def _ages(found: DayFigures) -> Table:
    rows = tuple((_text(title), _count(found, part("overdue", BY_AGE, band))) for band, title in AGE_TITLES.items())
    columns = Column("Working days late", "text"), Column("Cases")
    return Table("overdue", "Overdue cases by age", columns, (*rows, (_text("All"), _count(found, "overdue"))), has_total=True)


def _others(found: DayFigures) -> Table:
    rows = tuple((_text(TITLES[name]), _count(found, name)) for name in OTHERS)
    note = f"The next working day is {day_words(found.next_day)}."
    return Table("others", "Other figures", (Column("Figure", "text"), Column("Number")), rows, note)


def _compared(found: DayFigures) -> Table:
    compared = found.compared
    assert compared is not None
    usual = {name: average_words(number) for name, number in compared.average.items()}
    days = f"Average of {len(compared.days)} {weekday_name(found.day)}s" if usual else "Same weekday"
    columns = Column("Figure", "text"), Column("That day"), Column(day_words(compared.before)), Column(days, "text")
    rows = tuple(
        (_text(TITLES[name]), _count(found, name), Cell(compared.then[name]), _text(usual.get(name, ""))) for name in COMPARED
    )
    end = "" if found.is_over else f"Each day counts until {clock_time(found.until)}."
    return Table("compared", "The working day before, and the weekday's average", columns, rows, end)


def _differences(beside: DayDifferences, titles: Mapping[str, str]) -> Section:
    signed = beside.signed
    said = [_signed_words(beside)]
    if beside.later_words:
        said.append(beside.later_words)
    if not beside.differences:
        return Section("since", "Since it was signed", (*said, "Drawn from the record again, every figure is as it was signed."))
    rows = tuple(
        (_text(difference_title(it.name, titles)), _count(signed.figures, it.name), Cell(it.now), _text(_why(beside, it.name)))
        for it in beside.differences
    )
    columns = Column("Figure", "text"), Column("Signed"), Column("Now"), Column("Why", "text")
    table = Table("since", "What would differ now", columns, rows)
    return Section(
        "since", "Since it was signed", (*said, "The record was put right since; what that changes stands below."), (table,)
    )


def _signed_words(beside: DayDifferences) -> str:
    at = moment_words(beside.signed.signed_at)
    return f"Signed on {at}. The signed figures never change; their digest is {beside.digest}."


def _why(beside: DayDifferences, name: str) -> str:
    """What happened that moved a figure, for those who may not see to which case; also where it explains only a part."""
    known = [cause.way for cause in beside.causes_of(name)]
    unknown = any(not cause.words and any(it.name == name for it in cause.moved) for cause in beside.causes)
    return "; ".join([*dict.fromkeys(known), *([f"{UNEXPLAINED}."] if unknown else [])])


def _notes(found: DayFigures, beside: DayDifferences | None) -> Iterator[str]:
    if not found.is_over:
        yield f"The day counts until {clock_time(found.until)}."
    yield "What counts is when a thing was, not when it was entered."
    if beside is None:
        yield "This day is not signed: its figures are as the record has them now."


def _text(words: str) -> Cell:
    return Cell(words, "text")


def _count(found: DayFigures, name: str) -> Cell:
    figure = found.figure(name)
    return Cell(figure.number, "count", filter=figure.filter)
