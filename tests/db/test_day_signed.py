"""A day that is signed stays as it was signed, whatever happens after; and what it would come to now is explained."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from casework.calendars import DayChange
from casework.late_reasons import Late
from casework.permissions import NotAllowed
from casework.summaries.day_differences import UNEXPLAINED, DayDifferences, Difference
from casework.summaries.day_snapshot import FIRST, SignedDay, content_of, digest_of, signed_day
from casework.summaries.day_text import titles_of
from db.actions.give_late_reason import GiveLateReason
from db.errors import BadValue, NotPossible
from db.queries.day_differences import day_differences
from db.queries.day_snapshots import broken_days, signed_days, snapshot_of, unsigned_days
from db.tables.plain import AUDIT, CASE, CLOCK, DAY_SNAPSHOT, ENTRY
from tests.db.busy import work
from tests.db.record import audited, without_guards
from tests.db.test_bring_in_cases import brings_in
from tests.db.test_day_figures import figures_of
from tests.desk import Desk, complaint, enquiry, moment

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 6, day) for day in (24, 25, 26))


def kept(desk: Desk) -> list[tuple[object, ...]]:
    """The signed days as they stand in the table."""
    with desk.store.reading() as connection:
        assert broken_days(connection) == ()
        return [tuple(row) for row in connection.execute(select(DAY_SNAPSHOT).order_by(DAY_SNAPSHOT.c.id))]


def beside(desk: Desk, day: date = FRIDAY) -> DayDifferences:
    with desk.store.reading() as connection:
        found = day_differences(connection, desk.store.rules_in(connection), day, desk.now)
    assert found is not None
    return found


def why(desk: Desk, name: str, day: date = FRIDAY) -> str:
    """What is said of one figure that differs: of every cause that moved it."""
    found = (cause for cause in beside(desk, day).causes if any(it.name == name for it in cause.moved))
    return "\n".join(cause.sentence(titles_of(desk.store.rules)) for cause in found)


def test_a_signed_day_holds_its_figures_and_goes_on_from_the_one_before(desk: Desk) -> None:
    work(desk, 11, turns=25)
    desk.at("Fri 26 Jun 2026 17:30")
    desk.hands_over("Ring Mrs [/b] Evans\nbefore ten", FRIDAY)
    first = desk.signs(date(2026, 6, 25), without_reasons=True)
    second = desk.signs(FRIDAY, without_reasons=True)
    assert (first.early, second.early, second.figures.is_over) == (False, False, False)
    assert signed_day(content_of(second)).figures == figures_without_filters(desk, FRIDAY)
    assert [note.text for note in second.notes] == ["Ring Mrs [/b] Evans\nbefore ten"]
    assert {it.id for it in second.standards} >= {"enquiry-reply", "foi"}
    (_, _, content, digest, previous, *_), (_, _, later, last, before, *_) = kept(desk)
    assert (previous, before) == (FIRST, digest)
    assert last == digest_of(str(digest), str(later))
    assert content_of(signed_day(str(content))) == content
    assert audited(desk)[-1] == "day signed"
    with desk.store.reading() as connection:
        assert [it.day for it in signed_days(connection)] == [FRIDAY, date(2026, 6, 25)]
        assert snapshot_of(connection, FRIDAY) == signed_day(str(later))
    assert beside(desk).differences == ()


def figures_without_filters(desk: Desk, day: date) -> object:
    """The day's figures as a snapshot holds them, which says the cases and no filter."""
    found = figures_of(desk.store, day, desk.now, compare=True)
    return signed_day(content_of(SignedDay(found, (), (), desk.now, "", "", "", 0))).figures


