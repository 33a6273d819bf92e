"""A period's figures as tables, each with what lists the cases behind its figures."""

from collections.abc import Iterator, Sequence

from casework.filters.split import quoted
from casework.filters.terms import NONE
from casework.publishing.publication import Cell, Column, Table
from casework.summaries.performance import AgeBand, Judged, Performance, StandardFigures, Volume
from casework.summaries.performance_outlook import Outlook
from casework.summaries.performance_slice import force_term, kind_title, team_term
from casework.summaries.periods import Period


def volume_tables(figures: Performance) -> Iterator[Table]:
    """Received, closed and open at the end, by kind, channel, force and team."""
    volumes = figures.volumes
    yield _volumes(figures, "kinds", "By kind", "Kind", volumes.kinds, [f"kind:{it.key}" for it in volumes.kinds])
    yield _volumes(
        figures, "channels", "By channel", "Channel", volumes.channels, [f"channel:{it.key}" for it in volumes.channels]
    )
    yield _volumes(figures, "forces", "By force", "Force or body", volumes.forces, [force_term(it.key) for it in volumes.forces])
    yield _volumes(figures, "teams", "By team", "Team", volumes.teams, [team_term(it.key) for it in volumes.teams])


def _volumes(figures: Performance, id_: str, title: str, first: str, rows: Sequence[Volume], terms: Sequence[str]) -> Table:
    columns = (Column(first, "text"), Column("Received"), Column("Closed"), Column(_open_title(figures)))
    lines = [_volume(figures, row, term) for row, term in zip(rows, terms, strict=True)]
    return Table(f"volumes-{id_}", title, columns, (*lines, _volume(figures, figures.volumes.all, "")), has_total=True)


def _volume(figures: Performance, row: Volume, term: str) -> tuple[Cell, ...]:
    period = figures.period
    return (
        Cell(row.title, "text"),
        Cell(row.received, filter=listing(figures, term, f"received:{dates(period)}", "status:any")),
        Cell(row.closed, filter=listing(figures, term, f"closed:{dates(period)}")),
        Cell(row.open, filter=listing(figures, term, "status:open") if figures.runs else ""),
    )


def _open_title(figures: Performance) -> str:
    return "Open now" if figures.runs else "Open at the end"


def standards_table(figures: Performance) -> Table:
    """Each standard: its target, how its clocks stand, how long they waited, and what today's would have made of them."""
    columns = (
        Column("Standard", "text"),
        Column("Target", "percent"),
        Column("Fell due"),
        Column("Met"),
        Column("Missed"),
        Column("Still running"),
        Column("On time", "percent"),
        Column("Clocks that waited"),
        Column("Working days waited", "days"),
        Column("On time under today's standard", "percent"),
    )
    note = "Figures are of clocks; a case whose standard recurs has several, and is listed once."
    return Table("standards", "Each standard", columns, tuple(_standard(figures, each) for each in figures.standards), note)


def _standard(figures: Performance, each: StandardFigures) -> tuple[Cell, ...]:
    clocks, own, days = each.clocks, f"standard:{each.id}", dates(figures.period)
    return (
        Cell(each.title, "text"),
        Cell(None if each.target is None else each.target / 100, "percent"),
        Cell(clocks.all, filter=listing(figures, own, f"fell:{days}", "status:any")),
        Cell(clocks.met, filter=listing(figures, own, f"met:{days}", "status:any")),
        Cell(clocks.missed, filter=listing(figures, own, f"missed:{days}", "status:any")),
        Cell(clocks.running),
        _share(clocks),
        Cell(each.paused),
        Cell(each.paused_days, "days"),
        Cell(None, "percent") if each.today is None else _share(each.today),
    )


def _share(clocks: Judged) -> Cell:
    return Cell(clocks.share, "percent", of=clocks.judged)


def trend_table(figures: Performance) -> Table:
    """A row for each day, week, month or year of the period."""
    columns = (Column("", "text"), Column("Received"), Column("Closed"), Column("Fell due"), Column("On time", "percent"))
    rows = tuple(
        (
            Cell(point.period.title, "text"),
            Cell(point.received, filter=listing(figures, f"received:{dates(point.period)}", "status:any")),
            Cell(point.closed, filter=listing(figures, f"closed:{dates(point.period)}")),
            Cell(point.clocks.all, filter=listing(figures, f"fell:{dates(point.period)}", "status:any")),
            _share(point.clocks),
        )
        for point in figures.trend
    )
    return Table("trend", "How it went", columns, rows, "On time is of the clocks of every standard together.")


