"""Rows of another system's file: what is read of each, what is refused and why, and that no line is ever lost."""

import csv
import gzip
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.foreign.columns import ColumnNames, Columns, found_columns
from casework.foreign.dates import UnreadableWhen, read_when
from casework.foreign.errors import UnknownColumn, UnreadableFile
from casework.foreign.opened_file import opened_file
from casework.foreign.records import MOST_LINES, Record, records
from casework.foreign.rejects import LINE, REASON, Reject, RejectsWriter, guarded, unguarded
from casework.foreign.rows import ForeignRow, Rules, Skipped, rows

NAMES = ColumnNames("ref", "received", "closed", "incident")
HEADER = "ref,received,closed,incident,note"
NOW = datetime(2008, 7, 1, 12, tzinfo=UTC)


def read(*lines: str, rules: Rules | None = None, header: str = HEADER) -> list[ForeignRow | Reject | Skipped]:
    found = records(StringIO("\n".join([header, *lines]), newline=""))
    columns = found_columns(next(found).cells, NAMES)
    return list(rows(found, columns, rules or Rules("import", NOW)))


def one(line: str, rules: Rules | None = None) -> ForeignRow:
    (row,) = read(line, rules=rules)
    assert isinstance(row, ForeignRow), row
    return row


def reason(line: str, rules: Rules | None = None) -> str:
    (row,) = read(line, rules=rules)
    assert isinstance(row, Reject), row
    return row.reason


def of(text: str) -> list[Record]:
    return list(records(StringIO(text, newline="")))


def test_a_row_is_a_complaint() -> None:
    row = one("258996,2000-01-03,2001-01-26,2000-01-01,04")
    assert row.reference == "258996"
    assert row.received_at == datetime(2000, 1, 3, 9, tzinfo=UTC)
    assert row.closed_at == datetime(2001, 1, 26, 17, tzinfo=UTC)
    assert row.subject == "258996, incident 1 Jan 2000"
    assert row.text(first=True) == "incident: 2000-01-01\nnote: 04"
    assert row.text(first=False) == "received: 2000-01-03\nclosed: 2001-01-26\nincident: 2000-01-01\nnote: 04"
    assert row.line == 2


def test_office_hours_are_those_of_a_london_summer() -> None:
    row = one("1,2008-06-30,2008-06-30,,")
    assert row.received_at == datetime(2008, 6, 30, 8, tzinfo=UTC)
    assert row.closed_at == datetime(2008, 6, 30, 16, tzinfo=UTC)


def test_an_unreadable_incident_keeps_the_row_and_what_it_says() -> None:
    row = one("7,2008-06-01,,some time in May,x")
    assert row.subject == "7"
    assert "incident: some time in May" in row.text(first=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2008-06-30", date(2008, 6, 30)),
        ("2008/6/3", date(2008, 6, 3)),
        ("30/06/2008", date(2008, 6, 30)),
        ("06/30/2008", date(2008, 6, 30)),
        ("5/5/2008", date(2008, 5, 5)),
        ("30.06.2008", date(2008, 6, 30)),
        ("30-Jun-2008", date(2008, 6, 30)),
        ("3 june 2008", date(2008, 6, 3)),
    ],
)
def test_dates_that_can_be_read_one_way(text: str, day: date) -> None:
    assert read_when(text).day == day
    assert not read_when(text).had_time


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2008-06-30 14:05:00", datetime(2008, 6, 30, 13, 5, tzinfo=UTC)),
        ("2008-06-30T14:05", datetime(2008, 6, 30, 13, 5, tzinfo=UTC)),
        ("2008-06-30T14:05:00Z", datetime(2008, 6, 30, 14, 5, tzinfo=UTC)),
        ("2008-06-30T14:05:00.1234567+02:00", datetime(2008, 6, 30, 12, 5, 0, 123456, tzinfo=UTC)),
        ("30/12/2008 9:05", datetime(2008, 12, 30, 9, 5, tzinfo=UTC)),
    ],
)
def test_dates_with_a_time(text: str, moment: datetime) -> None:
    assert read_when(text).begins == moment
    assert read_when(text).had_time


def test_a_moment_belongs_to_its_london_day() -> None:
    assert read_when("2008-06-30T23:30:00Z").day == date(2008, 7, 1)


def test_a_date_that_could_be_two_needs_day_first() -> None:
    assert read_when("03/04/2008", day_first=True).day == date(2008, 4, 3)
    with pytest.raises(UnreadableWhen, match="03/04/2008 could be 3 April or 4 March; use --day-first"):
        read_when("03/04/2008")
    with pytest.raises(UnreadableWhen, match="does not exist"):
        read_when("06/30/2008", day_first=True)