def test_who_may_sign_which_day_and_when(desk: Desk) -> None:
    lead, supervisor = desk.as_("team-lead", "leon"), desk.as_("supervisor", "sunita")
    missed = desk.at("Mon 15 Jun 2026 10:00").logs(complaint())
    desk.at("Thu 18 Jun 2026 16:45")
    with pytest.raises(NotAllowed, match="Ask a supervisor"):
        lead.signs(date(2026, 6, 17))
    with pytest.raises(BadValue, match=r"Fri 19 Jun 2026 has not come yet"):
        supervisor.signs(date(2026, 6, 19))
    with pytest.raises(NotPossible, match=r"The office is open until 17:00. Signed now, the day counts until 16:45"):
        supervisor.signs(date(2026, 6, 18))
    early = supervisor.signs(date(2026, 6, 18), early=True)
    assert (early.early, early.figures.until) == (True, moment("Thu 18 Jun 2026 16:45"))
    with pytest.raises(NotPossible, match=r"was signed by Sunita Jones on Thu 18 Jun 2026, 16:45"):
        supervisor.signs(date(2026, 6, 18))
    desk.at("Fri 19 Jun 2026 09:00").logs(enquiry("Thu 18 Jun 2026 16:50"))
    assert beside(desk, date(2026, 6, 18)).later_words == "Not in it, after 16:45: one received."
    desk.at("Mon 22 Jun 2026 17:01")
    with desk.store.reading() as connection:
        days = unsigned_days(connection, desk.store.rules.calendars, desk.now)
    assert days == (date(2026, 6, 22), date(2026, 6, 19))
    with pytest.raises(NotPossible, match=r"why one deadline of Mon 22 Jun 2026 was missed"):
        supervisor.signs(date(2026, 6, 22))
    (it,) = figures_of(desk.store, date(2026, 6, 22), desk.now).missed
    assert (it.reference, it.standard, it.explained) == (missed, "complaint-notify", False)
    with pytest.raises(BadValue, match="Choose why it is late"):
        lead.explains(GiveLateReason(it.clock_id, Late("no such")))
    assert lead.explains(GiveLateReason(it.clock_id, Late("", "The [post] was late"))) == missed
    signed = supervisor.signs(date(2026, 6, 22))
    assert signed.figures.missed[0].words == "The [post] was late"
    assert "The [post] was late" in [line.text.split("\n")[-1] for line in desk.case(missed).timeline]
    assert len(kept(desk)) == 2


def test_no_reason_is_kept_for_a_deadline_that_was_not_missed(desk: Desk) -> None:
    reference = desk.at("Mon 15 Jun 2026 10:00").logs(enquiry())
    with pytest.raises(NotPossible, match="was not missed"):
        desk.explains(GiveLateReason(desk.clock(reference, "enquiry-reply").id, Late("", "why not")))


def received_anew(desk: Desk, reference: str) -> None:
    desk.was_received(reference, "Thu 11 Jun 2026 10:00")


CORRECTIONS: dict[str, tuple[Callable[[Desk, str], None], str, str]] = {
    "received changed": (
        received_anew,
        "due",
        "received moved from Fri 12 Jun 2026, 11:00 to Thu 11 Jun 2026, 10:00 by Adaeze Okoro, Mon 29 Jun 2026, 10:00",
    ),
    "undone": (lambda desk, _: void(desk.undoes()), "met", "undone (answered) by Adaeze Okoro"),
    "reopened": (lambda desk, _: desk.reopens(closed_on(desk)), "closed", "reopened by Adaeze Okoro"),
    "merged": (lambda desk, it: merge(desk, it), "due", "merged into another case by"),
    "entered later": (
        lambda desk, _: void(desk.logs(enquiry("Fri 26 Jun 2026 12:00"))),
        "received",
        "entered after the signing by Adaeze Okoro, Mon 29 Jun 2026, 10:00",
    ),
}


def void(_: object) -> None:
    """Something done for what it does."""


def closed_on(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return str(connection.execute(select(CASE.c.reference).where(CASE.c.closed_at.is_not(None))).scalars().first())


def merge(desk: Desk, reference: str) -> None:
    """Merge a case into the open one that was received before it."""
    with desk.store.reading() as connection:
        others = select(CASE.c.reference).where(
            CASE.c.kind == "enquiry", CASE.c.reference != reference, CASE.c.closed_at.is_(None)
        )
        other = str(connection.execute(others.order_by(CASE.c.id)).scalars().first())
    desk.merges(reference, other)


def test_a_signed_day_stays_and_each_correction_of_it_is_explained(desk: Desk) -> None:
    """Each in its own copy of the same week: of what was due on Friday one was answered, one was not."""
    answered = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    late = desk.at("Fri 12 Jun 2026 11:00").logs(enquiry())
    ended = desk.at("Mon 22 Jun 2026 10:00").logs(complaint())
    desk.at("Fri 26 Jun 2026 10:00").closes(ended)
    desk.answers(answered)
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY, without_reasons=True)
    before = kept(desk)
    assert desk.at("Fri 26 Jun 2026 18:00").undoes().stays.startswith("Nothing was undone: last you signed a day")
    CORRECTIONS["undone"][0](desk, answered)
    assert CORRECTIONS["undone"][2] in why(desk, "met")
    desk.at("Mon 29 Jun 2026 10:00")
    for name in ("entered later", "reopened", "received changed", "merged"):
        change, figure, words = CORRECTIONS[name]
        change(desk, late if name == "received changed" else answered)
        assert words in why(desk, figure), name
        assert beside(desk).explained, beside(desk).causes[0]
        assert kept(desk) == before, name
    assert beside(desk).signed.figures.number("met") == 1


