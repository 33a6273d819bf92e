"""Every clock, deadline, count and alert worked out again from the audit trail, slowly and without the program's own rules.

The events are gone through in the order in which they were kept. Days are walked one at a time over the bank holidays GOV.UK
publishes, so that no counting, calendar or history of the program has a part in it: only its tables are read.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from db.tables.plain import AUDIT, CASE, CASE_WAIT, CLOCK, CLOCK_MOVE, ENTRY, EXTENSION, STAFF, STANDARD

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
DIVISIONS = {"england-wales": "england-and-wales", "scotland": "scotland", "northern-ireland": "northern-ireland"}
LAST_PUBLISHED = date(2028, 12, 31)
Span: TypeAlias = tuple[datetime, datetime]
Change: TypeAlias = tuple[date, str, str]
"""A changed day, its kind and its region."""
Asked: TypeAlias = tuple[int, datetime, tuple[Span, ...], int, frozenset[Change]]
"""What the dates of a clock depend on: its standard's row, its beginning, its waits, its extension and the changed days."""
Row: TypeAlias = Any
"""A row of a table, its columns by name."""


# Days


def local(moment: datetime) -> datetime:
    """A moment on London's clocks."""
    return moment.astimezone(LONDON)


def at(day: date, clock: time) -> datetime:
    """A time on London's clocks as a moment in UTC."""
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


