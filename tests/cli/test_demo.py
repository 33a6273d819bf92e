"""The demo's made-up work: the same for a seed and a moment, varied, and nobody's."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casework.kinds import kinds
from casework.skills import skills
from casework.summaries.periods import read_period
from db.audit import first_broken
from db.location import location
from db.opening import opened
from db.queries.case import CaseView, one_case
from db.queries.day_figures import day_figures
from db.queries.day_notes import notes_of_day
from db.queries.day_snapshots import broken_days, signed_days, snapshot_of, unsigned_days
from db.queries.queue import queue_counts
from db.queries.staff import staff_list
from db.queries.voice import voice
from db.queries.workload import workload
from db.store import Store
from iopc_tui.demo import build_demo
from iopc_tui.demo_plan import planned
from tests.cli.conftest import Here
from tests.cli.program import Program, Ran

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 1, 35, tzinfo=UTC)
LONG_AGO = datetime(2008, 6, 30, 15, 45, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 9, tzinfo=UTC)
FICTIONAL = re.compile(r"07700 900\d{3}|020 7946 0\d{3}|")


def _built(place: Path, now: datetime, seed: int, cases: int) -> Store:
    store = opened(location(str(place)), now)
    build_demo(store, now, seed, "me", cases)
    return store


def _cases(store: Store) -> list[CaseView]:
    with store.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM cases ORDER BY id").scalars().all()
        return [one_case(connection, found) for found in ids]


def test_the_same_seed_and_moment_make_the_same_store(tmp_path: Path) -> None:
    first, again, other = (_cases(_built(tmp_path / f"{n}.db", FRIDAY, seed, 10)) for n, seed in enumerate((1, 1, 2)))
    assert first == again
    assert [case.subject for case in first] != [case.subject for case in other]


def test_a_store_of_it_has_everything_to_look_at(tmp_path: Path) -> None:
    store = _built(tmp_path / "demo.db", FRIDAY, 1, 120)
    cases = _cases(store)
    with store.reading() as connection:
        counts = queue_counts(connection, FRIDAY)
        staff = staff_list(connection)
        assert first_broken(connection) is None
    assert min(counts.overdue, counts.today, counts.soon) > 0
    assert counts.open > 20
    assert Counter(member.role for member in staff) == {"agent": 7, "team-lead": 2, "supervisor": 2, "administrator": 1}
    assert [member.name for member in staff if member.login == "me"] == ["You"]
    assert any(case.owner is None and case.status == "open" for case in cases)
    assert any(case.owner == "You" for case in cases)
    states = Counter(clock.state for case in cases for clock in case.clocks)
    assert min(states["met"], states["missed"], states["running"]) > 0
    assert len({case.outcome for case in cases}) > 5
    assert len({name for case in cases for name in case.person_details}) > 3
    (flagged,) = [case for case in cases if case.concerns]
    assert "kicked" in "".join(flagged.concerns[0].lines)
    assert all(entry.at <= FRIDAY for case in cases for entry in case.timeline)
    with store.reading() as connection:
        work = workload(connection, FRIDAY)
    assert Counter(each.team for each in work) == {"Cardiff": 5, "Sale": 5, None: 2}
    assert {skill for each in work for skill in each.skills} == set(skills())
    assert [each.name for each in work if each.away_until] == ["Niamh Kelly"]
    assert [each.name for each in work if each.next_away] == ["Gareth Pugh"]
    assert any("young people" in case.details.get("themes", "") for case in cases)
    assert {case.details.get("feedback-sort") for case in cases if "service-themes" in case.details} >= {"compliment", None}
    with store.reading() as connection:
        rules, october = store.rules_in(connection), read_period("1 Oct 2026..20 Nov 2026", FRIDAY.date())
        heard = voice(connection, rules, october, FRIDAY, with_monitoring=True)
        day = day_figures(connection, rules, FRIDAY.date(), FRIDAY)
        signed = [it.day.isoformat()[-2:] for it in signed_days(connection)]
        assert broken_days(connection) == ()
        unsigned = unsigned_days(connection, rules.calendars, FRIDAY)
        assert not snapshot_of(connection, date(2026, 11, 18)).early  # type: ignore[union-attr]
        assert notes_of_day(connection, date(2026, 11, 19))
    assert min(heard.people, heard.answered, heard.first_contact, len(heard.learning), len(heard.service.themes)) > 0
    assert any(it.counts.get("White British", 0) >= 5 for it in heard.monitoring)
    assert day.figures["callbacks"].number >= 2
    assert (signed, [it.day for it in unsigned]) == (["18", "17", "16", "15", "14", "13", "12"], [19])


@pytest.mark.parametrize("now", [FRIDAY, SUNDAY, LONG_AGO, NEW_YEAR])
def test_six_weeks_of_work_at_any_moment(now: datetime) -> None:
    plan = planned(now, 1, "me")
    assert plan == planned(now, 1, "me")
    assert len(plan.contacts) > 240
    assert {contact.kind for contact in plan.contacts} >= set(list(kinds())[:3]) | {"foi", "sar", "feedback"}
    assert [deed.at for deed in plan.deeds] == sorted(deed.at for deed in plan.deeds)
    assert plan.deeds[-1].at <= now
    assert (now - plan.deeds[0].at).days >= 38


def test_nobody_in_it_exists() -> None:
    for contact in planned(FRIDAY, 3, "me").contacts:
        assert FICTIONAL.fullmatch(contact.phone)
        assert not contact.email or re.fullmatch(r"[a-z0-9.-]+@example\.org", contact.email)


def test_as_text_it_is_said_to_be_a_demo_and_leaves_nothing_behind(program: Program) -> None:
    ran = program.run("demo", "--text", "--cases", "40", "--limit", "5", named=False)
    lines = ran.out.splitlines()
    assert (ran.code, len(lines)) == (0, 8)
    assert lines[0] == "DEMO: nobody in this list exists."
    assert lines[2].startswith(("▲ overdue ", "◆ today, "))
    assert list(program.temporary.iterdir()) == []
    assert list(program.home.iterdir()) == [program.temporary]


def test_it_is_not_for_a_store_that_is_named(here: Here) -> None:
    assert here("demo", "--text") == Ran(2, "", "The demo makes a store of its own and removes it, so it takes no --db.\n")