def test_a_step_taken_back_and_an_absence_entered_later_are_explained(desk: Desk) -> None:
    answered = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    desk.at("Fri 26 Jun 2026 10:00").answers(answered)
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY)
    desk.at("Mon 29 Jun 2026 10:00").takes_step_back(answered, "answered")
    desk.is_away(desk.staff, FRIDAY, FRIDAY)
    desk.changes_days(DayChange(date(2026, 6, 22), "closure", "Flood"))
    assert "taken back by Adaeze Okoro, Mon 29 Jun 2026, 10:00; Calendar changed by Adaeze Okoro" in why(desk, "due")
    assert "answered taken back by Adaeze Okoro, Mon 29 Jun 2026, 10:00" in why(desk, "met")
    assert why(desk, "away") == ("Adaeze Okoro: absence entered by Adaeze Okoro, Mon 29 Jun 2026, 10:00: People away 0 to 1.")
    assert beside(desk).explained


def test_what_was_changed_behind_the_program_is_not_explained(desk: Desk) -> None:
    reference = desk.at("Fri 12 Jun 2026 10:00").logs(enquiry())
    desk.at("Fri 26 Jun 2026 10:00").answers(reference)
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY)
    with desk.store.engine.begin() as connection:
        connection.execute(update(CLOCK).values(state="missed", stopped_at=moment("Sat 27 Jun 2026 10:00")))
    assert not beside(desk).explained
    assert UNEXPLAINED in why(desk, "met")


def behind(desk: Desk, statement: str, reference: str) -> None:
    """Change something of a case behind the program."""
    with desk.store.engine.begin() as connection:
        connection.execute(text(statement), {"id": desk.case(reference).id})


def unexplained(desk: Desk, name: str) -> list[Difference]:
    """What nothing explains of one figure."""
    return [it for cause in beside(desk).causes if not cause.words for it in cause.moved if it.name == name]


def test_a_file_explains_what_it_brought_in_and_closed_and_nothing_else_of_its_source(desk: Desk) -> None:
    desk.at("Mon 22 Jun 2026 10:00")
    brings_in(desk, "1,2026-06-15,2026-06-19,,", "2,2026-06-15,,,", "3,2026-06-15,,,", until=date(2026, 6, 18))
    brings_in(desk, "1,2026-06-15,2026-06-19,,")
    first, _, third = (row.reference for row in sorted(desk.rows("status:any"), key=lambda row: row.reference))
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY, without_reasons=True)
    desk.at("Mon 29 Jun 2026 10:00")
    brings_in(desk, "2,2026-06-15,2026-06-26,,", "4,2026-06-26,,,")
    assert "Cases brought in from old.csv" in why(desk, "closed")
    assert "Cases brought in from old.csv" in why(desk, "received")
    assert beside(desk).explained, beside(desk).sentences({})
    for reference in (first, third):
        behind(desk, "UPDATE cases SET closed_at = '2026-06-26 12:00:00+00:00' WHERE id = :id", reference)
    assert [it.come for it in unexplained(desk, "closed")] == [(first, third)]


def test_a_deadline_taken_away_behind_the_program_is_told_apart_from_what_was_done_to_another_case(desk: Desk) -> None:
    moved, twice = (desk.at(f"Fri 12 Jun 2026 {hour}:00").logs(enquiry()) for hour in (10, 11))
    other = desk.logs(complaint())
    onto = f"(SELECT id FROM cases WHERE reference = '{twice}')"
    behind(desk, f"UPDATE clock SET case_id = {onto}, due_at = '2026-06-26 15:59:00+00:00' WHERE case_id = :id", other)
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY, without_reasons=True)
    before = beside(desk).signed.figures.number("due")
    desk.at("Mon 29 Jun 2026 10:00").was_received(moved, "Thu 11 Jun 2026 10:00")
    assert beside(desk).explained
    last = "(SELECT max(id) FROM clock WHERE case_id = :id)"
    behind(desk, f"UPDATE clock SET state = 'void', stopped_at = started_at WHERE id = {last}", twice)
    assert unexplained(desk, "due") == [Difference("due", before, before - 2, (twice,), (), -1)]
    assert "Deadlines due 4 to 2 (-1 by this)" in why(desk, "due").replace(f"{before} to {before - 2}", "4 to 2")


