"""A period's figures on made-up work with steps, waits, extensions and teams, each counted again case by case and day by day."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from sqlalchemy import select

from casework.filter_grammar import NONE, read_filter
from casework.late_reasons import Late
from casework.moments import at_london_time, london, london_date
from casework.publishing.performance_page import performance_publication
from casework.publishing.publication import Publication
from casework.standards import Standard
from casework.summaries.performance import Judged, Performance
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import read_period
from db.actions.change_standards import ChangeStandard
from db.queries.filter_names import filter_names
from db.queries.performance import performance
from db.queries.queue import queue_count
from db.tables.plain import CASE, CASE_WAIT, CLOCK, EXTENSION, STAFF
from tests.db.busy import work
from tests.desk import Desk, enquiry, review

TERMS = ("running", "missed", "met", "fell", "open", "age", "closed", "received", "status")
LISTED = {
    Slice(): ("Jun 2026", "10 Jun 2026..3 Jul 2026"),
    Slice(kind="review"): ("Q1 2026/27",),
    Slice(channel="phone", force="gwent"): ("this year",),
    Slice(team="North"): ("this month",),
}
"""Of which parts of the work, and in which periods, every figure is held against what its filter lists."""
BANK = np.array(["2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"], dtype="datetime64[D]")
ONE_DAY = timedelta(days=1)


def is_worked(day: date) -> bool:
    return bool(np.is_busday(np.datetime64(day), holidays=BANK))


def busy(desk: Desk) -> Desk:
    """Two months by two teams, with waits and extensions, whose standards for enquiries and reviews then change."""
    north = desk.makes_team("North")
    ann = desk.as_("agent", "ann")
    desk.joins(ann.staff, north)
    work(desk, seed=11, turns=110)
    desk.joins(desk.as_("agent", "bob").staff, desk.makes_team("South"))
    waits, longer, late = desk.logs(review(force="gwent")), desk.logs(review()), desk.logs(enquiry())
    for reference in (waits, longer):
        desk.gives(reference, ann.staff)
    desk.time.advance(timedelta(days=3))
    desk.pauses(waits, "force")
    desk.extends(longer, "review-decision", 4)
    desk.pauses(longer, "person")
    desk.time.advance(timedelta(days=9))
    desk.resumes(waits)
    desk.time.advance(timedelta(days=30))
    desk.resumes(longer)
    desk.does(waits, "decided")
    desk.closes(late, "answered", late=Late(words="the file was lost"))
    desk.pauses(desk.logs(review()), "force")
    for standard, length in (("enquiry-reply", 4), ("review-decision", 21), ("review-acknowledge", 7)):
        desk.changes_rules(ChangeStandard(standard, london_date(desk.now) + ONE_DAY, {"length": length}))
    desk.time.advance(timedelta(days=4))
    return desk


@dataclass(frozen=True)
class Record:
    """The record's rows as they are."""

    cases: list[Any]
    clocks: list[Any]
    waits: list[Any]
    longer: Counter[int]
    standards: dict[int, Standard]
    now: datetime

    @staticmethod
    def of(desk: Desk, team: list[int] | None, **alike: str) -> "Record":
        with desk.store.reading() as connection:
            every = connection.execute(select(CASE)).all()
            cases = [it for it in every if all(getattr(it, name) == value for name, value in alike.items())]
            cases = [it for it in cases if team is None or it.owner_id in team]
            ids = {it.id for it in cases}
            clocks = [it for it in connection.execute(select(CLOCK)) if it.case_id in ids and it.state != "void"]
            waits = [it for it in connection.execute(select(CASE_WAIT)) if it.withdrawn_at is None]
            given = connection.execute(select(EXTENSION.c.clock_id, EXTENSION.c.units).where(EXTENSION.c.undone_at.is_(None)))
            longer = Counter[int]()
            for clock, units in given:
                longer[clock] += units
            return Record(cases, clocks, waits, longer, dict(desk.store.rules_in(connection).standards), desk.now)

    def fell(self, first: date, last: date) -> list[Any]:
        return [it for it in self.clocks if first <= london_date(it.due_at) <= last]

    def stands(self, clock: Any) -> str:
        if clock.stopped_at is not None:
            return "met" if clock.stopped_at <= clock.due_at else "missed"
        return "missed" if clock.paused_at is None and clock.due_at < self.now else "running"

    def waits_of(self, clock: Any, standard: Standard) -> Iterator[tuple[datetime, datetime, bool]]:
        """From when to when its case waited while it ran, and whether it still does."""
        until = clock.stopped_at or self.now
        for wait in self.waits:
            allowed = standard.waits_for is None or wait.reason in standard.waits_for
            over = wait.resumed_at or self.now
            if wait.case_id == clock.case_id and allowed and over > clock.started_at and wait.paused_at <= until:
                yield (
                    max(wait.paused_at, clock.started_at),
                    min(over, until),
                    wait.resumed_at is None and clock.stopped_at is None,
                )

    def zero(self, clock: Any, standard: Standard) -> date:
        local = london(clock.started_at)
        if standard.receipt == "actual day":
            return local.date()
        day = local.date() + (ONE_DAY if local.time() >= time(17) else timedelta())
        while not is_worked(day):
            day += ONE_DAY
        return day

    def due_by_walking(self, clock: Any, standard: Standard, waits: list[tuple[datetime, datetime]]) -> datetime:
        """The due moment, a day at a time: a worked day counts unless it is one on which the clock waited."""
        day = zero = self.zero(clock, standard)
        left = standard.length + self.longer[clock.id]
        while left:
            day += ONE_DAY
            left -= is_worked(day) and not any(max(zero, london_date(a)) < day <= london_date(b) for a, b in waits)
        while any(a <= at_london_time(day, time(17)) < b for a, b in waits):
            day += ONE_DAY
            while not is_worked(day):
                day += ONE_DAY
        return at_london_time(day, time(17))

    def stands_today(self, clock: Any) -> str:
        own = self.standards[clock.standard]
        today = london_date(self.now)
        (standard,) = [it for it in self.standards.values() if it.id == own.id and it.in_force(today)]
        if standard.length == own.length:
            return self.stands(clock)
        waits = list(self.waits_of(clock, standard))
        due = self.due_by_walking(clock, standard, [(a, b) for a, b, still in waits if not still])
        if any(still and began <= due for began, _, still in waits):
            return "running"
        if clock.stopped_at is not None:
            return "met" if clock.stopped_at <= due else "missed"
        return "missed" if due < self.now else "running"

    def waited(self, clock: Any) -> int | None:
        standard = self.standards[clock.standard]
        spans = [(a, b) for a, b, _ in self.waits_of(clock, standard) if a <= clock.due_at]
        if not spans:
            return None
        day, days = self.zero(clock, standard), 0
        zero = day
        while day < london_date(self.now):
            day += ONE_DAY
            days += is_worked(day) and any(max(zero, london_date(a)) < day <= london_date(b) for a, b in spans)
        return days


