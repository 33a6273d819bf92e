"""Eight processes that take the next case at once: each case goes to one taker, and none is left or fails."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from sqlalchemy import URL

from db.actions.log_contact import log_contact
from tests.db.record import audited
from tests.db.taker import begin, take_all
from tests.desk import Desk, enquiry

PROCESSES, CASES = 8, 80


def test_eight_processes_empty_one_queue_each_case_to_one_taker(desk: Desk, address: URL) -> None:
    takers = [desk.as_("agent", f"agent{number}").staff for number in range(PROCESSES)]
    with desk.store.writing(desk.staff, desk.now) as writing:
        logged = [log_contact(writing, enquiry()).reference for _ in range(CASES)]
    where = partial(take_all, address.render_as_string(hide_password=False))
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.db.taker"])
    with ProcessPoolExecutor(PROCESSES, context, initializer=begin, initargs=(context.Barrier(PROCESSES),)) as processes:
        taken = list(processes.map(where, [taker.login for taker in takers]))
    assert sorted(reference for each in taken for reference in each) == logged
    given = {reference: taker.name for taker, each in zip(takers, taken, strict=True) for reference in each}
    assert {row.reference: row.owner for row in desk.rows()} == given
    assert audited(desk).count("case allocated") == CASES
