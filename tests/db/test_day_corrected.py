"""Days signed, then history corrected at random: what was signed stays, what differs is explained, and tampering is not."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from casework.calendars import DayChange
from casework.errors import DeskError
from casework.moments import london_date
from db.queries.day_snapshots import broken_days
from db.tables.plain import DAY_SNAPSHOT
from tests.db.test_bring_in_cases import brings_in
from tests.db.test_day_figures import assert_listed, figures_of
from tests.db.test_day_signed import beside
from tests.db.test_undo_at_random import DEEDS, attempted, own_desk
from tests.desk import Desk, enquiry, review

WORK = st.lists(st.tuples(st.sampled_from([*DEEDS, "undo", "redo"]), st.integers(1, 300)), min_size=6, max_size=14)
CORRECTIONS = [*DEEDS, *["undo", "redo", "closure", "channel", "late entry", "file", "away", "received", "reopen", "unmerge"] * 2]
CORRECTED = st.lists(st.tuples(st.sampled_from(CORRECTIONS), st.integers(1, 300)), min_size=2, max_size=10)
TAMPERED = {
    "UPDATE cases SET received_at = '2026-11-02 10:00:00.000000' WHERE id = :id": {"received", "received kind enquiry"},
    "UPDATE cases SET closed_at = received_at, outcome = 'answered' WHERE id = :id": {"closed", "open", "unallocated"},
    "UPDATE cases SET owner_id = 1 WHERE id = :id": {"unallocated"},
    "UPDATE cases SET channel = 'letter' WHERE id = :id": {"open channel phone", "received channel letter"},
    "UPDATE clock SET due_at = '2026-12-10 10:00:00.000000' WHERE case_id = :id": {"late", "overdue"},
    "UPDATE concern SET kind = 'referral'": {"flags concern safeguarding", "flags concern referral"},
    "DELETE FROM concern": {"flags"},
    "DELETE FROM concern WHERE id = (SELECT max(id) FROM concern)": {"flags"},
}
"""What is done behind the program, to a case that nobody worked on since; and some of what differs for it."""


def worked(desk: Desk, cases: tuple[str, str], deed: str, minutes: int) -> None:
    """Do one thing, if it can be done."""
    desk.time.advance(timedelta(minutes=minutes, microseconds=1))
    day = london_date(desk.now)
    try:
        match deed:
            case "undo":
                desk.undoes()
            case "redo":
                desk.redoes()
            case "closure":
                desk.changes_days(DayChange(day + timedelta(minutes % 5 - 2), "closure", f"Flood {minutes}"))
            case "channel":
                desk.changes(cases[0], channel=("post", "email", "phone")[minutes % 3])
            case "late entry":
                desk.logs(replace(review(), received_at=desk.now - timedelta(days=minutes % 5)))
            case "file":
                closed = day - timedelta(minutes % 4) if minutes % 2 else ""
                brings_in(desk, f"{minutes % 5},2026-12-{7 + minutes % 5:02},{closed},,{minutes % 3}")
            case "away":
                desk.is_away(desk.staff, day - timedelta(minutes % 4), day)
            case _:
                attempted(desk, cases, deed, minutes)
    except DeskError:
        return


def signed_rows(desk: Desk) -> list[tuple[object, ...]]:
    """The signed days as they stand in the table, after showing that each is as it was signed."""
    with desk.store.reading() as connection:
        assert broken_days(connection) == ()
        return [tuple(row) for row in connection.execute(select(DAY_SNAPSHOT).order_by(DAY_SNAPSHOT.c.id))]


@settings(max_examples=6, deadline=None)
@given(before=WORK, after=CORRECTED, tampering=st.sampled_from(sorted(TAMPERED)))
def test_whatever_is_corrected_is_explained_and_what_is_tampered_with_is_not(
    before: list[tuple[str, int]], after: list[tuple[str, int]], tampering: str
) -> None:
    with own_desk() as (desk, cases):
        for deed, minutes in before:
            worked(desk, cases, deed, minutes)
        left_alone = desk.logs(enquiry())
        for what in ("in danger", "in danger still"):
            desk.raises("safeguarding", left_alone, what=what)
        today = london_date(desk.now)
        days = [today - timedelta(back) for back in range(3, -1, -1)]
        for day in days:
            desk.signs(day, without_reasons=True, early=day == today)
        kept = signed_rows(desk)
        for deed, minutes in after:
            worked(desk, cases, deed, minutes)
        assert signed_rows(desk) == kept
        for day in days:
            found = beside(desk, day)
            told = [cause.sentence({}) for cause in found.causes]
            assert found.explained, (day, told)
            assert {it.name for cause in found.causes for it in cause.moved} == {it.name for it in found.differences}
            assert_listed(desk, figures_of(desk.store, day, desk.now))
        assert_listed(desk, figures_of(desk.store, london_date(desk.now), desk.now))
        assert_unexplained(desk, days[-1], left_alone, tampering)


def assert_unexplained(desk: Desk, day: date, reference: str, tampering: str) -> None:
    """What was done behind the program shows, of that case and no other, on days to which it matters."""
    before = {cause.words for cause in beside(desk, day).causes}
    with desk.store.engine.begin() as connection:
        connection.execute(text(tampering), {"id": desk.case(reference).id} if ":id" in tampering else {})
    first, *others = beside(desk, day).causes
    assert first.words == ""
    assert {it.name for it in first.moved} >= TAMPERED[tampering]
    assert {case for it in first.moved for case in (*it.gone, *it.come)} == {reference}
    assert {cause.words for cause in others} == before
