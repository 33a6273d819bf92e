"""Six weeks of made-up work, planned without a store: who does what to which case, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Literal

from casework.calendars import SHIPPED
from casework.contact import Contact
from casework.deadlines import deadline
from casework.moments import OFFICE_CLOSES, at_london_time, london, london_date, office_close, office_open
from casework.standards import shipped_standards
from casework.working_days import WorkingCalendar
from iopc_tui.demo_words import kind_rows, made_up_contact, words

Act = Literal["log", "own", "note", "step", "close"]

WEEKS = 6
CASES = 260
LATE = 0.14
LONGEST_LATE = 6
NEVER_OWNED = 0.2
NOTED = 0.35
ANSWERED_AT_ONCE = 0.3
CLOSED_DIRECTLY = 0.6
ENDED_EARLY = 0.3
MINE = 0.06
OUT_OF_HOURS = {"web": 0.45, "email": 0.3}
UPDATES_DUE_TODAY = 3
WAITING = "outcome letter, waiting for news"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a planned case, by a login: `detail` is the step, the new owner's login or the outcome."""

    at: datetime
    case: int
    act: Act
    who: str
    detail: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The contacts, and everything done with them in order of time."""

    contacts: Sequence[Contact]
    deeds: Sequence[Deed]


def planned(now: datetime, seed: int, me: str, cases: int = CASES) -> Plan:
    """Six weeks of work up to a moment; the same for the same seed, moment, login and number of cases."""
    chance = Random(seed)
    days = _days(now)
    contacts: list[Contact] = []
    deeds: list[Deed] = []
    arrivals = sorted(_arrivals(days, cases, chance), key=lambda one: one.received_at or now)
    for contact in [*_updates_due_today(london_date(now), chance), *arrivals]:
        life = _life(contact, len(contacts), me, chance)
        done = [deed for deed in life if deed.at <= now and not _keeps_waiting(contact, deed)]
        if done:
            contacts.append(contact)
            deeds += done
    return Plan(contacts, sorted(deeds, key=lambda deed: deed.at))


def _keeps_waiting(contact: Contact, deed: Deed) -> bool:
    return contact.subject == WAITING and deed.act in ("step", "close") and deed.detail != "acknowledged"


def _days(now: datetime) -> list[date]:
    today = london_date(now)
    return [today - timedelta(days=ago) for ago in range(WEEKS * 7, -1, -1)]


def _calendar() -> WorkingCalendar:
    return SHIPPED.named("england-wales")


def _arrivals(days: Sequence[date], cases: int, chance: Random) -> Iterator[Contact]:
    worked = [day for day in days if _calendar().is_working_day(day)]
    for _ in range(cases):
        contact = made_up_contact(chance)
        if chance.random() < OUT_OF_HOURS.get(contact.channel, 0):
            received = at_london_time(chance.choice(days), time(chance.randint(17, 22), chance.randint(0, 59)))
        else:
            received = _in_office(chance.choice(worked), chance)
        yield replace(contact, received_at=received)


def _updates_due_today(today: date, chance: Random) -> Iterator[Contact]:
    """Reviews of four weeks ago, whose update falls due today whatever day it is."""
    for _ in range(UPDATES_DUE_TODAY):
        contact = replace(made_up_contact(chance), kind="review", channel="web", subject=WAITING)
        yield replace(contact, received_at=at_london_time(today - timedelta(days=28), time(chance.randint(8, 21), 30)))


def _life(contact: Contact, case: int, me: str, chance: Random) -> Iterator[Deed]:
    """One case from its logging to its closing, as far as it would go; the plan cuts off what is still to come."""
    assert contact.received_at is not None
    row, staff = kind_rows()[contact.kind], words()["staff"]
    agents = [one["login"] for one in staff if one["role"] == "agent"]
    leads = [one["login"] for one in staff if one["role"] == "team-lead"]
    agent = chance.choice(agents)
    logged = _logged_at(contact.received_at, chance)
    yield Deed(logged, case, "log", agent)
    if contact.kind == "enquiry" and contact.channel == "phone" and chance.random() < ANSWERED_AT_ONCE:
        yield Deed(logged + timedelta(minutes=6), case, "close", agent, "answered")
        return
    owner = agent
    if chance.random() >= NEVER_OWNED:
        given = _soon_after(logged, chance, 240)
        owner = me if chance.random() < MINE else chance.choice(agents)
        yield Deed(given, case, "own", owner if chance.random() < 0.4 else chance.choice(leads), owner)
        logged = given
    if chance.random() < NOTED:
        yield Deed(_next_days(logged, chance, 4), case, "note", owner, text=chance.choice(words()["words"]["notes"]))
    yield from _steps(contact, case, row, owner, logged, chance)


def _steps(contact: Contact, case: int, row: dict[str, Any], owner: str, since: datetime, chance: Random) -> Iterator[Deed]:
    assert contact.received_at is not None
    at, started = since, contact.received_at
    early = "early_outcomes" in row and chance.random() < ENDED_EARLY
    for step, standard in row["steps"]:
        last, at = at, _done_at(standard, started, at, chance)
        if step == "papers-asked":
            started = at
        if at <= last:
            at = _soon_after(last, chance, 90)
        if step == "answered" and chance.random() < CLOSED_DIRECTLY:
            break
        yield Deed(at, case, "step", owner, step)
        if early:
            at = _next_days(at, chance, 8)
            yield Deed(at, case, "close", owner, chance.choice(row["early_outcomes"]))
            return
        started = at if step == "papers-asked" else contact.received_at
    yield Deed(_soon_after(at, chance, 60), case, "close", owner, chance.choice(row["outcomes"]))


def _done_at(standard_id: str, started: datetime, since: datetime, chance: Random) -> datetime:
    """When a step that answers a standard gets done: mostly in time, sometimes some days late."""
    if not standard_id:
        return _next_days(since, chance, 2)
    standard = next(s for s in shipped_standards() if s.id == standard_id)
    due, calendar = deadline(standard, started, SHIPPED), SHIPPED.of(standard)
    length = max(1, calendar.count(due.day_zero, due.due_day))
    late = chance.random() < LATE
    days = length + chance.randint(1, LONGEST_LATE) if late else int(length * chance.betavariate(2.2, 1.2))
    return _in_office(calendar.add(calendar.roll_forward(due.day_zero), days), chance)


def _logged_at(received: datetime, chance: Random) -> datetime:
    """A contact in office hours is logged within minutes, any other when the office next opens."""
    local = london(received)
    day = local.date()
    if _calendar().is_working_day(day) and local.time() < OFFICE_CLOSES:
        return max(received, office_open(day)) + timedelta(minutes=chance.randint(1, 9))
    first = _calendar().add(day, 1)
    return office_open(first) + timedelta(minutes=chance.randint(2, 75))


def _in_office(day: date, chance: Random) -> datetime:
    return office_open(day) + timedelta(minutes=chance.randint(2, 468), seconds=chance.randint(0, 59))


def _soon_after(at: datetime, chance: Random, minutes: int) -> datetime:
    """Some minutes later, or the next working morning when the office closes first."""
    later = at + timedelta(minutes=chance.randint(3, minutes), seconds=chance.randint(0, 59))
    day = london_date(at)
    if later < office_close(day):
        return later
    return office_open(_calendar().add(day, 1)) + timedelta(minutes=chance.randint(5, 90))


def _next_days(at: datetime, chance: Random, days: int) -> datetime:
    return max(_in_office(_calendar().add(london_date(at), chance.randint(1, days)), chance), at + timedelta(minutes=5))
