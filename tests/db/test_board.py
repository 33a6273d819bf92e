"""The team board: each figure is how many cases its filter lists, and the days are London's."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from casework.date_words import short_day
from casework.filter_grammar import read_filter
from casework.forecast import forecast, usual_day
from casework.moments import london_date
from casework.summaries.board import Board, BoardRow
from db.actions.staff import remove_staff
from db.errors import BadValue
from db.queries.board import board
from db.queries.queue import queue_count
from tests.db.busy import work
from tests.desk import Desk, complaint, enquiry, review


def seen(desk: Desk, team: str = "") -> Board:
    with desk.store.reading() as connection:
        return board(connection, desk.store.rules_in(connection), desk.now, team)


def leaves(desk: Desk, login: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, login)


def figures(row: BoardRow) -> list[int]:
    return [cell.number for cell in row.cells]


def row(found: Board, name: str) -> BoardRow:
    return next(each for each in (*found.people, *found.standards) if each.name == name or each.key == name)


def miscounted(desk: Desk, found: Board) -> Iterator[tuple[str, str, int, int]]:
    """Each cell whose filter lists another number of cases than it shows."""
    with desk.store.reading() as connection:
        for each in (*found.people, *found.standards):
            for cell in each.cells:
                wanted = read_filter(cell.filter, desk.time.today(), desk.calendar)
                assert not wanted.problems, cell.filter
                listed = queue_count(connection, wanted, desk.now, desk.staff.id)
                if listed != cell.number:
                    yield each.name, cell.filter, cell.number, listed


def in_teams(desk: Desk) -> Desk:
    """Weeks of work by two teams, whose names begin alike, with somebody away and somebody who left."""
    work(desk, seed=5, turns=50)
    north, reviews = desk.makes_team("Reviews North"), desk.makes_team("reviews")
    ann, old = desk.as_("agent", "ann"), desk.as_("agent", "old hand")
    desk.joins(ann.staff, reviews)
    desk.joins(old.staff, north)
    waits = [desk.logs(review()) for _ in range(3)]
    for place, reference in enumerate(desk.queue()[::2]):
        desk.gives(reference, (ann.staff, old.staff)[place % 2])
    for reference in waits[1:]:
        desk.pauses(reference)
    leaves(desk, "old hand")
    desk.is_away(ann.staff, desk.time.today(), desk.time.today() + timedelta(30))
    return desk


def test_every_figure_is_how_many_cases_its_filter_lists(desk: Desk) -> None:
    in_teams(desk)
    spread = set()
    for days in (0, 11):
        desk.time.advance(timedelta(days=days))
        for team in ("", "reviews", "reviews n"):
            found = seen(desk, team)
            assert list(miscounted(desk, found)) == []
            for each in (*found.people, *found.standards):
                spread |= {(place, bool(number)) for place, number in enumerate(figures(each))}
            total, *rest = (figures(each) for each in found.people)
            assert total == [sum(column) for column in zip(*rest, strict=True)]
    assert len(spread) > 6, "the figures were seen with cases and without"

    found, calendars = seen(desk), desk.store.rules.calendars
    to = forecast(calendars, desk.now, found.due, found.pace, usual_day(calendars, desk.now))
    assert to.overdue == found.people[0].cell("overdue").number > 0
    assert to.due == len(desk.queue(f"due:<={to.by.isoformat()}")), "as many as the queue lists until then"

    assert [each.name for each in found.people][:2] == ["Everybody", "Nobody"]
    until = short_day(london_date(desk.now) + timedelta(19), london_date(desk.now))
    assert (row(found, "ann").note, row(found, "old hand").note) == (f"away until {until}", "left")
    assert (row(found, "ann").team, found.teams) == ("reviews", ("reviews", "Reviews North"))
    assert [each.name for each in seen(desk, "reviews").people] == ["All of reviews", "Ann Jones"]
    assert seen(desk, "NORTH").team == "Reviews North"
    for typed, said in (
        ("sales", "There is no team called 'sales'. Use one of: reviews, Reviews North."),
        ("!", "There is no team called '!'."),
    ):
        with pytest.raises(BadValue) as refused:
            seen(desk, typed)
        assert str(refused.value).startswith(said)
    for reference in desk.queue('owner:"@old hand"'):
        desk.gives(reference, None)
    assert "old hand" not in [each.key for each in seen(desk).people], "one who left is there for the cases they still have"


def test_an_empty_record_has_its_staff_and_no_figures(desk: Desk) -> None:
    found = seen(desk)
    assert [(each.name, figures(each)) for each in found.people] == [
        *(("Everybody", [0] * 4), ("Nobody", [0] * 4), ("Adaeze Okoro", [0] * 4)),
    ]
    assert (found.standards, found.due, found.pace.days, found.today) == ((), (), (), (0, 0))
    with pytest.raises(BadValue, match="There is no team called 'any'"):
        seen(desk, "any")


def test_a_clock_that_waits_is_among_the_open_ones_alone(desk: Desk) -> None:
    waits, _ = desk.logs(review()), desk.logs(review())
    desk.pauses(waits, "force")
    waiting = {desk.store.rules.standards[it.standard].id for it in desk.case(waits).clocks if it.paused_at is not None}
    found = seen(desk.at("Wed 10 Jun 2026 17:00"))
    assert waiting
    assert {each.key: figures(each) for each in found.standards if each.key in waiting} == {key: [2, 1, 0, 0] for key in waiting}
    assert list(miscounted(desk, found)) == []


def test_in_and_out_are_counted_by_london_days_over_the_clock_change(desk: Desk) -> None:
    """The clocks go forward on Sunday 29 March 2026: 23:30 UTC of the Monday is Tuesday here, and was not the week before."""
    desk.at("Mon 23 Mar 2026 09:00")
    by_day = {"Tue 24 Mar 2026 23:30": 1, "Sat 28 Mar 2026 12:00": 2, "Mon 30 Mar 2026 23:59": 1, "Tue 31 Mar 2026 00:01": 3}
    for at, cases in by_day.items():
        desk.at(at)
        for _ in range(cases):
            desk.closes(desk.logs(enquiry()))
    desk.gives(desk.logs(complaint()), desk.staff)
    found = seen(desk.at("Wed 1 Apr 2026 08:00"))
    days = dict(zip(found.pace.days, zip(found.pace.received, found.pace.closed, strict=True), strict=True))
    assert days == {
        date(2026, 3, 24): (1, 1),
        date(2026, 3, 25): (0, 0),
        date(2026, 3, 26): (0, 0),
        date(2026, 3, 27): (0, 0),
        date(2026, 3, 30): (3, 3),
        date(2026, 3, 31): (4, 3),
    }
    own = row(found, "adaeze")
    assert (sum(own.received), sum(own.closed)) == (1, 0), "a case counts for whose it is now"
    desk.logs(enquiry())
    assert seen(desk).today == (1, 0)
    desk.time.set(desk.now + timedelta(days=30))
    assert (len(seen(desk).pace.days), sum(seen(desk).pace.received)) == (20, 1)


def test_a_teams_pace_is_that_of_its_members_those_who_left_too(desk: Desk) -> None:
    desk.at("Mon 1 Jun 2026 10:00")
    team = desk.makes_team("North")
    ann, bob = desk.as_("agent", "ann"), desk.as_("agent", "bob")
    for who in (ann, bob):
        desk.joins(who.staff, team)
        reference = desk.logs(enquiry())
        desk.gives(reference, who.staff)
        who.closes(reference)
    desk.closes(desk.logs(enquiry()))
    leaves(desk, "bob")
    found = seen(desk.at("Tue 2 Jun 2026 10:00"), "North")
    assert (found.pace.closed, [each.name for each in found.people]) == ((2,), ["All of North", "Ann Jones"])
    assert seen(desk).pace.closed == (3,)


def test_the_board_says_when_it_next_changes_by_itself(desk: Desk) -> None:
    reference = desk.logs(complaint())
    due: list[datetime] = sorted(clock.due_at for clock in desk.case(reference).clocks)
    for _ in range(12):
        found = seen(desk)
        assert desk.now < found.changes_at
        desk.time.set(found.changes_at - timedelta(microseconds=1))
        later = seen(desk)
        assert [figures(each) for each in found.people + found.standards] == [
            figures(each) for each in later.people + later.standards
        ]
        desk.time.set(found.changes_at)
    passed = [moment_ for moment_ in due if moment_ < desk.now]
    assert len(passed) > 1
    assert row(seen(desk), "everybody").cell("overdue").number == 1
    assert london_date(desk.now) > london_date(passed[0])
