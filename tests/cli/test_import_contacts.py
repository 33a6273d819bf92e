"""`iopc import contacts`, whole: how columns are known, what is logged and rejected, nothing twice and nothing lost."""

import csv
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import iopc_tui.bringing_in_contacts
from casework.foreign.contact_tally import ContactTally
from casework.visible_text import visible
from db.actions.bring_in_contacts import BringInContacts, bring_in_contacts
from db.store import Writing
from tests.cli.conftest import Here
from tests.cli.program import Program

HEADER = "Caller,Tel,Date received,Police force,Message,Ward"
ADA = "Ada Okafor,07700 900123,12/11/2026 09:14,Kent,They shouted,Ashford"
SAY = ("--with", "kind=complaint", "--with", "subject=web form", "--with", "channel=web")

Written = Callable[..., str]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Writes a file of contacts; gives its name, in the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(*lines: str, header: str = HEADER, name: str = "form.csv", encoding: str = "utf-8") -> str:
        (tmp_path / name).write_bytes("\r\n".join([header, *lines, ""]).encode(encoding))
        return name

    return write


def asked(place: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(place / "desk.db")) as connection:
        return connection.execute(query).fetchall()


def cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def test_people_are_told_in_words(here: Here, written: Written, tmp_path: Path) -> None:
    here("add", "enquiry", "--name", "Okafor, Ada", "--phone", "07700900123", "--subject", "s")
    bad = ADA.replace("Kent", "Narnia")
    ran = here("import", "contacts", written(ADA, bad, ",,,,,", ADA.replace("Ada", "Dai")), *SAY)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0] == (
        "Columns guessed by their headings, but for what you say now: name from Caller, phone from Tel, "
        "received from Date received, force from Police force, note from Message, kind complaint, subject web form, "
        "channel web; Ward in the note."
    )
    assert lines[1].startswith("4 rows read in ")
    assert lines[2:] == [
        *("  2  logged", "  1  rejected", "  1  empty"),
        "Logged C26-000001P first and C26-000002R last.",
        "1 of these looks like somebody known already, by name and phone or email; logged as new people: C26-000001P.",
        "Rejected rows are in form.csv.rejects.csv, each with its reason.",
    ]
    shown = here("show", "C26-000001", "--json").json
    assert (shown["person"]["name"], shown["channel"], shown["force"]) == ("Ada Okafor", "web", "kent")
    assert asked(tmp_path, "SELECT DISTINCT received_at FROM cases WHERE kind = 'complaint'") == [("2026-11-12 09:14:00.000000",)]
    assert shown["timeline"][0]["text"] == "They shouted\n\nWard: Ashford"


def test_a_preview_shows_the_first_rows_and_the_problems_and_writes_nothing(here: Here, written: Written, tmp_path: Path) -> None:
    here("list")
    before = asked(tmp_path, "SELECT max(id) FROM audit_event")
    ran = here("import", "contacts", written(ADA, ADA.replace("12/11", "32/11")), *SAY, "--leave-out", "ward", "--preview")
    assert ran.code == 1
    assert ran.out.splitlines()[1:17] == [
        "  name      Caller",
        "  phone     Tel",
        "  received  Date received",
        "  force     Police force",
        "  note      Message",
        "  kind      'complaint' for every row",
        "  subject   'web form' for every row",
        "  channel   'web' for every row",
        "  left out  Ward",
        "First rows:",
        "  Line 2: Complaint, web form, received Thu 12 Nov 2026, 09:14",
        "    from: Ada Okafor, 07700 900123",
        "    about: web form",
        "    force: Kent",
        "    note: They shouted",
        "Nothing was written: this was a preview.",
    ]
    assert ran.out.splitlines()[-1].startswith('Line 3: Date received: "32/11/2026 09:14" names a day that does not exist')
    assert asked(tmp_path, "SELECT max(id) FROM audit_event") == before
    assert not (tmp_path / "form.csv.rejects.csv").exists()


@pytest.mark.parametrize(("encoding", "said"), [("utf-8-sig", False), ("cp1252", True)])
def test_letters_of_both_kinds_are_kept(here: Here, written: Written, encoding: str, said: bool) -> None:
    name = written("José O’Brien – Siân,,12/11/2026,Gwent,,", encoding=encoding)
    ran = here("import", "contacts", name, *SAY)
    assert ran.code == 0
    assert ("it was read as Windows text" in ran.out) == said
    assert here("show", "C26-1", "--json").json["person"]["name"] == "José O’Brien – Siân"
    again = here("import", "contacts", written("José O’Brien – Siân,,12/11/2026,Gwent,,", encoding="utf-8"), "--json")
    assert (again.json["logged"], again.json["already"]) == (0, 1)