@pytest.mark.parametrize(
    "text",
    [
        *("yesterday", "2008-02-30", "31/02/2008", "1850-01-01", "2008-06-30 25:00", "0/0/2008", "99/99/2008", "30 Foo 2008"),
        *("x" * 99, "0001-01-01T00:00:00+14:00", "２００８-06-30", "2008-06-30x", "20080630", "30/06/08", "2008-06-30 24:00"),
    ],
)
def test_what_is_no_date_says_so(text: str) -> None:
    with pytest.raises(UnreadableWhen) as refused:
        read_when(text)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (" ,2008-01-01,,,", "no reference"),
        ("1,,,,", "no received date in received"),
        ("1,soon,,,", "received soon is not a date such as 2008-06-30 or 30/06/2008"),
        ("1,2008-01-02,2008-01-01,,", "closed 2008-01-01, before it was received 2008-01-02"),
        ("1,2008-01-02,late,,", "closed late is not a date such as 2008-06-30 or 30/06/2008"),
        ("1,2008-07-02,,,", "received 2008-07-02, which has not come yet"),
        ("1,2008-07-01 14:00,,,", "received 2008-07-01, which has not come yet"),
        ("1,2008-06-01,2008-07-02,,", "closed 2008-07-02, which has not come yet"),
        ("1,2008-01-02", "has 2 columns, the file has 5"),
        ("1,2008-01-02,,,,,", "has 7 columns, the file has 5"),
        ("1,2008-01-02,,,a\x00b", "holds a NUL character, which can't be kept"),
        ("1,2008-01-02,,,\udcff", "is not in UTF-8"),
        ('1,2008-01-02,,,"a"b', "a quotation mark is closed in the middle of a value"),
        ('1,2008-01-02,,,"ab', "a quotation mark is opened and not closed"),
        (f"{'9' * 201},2008-01-02,,,", "its reference is longer than 200 characters"),
    ],
)
def test_a_row_that_cannot_be_right_says_why(line: str, why: str) -> None:
    assert reason(line) == why


def test_today_and_its_office_hours_have_come() -> None:
    early = Rules("import", datetime(2008, 7, 1, 5, tzinfo=UTC))
    assert one("1,2008-07-01,2008-07-01,,", early).closed_at == datetime(2008, 7, 1, 16, tzinfo=UTC)


def test_a_closing_never_comes_before_its_receipt() -> None:
    row = one("1,2008-06-30 18:30,2008-06-30,,")
    assert row.closed_at == row.received_at


def test_until_skips_later_receipts_and_leaves_later_closings_open() -> None:
    rules = Rules("import", NOW, until=date(2008, 6, 30))
    later, open_still, closed = read("1,2008-07-01,,,", "2,2008-06-30,2008-07-01,,x", "3,2008-06-30,2008-06-30,,", rules=rules)
    assert later is Skipped.AFTER_UNTIL
    assert isinstance(open_still, ForeignRow)
    assert open_still.closed_at is None
    assert open_still.left_open
    assert open_still.mark == open_still.digest_if_open != open_still.digest
    assert "2008-07-01" not in open_still.text(first=False)
    assert isinstance(closed, ForeignRow)
    assert not closed.left_open
    assert reason("4,2008-07-02,2008-07-01,,", rules).startswith("closed 2008-07-01, before")


def test_rows_are_the_same_only_when_every_cell_and_the_source_are() -> None:
    line = "1,2008-01-02,,,x"
    assert one(line).digest == one(line).digest
    assert one(line).digest != one("1,2008-01-02,,,x ").digest
    assert one(line).digest != one("1,2008-01-02,,x,").digest
    assert one(line).digest != one(line, Rules("other", NOW)).digest


