"""A standard whose figure changes: the old row keeps judging the cases that began under it."""

from datetime import date

from sqlalchemy import URL

from casework.timesource import SetTime
from db.engine import for_writing
from db.opening import opened
from db.tables.plain import STANDARD
from tests.desk import Desk, administrator, complaint, enquiry, moment


def test_each_case_is_judged_by_the_figure_it_began_under(empty_address: URL) -> None:
    store = opened(empty_address, moment("Thu 1 Jan 2026 09:00"))
    for row, standard in store.rules.standards.items():
        if standard.id in ("enquiry-reply", "keep-informed"):
            shorter = {"length": 5 if standard.id == "enquiry-reply" else 14, "effective_from": date(2026, 6, 15)}
            with store.engine.connect() as connection, for_writing(connection).begin():
                old = connection.execute(STANDARD.select().where(STANDARD.c.row_id == row)).mappings().one()
                new = {**old, "row_id": row + 100, **shorter}
                connection.execute(STANDARD.update().where(STANDARD.c.row_id == row).values(effective_to=date(2026, 6, 14)))
                connection.execute(STANDARD.insert().values(**new))
    store.close()
    store = opened(empty_address, moment("Fri 12 Jun 2026 09:00"))
    desk = Desk(store, SetTime(moment("Mon 15 Jun 2026 12:00")), administrator(store, moment("Fri 12 Jun 2026 09:00")))
    before, after = desk.logs(enquiry("Sun 14 Jun 2026 23:59")), desk.logs(enquiry("Mon 15 Jun 2026 00:00"))
    assert desk.clock(before, "enquiry-reply").due_at == moment("Mon 29 Jun 2026 17:00")
    assert desk.clock(after, "enquiry-reply").due_at == moment("Mon 22 Jun 2026 17:00")
    running = desk.logs(complaint("Fri 12 Jun 2026 12:00"))
    desk.updates(running)
    assert desk.clock(running, "keep-informed").due_at == moment("Mon 13 Jul 2026 17:00")
    store.close()
