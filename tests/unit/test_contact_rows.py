"""Rows of a file as contacts: what is read, what goes into the note, and why a row can't be one."""

from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.contact import Contact
from casework.foreign.contact_columns import SaidColumns, contact_columns
from casework.foreign.contact_rows import ContactReader, ContactRow
from casework.foreign.letters import Letters
from casework.foreign.records import records
from casework.foreign.rejects import Reject, RejectsWriter
from casework.foreign.rows import Skipped
from casework.kinds import UnknownKind
from tests.desk import moment

NOW = moment("Fri 20 Nov 2026 16:45")
FIXED = {"kind": "enquiry", "subject": "web form"}
Outcome = ContactRow | Reject | Skipped


def reader(header: list[str], said: SaidColumns) -> ContactReader:
    return ContactReader(contact_columns(header, said, None), NOW, SHIPPED.named("england-wales"))


def read(text: str, said: SaidColumns = SaidColumns([], FIXED)) -> list[Outcome]:  # noqa: B008
    found = records(StringIO(text, newline=""), delimiter=None)
    return list(reader(next(found).cells, said).rows(found))


def contact(text: str, said: SaidColumns = SaidColumns([], FIXED)) -> Contact:  # noqa: B008
    (row,) = read(text, said)
    assert isinstance(row, ContactRow), row
    return row.contact


def refused(text: str, said: SaidColumns = SaidColumns([], FIXED)) -> str:  # noqa: B008
    (row,) = read(text, said)
    assert isinstance(row, Reject), row
    return row.reason


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12/11/2026", "Thu 12 Nov 2026 09:00"),
        ("12/11/26 9:14", "Thu 12 Nov 2026 09:14"),
        ("12.11.2026 5:40 PM", "Thu 12 Nov 2026 17:40"),
        ("2026-11-12", "Thu 12 Nov 2026 09:00"),
        ("2026-11-12T09:14:30", "Thu 12 Nov 2026 09:14:30"),
        ("2026-11-12T09:14:30.250", "Thu 12 Nov 2026 09:14:30.25"),
        ("2026-06-12T09:14:30Z", "Fri 12 Jun 2026 10:14:30"),
        ("Thu 12 Nov 2026, 09:14", "Thu 12 Nov 2026 09:14"),
        ("12 November 2026", "Thu 12 Nov 2026 09:00"),
        (" 20/11/2026 ", "Fri 20 Nov 2026 09:00"),
    ],
)
def test_a_receipt_is_read_day_first_or_as_iso(written: str, meant: str) -> None:
    at = meant if ":30" not in meant or "." in meant else f"{meant}.0"
    assert contact(f'date\n"{written}"\n').received_at == moment(at)


@pytest.mark.parametrize("written", ["12 Nov", "fri", "today", "now", "29 Feb", "+1d", "09:14", "12/11"])
def test_a_date_that_is_another_one_each_day_or_year_is_not_taken_from_a_file(written: str) -> None:
    assert refused(f"Date received\n{written}\n").startswith("Date received: A date in a file needs its day, month and year")
    assert "Date of incident: A date in a file" in refused(
        f"date,Date of incident\n1/1/2026,{written}\n", SaidColumns([], {"kind": "complaint", "subject": "x"})
    )
    assert contact("name\nAda\n", SaidColumns([], FIXED | {"received": "now"})).received_at == NOW


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("enquiry,s,20/11/2027,,", "Received: Sat 20 Nov 2027, 09:00 has not come yet."),
        (
            "enquiry,s,31/02/2026,,",
            'Received: "31/02/2026" names a day that does not exist; write it such as 12/11/2026 or',
        ),
        ("enquiry,s,,,", "Received: Give the moment the contact arrived."),
        ("enquiry,s,1/1/2026,Narnia,", "Force: No force or body matches 'Narnia'."),
        ("enquiry,s,1/1/2026,,pigeon", "Channel: There is no channel called 'pigeon'."),
        ("rant,s,1/1/2026,,", "Kind: There is no kind of case called 'rant'."),
        (",s,1/1/2026,,", "Kind: Choose what kind of contact this is."),
        ("enquiry, ,1/1/2026,,", "Subject: Say in a few words what it is about."),
    ],
)
def test_a_row_that_cannot_be_right_says_why_by_its_own_heading(row: str, says: str) -> None:
    assert refused(f"Kind,Subject,Received,Force,Channel\n{row}\n", SaidColumns()).startswith(says)


def test_every_problem_of_a_row_is_told_at_once() -> None:
    said = refused("Kind,Subject,Received,Force\nrant,,x,Narnia\n", SaidColumns())
    assert [said.count(f"{heading}: ") for heading in ("Kind", "Subject", "Received", "Force")] == [1, 1, 1, 1]


def test_a_detail_is_one_only_for_kinds_that_have_it_and_else_in_the_note() -> None:
    said = SaidColumns([("provided", "Outcome date")], {"subject": "s"})
    text = "kind,date,Outcome date,Message\n{},1/11/2026,1 Oct 2026,hello\n"
    assert contact(text.format("review"), said).details == {"provided": "1 Oct 2026"}
    it = contact(text.format("enquiry"), said)
    assert (it.details, it.note) == ({}, "hello\n\nOutcome date: 1 Oct 2026")
    assert refused(text.replace("1 Oct", "32 Oct").format("review"), said).startswith('Outcome date: "32 Oct')


