"""Several people at once: nobody is given a reference twice, nothing acknowledged is lost, and a new store is made once."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import URL

from casework.references import reference
from casework.timesource import SetTime
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened
from tests.db.record import assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, enquiry, moment

NOW = moment("Mon 12 Jan 2026 10:00")


def logging(address: URL, how_many: int) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "tests.db.logger", address.render_as_string(hide_password=False), str(how_many)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def desk_at(address: URL) -> Desk:
    store = opened(address, NOW)
    member, _ = signed_in(store, "adaeze", "Adaeze Okoro", NOW)
    return Desk(store, SetTime(NOW), member)


def test_programs_that_make_one_store_at_once_share_it(empty_address: URL) -> None:
    programs = [logging(empty_address, 5) for _ in range(3)]
    said = [program.communicate(timeout=120) for program in programs]
    assert [error for _, error in said] == ["", "", ""]
    references = [reference for output, _ in said for reference in output.split()]
    desk = desk_at(empty_address)
    assert sorted(references) == sorted(row.reference for row in desk.rows())
    assert len(set(references)) == 15
    assert len(contents(desk.store)["staff"]) == 1
    assert audited(desk).count("contact logged") == 15
    desk.store.close()


def test_threads_of_one_program_are_given_different_references(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as threads:
        references = list(threads.map(lambda _: desk.logs(enquiry()), range(40)))
    assert sorted(references) == [reference("E", 2026, number) for number in range(1, 41)]
    assert audited(desk).count("contact logged") == 40
    assert_next_deadlines_hold(desk.store)


def test_two_who_take_the_next_case_at_once_get_different_ones(desk: Desk) -> None:
    logged = [desk.logs(enquiry()) for _ in range(12)]
    desks = [desk.as_("agent", f"agent{number}") for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(lambda turn: desks[turn % 4].takes_next(), range(12)))
    assert sorted(taken) == logged


def test_everything_acknowledged_outlives_a_program_that_is_killed(tmp_path: Path) -> None:
    address = location(str(tmp_path / "desk.db"))
    for acknowledged in (3, 9):
        program = logging(address, 100_000)
        assert program.stdout is not None
        said = [program.stdout.readline().strip() for _ in range(acknowledged)]
        program.send_signal(signal.SIGKILL)
        said += program.communicate(timeout=60)[0].split()
        desk = desk_at(address)
        assert set(said) <= set(desk.queue())
        assert_next_deadlines_hold(desk.store)
        audited(desk)
        found = desk.queue("okafor")
        assert set(said) <= set(found)
        desk.store.close()
