"""The whole queue read a part at a time, and a workbook of more rows than a sheet can have."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework.export_columns import EXPORT_COLUMNS
from casework.filter_grammar import Filter
from casework.queue_columns import Order
from db.queries import queue_whole
from db.queries.queue import queue_window
from db.queries.queue_whole import Reached, how_to_reach, whole_queue
from db.written.case_files import FileOf, write_csv, write_xlsx
from db.written.export_cells import Exported
from tests.desk import Desk, complaint, enquiry


def test_every_case_is_read_once_in_order_as_the_record_stood_at_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_whole, "AT_ONCE", 2)
    logged = [desk.logs(enquiry(name=f"P{number}", phone=f"0770090012{number}")) for number in range(5)]
    closed = desk.logs(complaint(name="Ada"))
    desk.closes(closed)
    everything = Filter(status="any")
    with desk.store.reading() as connection:
        for order in (Order(), Order("received", backwards=True), Order("from")):
            read = whole_queue(connection, everything, desk.now, None, order)
            rows = list(next(read))
            desk.logs(enquiry(name="later"))
            rows += [row for some in read for row in some]
            assert rows == list(queue_window(connection, everything, desk.now, None, 0, 100, order))
            assert sorted(row.reference for row in rows) == sorted([*logged, closed])
        reached = how_to_reach(connection, [row.id for row in rows])
        assert sorted(it.phone for it in reached.values()) == ["", *(f"0770090012{number}" for number in range(5))]
        cases = [Exported(row, reached.get(row.id, Reached()), desk.store.rules, desk.now) for row in rows]
        of, book, table = FileOf(tuple(EXPORT_COLUMNS), desk.now, "here", "status:any", "due", len(cases)), BytesIO(), BytesIO()
        write_xlsx(book, of, iter(cases), most=3)
        write_csv(table, of, iter(cases))
    sheets = {sheet.title: [row[1].value for row in sheet.iter_rows(min_row=2)] for sheet in load_workbook(book)}
    assert list(sheets) == ["Cases", "Cases 2", "Cases 3", "About"]
    assert [*sheets["Cases"], *sheets["Cases 2"], *sheets["Cases 3"]] == [row.reference for row in rows]
    assert table.getvalue().startswith(b"Due,")
    assert len(table.getvalue().splitlines()) == 1 + len(cases)