def test_what_the_columns_say_is_kept_for_next_time(here: Here, written: Written, tmp_path: Path) -> None:
    header = "Agent,Who rang,When,Words,Id"
    say = ("--map", "name=who RANG", "--map", "received=When", "--map", "note=Words", "--leave-out", "Id")
    rows = ["Bo,Ada,12/11/2026,hello,1", "Bo,Dai,12/11/2026,hello,2"]
    assert here("import", "contacts", written(rows[0], header=header), *say, *SAY).code == 0
    other = written("x,2026-11-13,Cy,7,Bo", header="WORDS,when,Who rang,Id,Agent", name="next.csv")
    ran = here("import", "contacts", other, at="2026-11-23T10:00")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == (
        "Columns as last time (Fri 20 Nov): name from Who rang, received from when, note from WORDS, kind complaint, "
        "subject web form, channel web; Agent in the note; Id left out."
    )
    assert here("show", "C26-2", "--json").json["timeline"][0]["text"] == "x\n\nAgent: Bo"
    same = here("import", "contacts", other, *SAY, "--map", "name=Who rang", at="2026-11-23T10:00")
    assert same.out.startswith("Columns as last time (Mon 23 Nov): name from Who rang, ")
    forgets = here("import", "contacts", other, "--forget")
    assert forgets.code == 2
    assert "does not say what kind of contact each is" in forgets.err
    changed = here("import", "contacts", written(rows[1], header=header), "--map", "subject=Agent", at="2026-11-24T10:00")
    assert changed.out.startswith("Columns as last time (Mon 23 Nov), but for what you say now: subject from Agent, ")
    assert here("show", "C26-3", "--json").json["subject"] == "Bo"
    kept = "SELECT count(*) FROM audit_event WHERE action = 'import columns kept'"
    assert asked(tmp_path, kept) == [(3,)]
    here("import", "contacts", "form.csv", at="2026-11-25T10:00")
    here("import", "contacts", written("Bo,X,never,,1", header=header), "--map", "subject=Words", at="2026-11-25T10:00")
    assert asked(tmp_path, kept) == [(3,)]


def test_rejects_are_put_right_and_come_back(here: Here, written: Written, tmp_path: Path) -> None:
    name = written(
        ADA,
        '"=cmd()",07700 900124,31/02/2026,Kent,"-1, ""quoted""\r\ntwo lines",',
        "'=x,,12/11/2026,Narnia,,",
        "short,row",
        "Siân,,12/11/2026,Kent",
        encoding="cp1252",
    )
    first = here("import", "contacts", name, *SAY, "--json")
    assert first.code == 1
    assert [first.json[it] for it in ("rows", "logged", "already", "rejected", "empty")] == [5, 1, 0, 4, 0]
    assert first.json["columns"]["map"]["received"] == ["Date received"]
    rejects = tmp_path / "form.csv.rejects.csv"
    assert rejects.stat().st_mode & 0o077 == 0
    header, *found = cells(rejects)
    assert header == [*HEADER.split(","), "reject_reason", "reject_line"]
    assert [row[0] for row in found] == ["'=cmd()", "''=x", "short,row", "Siân,,12/11/2026,Kent"]
    assert [row[-1] for row in found] == ["3", "5", "6", "7"]
    assert found[0][-2].startswith('Date received: "31/02/2026" names a day that does not exist')
    assert not any(cell.startswith(("=", "-", "+", "@")) for row in found for cell in row)

    again = here("import", "contacts", "form.csv.rejects.csv")
    assert "Columns as last time" in again.out
    assert [row[:-1] for row in cells(tmp_path / "form.csv.rejects.csv.rejects.csv")] == [row[:-1] for row in [header, *found]]
    rejects.write_bytes(rejects.read_bytes().replace(b"31/02", b"12/11").replace(b",Narnia", b",Gwent"))
    right = here("import", "contacts", "form.csv.rejects.csv", "--json").json
    assert (right["logged"], right["rejected"]) == (2, 2)
    assert here("show", "C26-2", "--json").json["timeline"][0]["text"] == '-1, "quoted"\r\ntwo lines'
    assert asked(tmp_path, "SELECT name FROM person ORDER BY id") == [("Ada Okafor",), ("=cmd()",), ("'=x",)]
    assert here("import", "contacts", "form.csv.rejects.csv", "--json").json["already"] == 2


def test_the_same_row_twice_is_two_contacts_only_where_the_file_says_so(here: Here, written: Written, tmp_path: Path) -> None:
    counts = []
    for lines in ([ADA], [ADA, ADA], [ADA, ADA.replace("Ada", "Dai"), ADA], [ADA] * 3):
        ran = here("import", "contacts", written(*lines), *SAY, "--json").json
        counts.append((ran["logged"], ran["already"]))
    assert counts == [(1, 0), (1, 1), (1, 2), (1, 2)]
    assert len(asked(tmp_path, "SELECT DISTINCT source_digest FROM entry")) == 4


