"""Each figure of real complaints, worked out a second time from the file alone with pandas and numpy's business days."""

import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import holidays
import numpy as np
import pandas as pd
import pytest

from casework.foreign.columns import ColumnNames, found_columns
from casework.foreign.records import records
from casework.foreign.rows import ForeignRow, Rules, rows
from casework.moments import at_london_time, london
from casework.publishing.performance_page import performance_publication
from casework.publishing.publication import Publication, Table
from casework.summaries.performance import Performance
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import read_period
from casework.timesource import SetTime
from db.actions.bring_in_cases import BringIn, bring_in_cases
from db.actions.change_standards import ChangeStandard
from db.queries.performance import performance
from db.store import Store
from tests.desk import Desk, administrator, moment

SAMPLE = Path(__file__).parents[1] / "data" / "complaints-sample.csv.gz"
REAL = Path(__file__).parents[3] / "shared" / "data" / "complaints-2000-2008.csv.gz"
SOME = 4_000
"""Lines of the whole file that are brought in where it is beside the checkout."""
COLUMNS = ColumnNames("cr_id", "complaint_date", "closed_date", "incident_date")
LENGTHS = {"complaint-acknowledge": 3, "complaint-notify": 5}
CALENDAR_DAYS = {"keep-informed": 28}
BANK = np.array(sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(1999, 2030))), dtype="datetime64[D]")
DAY = np.timedelta64(1, "D")
TITLES = {
    "complaint-acknowledge": "Acknowledge a complaint",
    "complaint-notify": "Send a complaint to the appropriate authority",
    "keep-informed": "Keep the person informed",
}
TARGETS = {"complaint-acknowledge": 0.9, "complaint-notify": 0.9, "keep-informed": 1.0}
PERIODS = ("2007/08", "2008/09", "Q1 2008/09", "Jun 2008", "Oct 2008", "Dec 2008", "25 Oct 2008..4 Nov 2008", "Feb 1999")


@dataclass(frozen=True)
class Complaints:
    """The cases a file tells of: each with the dates of its receipt and its closing, from its first row and the first closing."""

    received: Any
    closed: Any

    @staticmethod
    def told_by(text: str) -> "Complaints":
        read = pd.read_csv(StringIO(text), dtype=str)
        told = read.assign(
            received=pd.to_datetime(read["complaint_date"], format="%Y-%m-%d"),
            closed=pd.to_datetime(read["closed_date"], format="%Y-%m-%d"),
        )
        right = told[told["closed"].isna() | (told["closed"] >= told["received"])]
        cases = right.groupby("cr_id", sort=False).agg(received=("received", "first"), closed=("closed", "first"))
        closed = cases["closed"].where(cases["closed"].isna() | (cases["closed"] >= cases["received"]), cases["received"])
        return Complaints(_days(cases["received"]), _days(closed))


def _days(series: Any) -> Any:
    return series.to_numpy(dtype="datetime64[D]")