def taken_table(figures: Performance) -> Table:
    """The working days from receipt to closing, by kind."""
    columns = (Column("Kind", "text"), Column("Closed"), Column("Median", "days"), Column("Ninetieth percentile", "days"))
    every, *kinds = figures.taken
    rows = tuple(
        (
            Cell(kind_title(each.kind) or "All", "text"),
            Cell(
                each.cases,
                filter=listing(figures, f"kind:{each.kind}" if each.kind else "", f"closed:{dates(figures.period)}"),
            ),
            Cell(each.median, "days"),
            Cell(each.ninetieth, "days"),
        )
        for each in (*kinds, every)
    )
    return Table("time-taken", "Working days from receipt to closing", columns, rows, has_total=True)


def ages_table(figures: Performance) -> Table:
    """Open work by the working days since it was received."""
    columns = (Column("Working days since receipt", "text"), Column(_open_title(figures)))
    rows = [(Cell(band_said(band), "text"), Cell(band.cases, filter=_of_age(figures, band))) for band in figures.ages]
    total = Cell(figures.volumes.all.open, filter=listing(figures, "status:open") if figures.runs else "")
    return Table("ages", "Age of open work", columns, (*rows, (Cell("All", "text"), total)), has_total=True)


def band_said(band: AgeBand) -> str:
    """`0 to 5`, `over 40`."""
    return f"over {band.least - 1}" if band.most is None else f"{band.least} to {band.most}"


def _of_age(figures: Performance, band: AgeBand) -> str:
    if not figures.runs:
        return ""
    return listing(figures, f"age:>{band.least - 1}" if band.most is None else f"age:{band.least}..{band.most}", "status:open")


def reasons_table(figures: Performance) -> Table:
    """Why deadlines were missed."""
    columns = (Column("Reason", "text"), Column("Clocks missed"))
    reasons = figures.reasons
    missed = f"missed:{dates(figures.period)}"

    def line(said: str, clocks: int, *late: str) -> tuple[Cell, Cell]:
        return Cell(said, "text"), Cell(clocks, filter=listing(figures, missed, *late, "status:any"))

    rows = [line(reason, clocks, f"late:{quoted(reason)}") for reason, clocks in reasons.given]
    if reasons.not_given:
        rows.append(line("no reason given", reasons.not_given, f"late:{NONE}"))
    total = line("All", sum(clocks for _, clocks in reasons.given) + reasons.not_given)
    return Table(
        "late-reasons",
        "Reasons for lateness",
        columns,
        (*rows, total),
        has_total=True,
    )


def compared_table(figures: Performance) -> Table:
    """This period beside the one before and the same a year before."""
    others = list({each.period: each for each in (figures.before, figures.year_before)}.values())
    columns = (Column("", "text"), Column(figures.period.title), *(Column(each.period.title) for each in others))
    names = (("Received", "received"), ("Closed", "closed"), (_open_title(figures), "open"))
    rows = [
        (Cell(title, "text"), Cell(getattr(figures.volumes.all, name)), *(Cell(getattr(each.volume, name)) for each in others))
        for title, name in names
    ]
    for standard in figures.standards:
        shares = [standard.clocks, *(each.standards.get(standard.id, Judged()) for each in others)]
        rows.append((Cell(f"{standard.title}, on time", "text"), *map(_share, shares)))
    note = "This period is not over; the others are whole, and open is at their end." if figures.runs else ""
    return Table("compared", "Beside other periods", columns, tuple(rows), note)


def outlook_table(seen: Sequence[Outlook]) -> Table:
    """How each standard will stand at the end of the period."""
    columns = (
        Column("Standard", "text"),
        Column("Target", "percent"),
        Column("So far", "percent"),
        Column("Still running"),
        Column("At the pace so far", "percent", follows=True),
        Column("If all are kept", "percent", follows=True),
        Column("If none is", "percent", follows=True),
        Column("May be missed", follows=True),
    )
    rows = tuple(
        (
            Cell(each.standard.title, "text"),
            Cell(None if each.standard.target is None else each.standard.target / 100, "percent"),
            _share(each.standard.clocks),
            Cell(each.running),
            *(Cell(share, "percent", of=each.standard.clocks.all) for share in (each.at_pace, each.if_all, each.if_none)),
            Cell(each.may_miss),
        )
        for each in seen
    )
    return Table("forecast", "At the end of the period", columns, rows)


def dates(period: Period) -> str:
    """A period as a filter has it: `2026-10-01..2026-10-31`."""
    return f"{period.first.isoformat()}..{period.last.isoformat()}"


def listing(figures: Performance, *terms: str) -> str:
    """Terms as one filter, with those of the part of the work that the figures are of."""
    return " ".join(filter(None, (*terms, figures.of.filter)))