def test_how_late_a_case_is_is_explained_by_the_days_it_is_late_by_only(desk: Desk) -> None:
    reference = desk.at("Thu 4 Jun 2026 10:00").logs(enquiry())
    assert desk.clock(reference, "enquiry-reply").due_at.date() == date(2026, 6, 18)
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY, without_reasons=True)
    desk.at("Mon 29 Jun 2026 10:00").changes_days(DayChange(date(2026, 12, 30), "closure", "Roof"))
    assert beside(desk).differences == ()
    earlier = "UPDATE clock SET due_at = '2026-06-08 15:59:00+00:00' WHERE case_id = :id"
    with desk.store.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text(earlier), {"id": desk.case(reference).id})
        found = day_differences(connection, desk.store.rules, FRIDAY, desk.now)
        assert found is not None
        assert not found.explained
        transaction.rollback()
    desk.changes_days(DayChange(date(2026, 6, 23), "closure", "Flood"))
    assert "Calendar changed by" in why(desk, "overdue age 1-5")
    assert beside(desk).explained


TAMPERING = {
    "UPDATE day_snapshot SET content = replace(content, 'oldest', 'newest') WHERE id = 1": {THURSDAY: "is not as it was signed"},
    "UPDATE day_snapshot SET day = '2026-06-23' WHERE id = 2": {FRIDAY: "was signed, and stands as Tue 23 Jun 2026"},
    "UPDATE day_snapshot SET digest = previous_digest WHERE id = 1": {THURSDAY: "no signing of Thu 25 Jun 2026 like this one"},
    "UPDATE day_snapshot SET previous_digest = digest WHERE id = 3": {WEDNESDAY: "does not go on from the day"},
    "UPDATE day_snapshot SET signed_by = signed_by + 1 WHERE id = 1": {THURSDAY: "signed by somebody else, or at another time"},
    "UPDATE day_snapshot SET signed_at = '2026-06-26 15:00:00+00' WHERE id = 3": {WEDNESDAY: "signed by somebody else, or at"},
    "UPDATE day_snapshot SET id = 7 WHERE id = 3": {WEDNESDAY: "audit trail tells of no signing of Wed 24 Jun 2026."},
    "DELETE FROM day_snapshot WHERE id = 1": {THURSDAY: "was signed, and its snapshot is gone"},
    "DELETE FROM day_snapshot WHERE id <> 2": {THURSDAY: "its snapshot is gone", WEDNESDAY: "its snapshot is gone"},
}
"""What is done behind the program to days signed in another order than they came in, and what is said of which of them."""


def test_tampering_is_found_in_the_very_day(desk: Desk) -> None:
    desk.as_("supervisor", "sunita")
    desk.at("Fri 26 Jun 2026 17:30").signs(THURSDAY)
    desk.signs(FRIDAY)
    desk.signs(WEDNESDAY)
    assert len(kept(desk)) == 3
    for tampering, found in TAMPERING.items():
        with pytest.raises(DatabaseError, match="a signed day never changes"), desk.store.engine.begin() as connection:
            connection.execute(text(tampering))
        with desk.store.engine.connect() as connection, connection.begin() as transaction:
            without_guards(connection, "day_snapshot", "never_changed")
            connection.execute(text(tampering))
            broken = {it.day: it.why for it in broken_days(connection)}
            transaction.rollback()
        assert set(broken) == set(found), tampering
        assert all(words in broken[day] for day, words in found.items()), broken


def test_a_day_sealed_anew_is_found_by_the_audit_trail(desk: Desk) -> None:
    desk.at("Fri 26 Jun 2026 17:30").signs(FRIDAY)
    ((_, _, content, *_),) = kept(desk)
    other = str(content).replace('"oldest":0', '"oldest":7')
    with desk.store.engine.connect() as connection, connection.begin() as transaction:
        without_guards(connection, "day_snapshot", "never_changed")
        connection.execute(update(DAY_SNAPSHOT).values(content=other, digest=digest_of(FIRST, other)))
        (broken,) = broken_days(connection)
        assert broken.why == "The audit trail tells of no signing of Fri 26 Jun 2026 like this one."
        assert connection.execute(select(AUDIT.c.id).where(AUDIT.c.detail.contains("oldest"))).first() is None
        assert connection.execute(select(ENTRY.c.id)).first() is None
        transaction.rollback()
