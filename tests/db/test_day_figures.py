"""The figures of any day, held against a slow recount of the tables, one row at a time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from casework.moments import at_london_time, end_of_date, london, london_date
from casework.summaries.day_figures import BY_KIND, COMPARED, DayFigures
from db.queries.day_figures import day_figures
from db.store import Store
from db.tables.plain import CASE, CLOCK, CONCERN, ENTRY, STANDARD, TASK
from tests.db.busy import work
from tests.desk import Desk, complaint, contact, enquiry, moment

Counted = dict[str, list[str]]


@dataclass
class Recount:
    """Every row there is, gone through for a day up to a moment."""

    store: Store

    def __post_init__(self) -> None:
        with self.store.reading() as connection:
            self.cases = {row.id: row for row in connection.execute(select(CASE))}
            self.clocks = connection.execute(select(CLOCK)).all()
            self.tasks = connection.execute(select(TASK)).all()
            self.concerns = connection.execute(select(CONCERN)).all()
            self.given = connection.execute(select(ENTRY).where(ENTRY.c.kind.in_(("allocated", "undone", "redone")))).all()
            self.standards = {row.row_id: row for row in connection.execute(select(STANDARD))}
        self.calendar = self.store.rules.calendars.named("england-wales")

    def of(self, day: date, until: datetime) -> Counted:
        """References behind each figure, once for each thing counted."""
        over = until == end_of_date(day)
        found: Counted = defaultdict(list)

        def late(due_at: datetime) -> bool:
            return due_at <= until if over else due_at < until

        for case in self.cases.values():
            for name, at in (("received", case.received_at), ("closed", case.closed_at)):
                if at is not None and london_date(at) == day and at <= until:
                    for key in (name, f"{name} kind {case.kind}", f"{name} channel {case.channel}"):
                        found[key].append(case.reference)
            if self.is_open(case, until):
                for key in ("open", f"open kind {case.kind}", f"open channel {case.channel}"):
                    found[key].append(case.reference)
        for clock, case in self.counted(until):
            ended = clock.stopped_at is not None and clock.stopped_at <= until
            standard = self.standards[clock.standard].id
            if london_date(clock.due_at) == day:
                met = ended and clock.stopped_at <= clock.due_at
                came_to = "met" if met else "missed" if late(clock.due_at) else "running"
                for name in ("due", came_to):
                    found[name].append(case.reference)
                    found[f"{name} standard {standard}"].append(case.reference)
            if not ended and late(clock.due_at):
                found["late"].append(case.reference)
                found[f"late standard {standard}"].append(case.reference)
        for task in self.tasks:
            stood = task.made_at <= until and (task.withdrawn_at is None or task.withdrawn_at > until)
            if task.kind == "callback" and london_date(task.due_at) == day and stood:
                kept = task.done_at is not None and task.done_at <= until and task.done_at <= task.due_at
                came_to = "kept" if kept else "missed" if late(task.due_at) else "open"
                for key in ("callbacks", f"callbacks-{came_to}"):
                    found[key].append(self.cases[task.case_id].reference)
        for concern in self.concerns:
            if london_date(concern.raised_at) == day and concern.raised_at <= until:
                reference = self.cases[concern.case_id].reference if concern.case_id else ""
                found["flags"].append(reference)
                found[f"flags concern {concern.kind}"].append(reference)
        self.overdue(found, day)
        return found

    def overdue(self, found: Counted, day: date) -> None:
        """Each case with a late clock once, in the band of the oldest."""
        for reference in sorted(set(found["late"])):
            case = next(it for it in self.cases.values() if it.reference == reference)
            found["overdue"].append(reference)
            found[f"overdue kind {case.kind}"].append(reference)

    def is_open(self, case: Any, at: datetime) -> bool:
        """Whether a case was open at a moment."""
        return case.received_at <= at and (case.closed_at is None or case.closed_at > at)

    def counted(self, at: datetime) -> Iterator[tuple[Any, Any]]:
        """The clocks that had begun by a moment and did not wait then, with their cases."""
        for clock in self.clocks:
            waits = clock.paused_at is not None and clock.paused_at <= at and (clock.stopped_at is None or clock.stopped_at > at)
            if clock.state != "void" and clock.started_at <= at and not waits:
                yield clock, self.cases[clock.case_id]


def figures_of(store: Store, day: date, now: datetime, until: datetime | None = None, *, compare: bool = False) -> DayFigures:
    with store.reading() as connection:
        return day_figures(connection, store.rules_in(connection), day, now, until, compare=compare)


def assert_as_recounted(found: DayFigures, recount: Recount) -> None:
    """Every figure is that of the recount, and so are the cases behind it."""
    expected = recount.of(found.day, found.until)
    named = [name for name in found.figures if name.partition(" ")[0] in NAMED and " age " not in name]
    assert {name: found.number(name) for name in named} == {name: len(expected.get(name, ())) for name in named}
    assert {name for name in expected if expected[name]} <= set(found.figures)
    for name in named:
        assert set(found.figure(name).cases) == set(expected.get(name, ())) - {""}, name
    bands = found.parts("overdue", "age").values()
    assert sorted(case for figure in bands for case in figure.cases) == sorted(found.figure("overdue").cases)


def assert_listed(desk: Desk, found: DayFigures) -> list[str]:
    """The filter of every figure that has one lists exactly the cases behind it; gives which figures those are."""
    listed = {name: figure.filter for name, figure in found.figures.items() if figure.filter}
    for name, typed in listed.items():
        assert sorted(desk.queue(typed)) == list(found.figure(name).cases), (name, typed)
    return list(listed)


NAMED = (
    *("received", "closed", "open", "due", "met", "missed", "running", "late", "overdue"),
    *("callbacks", "callbacks-kept", "callbacks-missed", "callbacks-open", "flags"),
)


def test_every_day_of_weeks_of_work(desk: Desk) -> None:
    work(desk, 5, turns=90)
    waits = desk.logs(enquiry())
    desk.raises("safeguarding", waits, what="in danger")
    desk.pauses(waits)
    recount, seen, listed = Recount(desk.store), dict.fromkeys(NAMED, 0), set[str]()
    last = london_date(desk.now)
    for days in range(-4, 80, 4):
        day = date(2026, 6, 1) + timedelta(days)
        if day > last:
            break
        at = at_london_time(day, time(15, 30))
        for until in (None, at):
            found = figures_of(desk.store, day, desk.now, until)
            assert_as_recounted(found, recount)
            listed |= set(assert_listed(desk, found))
            seen = {name: seen[name] + found.number(name) for name in seen}
    for day in (last, last + timedelta(days=1)):
        assert_as_recounted(figures_of(desk.store, day, desk.now), recount)
        listed |= set(assert_listed(desk, figures_of(desk.store, day, desk.now)))
    shapes = {" ".join(name.split()[:2]) for name in listed}
    assert {"received channel", "closed kind", "due standard", "met", "missed standard", "open", "late standard"} <= shapes
    assert_compared(desk, recount, last)
    assert all(seen[name] for name in NAMED if name not in ("callbacks-kept", "callbacks-missed", "flags")), seen


def assert_compared(desk: Desk, recount: Recount, day: date) -> None:
    """A day is held against the others up to the same time of each."""
    for at in (None, at_london_time(day, time(15, 30))):
        found = figures_of(desk.store, day, end_of_date(day), at, compare=True)
        assert found.compared is not None
        assert found.compared.before == recount.calendar.add(day, -1)
        days = [found.compared.before, *found.compared.days]
        until = [end_of_date(it) if at is None else at_london_time(it, london(at).time()) for it in days]
        then = [{name: len(recount.of(it, end)[name]) for name in COMPARED} for it, end in zip(days, until, strict=True)]
        assert found.compared.then == then[0]
        assert found.compared.average == {name: sum(it[name] for it in then[1:]) / len(then[1:]) for name in COMPARED}
        assert any(found.compared.then.values())


OF_ONE = ("received", "closed", "open", "overdue", "next")


def of_kind(desk: Desk, day: date, kind: str) -> tuple[int, ...]:
    """The figures of OF_ONE of a kind, on a day that is over."""
    found = figures_of(desk.store, day, end_of_date(day))
    return tuple(found.numbers(name, BY_KIND).get(kind, 0) for name in OF_ONE)


def test_the_days_of_one_enquiry(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    desk.at("Tue 30 Jun 2026 10:00").closes(reference)
    assert of_kind(desk, date(2026, 6, 11), "enquiry") == (0, 0, 0, 0, 0)
    assert of_kind(desk, date(2026, 6, 12), "enquiry") == (1, 0, 1, 0, 0)
    assert of_kind(desk, date(2026, 6, 25), "enquiry") == (0, 0, 1, 0, 1)
    assert of_kind(desk, date(2026, 6, 26), "enquiry") == (0, 0, 1, 1, 0)
    assert of_kind(desk, date(2026, 6, 30), "enquiry") == (0, 1, 0, 0, 0)


def test_a_late_evening_in_summer_belongs_to_its_london_day(desk: Desk) -> None:
    desk.at("Tue 14 Jul 2026 00:30").logs(contact("feedback"))
    assert of_kind(desk, date(2026, 7, 14), "feedback") == (1, 0, 1, 0, 0)
    assert of_kind(desk, date(2026, 7, 13), "feedback") == (0, 0, 0, 0, 0)


def test_a_case_with_two_late_clocks_is_late_once_and_by_the_older(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 11:00").logs(complaint())
    found = figures_of(desk.store, date(2026, 6, 30), moment("Wed 1 Jul 2026 09:00"))
    assert found.numbers("overdue", BY_KIND) == {"complaint": 1}
    assert (found.number("late"), found.figure("overdue").cases, found.oldest) == (2, (reference,), 9)
    assert found.numbers("overdue", "age") == {"6-10": 1}


def test_the_day_before_a_weekend_looks_to_the_monday(desk: Desk) -> None:
    desk.at("Mon 15 Jun 2026 11:00").logs(enquiry())
    assert of_kind(desk, date(2026, 6, 26), "enquiry") == (0, 0, 1, 0, 1)


def test_whose_the_cases_were_then_tells_how_many_were_nobodys(desk: Desk) -> None:
    tom = desk.as_("agent", "tom")
    first, second, third = (desk.at("Fri 12 Jun 2026 11:00").logs(enquiry()) for _ in range(3))
    desk.gives(first, tom.staff)
    desk.at("Fri 12 Jun 2026 16:00").gives(second, tom.staff)
    desk.at("Mon 15 Jun 2026 09:00").gives(third, tom.staff)
    desk.gives(first, None)
    desk.gives(second, None)
    desk.undoes()
    friday, noon = date(2026, 6, 12), moment("Fri 12 Jun 2026 12:00")
    assert figures_of(desk.store, friday, desk.now).figure("unallocated").cases == (third,)
    assert figures_of(desk.store, friday, desk.now, noon).figure("unallocated").cases == tuple(sorted((second, third)))
    today = figures_of(desk.store, date(2026, 6, 15), desk.now).figure("unallocated")
    assert (today.cases, today.filter) == ((first,), "owner:none")


def test_contacts_answered_at_once_and_call_backs_kept_and_missed(desk: Desk) -> None:
    at_once = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry(outcome="answered"))
    later, kept, missed = (desk.logs(enquiry()) for _ in range(3))
    desk.at("Fri 12 Jun 2026 11:30").closes(later, "answered")
    desk.promises(kept, by="Fri 12 Jun 2026 14:00")
    desk.promises(missed, by="Fri 12 Jun 2026 15:00")
    desk.at("Fri 12 Jun 2026 13:00").calls_back(kept)
    desk.is_away(desk.staff, date(2026, 6, 10), date(2026, 6, 12))
    found = figures_of(desk.store, date(2026, 6, 12), desk.at("Fri 12 Jun 2026 16:00").now)
    assert found.figure("first-contact").cases == (at_once,)
    assert (found.figure("callbacks-kept").cases, found.figure("callbacks-missed").cases) == ((kept,), (missed,))
    assert (found.number("callbacks"), found.away) == (2, (desk.staff.name,))


def test_what_the_next_day_starts_with(desk: Desk) -> None:
    tom = desk.as_("agent", "tom")
    mine, nobodys, early = (desk.at("Thu 11 Jun 2026 11:00").logs(enquiry()) for _ in range(3))
    desk.gives(mine, tom.staff)
    desk.promises(early, by="Mon 15 Jun 2026 10:00")
    desk.adds_task(nobodys, "send the form", "Mon 15 Jun 2026 11:30")
    desk.adds_task(mine, "ring the force", "Mon 15 Jun 2026 15:00")
    found = figures_of(desk.store, date(2026, 6, 12), desk.at("Fri 12 Jun 2026 16:45").now)
    assert found.next_day == date(2026, 6, 15)
    assert (found.number("next"), found.number("next-noon")) == (3, 2)
    assert found.figure("next-unallocated").cases == tuple(sorted((nobodys, early)))
    assert (found.number("next-noon-unallocated"), found.figure("next-callbacks").cases) == (2, (early,))
