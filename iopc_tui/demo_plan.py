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
from iopc_tui.demo_words import RING_BACK, kind_rows, made_up_contact, words

Act = Literal["log", "own", "note", "touch", "ring", "step", "close", "learn", "monitor", "ask", "hear", "hand-over", "sign"]

NO_CASE = -1
OF_OFFICE: tuple[Act, ...] = ("monitor", "ask", "hear", "hand-over", "sign")
"""What is done to no case."""
SUPERVISOR, LEAD = "demo.mbell", "demo.pshah"
WEEKS = 6
CASES = 260
LATE = 0.14
LONGEST_LATE = 6
NEVER_OWNED = 0.2
NOTED, IN_TOUCH = 0.4, 0.6
CLOSED_DIRECTLY = 0.6
ENDED_EARLY = 0.3
MINE = 0.06
OUT_OF_HOURS = {"web": 0.45, "email": 0.3}
LEARNED, MONITORED = 0.2, 0.2
UPDATES_DUE_TODAY = 3
CALLS_DUE_TODAY = 2
SIGNED, NOT_SIGNED_YET = 6, 1
"""How many working days before today are signed, and how many after them are not."""
HEARD = 3
"""In how many lots the answers to the survey come in."""
WAITING = "outcome letter, waiting for news"
WAITS_FOR_CALL = "waits for the call promised"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a planned case, or to none, by a login.

    `detail` is the step, the new owner's login, the outcome, how a call went, a theme, a day or a number.
    """

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
    today = london_date(now)
    for contact in [*_updates_due_today(today, chance), *_calls_due_today(now, chance), *arrivals]:
        life = _life(contact, len(contacts), me, chance)
        done = [deed for deed in life if deed.at <= now and not _keeps_waiting(contact, deed)]
        if done:
            contacts.append(contact)
            deeds += done
    deeds += [deed for deed in (*_ends_of_days(today, chance), *_survey(today)) if contacts and deed.at <= now]
    return Plan(contacts, sorted(deeds, key=lambda deed: deed.at))


def _ends_of_days(today: date, chance: Random) -> Iterator[Deed]:
    """A note for the next shift each working day lately, and the days before those signed by the supervisor."""
    notes = list(words()["days"]["notes"])
    chance.shuffle(notes)
    for ago in range(SIGNED, 0, -1):
        day = _calendar().add(today, -ago)
        yield Deed(office_close(day) - timedelta(minutes=12), NO_CASE, "hand-over", LEAD, text=notes[ago % len(notes)])
        if ago > NOT_SIGNED_YET:
            yield Deed(office_close(day) + timedelta(minutes=7), NO_CASE, "sign", SUPERVISOR, day.isoformat())
        while not _calendar().is_working_day(day := day + timedelta(days=1)) and ago > NOT_SIGNED_YET + 1:
            morning = office_open(_calendar().roll_forward(day)) + timedelta(minutes=20)
            yield Deed(morning, NO_CASE, "sign", SUPERVISOR, day.isoformat())


def _survey(today: date) -> Iterator[Deed]:
    """Those whose case was closed are asked after some weeks; some answer in the days after."""
    asked = office_open(_calendar().add(today, -12)) + timedelta(minutes=40)
    yield Deed(asked, NO_CASE, "ask", SUPERVISOR)
    for lot in range(HEARD):
        morning = office_open(_calendar().add(london_date(asked), 2 + 3 * lot))
        yield Deed(morning + timedelta(minutes=55), NO_CASE, "hear", LEAD, str(lot))


def _keeps_waiting(contact: Contact, deed: Deed) -> bool:
    if contact.subject == WAITS_FOR_CALL:
        return deed.act in ("ring", "step", "close")
    return contact.subject == WAITING and deed.act in ("step", "close") and deed.detail != "acknowledged"


def _days(now: datetime) -> list[date]:
    today = london_date(now)
    return [today - timedelta(days=ago) for ago in range(WEEKS * 7, -1, -1)]


def _calendar() -> WorkingCalendar:
    return SHIPPED.ours


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
        contact = replace(made_up_contact(chance), kind="review", channel="web", subject=WAITING, outcome="", details={})
        yield replace(contact, received_at=at_london_time(today - timedelta(days=28), time(chance.randint(8, 21), 30)))


def _calls_due_today(now: datetime, chance: Random) -> Iterator[Contact]:
    """People who were promised to be rung back by the end of the first working day from today on."""
    day = _calendar().add(_calendar().roll_forward(london_date(now)), -1)
    for _ in range(CALLS_DUE_TODAY):
        caller = made_up_contact(chance)
        at, number = at_london_time(day, time(15, chance.randint(1, 50))), caller.phone or "07700 900321"
        waits = Contact("enquiry", WAITS_FOR_CALL, caller.name, number, received_at=at)
        yield replace(waits, outcome="call-back", outcome_words=RING_BACK)


def _life(contact: Contact, case: int, me: str, chance: Random) -> Iterator[Deed]:
    """One case from its logging to its closing, as far as it would go; the plan cuts off what is still to come."""
    assert contact.received_at is not None
    row, staff = kind_rows()[contact.kind], words()["staff"]
    agents = [one["login"] for one in staff if one["role"] == "agent"]
    leads = [one["login"] for one in staff if one["role"] == "team-lead"]
    agent = chance.choice(agents)
    logged = _logged_at(contact.received_at, chance)
    yield Deed(logged, case, "log", agent)
    if chance.random() < MONITORED:
        yield Deed(logged, case, "monitor", agent)
    if contact.outcome == "answered":
        return
    owner = agent
    if chance.random() >= NEVER_OWNED:
        given = _soon_after(logged, chance, 240)
        owner = me if chance.random() < MINE else chance.choice(agents)
        yield Deed(given, case, "own", owner if chance.random() < 0.4 else chance.choice(leads), owner)
        logged = given
    if contact.outcome == "call-back":
        logged = max(_done_at("callback", logged, logged, chance), _soon_after(logged, chance, 90))
        yield Deed(logged, case, "ring", owner, chance.choice(["made", "made", "message"]))
    *steps, last = _steps(contact, case, row, owner, logged, chance)
    yield from (*steps, last)
    if chance.random() < NOTED:
        at = _next_days(logged, chance, 4)
        act: Act = "touch" if at < last.at and chance.random() < IN_TOUCH else "note"
        yield Deed(at, case, act, owner, text=chance.choice(words()["words"][act]))
    lessons = words()["learned"].get(contact.kind, ())
    if lessons and chance.random() < LEARNED:
        lesson = chance.choice(lessons)
        yield Deed(_next_days(last.at, chance, 2), case, "learn", chance.choice(leads), lesson["theme"], lesson["text"])


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
