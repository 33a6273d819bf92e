"""Another system's rows in the record: what each batch makes of them, on both databases."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select, text

from casework.foreign.columns import ColumnNames, found_columns
from casework.foreign.records import records
from casework.foreign.rows import ForeignRow, Rules, rows
from casework.foreign.tally import Tally
from casework.permissions import NotAllowed
from db.actions.bring_in_cases import BringIn, bring_in_cases, tally_of
from db.audit import first_broken
from db.queries.case import CaseView, case_with_reference
from db.queries.known_rows import known_marks
from db.store import Store
from db.tables.plain import ALL, AUDIT
from db.trial_run import TrialRun
from tests.desk import Desk, complaint

HEADER = "ref,received,closed,incident,beat"
FIRST = "258996,2000-01-04,2000-01-06,2000-01-01,1524"
OPEN = "300,2008-06-26,,2008-06-25,7"
WORDS = ("open_words", "closed_words", "words_due")


def of(lines: Iterable[str], desk: Desk, until: date | None = None, source: str = "import") -> list[ForeignRow]:
    found = records(StringIO("\n".join([HEADER, *lines]), newline=""))
    columns = found_columns(next(found).cells, ColumnNames("ref", "received", "closed", "incident"))
    read = list(rows(found, columns, Rules(source, desk.time.now(), until=until)))
    return [row for row in read if isinstance(row, ForeignRow)]


def brings_in(desk: Desk, *lines: str, until: date | None = None, source: str = "import", size: int = 100) -> Tally:
    read = of(lines, desk, until, source)
    tally = Tally()
    for start in range(0, len(read), size):
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            tally += bring_in_cases(writing, BringIn(read[start : start + size], source, "old.csv"))
    return tally


def case(desk: Desk, reference: str) -> CaseView:
    with desk.store.reading() as connection:
        return case_with_reference(connection, reference)


def dump(store: Store) -> dict[str, list[Any]]:
    """Every row of every table, and the words cases are found by."""
    with store.reading() as connection:
        tables = {name: [tuple(row) for row in connection.execute(select(table))] for name, table in ALL.items()}
        words = [tuple(row) for name in WORDS for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))]
        return {**{name: sorted(found, key=repr) for name, found in tables.items()}, "words": words}


def test_a_closed_case_has_its_clocks_judged_at_its_closing(desk: Desk) -> None:
    assert brings_in(desk, FIRST) == Tally(cases=1)
    found = case(desk, "258996")
    assert found.reference == "C00-000001A"
    assert (found.kind, found.channel, found.source, found.source_reference) == ("complaint", "other", "import", "258996")
    assert found.outcome == "closed in the other system"
    assert found.closed_at == datetime(2000, 1, 6, 17, tzinfo=UTC)
    assert {clock.state for clock in found.clocks} == {"met"}
    assert {clock.stopped_at for clock in found.clocks} == {found.closed_at}
    (entry,) = found.timeline
    assert (entry.kind, entry.text) == ("imported", "incident: 2000-01-01\nbeat: 1524")


def test_a_clock_is_missed_a_day_late_and_met_on_its_day(desk: Desk) -> None:
    brings_in(desk, "1,2000-01-04,2000-01-07,,", "2,2000-01-04,2000-01-10,,")
    assert [clock.state for clock in case(desk, "1").clocks] == ["met", "met", "met"]
    assert [clock.state for clock in case(desk, "2").clocks] == ["missed", "met", "met"]


def test_an_open_case_is_in_the_queue_by_its_earliest_clock(desk: Desk) -> None:
    brings_in(desk, OPEN)
    (row,) = desk.rows()
    found = case(desk, "300")
    assert row.reference == found.reference == "C08-000001M"
    assert row.due_at == min(clock.due_at for clock in found.running) == datetime(2008, 7, 1, 16, tzinfo=UTC)
    assert row.standard == found.clocks[0].standard
    assert row.warn_at == found.clocks[0].warn_at
    assert len(found.running) == 3


def test_a_case_is_found_by_either_reference(desk: Desk) -> None:
    brings_in(desk, "LOG/77-é,2008-06-26,,,")
    for typed in ("LOG/77-é", "77", "c08-1"):
        assert desk.queue(typed) == ["C08-000001M"], typed


def test_an_exact_repeat_is_counted_and_a_difference_is_added(desk: Desk) -> None:
    other = FIRST.replace("1524", "1525")
    assert brings_in(desk, FIRST, FIRST, other, other, OPEN) == Tally(cases=2, repeated=2, added=1)
    assert {entry.text for entry in case(desk, "258996").timeline} == {
        "incident: 2000-01-01\nbeat: 1524",
        "received: 2000-01-04\nclosed: 2000-01-06\nincident: 2000-01-01\nbeat: 1525",
    }


@pytest.mark.parametrize("size", [1, 2, 100])
def test_importing_again_changes_nothing(desk: Desk, size: int) -> None:
    lines = [FIRST, FIRST, FIRST.replace("1524", "9"), OPEN, OPEN.replace(",7", ",8"), "301,2008-06-26,,,"]
    assert brings_in(desk, *lines, size=size) == Tally(cases=3, repeated=1, added=2)
    before = dump(desk.store)
    assert brings_in(desk, *lines) == Tally(repeated=6)
    assert dump(desk.store) == before


def test_an_import_that_was_cut_short_goes_on_to_the_same_record(desk: Desk) -> None:
    lines = [FIRST, OPEN, FIRST.replace("1524", "9"), OPEN, "301,2008-06-26,2008-06-27,,"]
    brings_in(desk, *lines[:2], size=2)
    assert brings_in(desk, *lines, size=2) == Tally(cases=1, repeated=3, added=1)
    assert [case(desk, name).reference for name in ("258996", "300", "301")] == ["C00-000001A", "C08-000001M", "C08-000002N"]


def test_a_batch_that_fails_leaves_nothing(desk: Desk) -> None:
    before = dump(desk.store)
    with suppress(KeyboardInterrupt), desk.store.writing(desk.staff, desk.time.now()) as writing:
        assert bring_in_cases(writing, BringIn(of([FIRST, OPEN], desk), "import", "old.csv")) == Tally(cases=2)
        raise KeyboardInterrupt
    assert dump(desk.store) == before


def test_two_systems_may_use_the_same_references(desk: Desk) -> None:
    assert brings_in(desk, OPEN, source="north") == Tally(cases=1)
    assert brings_in(desk, OPEN, source="south") == Tally(cases=1)
    assert brings_in(desk, OPEN, source="north") == Tally(repeated=1)


def test_numbers_go_on_from_the_desks_own_and_leave_room_for_them(desk: Desk) -> None:
    own = desk.logs(complaint("Thu 26 Jun 2008 10:00"))
    brings_in(desk, OPEN, FIRST)
    later = desk.logs(complaint("Fri 27 Jun 2008 10:00"))
    assert (own, case(desk, "300").reference, later) == ("C08-000001M", "C08-000002N", "C08-000003P")


def test_years_a_century_apart_get_numbers_of_their_own(desk: Desk) -> None:
    assert brings_in(desk, "1,1908-06-26,,,", "2,2008-06-26,,,", "3,1908-06-27,,,") == Tally(cases=3)
    assert len({case(desk, name).reference for name in "123"}) == 3


UNTIL = date(2008, 6, 30)
LATER = "400,2008-06-26,2008-07-03,2008-06-01,7"


def test_a_closing_left_out_is_told_later_and_closes_the_case(desk: Desk) -> None:
    lines = [LATER, LATER.replace(",7", ",8"), LATER]
    assert brings_in(desk, *lines, until=UNTIL) == Tally(cases=1, added=1, repeated=1)
    assert case(desk, "400").closed_at is None
    before = dump(desk.store)
    assert brings_in(desk, *lines, until=UNTIL) == Tally(repeated=3)
    assert dump(desk.store) == before

    assert brings_in(desk, *lines) == Tally(added=1, repeated=2)
    found = case(desk, "400")
    assert found.closed_at == datetime(2008, 7, 3, 16, tzinfo=UTC)
    assert [clock.state for clock in found.clocks] == ["missed", "met", "met"]
    assert (found.timeline[0].kind, found.timeline[0].at) == ("closed", found.closed_at)
    assert desk.queue() == []
    after = dump(desk.store)
    assert brings_in(desk, *lines) == Tally(repeated=3)
    assert brings_in(desk, *lines, until=UNTIL) == Tally(repeated=3)
    assert dump(desk.store) == after


def test_until_then_all_gives_the_cases_of_all_at_once(desk: Desk) -> None:
    lines = [LATER, "401,2008-06-26,2008-06-27,,", "402,2008-06-26,,,"]
    brings_in(desk, *lines, until=UNTIL, source="a")
    brings_in(desk, *lines, source="a")
    brings_in(desk, *lines, source="b")
    with desk.store.reading() as connection:
        query = "SELECT received_at, closed_at, outcome, next_due_at, next_standard FROM cases WHERE source = :s ORDER BY id"
        one, other = (connection.execute(text(query), {"s": source}).all() for source in "ab")
        clocks = "SELECT standard, due_at, stopped_at, state FROM clock JOIN cases ON cases.id = case_id WHERE source = :s"
        ones, others = (sorted(map(repr, connection.execute(text(clocks), {"s": source}))) for source in "ab")
    assert one == other
    assert ones == others


def test_a_later_export_that_tells_of_a_closing_closes_the_case(desk: Desk) -> None:
    brings_in(desk, OPEN)
    assert brings_in(desk, OPEN.replace("06-26,,", "06-26,2008-06-27,")) == Tally(added=1)
    found = case(desk, "300")
    assert found.closed_at == datetime(2008, 6, 27, 16, tzinfo=UTC)
    assert found.running == ()
    assert found.version == 2


def test_work_done_here_stays_when_the_other_system_closes_the_case(desk: Desk) -> None:
    brings_in(desk, LATER, until=UNTIL)
    desk.notes("400", "Rang back.")
    brings_in(desk, LATER)
    assert "Rang back." in [entry.text for entry in case(desk, "400").timeline]


def test_a_case_that_waits_here_is_judged_with_its_wait_when_the_other_system_closes_it(desk: Desk) -> None:
    desk.at("Fri 27 Jun 2008 10:00")
    brings_in(desk, LATER, until=date(2008, 6, 26))
    desk.pauses(case(desk, "400").reference)
    desk.at("Fri 4 Jul 2008 10:00")
    brings_in(desk, LATER)
    found = case(desk, "400")
    assert found.running == ()
    assert {desk.store.rules.standards[clock.standard].id: clock.state for clock in found.clocks} == {
        "complaint-acknowledge": "met",
        "complaint-notify": "met",
        "keep-informed": "met",
    }
    assert desk.rows("status:closed")[0].paused_at is None


def test_one_event_a_batch_and_none_for_a_batch_that_changes_nothing(desk: Desk) -> None:
    with desk.store.reading() as connection:
        before = connection.execute(select(AUDIT)).all()
    brings_in(desk, FIRST, OPEN, "5,2008-01-01,,,", size=2)
    brings_in(desk, FIRST, OPEN, "5,2008-01-01,,,", size=2)
    with desk.store.reading() as connection:
        events = connection.execute(select(AUDIT).order_by(AUDIT.c.id)).all()[len(before) :]
        assert first_broken(connection) is None
    assert [event.action for event in events] == ["cases brought in"] * 2
    assert '"cases": 2' in events[0].detail
    assert '"file": "old.csv"' in events[0].detail
    assert '"first_line": 2, "last_line": 3' in events[0].detail.replace('"file": "old.csv", ', "").replace('"added": 0, ', "")


def test_only_a_supervisor_or_above_may(desk: Desk) -> None:
    agent = desk.as_("team-lead")
    with pytest.raises(NotAllowed):
        brings_in(agent, OPEN)


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_trial_run_counts_as_the_real_one_and_writes_nothing(desk: Desk, size: int) -> None:
    brings_in(desk, "1,2008-06-01,,,a", LATER, until=UNTIL)
    lines = [
        "1,2008-06-01,,,a",
        "1,2008-06-01,,,b",
        LATER,
        LATER,
        FIRST,
        FIRST,
        FIRST.replace("1524", "9"),
        "1,2008-06-01,,,b",
        OPEN,
    ]
    before = dump(desk.store)
    trial_tally = Tally()
    read = of(lines, desk)
    with TrialRun("import") as trial:
        for start in range(0, len(read), size):
            with desk.store.reading() as connection:
                trial_tally += tally_of(trial.plan(connection, read[start : start + size]))
    assert dump(desk.store) == before
    assert trial_tally == brings_in(desk, *lines, size=size) == Tally(cases=2, repeated=4, added=3)


def test_more_marks_than_a_statement_holds_are_looked_up(desk: Desk) -> None:
    lines = [f"{number},2008-06-26,,," for number in range(2300)]
    assert brings_in(desk, *lines, size=5000) == Tally(cases=2300)
    assert brings_in(desk, *lines, size=5000) == Tally(repeated=2300)
    with desk.store.reading() as connection:
        assert known_marks(connection, [b"never"] * 3000) == set()
