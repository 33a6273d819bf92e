"""The voice of the service user in a month, each figure counted again by hand from what the desk shows of its cases."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import median
from typing import Any

from casework.contact import Contact
from casework.moments import london_date
from casework.publishing.voice_page import voice_publication
from casework.summaries.periods import Period, read_period
from casework.summaries.voice import Voice
from db.actions.monitoring import keep_monitoring
from db.queries.case import CaseView
from db.queries.voice import voice
from tests.desk import Desk, enquiry, moment

MARCH = read_period("Mar 2026", date(2026, 4, 20))
KINDS = ("enquiry", "complaint", "service-complaint", "feedback", "alternative-format")
NEEDS: tuple[dict[str, str], ...] = (
    *({}, {"adjustments": "large print, more time"}, {"language": "Welsh"}),
    {"language": "polish", "adjustments": "a quiet room"},
)
SEED = 4
"""One with which there is some of everything."""
WORKED = {date(2026, 2, 1) + timedelta(n) for n in range(90)} - {date(2026, 4, 3), date(2026, 4, 6)}


def heard(desk: Desk, period: Period = MARCH, monitoring: bool = False) -> Voice:
    """The voice of a period."""
    with desk.store.reading() as connection:
        return voice(connection, desk.store.rules_in(connection), period, desk.now, with_monitoring=monitoring)


def works(desk: Desk, chance: Random) -> list[str]:
    """Ten weeks of a small desk's work from the middle of February; gives the cases' references."""
    logged: list[str] = []
    at = moment("Mon 16 Feb 2026 09:00")
    while at < moment("Mon 20 Apr 2026 09:00"):
        at += timedelta(hours=chance.choice((2, 9, 20, 31)), seconds=1)
        desk.time.set(at)
        reference = chance.choice(logged) if logged and chance.random() < 0.72 else ""
        if not reference:
            logged.append(desk.logs(contact(chance)))
            continue
        case = desk.case(reference)
        deed = chance.choice((answers, closes, closes, writes, writes, learns))
        if case.merged_into is None and (case.closed_at is None or deed is learns):
            deed(desk, case, chance)
    for kind in KINDS[:2]:
        first, second = [it for it in logged if desk.case(it).kind == kind and desk.case(it).merged_into is None][:2]
        if desk.case(second).closed_at is not None or desk.case(first).closed_at is None:
            desk.merges(second, first)
    return logged


def contact(chance: Random) -> Contact:
    kind = chance.choice(KINDS)
    sort = chance.choice(("compliment", "suggestion"))
    said = "time taken, privacy" if sort == "compliment" else "reaching us"
    details = {"feedback": {"feedback-sort": sort, "service-themes": said}, "alternative-format": {"format": "braille"}}
    ends = chance.random() < 0.3
    return Contact(
        kind,
        "as told",
        name="Ada",
        force=chance.choice(("gwent", "kent", None)),
        details=details.get(kind, {}) if chance.random() < 0.8 else {},
        person_details=chance.choice(NEEDS),
        outcome={"enquiry": "answered", "feedback": "noted", "alternative-format": "format-sent"}.get(kind, "") if ends else "",
    )


def answers(desk: Desk, case: CaseView, chance: Random) -> None:
    if not any(it.step in ("answered", "acknowledged") for it in case.timeline):
        desk.does(case.reference, "acknowledged" if case.kind in ("complaint", "service-complaint") else "answered")


def closes(desk: Desk, case: CaseView, chance: Random) -> None:
    outcomes = {"service-complaint": ("upheld", "not upheld"), "feedback": ("noted",), "alternative-format": ("sent",)}
    desk.closes(case.reference, chance.choice(outcomes.get(case.kind, ("withdrawn",))))


def writes(desk: Desk, case: CaseView, chance: Random) -> None:
    desk.adds_contact(case.reference, "more of it", direction=chance.choice(("in", "out")))


def learns(desk: Desk, case: CaseView, chance: Random) -> None:
    desk.learns(case.reference, chance.choice(("Taser", "privacy", "time taken")), "see there")


def within(at: Any) -> bool:
    """Whether something was in March."""
    return at is not None and MARCH.first <= london_date(at) <= MARCH.last


def gap(before: date, after: date) -> int:
    return sum(before < day <= after and day.weekday() < 5 for day in WORKED)


def touched(case: CaseView) -> Iterator[Any]:
    """When there was a touch point on a case up to its closing: its receipt, and every contact but that which made it."""
    yield case.received_at
    contacts = sorted((it for it in case.own_timeline if it.kind == "contact" and not it.withdrawn), key=lambda it: it.id)
    yield from (it.at for it in contacts[1:] if case.closed_at is not None and it.at <= case.closed_at)


def test_every_figure_is_as_counted_by_hand_and_its_filter_lists_as_many(desk: Desk) -> None:
    cases = [desk.case(reference) for reference in works(desk, Random(SEED))]
    found = heard(desk)
    _same_service(desk, found, [it for it in cases if within(it.received_at)], cases)
    _same_touch_points(found, cases)
    _same_needs(found, cases)
    points = [it for case in cases for it in case.own_timeline if it.kind == "learning point"]
    learned = Counter(it.step for it in points if within(it.at))
    assert Counter(point.theme for point in found.learning) == learned
    assert learned.total() > 3
    publication = voice_publication(found, desk.store.rules, "desk.db")
    cells = [
        cell
        for it in publication.sections
        for table in it.tables
        for row in table.rows
        for cell in row
        if cell.filter and cell.kind == "count"
    ]
    assert len(cells) > 10
    assert {cell.filter: len(desk.queue(cell.filter)) for cell in cells} == {cell.filter: cell.value for cell in cells}


def _same_service(desk: Desk, found: Voice, received: list[CaseView], cases: list[CaseView]) -> None:
    service = found.service
    assert service.complaints == sum(it.kind == "service-complaint" for it in received) > 1
    sorts = Counter(it.details.get("feedback-sort", "not said") for it in received if it.kind == "feedback")
    assert service.feedback == dict(sorts)
    assert service.compliments > 0
    ended = [it for it in cases if within(it.closed_at)]
    assert service.outcomes == dict(Counter(it.outcome for it in ended if it.kind == "service-complaint"))
    rules = desk.store.rules
    for standard in service.standards:
        clocks = [
            clock
            for case in cases
            for clock in case.clocks
            if rules.standards[clock.standard].id == standard.id and within(clock.due_at)
        ]
        met = sum(clock.state == "met" for clock in clocks)
        assert (standard.clocks.met, standard.clocks.missed) == (met, len(clocks) - met)
        assert len(clocks) > 1
    themes = Counter(
        {
            (case.kind, theme, case.id)
            for case in received
            if case.kind in ("service-complaint", "feedback")
            for theme in (
                *(it.step for it in case.own_timeline if it.kind == "learning point" and not it.withdrawn),
                *filter(None, case.details.get("service-themes", "").split(", ")),
            )
        }
    )
    assert service.themes == dict(Counter((kind, theme) for kind, theme, _ in themes))


def _same_touch_points(found: Voice, cases: list[CaseView]) -> None:
    under = {
        it.id: [other for other in cases if other.merged_into is not None and other.merged_into.case_id == it.id] for it in cases
    }
    own = [it for it in cases if within(it.closed_at) and it.merged_into is None]
    assert any(under[it.id] for it in cases)
    for kind in ("", *{it.kind for it in own}):
        days = [
            sorted(london_date(at) for each in (it, *under[it.id]) for at in touched(each)) for it in own if kind in ("", it.kind)
        ]
        gaps = [gap(a, b) for its in days for a, b in pairwise(its)]
        it = next(each for each in found.touch if each.kind == kind)
        assert (it.cases, it.points, it.most_points) == (len(days), median(map(len, days)), max(map(len, days)))
        assert (it.gaps, it.median, it.longest) == (len(gaps), median(gaps) if gaps else None, max(gaps, default=None))
    ended = [it for it in cases if within(it.closed_at)]
    at_once = [it for it in ended if it.outcome in ("answered", "sent") and it.closed_at == it.received_at]
    assert (found.closed, found.first_contact) == (len(ended), len(at_once))
    assert at_once


def _same_needs(found: Voice, cases: list[CaseView]) -> None:
    people: dict[str, set[int | None]] = {}
    for case in cases:
        if any(it.kind == "contact" and within(it.at) for it in case.own_timeline) or within(case.received_at):
            for name in ("adjustments", "language"):
                for part in case.person_details.get(name, "").split(", "):
                    said = {"polish": "Polish", "a quiet room": "in other words"}.get(part, part)
                    people.setdefault(f"{name} {said}", set()).add(case.person_id)
    told = {f"{name} {said}": number for name, each in found.asked_for.items() for said, number in each.items()}
    assert told == {name: len(who) for name, who in people.items() if not name.endswith(" ")}
    formats = Counter(
        it.details.get("format", "not said") for it in cases if it.kind == "alternative-format" and within(it.received_at)
    )
    assert found.formats == dict(formats)


def test_monitoring_is_only_there_for_who_may_read_it_and_an_empty_month_has_no_figures(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        for _ in range(5):
            keep_monitoring(writing, {"age": "25"})
    desk.logs(enquiry())
    january = read_period("Jan 2026", date(2026, 2, 1))
    assert all(not any(it.counts.values()) for it in heard(desk, january, monitoring=True).monitoring)
    desk.at("Sun 1 Feb 2026 00:00")
    assert heard(desk, january).monitoring == ()
    assert {it.question: it.counts.get("25-34") for it in heard(desk, january, monitoring=True).monitoring}["age"] == 5
    empty = heard(desk, read_period("Jan 2020", date(2026, 2, 1)))
    assert (empty.closed, empty.touch, empty.learning, empty.people, empty.response) == (0, (), (), 0, None)
    text = voice_publication(empty, desk.store.rules, "desk.db").sections[0].sentences
    assert "Nobody answered our survey." in text