def test_text_that_would_break_a_terminal_or_a_spreadsheet_is_kept_and_shown_harmlessly(here: Here, written: Written) -> None:
    hostile = "\x1b[31m=1+1 [bold]x[/] \u202eevil\u202c"
    name = written(
        f"{hostile},,12/11/2026,,{hostile},x", f"{hostile},,{hostile},{hostile},,", header=HEADER.replace("Ward", hostile)
    )
    for options in (["--preview"], []):
        ran = here("import", "contacts", name, *SAY, *options)
        assert ran.code == 1
        assert visible(ran.out, lines=True) == ran.out
    shown = here("show", "C26-1", "--json").json
    assert (shown["person"]["name"], shown["timeline"][0]["text"]) == (hostile, f"{hostile}\n\n{hostile}: x")
    refused = here("import", "contacts", name, "--map", f"{hostile}=x")
    assert refused.code == 2
    assert visible(refused.err, lines=True) == refused.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "The file does not say what kind of contact each is"),
        ((*SAY, "--map", "name=Nmae"), "The file has no column Nmae for --map name"),
        ((*SAY, "--map", "name"), "--map 'name' is not FIELD=COLUMN"),
        ((*SAY, "--map", "nmae=Caller"), "--map: there is no field 'nmae'. Use one of: kind, subject, name"),
        ((*SAY, "--with", "kind=review"), "--with kind is given twice"),
        (("--with", "kind=rant", "--with", "subject=s"), "There is no kind of case called 'rant'"),
        ((*SAY, "--with", "force=Narnia"), "No force or body matches 'Narnia'"),
        ((*SAY, "--with", "received=whenever"), '"whenever" is not a date we can read'),
        ((*SAY, "--leave-out", "X"), "The file has no column X for --leave-out"),
        ((*SAY, "--map", "name=Ward", "--leave-out", "Ward"), "Ward is both mapped and left out"),
    ],
)
def test_what_cannot_be_meant_is_said_before_any_row(
    here: Here, written: Written, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    ran = here("import", "contacts", written(ADA), *options)
    assert ran.code == 2
    assert says in ran.err
    assert asked(tmp_path, "SELECT * FROM cases") == []


def test_answers_given_for_monitoring_are_never_put_on_a_case_unasked(here: Here, written: Written) -> None:
    name = written(f"{ADA},Black African", header=f"{HEADER},Ethnicity")
    ran = here("import", "contacts", name, *SAY)
    assert ran.code == 2
    assert "Ethnicity may be answers given for monitoring, which no case shows." in ran.err
    assert here("import", "contacts", name, *SAY, "--leave-out", "Ethnicity").code == 0
    assert "Black" not in here("show", "C26-1", "--json").out


def test_a_stop_between_batches_goes_on(here: Here, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iopc_tui.bringing_in_contacts, "MOST_ROWS", 2)
    monkeypatch.setattr(iopc_tui.bringing_in_contacts, "OTHERS_TURN", 0)
    name = written(*(ADA.replace("Ada", f"Ada {n % 5}") for n in range(7)))
    batches = iter(range(9))

    def interrupted(writing: Writing, command: BringInContacts) -> ContactTally:
        if next(batches) == 1:
            os.kill(os.getpid(), signal.SIGINT)
        return bring_in_contacts(writing, command)

    with monkeypatch.context() as patched:
        patched.setattr(iopc_tui.bringing_in_contacts, "bring_in_contacts", interrupted)
        ran = here("import", "contacts", name, *SAY)
    assert ran.code == 130
    assert "Stopped after 4 rows. Run the same command again to go on" in ran.err
    assert "Columns guessed" in here("import", "contacts", name, *SAY, "--preview").out
    went_on = here("import", "contacts", name, *SAY, "--json").json
    assert (went_on["logged"], went_on["already"]) == (3, 4)


def test_an_import_killed_in_the_middle_goes_on_and_logs_none_twice(
    program: Program, here: Here, written: Written, tmp_path: Path
) -> None:
    name = written(*(f"Ada {n % 140},07700 9{n % 140:05},12/11/2026,Kent,x," for n in range(240)))
    here("list")
    running = program.started("import", "contacts", str(tmp_path / name), *SAY)
    while not asked(tmp_path, "SELECT 1 FROM cases LIMIT 1"):
        assert running.poll() is None
    running.kill()
    running.communicate()
    (kept,) = asked(tmp_path, "SELECT count(*) FROM cases")[0]
    assert kept in (100, 200)
    went_on = here("import", "contacts", name, *SAY, "--json").json
    assert (went_on["logged"], went_on["already"]) == (240 - int(str(kept)), kept)
    assert asked(tmp_path, "SELECT count(*), count(DISTINCT source_digest) FROM entry") == [(240, 240)]
    assert asked(tmp_path, "SELECT count(*) FROM person WHERE name = 'Ada 7'") == [(2,)]
    assert asked(tmp_path, "SELECT DISTINCT received_at FROM cases") == [("2026-11-12 09:00:00.000000",)]


def test_an_agent_may_not(here: Here, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    here("staff", "add", "bo", "--name", "Bo")
    monkeypatch.setenv("LOGNAME", "bo")
    ran = here("import", "contacts", written(ADA), *SAY)
    assert (ran.code, ran.err.strip()) == (1, "Your role does not allow you to import cases. Ask a supervisor.")