def judged(stood: list[str]) -> Judged:
    return Judged(stood.count("met"), stood.count("missed"), stood.count("running"))


def holds(found: Performance, record: Record) -> None:
    first, last = found.period.first, found.period.last
    end = found.open_until
    fell = record.fell(first, last)
    by_id: dict[str, list[Any]] = {}
    for clock in fell:
        by_id.setdefault(record.standards[clock.standard].id, []).append(clock)
    assert {it.id: it.clocks for it in found.standards} == {id_: judged([*map(record.stands, of)]) for id_, of in by_id.items()}
    assert {it.id: it.today for it in found.standards} == {
        id_: judged([*map(record.stands_today, of)]) for id_, of in by_id.items()
    }
    for each in found.standards:
        days = [it for it in map(record.waited, by_id[each.id]) if it is not None]
        assert (each.paused, each.paused_days) == (len(days), sum(days)), each.id
        passed = [it for it in by_id[each.id] if it.due_at < record.now]
        assert each.passed == judged([*map(record.stands, passed)])

    received = [it for it in record.cases if first <= london_date(it.received_at) <= last]
    closed = [it for it in record.cases if it.closed_at is not None and first <= london_date(it.closed_at) <= last]
    still = [it for it in record.cases if it.received_at <= end and (it.closed_at is None or it.closed_at > end)]
    for name, volumes in (("kind", found.volumes.kinds), ("channel", found.volumes.channels), ("force", found.volumes.forces)):
        counted = [Counter(getattr(it, name) or "" for it in cases) for cases in (received, closed, still)]
        assert {it.key: (it.received, it.closed, it.open) for it in volumes} == {
            key: tuple(each[key] for each in counted) for key in sorted(set().union(*counted))
        }
    took = [
        np.busday_count(london_date(it.received_at) + ONE_DAY, london_date(it.closed_at) + ONE_DAY, holidays=BANK)
        for it in closed
    ]
    if took:
        every = found.taken[0]
        assert (every.cases, every.median) == (len(took), float(np.median(took)))
        assert every.ninetieth == np.percentile(took, 90, method="inverted_cdf")
    old = [np.busday_count(london_date(it.received_at) + ONE_DAY, london_date(end) + ONE_DAY, holidays=BANK) for it in still]
    assert [it.cases for it in found.ages] == list(np.histogram(old, bins=[0, 6, 11, 21, 41, 10_000])[0])