@cache
def published(division: str) -> frozenset[date]:
    """The bank holidays of a division of the United Kingdom as GOV.UK publishes them."""
    text = (files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    return frozenset(date.fromisoformat(event["date"]) for event in json.loads(text)[DIVISIONS[division]]["events"])


@dataclass
class Office:
    """The days as they stand at one point of the history: what was entered so far, and what of it is still in force."""

    in_force: frozenset[Change] = frozenset()
    known: dict[tuple[date, str, bool], bool] = field(default_factory=dict)

    def change(self, added: Iterable[Sequence[str]], withdrawn: Iterable[Sequence[str]]) -> None:
        """Withdraw some days, then enter others."""
        gone = {(date.fromisoformat(day), kind, region) for day, kind, region in withdrawn}
        new = {(date.fromisoformat(day), kind, region) for day, kind, region in added}
        self.in_force, self.known = self.in_force - gone | new, {}

    def worked(self, day: date, calendar: str, closures: bool) -> bool:
        """Whether a day is worked by a calendar; with closures, the office's own days shut are not."""
        found = self.known.get((day, calendar, closures))
        if found is None:
            found = self.known[day, calendar, closures] = self._worked(day, calendar, closures)
        return found

    def _worked(self, day: date, calendar: str, closures: bool) -> bool:
        if day > LAST_PUBLISHED:
            raise ValueError(f"{day} is past what GOV.UK has published, so nothing is known of it here")
        if day.weekday() >= 5 or (closures and (day, "closure", "") in self.in_force):
            return False
        for division in DIVISIONS if calendar == "uk-any" else (calendar,):
            kept = day in published(division) and (day, "worked", division) not in self.in_force
            if kept or (day, "bank holiday", division) in self.in_force:
                return False
        return True


# One clock


@dataclass(frozen=True)
class Dates:
    """When a clock is due, and from when it warns."""

    due_at: datetime
    warn_at: datetime


@dataclass(frozen=True)
class Counting:
    """A standard's row with the days it is counted by."""

    standard: Row
    office: Office

    def counts(self, day: date) -> bool:
        """Whether a day is one of the clock's own."""
        return self.standard.unit == "calendar days" or self.worked(day)

    def worked(self, day: date) -> bool:
        """Whether a day is worked by the standard's calendar; no closure stops a statutory clock."""
        return self.office.worked(day, self.standard.calendar or "england-wales", self.standard.basis != "statutory")

    def next_worked(self, day: date) -> date:
        """The day, or the first after it that is worked."""
        while not self.worked(day):
            day += DAY
        return day

    def walked(self, day: date, number: int) -> date:
        """So many of the clock's own days after a day, or before it."""
        step = DAY if number > 0 else -DAY
        left = abs(number)
        while left:
            day += step
            left -= self.counts(day)
        return day

    def due_moment(self, day: date) -> datetime:
        """When on its due day the clock is due."""
        return at(day, time(23, 59, 59, 999999) if self.standard.due == "end of date" else time(17))

    def day_zero(self, started_at: datetime) -> date:
        """The day of receipt: for office hours, one the office is open on, as what comes when it has shut comes the next."""
        moment = local(started_at)
        if self.standard.receipt == "actual day":
            return moment.date()
        return self.next_worked(moment.date() + DAY if moment.hour >= 17 else moment.date())

    def dates(self, started_at: datetime, waits: Sequence[Span], extension: int) -> Dates:
        """The clock's dates, when it waited at these times and was given so much longer."""
        if self.standard.unit == "working hours":
            return self._dates_by_the_hour(started_at, waits, extension)
        zero, length = self.day_zero(started_at), self.standard.length + extension
        counted = months_after(zero, length) if self.standard.unit == "calendar months" else self.walked(zero, length)
        for paused_at, resumed_at in waits:
            if paused_at > self.due_moment(self.rolled(counted)):
                break
            for day in days_after(max(zero, local(paused_at).date()), local(resumed_at).date()):
                if self.standard.unit != "working days":
                    counted += DAY
                elif self.worked(day):
                    counted = self.walked(counted, 1)
        due_day = self.rolled(counted)
        while any(paused_at <= self.due_moment(due_day) < resumed_at for paused_at, resumed_at in waits):
            due_day = due_day + DAY if self.standard.unit == "calendar days" else self.next_worked(due_day + DAY)
        working = self.standard.unit == "working days"
        warn_day = self.walked(due_day, -self.standard.warn) if working else due_day - self.standard.warn * DAY
        return Dates(self.due_moment(due_day), at(warn_day, time(0)))

    def rolled(self, day: date) -> date:
        """A day as a clock of calendar months may end on it."""
        return self.next_worked(day) if self.standard.unit == "calendar months" else day

    def _dates_by_the_hour(self, started_at: datetime, waits: Sequence[Span], extension: int) -> Dates:
        """Office time is used up a stretch at a time, a wait stopping it; the warning goes back over all of it."""
        left, now = timedelta(hours=self.standard.length + extension), started_at
        for opens, closes in self._stretches(local(started_at).date(), DAY):
            for begins, ends in without(waits, max(opens, now), closes):
                if ends - begins >= left:
                    due_at = begins + left
                    return Dates(due_at, self._back(due_at, timedelta(hours=self.standard.warn)))
                left -= max(ends - begins, timedelta())
        raise AssertionError("the office never opens")

    def _back(self, moment: datetime, left: timedelta) -> datetime:
        for opens, closes in self._stretches(local(moment).date(), -DAY):
            open_for = min(closes, moment) - opens
            if open_for >= left:
                return min(closes, moment) - left
            left -= max(open_for, timedelta())
        raise AssertionError("the office never opens")

    def _stretches(self, day: date, step: timedelta) -> Iterator[Span]:
        while True:
            if self.worked(day):
                yield at(day, time(9)), at(day, time(17))
            day += step


def months_after(day: date, number: int) -> date:
    """The same date so many months on, or the last of its month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def days_after(after: date, upto: date) -> Iterator[date]:
    """Each day after one, up to and with another."""
    while after < upto:
        after += DAY
        yield after


def without(waits: Sequence[Span], begins: datetime, ends: datetime) -> Iterator[Span]:
    """What is left of a stretch of time when the waits are taken out of it; they are in order."""
    for paused_at, resumed_at in waits:
        if begins < ends and paused_at < ends and resumed_at > begins:
            if paused_at > begins:
                yield begins, paused_at
            begins = max(begins, resumed_at)
    if begins < ends:
        yield begins, ends


# The history


@dataclass
class Wait:
    """A time a case waited, as recorded so far."""

    reason: str
    paused_at: datetime
    resumed_at: datetime | None = None


@dataclass
class ClockSoFar:
    """A clock as the history has it so far; `id` is that of the stored one it must agree with, None where there is none."""

    id: int | None
    standard: str
    row: int
    started_at: datetime
    begun_by: int | None
    stopped_at: datetime | None = None
    ended_by: int | None = None
    state: str = "running"
    paused_at: datetime | None = None
    dates: Dates | None = None

    @property
    def due_at(self) -> datetime:
        """When it is due."""
        assert self.dates is not None
        return self.dates.due_at

    @property
    def warn_at(self) -> datetime:
        """From when it warns."""
        assert self.dates is not None
        return self.dates.warn_at


@dataclass
class CaseSoFar:
    """A case as the history has it so far."""

    id: int
    reference: str
    kind: str
    received_at: datetime
    closed_at: datetime | None = None
    outcome: str = ""
    owner: int | None = None
    steps: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    waits: dict[int, Wait] = field(default_factory=dict)
    extensions: dict[int, tuple[int, int]] = field(default_factory=dict)
    clocks: list[ClockSoFar] = field(default_factory=list)

    def counted_clocks(self) -> list[ClockSoFar]:
        """Its clocks but for those that never were."""
        return [clock for clock in self.clocks if clock.state != "void"]


@dataclass(frozen=True)
class Record:
    """What the tables hold that the history is worked out from, and that it is held against."""

    events: Sequence[Row]
    cases: Mapping[int, Row]
    clocks: Mapping[int, Row]
    entries: Mapping[int, Row]
    waits: Mapping[int, Row]
    extensions: Mapping[int, Row]
    standards: Mapping[int, Row]
    moves: Sequence[Row]
    logins: Mapping[int, str]


def record_in(connection: Connection) -> Record:
    """The record as it stands."""

    def rows(table: Any, key: str = "id") -> list[Row]:
        return list(connection.execute(select(table).order_by(table.c[key])))

    def by_id(table: Any) -> dict[int, Row]:
        return {row.id: row for row in rows(table)}

    return Record(
        events=rows(AUDIT),
        cases=by_id(CASE),
        clocks=by_id(CLOCK),
        entries=by_id(ENTRY),
        waits=by_id(CASE_WAIT),
        extensions=by_id(EXTENSION),
        standards={row.row_id: row for row in rows(STANDARD, "row_id")},
        moves=rows(CLOCK_MOVE),
        logins={row.id: row.login for row in rows(STAFF)},
    )


class Recount:
    """The whole history gone through: the cases with their clocks, the standards and the days as they are at its end."""

    def __init__(self, record: Record, counted: dict[Asked, Dates]) -> None:
        """Go through every event of the audit trail; `counted` are the dates of earlier recounts of the same record."""
        self.record = record
        self.office = Office()
        self._known = counted
        self.cases: dict[int, CaseSoFar] = {}
        self.in_force = {row.id: [row] for row in record.standards.values() if row.effective_from is None}
        self.taken_back: set[int] = set()
        self._stored: dict[tuple[int, str], list[int]] = defaultdict(list)
        for clock in record.clocks.values():
            self._stored[clock.case_id, record.standards[clock.standard].id].append(clock.id)
        self._first_received: dict[int, datetime] = {}
        for event in record.events:
            if event.action == "received changed":
                self._first_received.setdefault(event.case_id, datetime.fromisoformat(json.loads(event.detail)["before"]))
        for event in record.events:
            self._take(event, json.loads(event.detail))
        for case in self.cases.values():
            for clock in case.counted_clocks():
                if clock.stopped_at is None:
                    self._date(case, clock)

    def _take(self, event: Row, told: Mapping[str, Any]) -> None:
        match event.action:
            case "contact logged":
                self._log(event)
            case "calendar changed":
                self.office.change(told["added"], told["withdrawn"])
            case "standard changed":
                self._change_standard(told["standard"], self.record.standards[told["row"]])
            case "standard change taken back":
                self._take_standard_back(told["standard"])
            case "case allocated":
                self.cases[event.case_id].owner = told["after"]
            case "note added" | "staff added" | "store opened by its first administrator":
                pass
            case _:
                self._happen(event, told, self.cases[event.case_id])

    def _log(self, event: Row) -> None:
        row = self.record.cases[event.case_id]
        received_at = self._first_received.get(row.id, row.received_at)
        case = self.cases[row.id] = CaseSoFar(row.id, row.reference, row.kind, received_at)
        self._follow(case, event.at)

    def _happen(self, event: Row, told: Mapping[str, Any], case: CaseSoFar) -> None:
        """What happens on a case, and what becomes of its clocks by it."""
        judged_again: list[ClockSoFar] = []
        match event.action:
            case "step completed":
                entry = self.record.entries[told["entry"]]
                case.steps[entry.id] = entry.step, entry.at
            case "step withdrawn":
                del case.steps[told["entry"]]
            case "case closed":
                case.closed_at, case.outcome = event.at, told["outcome"]
            case "case reopened":
                case.closed_at, case.outcome = None, ""
            case "case paused":
                case.waits[told["wait"]] = Wait(told["reason"], event.at)
            case "case resumed":
                case.waits[told["wait"]].resumed_at = event.at
            case "clock extended":
                case.extensions[told["extension"]] = told["clock"], told["units"]
            case "extension undone":
                del case.extensions[told["extension"]]
            case "received changed":
                judged_again = self._receive_anew(case, datetime.fromisoformat(told["received"]))
            case unknown:
                raise AssertionError(f"the audit trail tells of '{unknown}', of which this knows nothing")
        self._follow(case, event.at, judged_again)

    def _receive_anew(self, case: CaseSoFar, received_at: datetime) -> list[ClockSoFar]:
        """Begin the clocks that began with the receipt at another moment; which those are."""
        begun = [it for it in case.counted_clocks() if it.begun_by is None and it.started_at == case.received_at]
        for clock in begun:
            clock.started_at = received_at
        case.received_at = received_at
        return begun

    def _row_on(self, standard: str, moment: datetime) -> int:
        """The row of a standard in force on the London date of a moment."""
        day = local(moment).date()
        fitting = [row.row_id for row in self.in_force[standard] if row.effective_from is None or row.effective_from <= day]
        return int(fitting[-1])

    def _change_standard(self, standard: str, new: Row) -> None:
        old = self.in_force[standard][-1].row_id
        self.in_force[standard].append(new)
        for clock in self._running():
            since = local(clock.started_at).date() >= new.effective_from
            if clock.row == old and since and (clock.begun_by is None or not new.recurring):
                clock.row = new.row_id

    def _take_standard_back(self, standard: str) -> None:
        gone = self.in_force[standard].pop().row_id
        self.taken_back.add(gone)
        for clock in self._running():
            if clock.row == gone:
                clock.row = self.in_force[standard][-1].row_id

    def _running(self) -> Iterator[ClockSoFar]:
        for case in self.cases.values():
            yield from (clock for clock in case.counted_clocks() if clock.stopped_at is None)

    def _follow(self, case: CaseSoFar, now: datetime, judged_again: Sequence[ClockSoFar] = ()) -> None:
        """Let a case have the clocks it should: one that ended stays as judged, one that should not be there never was."""
        left = case.counted_clocks()
        for standard in [it[0] for it in self.in_force.values() if case.kind in it[0].kinds]:
            row_before: int | None = None
            for began, begun_by, ended, ended_by in list(runs(standard, case)):
                clock = next((it for it in left if it.standard == standard.id and it.started_at == began), None)
                if clock is None:
                    clock = self._begin(case, standard, began, row_before if standard.recurring else None)
                else:
                    left.remove(clock)
                row_before = self._row_now(standard, clock, row_before)
                as_it_ended = clock.stopped_at is not None and (clock.stopped_at, clock.ended_by) == (ended, ended_by)
                if as_it_ended and not any(it is clock for it in judged_again):
                    continue
                clock.row, clock.begun_by, clock.stopped_at, clock.ended_by = row_before, begun_by, ended, ended_by
                if ended is not None:
                    self._date(case, clock)
        for clock in left:
            clock.state, clock.paused_at, clock.stopped_at = "void", None, clock.stopped_at or now

    def _row_now(self, standard: Row, clock: ClockSoFar, row_before: int | None) -> int:
        """The row that a clock goes by were it judged now: one that started again by that it began under, unless taken back."""
        restarted = standard.recurring and row_before is not None
        if restarted and clock.row not in self.taken_back:
            return clock.row
        return row_before if restarted and row_before is not None else self._row_on(standard.id, clock.started_at)

    def _begin(self, case: CaseSoFar, standard: Row, began: datetime, row: int | None) -> ClockSoFar:
        stored = self._stored[case.id, standard.id]
        clock = ClockSoFar(stored.pop(0) if stored else None, standard.id, row or self._row_on(standard.id, began), began, None)
        case.clocks.append(clock)
        return clock

    def _date(self, case: CaseSoFar, clock: ClockSoFar) -> None:
        """Date and judge a clock by the days and standards as they stand now."""
        standard = self.record.standards[clock.row]
        longer = sum(units for which, units in case.extensions.values() if which == clock.id)
        over, open_since = waits_of(standard, case.waits.values(), clock.started_at, clock.stopped_at)
        dates = self._counted(standard, clock.started_at, over, longer)
        clock.paused_at = None
        if open_since is not None and open_since <= dates.due_at:
            if clock.stopped_at is None:
                clock.paused_at = open_since
            else:
                dates = self._counted(standard, clock.started_at, [*over, (open_since, clock.stopped_at)], longer)
        clock.dates = dates
        clock.state = "running" if clock.paused_at is None else "paused"
        if clock.stopped_at is not None:
            clock.state = "met" if clock.stopped_at <= dates.due_at else "missed"

    def _counted(self, standard: Row, started_at: datetime, waits: Sequence[Span], longer: int) -> Dates:
        asked = (standard.row_id, started_at, tuple(waits), longer, self.office.in_force)
        found = self._known.get(asked)
        if found is None:
            counting = Counting(standard, self.office)
            found = self._known[asked] = counting.dates(started_at, sorted(waits), longer)
        return found


def runs(standard: Row, case: CaseSoFar) -> Iterator[tuple[datetime, int | None, datetime | None, int | None]]:
    """Each time a clock of a standard runs on a case: from when, begun by which step, to when, ended by which."""
    began: datetime | None = case.received_at if standard.starts_on == "received" else None
    begun_by: int | None = None
    for entry, (step, done_at) in sorted(case.steps.items(), key=lambda it: (it[1][1], it[0])):
        if case.closed_at is not None and done_at > case.closed_at:
            break
        moment = max(done_at, case.received_at)
        if began is not None and step == standard.stops_on:
            yield began, begun_by, moment, entry
            began, begun_by = (moment, entry) if standard.recurring else (None, None)
        elif began is None and step == standard.starts_on:
            began, begun_by = moment, entry
    if began is not None:
        yield began, begun_by, None if case.closed_at is None else max(case.closed_at, began), None


def waits_of(
    standard: Row, waits: Iterable[Wait], started_at: datetime, stopped_at: datetime | None
) -> tuple[list[Span], datetime | None]:
    """The waits a clock had behind it, of those its standard allows, and since when it waits or waited as it stopped."""
    over: list[Span] = []
    still: list[datetime] = []
    for wait in waits:
        allowed = standard.waits_for is None or wait.reason in standard.waits_for
        began = max(wait.paused_at, started_at)
        if not allowed or (stopped_at is not None and began > stopped_at):
            continue
        if wait.resumed_at is None or (stopped_at is not None and wait.resumed_at > stopped_at):
            still.append(began)
        elif wait.resumed_at > began:
            over.append((began, wait.resumed_at))
    return over, min(still, default=None)
