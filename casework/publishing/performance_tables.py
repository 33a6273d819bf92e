"""A period's figures as tables, each with what lists the cases behind its figures."""

from collections.abc import Iterator, Sequence

from casework.filters.split import quoted
from casework.filters.terms import NONE
from casework.moments import london_date
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
        _came(figures, period, row, term),
        _went(figures, period, row, term),
        Cell(row.open, filter=listing(figures, term, _open(figures, period))),
    )


def _open(figures: Performance, period: Period) -> str:
    """What lists the cases open now, or at the end of a period that is over."""
    return "status:open" if period.runs(london_date(figures.now)) else f"open:{period.last.isoformat()}"


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
        Column("Too few on time", follows=True),
        Column("Clocks that waited"),
        Column("Working days waited", "days"),
        Column("On time under today's standard", "percent"),
    )
    note = "Figures are of clocks; a case whose standard recurs has several, and is listed once. A percentage lists those missed."
    return Table("standards", "Each standard", columns, tuple(_standard(figures, each) for each in figures.standards), note)


def _standard(figures: Performance, each: StandardFigures) -> tuple[Cell, ...]:
    clocks, own, days = each.clocks, f"standard:{each.id}", dates(figures.period)
    missed = listing(figures, own, f"missed:{days}", "status:any")
    return (
        Cell(each.title, "text"),
        Cell(None if each.target is None else each.target / 100, "percent"),
        Cell(clocks.all, filter=listing(figures, own, f"fell:{days}", "status:any")),
        Cell(clocks.met, filter=listing(figures, own, f"met:{days}", "status:any")),
        Cell(clocks.missed, filter=missed),
        Cell(clocks.running, filter=_still_running(figures, each)),
        _share(clocks, missed),
        Cell(each.too_few),
        Cell(each.paused),
        Cell(each.paused_days, "days"),
        Cell(None, "percent") if each.today is None else _share(each.today),
    )


def _still_running(figures: Performance, each: StandardFigures) -> str:
    return listing(figures, f"standard:{each.id}", f"running:{dates(figures.period)}", "status:any")


def _share(clocks: Judged, missed: str = "") -> Cell:
    """The percentage on time; what lists those `missed` is behind it."""
    return Cell(clocks.share, "percent", of=clocks.judged, filter=missed)


def trend_table(figures: Performance) -> Table:
    """A row for each day, week, month or year of the period."""
    columns = (Column("", "text"), Column("Received"), Column("Closed"), Column("Fell due"), Column("On time", "percent"))
    rows = tuple(
        (
            Cell(point.period.title, "text"),
            Cell(point.received, filter=listing(figures, f"received:{dates(point.period)}", "status:any")),
            Cell(point.closed, filter=listing(figures, f"closed:{dates(point.period)}")),
            Cell(point.clocks.all, filter=listing(figures, f"fell:{dates(point.period)}", "status:any")),
            _share(point.clocks, listing(figures, f"missed:{dates(point.period)}", "status:any")),
        )
        for point in figures.trend
    )
    return Table(
        "trend", "How it went", columns, rows, "On time is of the clocks of every standard together; it lists those missed."
    )


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
    total = Cell(figures.volumes.all.open, filter=listing(figures, _open(figures, figures.period)))
    return Table("ages", "Age of open work", columns, (*rows, (Cell("All", "text"), total)), has_total=True)


def band_said(band: AgeBand) -> str:
    """`0 to 5`, `over 40`."""
    return f"over {band.least - 1}" if band.most is None else f"{band.least} to {band.most}"


def _of_age(figures: Performance, band: AgeBand) -> str:
    if not figures.runs:
        return listing(figures, f"received:{band.received}", _open(figures, figures.period))
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
        by_size=True,
    )


def compared_table(figures: Performance) -> Table:
    """This period beside the one before and the same a year before."""
    others = list({each.period: each for each in (figures.before, figures.year_before)}.values())
    columns = (Column("", "text"), Column(figures.period.title), *(Column(each.period.title) for each in others))
    volumes = [(figures.period, figures.volumes.all), *((each.period, each.volume) for each in others)]
    rows: list[tuple[Cell, ...]] = [
        (Cell("Received", "text"), *(_came(figures, period, volume) for period, volume in volumes)),
        (Cell("Closed", "text"), *(_went(figures, period, volume) for period, volume in volumes)),
        (
            Cell(_open_title(figures), "text"),
            *(Cell(volume.open, filter=listing(figures, _open(figures, period))) for period, volume in volumes),
        ),
    ]
    for standard in figures.standards:
        shares = [(figures.period, standard.clocks)]
        shares += [(each.period, each.standards.get(standard.id, Judged())) for each in others]
        missed = (f"standard:{standard.id} missed:{dates(period)} status:any" for period, _ in shares)
        cells = (_share(clocks, listing(figures, which)) for (_, clocks), which in zip(shares, missed, strict=True))
        rows.append((Cell(f"{standard.title}, on time", "text"), *cells))
    note = "This period is not over; the others are whole, and open is at their end." if figures.runs else ""
    return Table("compared", "Beside other periods", columns, tuple(rows), note)


def _came(figures: Performance, period: Period, volume: Volume, term: str = "") -> Cell:
    return Cell(volume.received, filter=listing(figures, term, f"received:{dates(period)}", "status:any"))


def _went(figures: Performance, period: Period, volume: Volume, term: str = "") -> Cell:
    return Cell(volume.closed, filter=listing(figures, term, f"closed:{dates(period)}"))


def outlook_table(figures: Performance, seen: Sequence[Outlook]) -> Table:
    """How each standard will stand at the end of the period."""
    columns = (
        Column("Standard", "text"),
        Column("Target", "percent"),
        Column("So far", "percent"),
        Column("Still running"),
        Column("Kept of those over", "percent"),
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
            Cell(each.running, filter=_still_running(figures, each.standard)),
            _share(each.standard.passed),
            *(Cell(share, "percent", of=each.standard.clocks.all) for share in (each.at_pace, each.if_all, each.if_none)),
            Cell(each.may_miss),
        )
        for each in seen
    )
    return Table("forecast", "At the end of the period", columns, rows, by_size=True)


def dates(period: Period) -> str:
    """A period as a filter has it: `2026-10-01..2026-10-31`."""
    return f"{period.first.isoformat()}..{period.last.isoformat()}"


def listing(figures: Performance, *terms: str) -> str:
    """Terms as one filter, with those of the part of the work that the figures are of; none twice."""
    return " ".join(dict.fromkeys(filter(None, (*terms, *figures.of.terms))))