def listed(desk: Desk, publication: Publication) -> Iterator[tuple[str, Any, int]]:
    """The filters of the first rows and the last of each table, their figures, and how many cases each lists."""
    calendar, seen = desk.calendar, set[tuple[str, Any]]()
    with desk.store.reading() as connection:
        known = filter_names(connection)
        for section in publication.sections:
            for table in section.tables:
                for row in (*table.rows[:3], table.rows[-1]):
                    for cell in row:
                        if cell.value is None or not cell.filter:
                            continue
                        figure: Any = cell.value
                        figure = figure if cell.of is None else cell.of - round(figure * cell.of)
                        if (cell.filter, figure) not in seen:
                            seen.add((cell.filter, figure))
                            wanted = read_filter(cell.filter, desk.time.today(), calendar, known)
                            assert not wanted.problems, (cell.filter, wanted.problems)
                            yield cell.filter, figure, queue_count(connection, wanted, desk.now, desk.staff.id)


def lists_as_many(desk: Desk, found: Performance, record: Record) -> Counter[str]:
    """Hold each figure that has a filter against what the filter lists; gives how many there are by their term."""
    publication, filters = performance_publication(found, desk.store.refresh_rules(), "desk.db"), Counter[str]()
    for text, figure, cases in listed(desk, publication):
        clocks = clocks_behind(record, text)
        if clocks is None:
            assert cases == figure, text
        elif "late:" in text:
            assert cases <= figure <= len(clocks), text
        else:
            # A filter lists each case once, however many of its clocks are counted.
            assert (cases, figure) == (len({it.case_id for it in clocks}), len(clocks)), text
        filters[next(key for key in TERMS if f"{key}:" in text or key == "status")] += 1
    return filters


def clocks_behind(record: Record, text: str) -> list[Any] | None:
    """The clocks that a filter is of; None for one that is of cases."""
    found = re.search(r"(fell|met|missed|running):(\S+?)\.\.(\S+)", text)
    if found is None:
        return None
    key, first, last = found.groups()
    standard = re.search(r"standard:(\S+)", text)
    return [
        it
        for it in record.fell(date.fromisoformat(first), date.fromisoformat(last))
        if (standard is None or record.standards[it.standard].id == standard[1]) and key in ("fell", record.stands(it))
    ]


def test_every_figure_is_what_counting_case_by_case_gives(desk: Desk) -> None:
    busy(desk)
    with desk.store.reading() as connection:
        ann = connection.execute(select(STAFF.c.id).where(STAFF.c.login == "ann")).scalar_one()
    with desk.store.reading() as connection:
        rules = desk.store.rules_in(connection)
        slices = {
            Slice(): Record.of(desk, None),
            Slice(kind="review"): Record.of(desk, None, kind="review"),
            Slice(channel="phone", force="gwent"): Record.of(desk, None, channel="phone", force="gwent"),
            Slice(team="North"): Record.of(desk, [ann]),
        }
        seen, filters = Counter[str](), Counter[str]()
        for of, record in slices.items():
            for typed in dict.fromkeys(("this month", "this year", *LISTED[of])):
                found = performance(connection, rules, read_period(typed, desk.time.today()), of, desk.now)
                holds(found, record)
                for each in found.standards:
                    seen["paused"] += each.paused_days
                    seen["today"] += each.today != each.clocks
                    seen["running"] += each.clocks.running
                    seen["missed"] += each.clocks.missed
                seen["reason"] += len(found.reasons.given)
                if typed in LISTED[of]:
                    filters += lists_as_many(desk, found, record)
        assert min(seen[name] for name in ("paused", "today", "running", "missed", "reason")) > 0, seen
        assert set(filters) == set(TERMS), filters
        whole = performance(connection, rules, read_period("this year", desk.time.today()), Slice(), desk.now)
        parts = (
            [Slice(team=each) for each in ("North", "South", NONE)],
            [Slice(kind=each.key) for each in whole.volumes.kinds],
            [Slice(force=each.key or NONE) for each in whole.volumes.forces],
        )
        for slices_ in parts:
            by_part = [performance(connection, rules, whole.period, of, desk.now) for of in slices_]
            assert sum(map(sums, by_part), Counter[str]()) == sums(whole), slices_


def sums(found: Performance) -> Counter[str]:
    """Figures of which those of the parts of the work come to those of the whole."""
    volume = found.volumes.all
    sums = Counter({"received": volume.received, "closed": volume.closed, "open": volume.open})
    for each in found.standards:
        judged = {"": each.clocks, " over": each.passed, " today": each.today or Judged()}
        sums.update({f"{each.id}{name}": it.all * 1_000_000 + it.met * 1_000 + it.missed for name, it in judged.items()})
        sums.update({f"{each.id} waited": each.paused, f"{each.id} days": each.paused_days})
    sums.update({f"age {band.least}": band.cases for band in found.ages})
    return +sums