class Again:
    """The figures of a period by their definitions: receipts count from 09:00, closings at 17:00, deadlines end at 17:00."""

    def __init__(self, told: Complaints, first: date, last: date, now: datetime) -> None:
        local = london(now).replace(tzinfo=None)
        today = np.datetime64(local.date())
        self.past = today if local.hour >= 17 else today - DAY
        """The last day whose 17:00 is over."""
        there = told.received <= today
        self.received, closed = told.received[there], told.closed[there]
        self.closed = np.where(closed <= self.past, closed, np.datetime64("NaT"))
        self.first, self.last, self.end = np.datetime64(first), np.datetime64(last), min(np.datetime64(last), today)

    def within(self, days: Any, first: Any = None, last: Any = None) -> Any:
        return (days >= (self.first if first is None else first)) & (days <= (self.last if last is None else last))

    @property
    def counts(self) -> tuple[int, int, int]:
        still = self.open
        return int(self.within(self.received).sum()), int(self.within(self.closed).sum()), int(still.sum())

    @property
    def open(self) -> Any:
        return (self.received <= self.end) & (np.isnat(self.closed) | (self.closed > self.end))

    def due(self, standard: str, lengths: dict[str, int]) -> Any:
        if standard in CALENDAR_DAYS:
            return self.received + CALENDAR_DAYS[standard] * DAY
        zero = np.busday_offset(self.received, 0, roll="forward", holidays=BANK)
        return np.busday_offset(zero, lengths[standard], holidays=BANK)

    def judged(
        self, standard: str, first: Any = None, last: Any = None, by: dict[str, int] | None = None
    ) -> tuple[int, int, int]:
        """Met, missed and running, of those that fell due; by other lengths where they are given."""
        population = self.within(self.due(standard, LENGTHS), first, last)
        due = self.due(standard, by or LENGTHS)
        ended = ~np.isnat(self.closed)
        met = population & ended & (self.closed <= due)
        missed = population & ~met & ((ended & (self.closed > due)) | (~ended & (due <= self.past)))
        return int(met.sum()), int(missed.sum()), int((population & ~met & ~missed).sum())

    @property
    def took(self) -> Any:
        these = self.within(self.closed)
        return np.busday_count(self.received[these] + DAY, self.closed[these] + DAY, holidays=BANK)

    @property
    def ages(self) -> list[int]:
        old = np.busday_count(self.received[self.open] + DAY, self.end + DAY, holidays=BANK)
        return list(np.histogram(old, bins=[0, 6, 11, 21, 41, 100_000])[0])


def brings_in(desk: Desk, text: str) -> None:
    read = records(StringIO(text, newline=""))
    columns = found_columns(next(read).cells, COLUMNS)
    found = [row for row in rows(read, columns, Rules("import", desk.now)) if isinstance(row, ForeignRow)]
    with desk.store.writing(desk.staff, desk.now) as writing:
        bring_in_cases(writing, BringIn(found, "import", "old.csv"))


def counted(store: Store, typed: str, now: datetime) -> tuple[Performance, Publication]:
    period = read_period(typed, london(now).date())
    with store.reading() as connection:
        rules = store.rules_in(connection)
        found = performance(connection, rules, period, Slice(), now)
    return found, performance_publication(found, rules, "desk.db")


def tables(publication: Publication) -> dict[str, Table]:
    return {table.id: table for section in publication.sections for table in section.tables}


def cells(table: Table) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in table.rows]


