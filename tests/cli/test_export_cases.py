"""Cases that match a filter, written to a file: whole, guarded, with nobody's name unless it is asked for."""

import csv
import json
import sqlite3
from codecs import BOM_UTF8
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Here

COLUMNS = "ref,received,due,from,subject,phone,tags"


@pytest.fixture
def desk(here: Here) -> Here:
    """Two complaints, one of them closed, and an enquiry; one of the names is a formula."""
    here(
        "add",
        "complaint",
        "--name",
        "=1+1",
        "--phone",
        "07700 900123",
        "--subject",
        "force, use of",
        "--received",
        "12 Nov 10:00",
    )
    here("add", "complaint", "--name", "Llŷr _x0041_\x07", "--subject", "delay", "--received", "2 Nov 09:30")
    here("add", "enquiry", "--name", "Ada", "--subject", "how to", "--received", "20 Nov 11:00")
    assert here("close", "c26-2", "signposted", "--late", "overlooked").code == 0
    return here


def shown(cell: Any) -> object:
    """What a cell of a sheet has; a moment in ISO form."""
    return cell.value.isoformat() if isinstance(cell.value, datetime) else cell.value


def test_every_case_of_a_filter_is_in_the_file_with_real_dates_and_no_formula(desk: Here, tmp_path: Path) -> None:
    sheet, table, values = tmp_path / "c.xlsx", tmp_path / "c.csv", tmp_path / "c.json"
    for option, file in (("--xlsx", sheet), ("--csv", table), ("--json", values)):
        done = desk("export", "cases", "kind:complaint", "status:any", option, str(file), "--columns", COLUMNS, "--sort", "ref")
        assert (done.code, done.out, done.err) == (0, f"2 cases written to {file}\n", "")
        assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []
    first: Any
    first, second = list(load_workbook(sheet)["Cases"].iter_rows(min_row=2))
    assert list(map(shown, first)) == [
        *("C26-000001P", "2026-11-12T10:00:00", "2026-11-17T17:00:00"),
        *("=1+1", "force, use of", "07700 900123", None),
    ]
    assert (first[3].data_type, first[3].quotePrefix, first[1].is_date) == ("s", True, True)
    assert list(map(shown, second))[1:5] == [
        "2026-11-02T09:30:00",
        None,
        "Llŷr _x005F_x0041_␇",
        "delay",
    ]  # What Excel shows as _x0041_.
    about = {row[0].value: row[1].value for row in load_workbook(sheet)["About"].iter_rows()}
    assert (about["Filter"], about["Cases"], about["Sorted by"]) == ("kind:complaint status:any", "2", "ref")
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Ref", "Received", "Due", "From", "About", "Phone", "Tags"]
    assert rows[1] == ["C26-000001P", "2026-11-12 10:00", "2026-11-17 17:00", "'=1+1", "force, use of", "07700 900123", ""]
    found = json.loads(values.read_text())
    assert (found["total"], found["filter"], len(found["cases"])) == (2, "kind:complaint status:any", 2)
    assert found["cases"][1]["from"] == "Llŷr _x0041_\x07"
    assert (found["cases"][0]["due"], found["cases"][0]["tags"]) == ("2026-11-17T17:00:00+00:00", [])
    with closing(sqlite3.connect(tmp_path / "desk.db")) as record:
        events = record.execute("SELECT detail FROM audit_event WHERE action = 'contact details exported'").fetchall()
    assert [json.loads(detail) for (detail,) in events] == [{"cases": 2, "columns": COLUMNS.split(",")}] * 3


def test_names_are_left_out_unless_asked_for_and_a_file_that_is_there_stays(desk: Here, tmp_path: Path) -> None:
    file = tmp_path / "usual.csv"
    assert desk("export", "cases", "closed:nov-2026", "--csv", str(file)).out == f"1 case written to {file}\n"
    (row,) = csv.DictReader(file.read_text("utf-8-sig").splitlines())
    assert (row["Ref"], row["Outcome"], row["State"], row["Closed"]) == (
        "C26-000002R",
        "signposted",
        "closed",
        "2026-11-20 16:45",
    )
    assert not {"From", "About", "Phone", "Email", "Flags"} & set(row)
    kept = file.read_bytes()
    assert kept.startswith(BOM_UTF8)
    again = desk("export", "cases", "--csv", str(file))
    assert (again.code, again.out, again.err) == (2, "", "usual.csv is there already. Give another name.\n")
    assert file.read_bytes() == kept
    for arguments, said in (
        (("closed:never", "--csv", "x.csv"), "is not a date we can read"),
        (("--columns", "shoe", "--csv", "x.csv"), "no column called 'shoe'"),
        (("--csv", "x.csv", "--json", "x.json"), "Say which file to write"),
        ((), "Say which file to write"),
        (("--csv", ""), "A file to write has no name."),
        (("--csv", "-", "--columns", "ref,phone"), "Phone numbers, emails and addresses are not printed"),
    ):
        wrong = desk("export", "cases", *arguments)
        assert (wrong.code, said in wrong.err) == (2, True), wrong
    assert not Path("x.csv").exists()


def test_who_may_not_see_them_in_bulk_writes_no_contact_details(
    desk: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("staff", "add", "bob", "--name", "Bob Lee", "--role", "team-lead").code == 0
    monkeypatch.setenv("LOGNAME", "bob")
    refused = desk("export", "cases", "--csv", str(tmp_path / "p.csv"), "--columns", "ref,email")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Your role does not allow you to write people's phone numbers, emails and addresses to a file.")
    assert not (tmp_path / "p.csv").exists()
    assert desk("export", "cases", "--csv", str(tmp_path / "n.csv"), "--columns", "ref,from").code == 0


def test_a_case_is_exported_by_its_reference_with_or_without_the_word(desk: Here, tmp_path: Path) -> None:
    for number, words in enumerate((("e26 1",), ("case", "e26 1"))):
        file = tmp_path / f"{number}.txt"
        assert desk("export", *words, "--to", str(file)).out == f"E26-000001R written to {file}\n"
        assert desk("export", "--to", str(tmp_path / f"{number}.html"), *words[-1:]).code == 0
    helps = [desk("export", *words, "--help").out for words in ((), ("case",), ("cases",))]
    assert all("Example: iopc export case" in each for each in helps[1:])
    assert all(len(line) <= 80 for each in helps for line in each.splitlines())