def test_blank_lines_are_no_rows_and_cells_may_hold_lines() -> None:
    found = of('a,b\r\n\r\n1,"two\r\n\r\nlines"\r\n   \n2,x')
    assert [(record.line, record.cells) for record in found] == [
        (1, ["a", "b"]),
        (3, ["1", "two\r\n\r\nlines"]),
        (7, ["2", "x"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert [record.cells for record in of(end.join(["a,b", "1,2", "3,4", ""]))] == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_a_stray_quotation_mark_swallows_no_line() -> None:
    found = of('a,b\n1,"x\n2,y\n3,z\n4,w')
    assert [(record.line, record.problem is None) for record in found] == [(1, True), (2, False), (3, True), (4, True), (5, True)]
    assert found[1].cells == ['1,"x']


def test_two_stray_marks_around_lines_cost_only_their_own() -> None:
    found = of('a,b\n1,"x\n2,y\n3,z"w\n4,w')
    assert [record.line for record in found if record.problem is None] == [1, 3, 4, 5]


def test_marks_that_chain_line_to_line_are_cut_off() -> None:
    found = of("\n".join(["a,b", *['x","y'] * (MOST_LINES + 200)]))
    assert [record.line for record in found] == list(range(1, MOST_LINES + 202))


def test_a_line_without_end_is_one_reject() -> None:
    found = of("a,b\n1," + "x" * (3 << 20) + "\n2,y\n")
    assert [(record.line, record.problem is None) for record in found] == [(1, True), (2, False), (3, True)]
    assert len(found[1].cells[0]) < 2000


@given(st.lists(st.text(alphabet="ab1,\"\n\r\x00\udc80é'= ", max_size=12), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_every_line_is_in_exactly_one_record(lines: list[str], end: str) -> None:
    text = end.join(["x,y", *lines])
    found = of(text)
    physical = list(StringIO(text, newline=""))
    starts = [record.line for record in found]
    assert starts == sorted(set(starts))
    covered = [line for number, line in enumerate(physical, 1) if number in starts]
    wrong = [record for record in found if record.problem is not None]
    assert all(physical[record.line - 1].rstrip("\r\n") == record.cells[0] for record in wrong)
    right = sum(len("".join(record.cells)) for record in found if record.problem is None)
    kept = right + sum(len(record.cells[0]) for record in wrong)
    assert kept <= len(text)
    letters = sum(character in "ab1\x00\udc80é" for character in text)
    told = "".join("".join(record.cells) for record in found)
    assert letters == sum(character in "ab1\x00\udc80é" for character in told)
    assert len(covered) == len(found)


def columns_of(header: Sequence[str]) -> Columns:
    return found_columns(header, NAMES)


def test_columns_are_found_by_name_then_whatever_their_capitals() -> None:
    assert columns_of(["Ref ", "RECEIVED", "closed", "incident"]).received == 1


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["id", "received", "closed"], "no column ref for --reference; its columns are: id, received, closed."),
        (["ref", "received", "closed", "ref", "incident"], "2 columns named ref"),
        (["ref;received;closed"], "its columns are: ref;received;closed."),
    ],
)
def test_an_unknown_column_is_named_with_those_there_are(header: list[str], says: str) -> None:
    with pytest.raises(UnknownColumn, match=r"The file has ") as refused:
        columns_of(header)
    assert says in refused.value.sentence


@pytest.mark.parametrize("cell", ["=1+1", "'=1", "''-x", "+44", "-1", "@a", "\tx", "\rx", "'abc", "", "a=b", "'"])
def test_a_guarded_cell_is_no_formula_and_comes_back_exactly(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


@given(st.text(alphabet="'=+-@\t\ra"))
def test_guarding_is_undone_for_any_cell(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_corrected_rejects_are_the_rows_they_were() -> None:
    original = one("9,2008-01-02,,=1+1,'=x")
    written = StringIO(newline="")
    writer = RejectsWriter(written, HEADER.split(","))
    writer.write(Reject(12, original.cells, "no reason"))
    lines = list(csv.reader(StringIO(written.getvalue())))
    assert lines[0][-2:] == [REASON, LINE]
    (back,) = read(written.getvalue().splitlines()[1], header=written.getvalue().splitlines()[0])
    assert isinstance(back, ForeignRow)
    assert back.digest == original.digest
    assert back.columns.names == original.columns.names


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz"])
def test_a_file_is_unpacked_by_what_it_holds_not_its_name(tmp_path: Path, packed: bool, name: str) -> None:
    text = "\ufeffa,b\n1,é\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(text) if packed else text)
    with opened_file(tmp_path / name) as file:
        assert [record.cells for record in records(file.text)] == [["a", "b"], ["1", "é"]]
        assert file.position() == file.size


def test_a_packed_file_cut_short_says_where_after_its_rows(tmp_path: Path) -> None:
    whole = gzip.compress("".join(f"{n},x{n * n}\n" for n in range(50_000)).encode())
    (tmp_path / "cut.gz").write_bytes(whole[: len(whole) // 2])
    read_so_far: list[Record] = []
    with opened_file(tmp_path / "cut.gz") as file, pytest.raises(UnreadableFile, match=r"from line [0-9,]+ on"):
        read_so_far.extend(records(file.text))
    assert read_so_far[0].cells == ["0", "x0"]
    assert 10_000 < len(read_so_far) < 40_000


@pytest.mark.parametrize(("content", "says"), [(None, "can't be opened"), ("a,b".encode("utf-16"), "UTF-16")])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(UnreadableFile, match=says), opened_file(tmp_path / "x.csv"):
        pass
