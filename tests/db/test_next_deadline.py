"""Whatever is done to the cases, in any order: deadlines, versions and the audit trail stay true."""

import pytest

from db.store import Store
from tests.db.busy import work
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk


@pytest.mark.parametrize("seed", range(10, 13))
def test_weeks_of_work_leave_the_record_true(desk: Desk, store: Store, seed: int) -> None:
    for _ in range(4):
        work(desk, seed, turns=25)
        seed += 100
        assert_next_deadlines_hold(store)
    audited(desk)
    record = contents(store)
    entries = [row for row in record["audit_event"] if row[4] is not None]
    assert len(entries) == len(record["entry"]), "one event for each line of a timeline"
    states = {(row[7] is None, row[8]) for row in record["clock"]}
    assert states == {(True, "running"), (False, "met"), (False, "missed")}
