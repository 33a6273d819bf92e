"""Performance on the command line: as text, in JSON and in files, for a person or for cron."""

import signal
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from iopc_tui.commands.ended_by_signals import end_signals
from iopc_tui.commands.file_wanted import writing_wanted
from tests.cli.conftest import Here
from tests.cli.program import Program, Ran


def some_work(here: Here) -> None:
    here("add", "complaint", "--name", "Ada Okafor", "--subject", "custody", "--force", "gwent", at="2026-09-07T10:00")
    for day in (7, 8):
        here("add", "enquiry", "--name", "Dai Evans", "--subject", "form", at=f"2026-09-{day:02}T10:00")
    here("step", "C26-1", "acknowledged", at="2026-09-09T10:00")
    here("step", "E26-1", "answered", at="2026-09-18T10:00")
    here("close", "E26-1", "answered", at="2026-09-18T10:00")
    here("close", "E26-2", "answered", "--late", "=1+1", at="2026-11-02T10:00")


def test_a_month_is_told_in_sentences_and_in_json(here: Here) -> None:
    some_work(here)
    told = here("report", "month", "sep", "2026")
    assert (told.code, told.err) == (0, "")
    plain = " ".join(told.out.split())
    assert "In September 2026 the desk received 3 contacts and closed 1 case; 2 cases were open at its end." in plain
    assert "Reply to an enquiry: 50% of 2 were on time, 1 too few for the target of 90%." in plain
    assert "Local examples, not published IOPC standards: Reply to an enquiry; Acknowledge a complaint" in plain
    assert max(map(len, told.out.splitlines())) <= 80

    found = here("report", "month", "sep 2026", "--json").json
    assert (found["from"], found["to"], found["title"]) == ("2026-09-01", "2026-09-30", "Performance, September 2026")
    assert here("report", "quarter", "Q2 2026/27", "--kind", "enquiry", "--json").json["title"].endswith("Q2 2026/27, Enquiry")
    assert here("report", "year", "this", "year", "--json").json["to"] == "2027-03-31"
    assert here("report", "range", "7 Sep 2026..8 Sep 2026", "--force", "gwent", "--json").json["from"] == "2026-09-07"
    assert here("report", "month", "--json").json["from"] == "2026-10-01", "the last whole one"
    for words in ("month last", "month oct 26", "month 10/2026", "voice last", "day 1 oct"):
        assert here("report", *words.split(), "--json").json["from"] == "2026-10-01", words


def test_files_are_written_whole_and_never_in_place_of_others(here: Here, tmp_path: Path) -> None:
    some_work(here)
    page, sheet = tmp_path / "q2.html", tmp_path / "q2.csv"
    done = here("report", "quarter", "Q2 2026/27", "--html", str(page), "--csv", str(sheet), "--suppress")
    assert (done.code, done.err) == (0, "")
    assert [line.split(": written to ")[1] for line in done.out.splitlines()] == [str(page), str(sheet)]
    assert "<h1" in page.read_text("utf-8")
    assert sheet.read_bytes().startswith(BOM_UTF8), "Excel reads UTF-8 only with its mark."
    assert "Enquiry" in sheet.read_text("utf-8-sig")
    before = page.read_bytes()
    again = here("report", "quarter", "Q2 2026/27", "--html", str(page))
    assert (again.code, again.out) == (2, "")
    assert again.err == "q2.html is there already. Give another name.\n"
    assert page.read_bytes() == before
    other = tmp_path / "other.html"
    both = here("report", "quarter", "Q2 2026/27", "--html", str(other), "--csv", str(sheet))
    assert both.err == "q2.csv is there already. Give another name.\n"
    assert not other.exists()
    for files, said in (
        (("--html", ""), "A file to write has no name. Give it one, or - for standard output.\n"),
        (("--html", "same", "--csv", "same"), "Two files can't have the same name, same.\n"),
        (("--html", "-", "--json"), "Only one of them can be written to standard output.\n"),
    ):
        assert here("report", "month", *files) == Ran(2, "", said)


def test_only_a_csv_with_a_name_has_the_mark_of_utf_8(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in ("-", str(tmp_path / "it.csv")):
        with writing_wanted(name, "csv") as file:
            file.write(b"Ref\n")
    assert capfdbinary.readouterr().out == b"Ref\n"
    assert (tmp_path / "it.csv").read_bytes() == BOM_UTF8 + b"Ref\n"


def test_a_request_to_end_leaves_nothing_half_written(tmp_path: Path) -> None:
    for number in end_signals():
        with pytest.raises(SystemExit, match=str(128 + number)), writing_wanted(str(tmp_path / "page.html")):
            signal.raise_signal(number)
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_printed_for_a_pipe(program: Program, here: Here) -> None:
    some_work(here)
    printed = program.run("report", "month", "--html", "-")
    assert (printed.code, printed.err, printed.out.splitlines()[-1]) == (0, "", "</html>")


def test_what_cannot_be_reported_is_said_in_a_sentence(here: Here) -> None:
    here("staff", "list")
    for arguments, said in (
        (("month", "2026/27"), "2026/27 is not a month. For its figures: iopc report year '2026/27'"),
        (("year", "2027/28"), "2027/28 has not begun, so it has no figures yet."),
        (("month", "soon"), '"soon" is not a period we can read;'),
        (("range",), "Say which days:"),
        (("month", "--team", "North"), "There is no team called 'North'."),
        (("month", "--kind", "x"), "There is no kind of case called 'x'."),
    ):
        ran = here("report", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(said), ran.err
        assert len(ran.err.splitlines()) == 1