def holds(store: Store, told: Complaints, typed: str, now: datetime, today: dict[str, int]) -> Performance:
    """Hold every figure of a period against the second count; gives the figures."""
    found, publication = counted(store, typed, now)
    period, shown = found.period, tables(publication)
    again = Again(told, period.first, period.last, now)

    received, closed, still_open = again.counts
    for name, label in (("kinds", "Complaint"), ("channels", "other system"), ("forces", "No force named"), ("teams", "No team")):
        expected = [[label, received, closed, still_open]] if received or closed or still_open else []
        assert cells(shown[f"volumes-{name}"]) == [*expected, ["All", received, closed, still_open]]

    table = {row[0]: row[1:] for row in cells(shown["standards"])} if found.standards else {}
    missed_in_all = 0
    for standard, title in TITLES.items():
        met, missed, running = again.judged(standard)
        if not met + missed + running:
            assert title not in table
            continue
        share = met / (met + missed) if met + missed else None
        by_today = again.judged(standard, by={**LENGTHS, **today})
        share_today = by_today[0] / sum(by_today[:2]) if sum(by_today[:2]) else None
        too_few = None if share is None else max(0, math.ceil(round(TARGETS[standard] * 100) * (met + missed) / 100) - met)
        expected_row = [TARGETS[standard], met + missed + running, met, missed, running, share, too_few, 0, 0, share_today]
        assert table.pop(title) == expected_row, (typed, standard)
        missed_in_all += missed
    assert not table

    took = again.took
    if len(took):
        middle, ninetieth = float(np.median(took)), int(np.percentile(took, 90, method="inverted_cdf"))
        assert cells(shown["time-taken"]) == [[name, len(took), middle, ninetieth] for name in ("Complaint", "All")]
    assert [row[1] for row in cells(shown["ages"])] == [*again.ages, still_open]
    if missed_in_all:
        assert cells(shown["late-reasons"]) == [["no reason given", missed_in_all], ["All", missed_in_all]]

    for row, point in zip(cells(shown["trend"]), found.trend, strict=True):
        part = np.datetime64(point.period.first), np.datetime64(point.period.last)
        judged = np.sum([again.judged(standard, *part) for standard in TITLES], axis=0)
        share = judged[0] / (judged[0] + judged[1]) if judged[0] + judged[1] else None
        came, went = (int(again.within(each, *part).sum()) for each in (again.received, again.closed))
        assert row[1:] == [came, went, int(judged.sum()), share], point
    if not found.runs:
        assert sum(point.received for point in found.trend) == received

    for place, other in enumerate(dict.fromkeys((period.before, period.year_before)), 2):
        then = Again(told, other.first, other.last, now)
        column = [row[place] for row in cells(shown["compared"])]
        assert column[:3] == list(then.counts)
        named = {row[0]: row[place] for row in cells(shown["compared"])[3:]}
        for standard, title in TITLES.items():
            met, missed, _ = then.judged(standard)
            if f"{title}, on time" in named:
                assert named[f"{title}, on time"] == (met / (met + missed) if met + missed else None)
    return found


def lines(file: Path, how_many: int | None = None) -> str:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
        return "".join(islice(text, how_many))


def some_of_the_whole() -> Iterator[str]:
    """The header and lines from the middle of the file, where there is work before and after."""
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as text:
        yield next(text)
        yield from islice(text, 40_000, 40_000 + SOME)


def test_every_figure_of_the_sample_is_what_its_definition_gives(desk: Desk) -> None:
    text = lines(SAMPLE)
    told = Complaints.told_by(text)
    brings_in(desk.at("Mon 12 Jan 2026 10:00"), text)
    longer = {"complaint-acknowledge": 60}
    desk.changes_rules(ChangeStandard("complaint-acknowledge", date(2026, 1, 13), {"length": 60}))
    seen = [holds(desk.store, told, typed, moment("Tue 13 Jan 2026 10:00"), longer) for typed in PERIODS]
    assert any(it.today != it.clocks for each in seen for it in each.standards)
    assert sum(each.volumes.all.received for each in seen) > 100
    assert not seen[-1].standards


def test_a_month_that_runs_is_counted_as_of_the_moment(desk: Desk) -> None:
    text = lines(SAMPLE)
    told = Complaints.told_by(text)
    brings_in(desk.at("Mon 12 Jan 2026 10:00"), text)
    running = 0
    for day in (date(2008, 6, 16), date(2007, 10, 31), date(2008, 3, 30), date(2008, 6, 30)):
        found = holds(desk.store, told, "this month", at_london_time(day, time(16, 59)), {})
        running += sum(each.clocks.running for each in found.standards)
        assert found.runs
    assert running > 5


def test_every_figure_of_a_run_of_the_whole_file(sqlite_store: Store, now: datetime) -> None:
    if not REAL.exists():
        pytest.skip("the whole file is not beside this checkout")
    text = "".join(some_of_the_whole())
    told = Complaints.told_by(text)
    desk = Desk(sqlite_store, SetTime(now), administrator(sqlite_store, now))
    brings_in(desk, text)
    years = sorted(set(pd.DatetimeIndex(told.received).year))
    assert len(told.received) > 2_500
    for typed in (*(f"{year}/{(year + 1) % 100:02}" for year in years), f"Oct {years[0]}", f"Mar {years[-1]}"):
        holds(sqlite_store, told, typed, now, {})
