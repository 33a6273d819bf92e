"""Sharing cases out: as evenly as can be, by who can work them, to nobody who is away, and why, in words."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.clocks import Reading, Signal
from casework.share_words import by_skill_words, given_words, portion_words, share_lines, stays_words
from casework.sharing import Share, ToShare, by_skill, even_share, urgent_first, who_share
from casework.take_next import none_words, passed_words, taken_words

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SKILLS = ("review", "welsh", "young-people")


@dataclass(frozen=True)
class Person:
    """A colleague, as the workload tells of them."""

    id: int
    name: str
    open: int = 0
    skills: tuple[str, ...] = ()
    away_until: date | None = None
    next_away: date | None = None
    role: str = "agent"
    active: bool = True
    team: str | None = None


some_skills = st.lists(st.sampled_from(SKILLS), unique=True, max_size=2).map(tuple)
people = st.lists(
    st.tuples(st.integers(0, 12), some_skills, st.sampled_from([None, None, date(2026, 11, 27)])), min_size=1, max_size=6
).map(lambda rows: [Person(id_, f"P{id_}", 40 + spare, has, away) for id_, (spare, has, away) in enumerate(rows, 1)])
cases = st.lists(
    st.tuples(some_skills, st.integers(0, 2), st.none() | st.integers(-5, 5), st.none() | st.integers(1, 7)), max_size=30
).map(
    lambda rows: [
        ToShare(id_, needs=needs, priority=priority, due_at=None if due is None else NOON + timedelta(due), owner_id=owner)
        for id_, (needs, priority, due, owner) in enumerate(rows, 1)
    ]
)


def handed(share: Share) -> dict[int, int]:
    """Who has each case in the end."""
    return {it.case.id: it.to for portion in share.portions for it in portion.given}


def in_the_end(share: Share, given_out: list[ToShare], here: list[Person]) -> dict[int, int]:
    """How many open each of those who are in has in the end."""
    theirs, got = Counter(case.owner_id for case in given_out), Counter(handed(share).values())
    stay = Counter(case.owner_id for case in share.stays)
    return {it.id: it.open - theirs[it.id] + got[it.id] + stay[it.id] for it in here}


@given(cases, people)
def test_an_even_share_is_as_even_as_can_be_and_leaves_nothing_over(given_out: list[ToShare], staff: list[Person]) -> None:
    share = even_share(given_out, staff)
    here = [it for it in staff if it.away_until is None]
    assert sorted([*handed(share), *(it.id for it in share.stays)]) == [it.id for it in given_out]
    assert bool(share.stays) == bool(given_out and not here)
    assert set(handed(share).values()) <= {it.id for it in here}
    final = in_the_end(share, given_out, here)
    assert all(final[who] <= min(final.values()) + 1 for who in handed(share).values())


@given(cases, people)
def test_by_skill_everything_goes_to_somebody_who_can_work_it_evenly_among_them(
    given_out: list[ToShare], staff: list[Person]
) -> None:
    share = by_skill(given_out, staff)
    here = {it.id: it for it in staff if it.away_until is None}
    assert sorted([*handed(share), *(it.id for it in share.stays)]) == [it.id for it in given_out]
    for it in (it for portion in share.portions for it in portion.given):
        assert set(it.case.needs) <= set(here[it.to].skills)
    assert not any(set(case.needs) <= set(it.skills) for case in share.stays for it in here.values())
    final = in_the_end(share, given_out, list(here.values()))
    plain = {it.to for portion in share.portions for it in portion.given if not it.case.needs}
    got_needy = {it.to for portion in share.portions for it in portion.given if it.case.needs}
    assert all(final[who] <= min(final.values()) + 1 for who in plain - got_needy)


@given(cases, people, st.randoms(use_true_random=False), st.sampled_from([even_share, by_skill]))
def test_it_is_the_same_in_whatever_order_they_are_given_and_done_twice_changes_nothing(given_out, staff, chance, how) -> None:  # type: ignore[no-untyped-def]
    share = how(given_out, staff)
    shuffled = chance.sample(given_out, len(given_out)), chance.sample(staff, len(staff))
    assert handed(how(*shuffled)) == handed(share)
    theirs, got = Counter(it.case.owner_id for it in share.given), Counter(it.to for it in share.given)
    after = [replace(it, open=it.open - theirs[it.id] + got[it.id]) for it in staff]
    where = handed(share)
    assert how([replace(case, owner_id=where.get(case.id, case.owner_id)) for case in given_out], after).given == ()


def test_the_most_urgent_goes_to_whoever_has_fewest_open() -> None:
    late, high, none = ToShare(1, due_at=NOON), ToShare(2, priority=1), ToShare(3)
    assert [it.id for it in urgent_first([none, late, high])] == [2, 1, 3]
    share = even_share([none, late, high], [Person(1, "Ada", 9), Person(2, "Dai", 8), Person(3, "Priya", 7)])
    assert handed(share) == {2: 3, 1: 2, 3: 3} or handed(share) == {2: 3, 1: 3, 3: 2}
    assert handed(share)[2] == 3


def test_agents_share_and_where_none_is_in_everybody_who_is() -> None:
    lead, dai = Person(1, "Ada", role="team-lead", team="North"), Person(2, "Dai", team="North")
    tom, gone = Person(3, "Tom", away_until=TODAY), Person(4, "Gil", active=False)
    assert who_share([lead, dai, tom, gone]) == [dai]
    assert who_share([lead, tom, gone]) == [lead]
    assert who_share([lead, dai, tom], team="North") == [dai]


def test_each_share_says_why() -> None:
    welsh = [ToShare(number, f"E{number}", ("welsh",)) for number in (1, 2)]
    reviews = [ToShare(3, "R3", ("review",)), ToShare(4, "R4", ("review",), owner_id=3)]
    staff = [Person(1, "Priya", 12), Person(2, "Dai", 8, ("welsh",)), Person(3, "Tom", 5, ("review",), TODAY)]
    share = by_skill([*welsh, *reviews, ToShare(5, "E5"), ToShare(6, "E6", owner_id=2)], staff)
    assert [portion_words(it) for it in share.portions] == ["Dai: 3 more, had 8; keeps 1; 2 for Welsh"]
    assert [given_words(it) for it in share.portions[0].given] == [
        "for Welsh: nobody else in has it",
        "for Welsh: nobody else in has it",
        "theirs already",
        "fewest open of 2",
    ]
    assert by_skill_words(share) == "Dai 2 for Welsh, 2 evenly"
    assert stays_words(share, TODAY) == (
        "2 are for Review applications, which nobody who is in has (Tom is away until Fri 20 Nov): they stay as they are.",
    )
    assert stays_words(even_share(welsh, staff[2:]), TODAY) == ("Nobody is in to give them to.",)


def test_who_is_away_soon_gets_as_much_and_that_is_said() -> None:
    share = even_share([ToShare(1, "E1"), ToShare(2, "E2")], [Person(1, "Dai", next_away=TODAY + timedelta(3)), Person(2, "Eve")])
    assert list(share_lines(share, TODAY))[:2] == ["Dai: 1 more, had 0; away from Mon 23 Nov", "Eve: 1 more, had 0"]


def test_the_case_that_is_taken_says_why_this_one() -> None:
    late = Reading(Signal.OVERDUE, "overdue 3 days", "overdue 3 days")
    assert taken_words("E26-000412G", 0, late, 14, []) == (
        "E26-000412G is yours: overdue 3 days, the most urgent of 14 unallocated."
    )
    today, passed = Reading(Signal.TODAY, "today, 17:00", ""), [passed_words(2, ("welsh",), ["Dai Evans"])]
    assert taken_words("E1", 2, today, 3, passed) == (
        "E1 is yours: urgent, due today, 17:00, the most urgent of the 3 unallocated that you may work. "
        "Passed over: 2 for Welsh, which Dai Evans has, who is in today."
    )
    soon = Reading(Signal.ON_TRACK, "2 days left  Tue 25 Nov", "on track")
    assert taken_words("E1", 1, soon, 1, [], ("review",)) == (
        "E1 is yours: high priority, 2 days left, Tue 25 Nov, the only one unallocated. "
        "It is for Review applications, which nobody who is in has."
    )
    assert passed_words(3, ("review",), ["Ann", "Bo", "Cy", "Di"]).endswith("which Ann, Bo and 2 more have, who are in today")
    assert none_words([]) == "No open case is waiting for an owner."
    assert none_words(passed).startswith("No open case that you could work is waiting for an owner. Passed over: 2 for Welsh")
