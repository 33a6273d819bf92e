"""Filters and orders drawn at random, held against a slow and obvious reading of every case."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

from casework.contact_outcomes import answering_outcomes
from casework.filter_grammar import read_filter
from casework.kinds import channels, kinds
from casework.moments import end_of_date, london_date, start_of_date
from casework.queue_columns import QUEUE_COLUMNS, Order
from casework.working_days import WorkingCalendar
from db.queries.filter_names import filter_names
from db.queries.queue import queue_ids, queue_kept, queue_position, queue_tally, queue_window
from tests.db.busier import Whole, busier, every_case, force_name, in_order_as
from tests.desk import Desk

Test = Callable[[Whole], bool]
Value = tuple[str, Test]
FILTERS = 60
LOOK_BACK = ("closed", "open", "outcome", "fell", "met", "missed", "running", "late")
LATEST = datetime.max.replace(tzinfo=UTC)


def due_values(now: datetime, at: Callable[[Any], datetime | None]) -> list[tuple[str, Callable[[Any], bool]]]:
    """What may be said of when something is due, by what a moment of it is."""
    today = london_date(now)
    end, sunday = end_of_date(today), end_of_date(today + timedelta(6 - today.weekday()))

    def when(test: Callable[[datetime], bool]) -> Callable[[Any], bool]:
        return lambda it: (moment := at(it)) is not None and test(moment)

    def soon(it: Any) -> bool:
        warn = it.row.next_warn_at if isinstance(it, Whole) else it.warn_at
        return (moment := at(it)) is not None and moment > end and warn <= now

    return [
        ("overdue", when(lambda it: it < now)),
        ("today", when(lambda it: now <= it <= end)),
        ("week", when(lambda it: now <= it <= sunday)),
        ("soon", soon),
        ("none", lambda it: at(it) is None),
        ("<+7d", when(lambda it: it < start_of_date(today + timedelta(7)))),
        (">=+7d", when(lambda it: it >= start_of_date(today + timedelta(7)))),
        ("today,+1d", when(lambda it: now <= it <= end or london_date(it) == today + timedelta(1))),
        (">-9d", when(lambda it: it > end_of_date(today - timedelta(9)))),
    ]


def silent(case: Whole, today: date, days: int) -> bool:
    return all((today - london_date(at)).days >= days for at in (*case.contacts, case.row.received_at))


def needs(case: Whole, skill: str) -> bool:
    if skill == "welsh":
        return case.language == "Welsh" or "welsh" in case.tags or case.details.get("format") == "Welsh"
    if skill == "review":
        return case.row.kind == "review" or case.row.kind.startswith("appeal-") or "review" in case.tags
    return "young people" in case.details.get("themes", "").split(", ") or "young-people" in case.tags


def owned(name: str) -> Test:
    return lambda it: it.owner is not None and name in (it.owner.login, it.owner.name.split()[-1])


def received(test: Callable[[date], bool]) -> Test:
    return lambda it: test(london_date(it.row.received_at))


def spans(days: Sequence[date], today: date) -> list[tuple[str, Callable[[date], bool]]]:
    """Ranges of days about those that there are, as they are typed, and what is in each."""
    early, late = (sorted(days)[len(days) * part // 3] for part in (1, 2))
    return [
        (f"{early}..{late}", lambda day: early <= day <= late),
        (f"{early:%d/%m}..{late:%d/%m}", lambda day: early <= day <= late),
        (f"{late}..", lambda day: day >= late),
        (f"..{early:%-d%b}", lambda day: day <= early),
        (f"<{late}", lambda day: day < late),
        ("last-month", lambda day: (day.year, day.month) == (2026, 6)),
        (f"{early}", lambda day: day == early),
        (f"{early},{late}..{today}", lambda day: day == early or late <= day <= today),
    ]


def came_to(key: str, clock: Any, now: datetime) -> bool:
    """Whether a clock that was begun is one of those a term is of."""
    if key == "fell":
        return bool(clock.started_at <= now)
    if key == "running":
        still = clock.stopped_at is None or clock.stopped_at > now
        waits = clock.stopped_at is None and clock.paused_at is not None
        return bool(clock.started_at <= now and still and (waits or clock.due_at >= now))
    if key == "met":
        return clock.stopped_at is not None and clock.state == "met"
    return clock.state == "missed" or (clock.stopped_at is None and clock.paused_at is None and clock.due_at < now)


def reason_values(reasons: Sequence[str]) -> list[tuple[str, Callable[[str | None], bool]]]:
    """What may be said of the reason why a clock was missed."""
    return [
        ("any", lambda why: why is not None),
        ("none", lambda why: why is None),
        *((f'"{reason}"', lambda why, reason=reason: why == reason) for reason in reasons),
    ]


def age(case: Whole, calendar: WorkingCalendar, today: date) -> int | None:
    came = london_date(case.row.received_at)
    if case.row.closed_at is not None or came > today:
        return None
    return sum(calendar.is_working_day(came + timedelta(n)) for n in range(1, (today - came).days + 1))


def open_values(ends: Sequence[date], now: datetime) -> list[tuple[str, datetime]]:
    """Dates at whose end a case may have been open, as they are typed; of today now is the end so far."""
    early, late = (sorted(ends)[len(ends) * part // 3] for part in (1, 2))
    return [
        (f"{early}", end_of_date(early)),
        (f"{late:%-d%b}", end_of_date(late)),
        ("last-month", end_of_date(date(2026, 6, 30))),
        ("today", now),
    ]


def still_open(end: datetime) -> Test:
    return lambda it: it.row.received_at <= end and (it.row.closed_at is None or it.row.closed_at > end)


def is_(what: Callable[[Whole], Any], values: Sequence[str]) -> list[Value]:
    """Values that say what a case is, or has among others."""

    def test(value: str) -> Test:
        return lambda it: value in found if isinstance(found := what(it), frozenset) else bool(value == found)

    return [(value, test(value)) for value in values]


def values_of(desk: Desk, cases: Sequence[Whole]) -> dict[str, list[Value]]:
    """Every term, with values of it and what each says of a case."""
    ends = [london_date(it.row.closed_at) for it in cases if it.row.closed_at is not None]

    def ended(test: Callable[[date], bool]) -> Test:
        return lambda it: it.row.closed_at is not None and test(london_date(it.row.closed_at))

    def aged(test: Callable[[int], bool]) -> Test:
        return lambda it: (days := age(it, desk.calendar, today)) is not None and test(days)

    def themed(theme: str) -> Test:
        return lambda it: theme in (*it.details.get("themes", "").split(", "), *it.points)

    now, me, today = desk.now, desk.staff.id, london_date(desk.now)
    first = date(2026, 6, 3)

    def quiet(days: int) -> Test:
        return lambda it: silent(it, today, days)

    def wants(skill: str) -> Test:
        return lambda it: needs(it, skill)

    return {
        "kind": [
            *is_(lambda it: it.row.kind, ["review", "enquiry", "complaint", "foi"]),
            ("appeal", lambda it: it.row.kind.startswith("appeal")),
        ],
        "channel": is_(lambda it: it.row.channel, ["email", "phone", "post"]),
        "force": [*is_(lambda it: it.row.force, ["metropolitan", "gwent"]), ("none", lambda it: it.row.force is None)],
        "owner": [
            ("me", lambda it: it.row.owner_id == me),
            ("none", lambda it: it.row.owner_id is None),
            ("away", lambda it: it.away),
            ("jones", owned("Jones")),
            ("priya-jones", owned("priya")),
            ('"zoltan jones"', owned("Zoltán")),
            ("@TOM", owned("tom")),
        ],
        "team": [
            ("mine", lambda it: it.team == "Reviews"),
            ("none", lambda it: it.team is None),
            ("elan", lambda it: it.team == "Élan desk"),
        ],
        "due": due_values(now, lambda it: it.row.next_due_at),
        "received": [
            (f"{first:%d/%m}", received(lambda day: day == first)),
            (f"<{first:%d/%m}", received(lambda day: day < first)),
            (f">={first:%d/%m/%Y}", received(lambda day: day >= first)),
            (">-14d", received(lambda day: day > today - timedelta(14))),
        ],
        "is": [
            ("waiting", lambda it: it.waiting),
            ("paused", lambda it: it.row.paused_at is not None),
            ("reopened", lambda it: it.reopened),
            ("first-contact", lambda it: it.row.created_at == it.row.closed_at and it.row.outcome in answering_outcomes()),
            ("urgent", lambda it: it.row.priority == 2),
            ("high", lambda it: it.row.priority == 1),
        ],
        "flag": [*is_(lambda it: it.flags, ["safeguarding", "referral", "unacceptable"]), ("any", lambda it: bool(it.flags))],
        "tag": is_(lambda it: it.tags, ["court-date", "welsh", "young-people"]),
        "needs": [(skill, wants(skill)) for skill in ("welsh", "review", "young-people")],
        "silent": [(str(days), quiet(days)) for days in (1, 5, 14, 28)],
        "closed": [(typed, ended(test)) for typed, test in spans(ends, today)],
        "age": [
            ("5..20", aged(lambda days: 5 <= days <= 20)),
            (">20", aged(lambda days: days > 20)),
            ("..3", aged(lambda days: days <= 3)),
            ("0,1", aged(lambda days: days <= 1)),
            ("<=26", aged(lambda days: days <= 26)),
        ],
        "open": [(text, still_open(end)) for text, end in open_values(ends, now)],
        "outcome": [
            *is_(lambda it: it.row.outcome, ["answered", "withdrawn"]),
            ("upheld", lambda it: it.row.outcome == "upheld"),
            ("not-u", lambda it: it.row.outcome == "not upheld"),
            ("merged", lambda it: it.row.outcome.startswith("merged into")),
        ],
        "theme": [
            ("young-people", themed("young people")),
            ("taser", themed("Taser")),
            ('"use of force"', themed("use of force")),
            ("any", lambda it: bool(it.points or it.details.get("themes"))),
        ],
    }


@dataclass(frozen=True)
class There:
    """What there is to draw filters of."""

    desk: Desk
    cases: Sequence[Whole]
    values: Mapping[str, list[Value]]
    standards: Sequence[str]
    reasons: Sequence[str]


def drawn(chance: Random, there: There) -> tuple[str, Test]:
    """A filter as it is typed, and what it says of a case."""
    values = there.values
    typed: list[str] = []
    tests: list[Test] = []
    for key in chance.sample(list(values), chance.choice([0, 1, 1, 2, 2, 3])):
        chosen = chance.sample(values[key], min(len(values[key]), chance.choice([1, 1, 2])))
        leaves_out = chance.random() < 0.3
        typed.append(f"{'!' if leaves_out else ''}{key}:{','.join(value for value, _ in chosen)}")
        tests.append(lambda it, chosen=chosen, out=leaves_out: any(test(it) for _, test in chosen) != out)  # type: ignore[misc]
    if (apart := chance.random()) < 0.4 and not any("due:" in each for each in typed):
        draw = standard_drawn if apart < 0.15 else clocks_drawn
        text, test = draw(chance, there)
        typed.append(text)
        tests.append(test)
    for _ in range(chance.choice([0, 0, 0, 1])):
        word, leaves_out = chance.choice(["zebra", "WALRUS", "elan"]), chance.random() < 0.4
        typed.append(f"{'!' if leaves_out else ''}{word}")
        tests.append(lambda it, word=word, out=leaves_out: (word.lower() in it.words) != out)  # type: ignore[misc]
    status = chance.choice(["", "", "", "status:any", "status:closed", "!status:open", "status:open,closed"])
    looks_back = any(f"{key}:" in each for each in typed for key in LOOK_BACK)
    if status in ("status:closed", "!status:open") and any("age:" in each for each in typed):
        status = "status:any"
    kept = {"": (True, looks_back), "status:closed": (False, True), "!status:open": (False, True)}.get(status, (True, True))
    typed.append(status)
    chance.shuffle(typed)
    return " ".join(typed), lambda it: kept[it.row.closed_at is not None] and all(test(it) for test in tests)


def standard_drawn(chance: Random, there: There) -> tuple[str, Test]:
    """`standard:` with `due:` beside it or alone: a clock that runs, and by itself is due so, none while it waits."""
    wanted = chance.sample(there.standards, 2)
    if chance.random() < 0.3:
        return f"!standard:{','.join(wanted)}", lambda it: not any(id_ in wanted for id_, _ in it.clocks)
    moments = due_values(there.desk.now, lambda clock: None if clock.paused_at else clock.due_at)
    beside = [(*chance.choice(moments), chance.random() < 0.3) for _ in range(chance.choice([0, 1, 1, 2]))]
    typed = [f"{'!' if out else ''}due:{value}" for value, _, out in beside]

    def test(it: Whole) -> bool:
        return any(id_ in wanted and all(says(clock) != out for _, says, out in beside) for id_, clock in it.clocks)

    return " ".join([f"standard:{','.join(wanted)}", *typed]), test


def clocks_drawn(chance: Random, there: There) -> tuple[str, Test]:
    """`fell:`, `met:`, `missed:` and `running:`, each of a clock of the standard, late for the reason, that stand beside them."""
    now, begun = there.desk.now, [it for case in there.cases for it in case.begun]
    days = [london_date(clock.due_at) for _, clock, _ in begun]
    wanted = chance.sample(there.standards, 2) if chance.random() < 0.5 else []
    keys = chance.sample(["fell", "met", "missed", "missed", "running"], chance.choice([0, 1, 1, 1, 2]))
    spanned = [(key, *chance.choice(spans(days, london_date(now))), chance.random() < 0.2) for key in keys]
    late = [(*chance.choice(reason_values(there.reasons)), chance.random() < 0.2)] if not keys or chance.random() < 0.4 else []
    typed = [f"{'!' if out else ''}{key}:{text}" for key, text, _, out in spanned]
    typed += [f"{'!' if out else ''}late:{text}" for text, _, out in late]
    typed += [f"standard:{','.join(wanted)}"] if wanted else []

    def of(begins: tuple[str, Any, str | None]) -> bool:
        return not wanted or begins[0] in wanted

    def test(it: Whole) -> bool:
        own = [each for each in it.begun if of(each)]
        if not spanned:
            ((_, says, out),) = late
            tests = [any(came_to("missed", clock, now) and says(why) for _, clock, why in own) != out]
        else:
            beside = [each for each in own if all(says(each[2]) != out for _, says, out in late)]
            tests = [
                any(came_to(key, clock, now) and within(london_date(clock.due_at)) for _, clock, _ in beside) != out
                for key, _, within, out in spanned
            ]
        outs = [out for *_, out in (spanned or late)]
        return all(tests) and (not all(outs) or not wanted or bool(own))

    return " ".join(typed), test


FLAGGED = ("status:open", "status:closed", "status:any", "open:today")
"""What stands beside `flag:any` in filters of several statuses that one statement counts."""
ORDERED: dict[str, Callable[[Whole], Any]] = {
    "kind": lambda it: in_order_as(kinds()[it.row.kind].short),
    "channel": lambda it: in_order_as(channels()[it.row.channel].label),
    "from": lambda it: in_order_as(it.person),
    "subject": lambda it: in_order_as(it.row.subject),
    "force": lambda it: in_order_as(force_name(it)),
    "their-ref": lambda it: in_order_as(it.row.force_reference),
    "owner": lambda it: in_order_as(it.owner.name) if it.owner else None,
    "team": lambda it: in_order_as(it.team),
    "priority": lambda it: -it.row.priority,
    "contact": lambda it: max(it.contacts, default=None),
    "promise": lambda it: in_order_as(it.promise),
}


def in_order(cases: Sequence[Whole], order: Order) -> list[Whole]:
    """The cases as they stand in this order."""
    first_open = sorted(cases, key=lambda it: it.row.id)
    by_due = sorted(
        first_open, key=lambda it: (it.row.next_due_at is None, it.row.next_due_at or start_of_date(date(2026, 1, 1)))
    )
    if order.by in ("received", "ref"):
        what = "received_at" if order.by == "received" else "reference"
        return sorted(cases, key=lambda it: (getattr(it.row, what), it.row.id), reverse=order.backwards)
    if order.by in ("due", "closed"):
        still_open = [it for it in by_due if it.row.closed_at is None]
        closed = sorted((it for it in cases if it.row.closed_at), key=lambda it: (it.row.closed_at, it.row.id))
        if order.by == "closed":
            return [*(closed[::-1] if order.backwards else closed), *still_open]
        due, never = ([it for it in still_open if (it.row.next_due_at is None) == lacks] for lacks in (False, True))
        return [*due[::-1], *never[::-1], *closed] if order.backwards else [*due, *never, *closed[::-1]]
    known = [it for it in by_due if ORDERED[order.by](it) is not None]
    return [
        *sorted(known, key=ORDERED[order.by], reverse=order.backwards),
        *(it for it in by_due if ORDERED[order.by](it) is None),
    ]


def lines_say_what_the_rows_say(desk: Desk, cases: Sequence[Whole]) -> None:
    lines, by_id = desk.rows("status:any"), {it.row.id: it for it in cases}
    assert len(lines) == len(cases)
    for line in lines:
        case = by_id[line.id]
        assert (line.channel, line.priority, line.their_reference) == (
            *(case.row.channel, case.row.priority, case.row.force_reference),
        )
        assert (sorted(line.flags), line.flagged) == (sorted(case.flags), bool(case.flags))
        assert line.tags == tuple(sorted(case.tags))
        assert (line.reopened, line.waiting, line.team) == (case.reopened, case.waiting, case.team)
        assert line.last_contact_at == max(case.contacts, default=None)
    seen = [{getattr(line, name) for line in lines} for name in ("priority", "flagged", "reopened", "waiting", "team", "tags")]
    assert all(len(each) > 1 for each in seen)
    assert any(case.row.merged_into for case in cases)


def judged_as_they_stand(cases: Sequence[Whole]) -> None:
    """A clock that was stopped is met when that was by its due moment, and missed when it was after."""
    stopped = [clock for it in cases for _, clock, _ in it.begun if clock.stopped_at is not None]
    assert {(clock.state, clock.stopped_at <= clock.due_at) for clock in stopped} == {("met", True), ("missed", False)}


def test_every_filter_in_every_order_is_what_the_cases_say(desk: Desk) -> None:
    busier(desk)
    cases = every_case(desk)
    lines_say_what_the_rows_say(desk, cases)
    versions = {it.row.id: it.row.version for it in cases}
    standards = [id_ for id_, _ in Counter(id_ for it in cases for id_, _ in it.clocks).most_common(6)]
    values, me = values_of(desk, cases), desk.staff.id
    reasons = sorted({why for it in cases for *_, why in it.begun if why is not None})
    there = There(desk, cases, values, standards, reasons)
    judged_as_they_stand(cases)
    proves_nothing = [(key, value) for key in values for value, test in values[key] if len({test(it) for it in cases}) < 2]
    assert proves_nothing == []
    with desk.store.reading() as connection:
        known = filter_names(connection)
        flags = [read_filter(f"flag:any {more}", desk.time.today(), desk.calendar, known) for more in FLAGGED]
        tally = queue_tally(connection, flags, desk.now, me)
        assert tally == [queue_tally(connection, [each], desk.now, me)[0] for each in flags]
        assert tally[0] + tally[1] == tally[2] > 0

        @settings(max_examples=FILTERS, deadline=None, database=None)
        @given(st.randoms(use_true_random=False))
        def agrees(chance: Random) -> None:
            typed, test = drawn(chance, there)
            order = Order(chance.choice([by for by, column in QUEUE_COLUMNS.items() if column.sorts]), chance.random() < 0.5)
            note(f"{typed} by {order}")
            wanted = read_filter(typed, desk.time.today(), desk.calendar, known)
            assert wanted.problems == ()
            expected = [it.row.id for it in in_order([it for it in cases if test(it)], order)]
            asked = (connection, wanted, desk.now, me)
            assert queue_ids(*asked, 1000, order) == [(id_, versions[id_]) for id_ in expected]
            assert queue_kept(*asked, [*versions, 10**9]) == {id_: versions[id_] for id_ in expected}
            assert queue_tally(connection, [wanted, wanted], desk.now, me) == [len(expected)] * 2
            offset, limit = chance.randrange(len(expected) + 2), chance.choice([1, 7])
            page = queue_window(*asked, offset, limit, order)
            assert [row.id for row in page] == expected[offset : offset + limit]
            for case in chance.sample(cases, 2):
                place = expected.index(case.row.id) if case.row.id in expected else None
                assert queue_position(*asked, case.row.id, order) == place

        agrees()