def test_nothing_of_a_row_is_lost() -> None:
    header = "First name,Surname,Tel,Mobile,Date,Time,Message,Ward,,Id"
    said = SaidColumns([], FIXED, ["id"])
    it = contact(f'{header}\nAda , Okafor,020 7946 0018,07700 900123,1/11/2026,09:14,"two\r\nlines",Ashford,x,7\n', said)
    assert (it.name, it.phone, it.received_at) == ("Ada Okafor", "020 7946 0018", moment("Sun 1 Nov 2026 09:14"))
    assert it.note == "two\r\nlines\n\nMobile: 07700 900123\nWard: Ashford\ncolumn 9: x"
    assert contact(f"{header}\n,,,07700 900123,1/11/2026,,,,,\n", said).phone == "07700 900123"
    several = SaidColumns([("note", "Message"), ("note", "Ward")], FIXED | {"note": "From the form."})
    assert (
        contact("Date,Message,Ward\n1/11/2026,hello,Ashford\n", several).note == "From the form.\n\nMessage: hello\nWard: Ashford"
    )


def test_a_subject_of_several_lines_is_its_first_and_the_whole_is_in_the_note() -> None:
    it = contact('date,message\n1/11/2026,"rude\nand loud"\n', SaidColumns([("subject", "message")], {"kind": "complaint"}))
    assert (it.subject, it.note) == ("rude", "message: rude\nand loud")


def test_what_is_said_for_every_row_fills_what_is_empty_in_a_column_that_was_said_too() -> None:
    said = SaidColumns([("kind", "Type")], {"kind": "complaint", "subject": "s"})
    assert [row.contact.kind for row in read("Type,date\nreview,1/1/26\n,1/1/26\n", said) if isinstance(row, ContactRow)] == [
        "review",
        "complaint",
    ]
    with pytest.raises(UnknownKind):
        reader(["date"], SaidColumns([], {"kind": "rant", "subject": "s"})).check_fixed()


def digests(text: str) -> list[bytes]:
    return [row.digest for row in read(text) if isinstance(row, ContactRow)]


def test_the_same_row_is_known_by_its_content_and_its_copies_by_their_number() -> None:
    one, other, copy = digests("name,date\nAda,1/1/2026\nAdo,1/1/2026\nAda,1/1/2026\n")
    assert len({one, other, copy}) == 3
    assert digests("name,date\nAda,1/1/2026\nAda,1/1/2026\n") == [one, copy]
    assert digests("sep=;\nDATE;Name;Empty\n1/1/2026;Ada ;\n") == [one]
    assert digests("name,date,agent\nAda,1/1/2026,Bo\n") != [one]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_are_utf_8_or_those_of_windows(encoding: str) -> None:
    raw = "name,date\nPlain,1/1/2026\nJosé O’Brien – Siân,1/1/2026\n".encode(encoding)
    letters = Letters(windows_too=True)
    found = list(records(TextIOWrapper(BytesIO(raw), "utf-8-sig", "surrogateescape", newline=""), letters, delimiter=None))
    assert found[-1].cells[0] == "José O’Brien – Siân"
    assert letters.windows == (encoding == "cp1252")


def test_a_broken_letter_in_a_file_of_utf_8_is_not_taken_for_windows() -> None:
    raw = "name\nSiân\n".encode() + b"Jos\xc3,\nSi\xe2n\n"
    text = TextIOWrapper(BytesIO(raw), "utf-8", "surrogateescape", newline="")
    assert [record.problem for record in records(text, Letters(windows_too=True), delimiter=None)] == [
        *(None, None),
        "is not in UTF-8",
        "is not in UTF-8",
    ]


@given(st.lists(st.lists(st.text(max_size=8), min_size=4, max_size=4), max_size=6))
def test_rejects_come_back_as_they_were(rows: list[list[str]]) -> None:
    header = ["=kind", "name", "date", "note"]
    columns = contact_columns(header, SaidColumns([("kind", "=kind")], {"subject": "s"}), None)
    written = StringIO(newline="")
    writer = RejectsWriter(written, columns.headings)
    kept = [[cell.replace("\0", "").encode(errors="ignore").decode() for cell in row] for row in rows]
    kept = [row for row in kept if any(map(str.strip, row))]
    given_ = reader(header, SaidColumns([("kind", "=kind")], {"subject": "s"}))
    from casework.foreign.records import Record

    first = [it for it in given_.rows(Record(n, row) for n, row in enumerate(kept, 2)) if isinstance(it, Reject)]
    for reject in first:
        writer.write(reject)
    found = records(StringIO(written.getvalue(), newline=""))
    again = list(reader(next(found).cells, SaidColumns([("kind", "=kind")], {"subject": "s"})).rows(found))
    assert [(list(it.cells), it.reason) for it in again if isinstance(it, Reject)] == [
        (list(it.cells), it.reason) for it in first
    ]
    assert len(again) == len(first)
