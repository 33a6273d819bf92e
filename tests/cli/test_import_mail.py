"""`iopc import mail`, whole: drafts of a folder's mails, what is kept with them, and nothing twice."""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from casework.timesource import SetTime
from db.actions.attachments import attach_draft_to_case
from db.actions.drafts import drop_draft
from db.location import location
from db.opening import opened
from db.queries.attachments import attachment_content, attachments_of_draft
from db.queries.drafts import draft_of
from db.staff_member import StaffMember
from iopc_tui.commands.bring_in_mail import NEW_CONTACT
from tests.cli.conftest import Here
from tests.desk import Desk, enquiry, moment
from tests.ui.at_the_desk import at_the_desk

MAILS = Path(__file__).parents[1] / "data" / "mail"
WHOLE = "letter-and-photo.eml"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of mails."""
    return Path(shutil.copytree(MAILS, tmp_path / "inbox"))


def form_of(file: Path) -> str:
    return f"{NEW_CONTACT}:mail-{sha256(file.read_bytes()).hexdigest()[:16]}"


def ada(place: Path) -> Desk:
    """The record and its first member of staff, who ran the command."""
    store = opened(location(str(place / "desk.db")), moment("Fri 20 Nov 2026 16:45"))
    return Desk(store, SetTime(moment("Fri 20 Nov 2026 16:45")), StaffMember(1, "ada", "ada", "administrator"))


def rows(place: Path) -> list[int]:
    with closing(sqlite3.connect(place / "desk.db")) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("draft", "attachment", "audit_event")
        ]


def test_a_mail_becomes_a_draft_with_the_mail_itself(here: Here, inbox: Path, tmp_path: Path) -> None:
    ran = here("import", "mail", str(inbox / WHOLE))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "letter-and-photo.eml: a draft to confirm",
        '  from Adaí Okafor <ada@example.org>, "My complaint – the outcome letter"',
        "  received Fri 20 Nov 2026, 09:12, 2 attachments",
        "1 file: 1 made a draft.",
        "Each draft waits under New contact, for you to choose its type and confirm it.",
    ]
    desk = ada(tmp_path)
    with desk.store.reading() as connection:
        draft = draft_of(connection, desk.staff.id, form_of(inbox / WHOLE))
        files = attachments_of_draft(connection, desk.staff.id, form_of(inbox / WHOLE))
        original = attachment_content(connection, files[0].id)
    assert draft is not None
    assert draft.fields["received"] == "Fri 20 Nov 2026, 09:12"
    assert (draft.fields["kind"], draft.fields["channel"], draft.fields["email"]) == ("", "email", "ada@example.org")
    assert [it.name for it in files] == [WHOLE, "../../etc/passwd", "unnamed 2"]
    assert (original, files[0].media_type) == ((inbox / WHOLE).read_bytes(), "message/rfc822")
    desk.store.close()


def test_the_draft_has_the_fields_of_the_form() -> None:
    from casework.foreign.mail_draft import draft_fields
    from casework.foreign.mail_files import read_mail
    from casework.working_days import WorkingCalendar
    from screens.contact_drafts import FORM
    from screens.contact_rows import TEXTS

    now = moment("Fri 20 Nov 2026 16:45")
    fields = draft_fields(read_mail((MAILS / WHOLE).read_bytes(), now), now, WorkingCalendar.for_region("england-wales"))
    assert set(fields) == {"kind", "channel", "note", *TEXTS}
    assert NEW_CONTACT == FORM


def test_a_folder_is_gone_through_by_name_and_what_is_no_mail_is_a_finding(here: Here, inbox: Path) -> None:
    (inbox / "notes.txt").write_text("not looked at")
    ran = here("import", "mail", str(inbox))
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines() if line.partition(":")[0].endswith(".eml")] == [
        "broken.eml",
        "html-only.eml",
        "latin.eml",
        "letter-and-photo.eml",
        "not-a-mail.eml",
    ]
    assert "not-a-mail.eml: not read. This is not a mail: it has no headers that say where it came from." in ran.out
    assert "  ! It is damaged or cut off; it was read as far as it goes." in ran.out
    assert "5 files: 4 made a draft, 1 could not be read." in ran.out


def test_doing_it_again_changes_nothing(here: Here, inbox: Path, tmp_path: Path) -> None:
    here("import", "mail", str(inbox))
    before = rows(tmp_path)
    ran = here("import", "mail", str(inbox))
    assert "letter-and-photo.eml: already waiting with " in ran.out
    assert "5 files: 4 already waiting, 1 could not be read." in ran.out
    assert rows(tmp_path) == before


def test_a_mail_that_became_a_case_is_said_to_be_logged(here: Here, inbox: Path, tmp_path: Path) -> None:
    here("import", "mail", str(inbox / WHOLE))
    desk = ada(tmp_path)
    reference = desk.logs(enquiry())
    with desk.store.writing(desk.staff, desk.now) as writing:
        attach_draft_to_case(writing, form_of(inbox / WHOLE), desk.case(reference).id)
        drop_draft(writing, form_of(inbox / WHOLE))
    desk.store.close()
    for options in ((), ("--preview",)):
        ran = here("import", "mail", str(inbox / WHOLE), *options)
        assert ran.code == 0
        assert f"{WHOLE}: already logged as {reference}" in ran.out
    assert rows(tmp_path)[:2] == [0, 3]


def test_a_preview_writes_nothing_and_foretells_the_rest(here: Here, inbox: Path, tmp_path: Path) -> None:
    here("list")
    shutil.copy(inbox / WHOLE, inbox / "z-the-same.eml")
    before = rows(tmp_path)
    foretold = here("import", "mail", str(inbox), "--preview")
    assert foretold.code == 1
    assert "6 files: 4 would make a draft, 1 already waiting, 1 could not be read." in foretold.out
    assert "Nothing was written: this was a preview." in foretold.out
    assert rows(tmp_path) == before
    done = here("import", "mail", str(inbox))
    assert "6 files: 4 made a draft, 1 already waiting, 1 could not be read." in done.out


def test_folders_within_are_left_alone_unless_asked_for(here: Here, tmp_path: Path) -> None:
    shutil.copytree(MAILS, tmp_path / "all" / "older")
    ran = here("import", "mail", str(tmp_path / "all"))
    assert (ran.code, ran.out) == (0, "There is no mail (.eml) in that folder.\n")
    ran = here("import", "mail", str(tmp_path / "all"), "--recursive", "--preview")
    assert "older/latin.eml: would be a draft" in ran.out.replace("\\", "/")


def test_json(here: Here, inbox: Path) -> None:
    found = here("import", "mail", str(inbox), "--json").json
    assert {name: found[name] for name in found if name != "files"} == {
        "preview": False,
        "draft": 4,
        "waiting": 0,
        "logged": 0,
        "unread": 1,
    }
    by_name = {it["file"]: it for it in found["files"]}
    whole = by_name[WHOLE]
    assert (whole["made"], whole["draft"], whole["case"]) == ("draft", form_of(inbox / WHOLE), None)
    assert (whole["name"], whole["email"]) == ("Adaí Okafor", "ada@example.org")
    assert whole["received"] == "2026-11-20T09:12:44+00:00"
    assert [(it["name"], it["size"]) for it in whole["attachments"]] == [("../../etc/passwd", 8), ("unnamed 2", 115)]
    assert by_name["not-a-mail.eml"]["made"] == "unread"
    assert by_name["broken.eml"]["received"] is None


def test_a_place_that_is_not_there_is_bad_use(here: Here, tmp_path: Path) -> None:
    ran = here("import", "mail", str(tmp_path / "nowhere"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"There is no file or folder {tmp_path / 'nowhere'}.\n"


def test_a_mail_that_is_too_large_is_a_finding(here: Here, tmp_path: Path) -> None:
    with (tmp_path / "huge.eml").open("wb") as file:
        file.write(b"From: a@example.org\r\n\r\n")
        file.truncate(26 * 1024 * 1024)
    ran = here("import", "mail", str(tmp_path / "huge.eml"))
    assert ran.code == 1
    assert "huge.eml: not read. It is too large: mails of up to 25 MB can be brought in." in ran.out


def test_nothing_a_sender_writes_works_on_the_terminal(here: Here, tmp_path: Path) -> None:
    hostile = b"From: \x1b]0;x\x07 <a@example.org>\r\nSubject: one\x1b[2J =?utf-8?q?two=0Athree?= \xe2\x80\xae\r\n\r\nx"
    (tmp_path / "a\nb.eml").write_bytes(hostile)
    ran = here("import", "mail", str(tmp_path / "a\nb.eml"))
    assert ran.code == 0
    assert not set("\x1b\x07\u202e") & set(ran.out)
    assert ran.out.splitlines()[0] == "a⏎b.eml: a draft to confirm"
    assert '"one␛[2J two three ⇆"' in ran.out


def test_the_help_has_an_example(here: Here) -> None:
    assert "Example: iopc import mail ~/Mail/inbox --preview" in " ".join(here("import", "mail", "--help").out.split())


async def test_a_mail_is_confirmed_in_the_form_and_its_files_go_with_the_case(here: Here, inbox: Path, tmp_path: Path) -> None:
    here("import", "mail", str(inbox / WHOLE))
    desk = ada(tmp_path)
    async with at_the_desk(desk) as app:
        await app.press("n")
        app.shows("1 mail waits to be confirmed: F7 shows.", "[● phone]")
        app.hides("Adaí Okafor")
        await app.press("f7")
        app.shows("Adaí Okafor: My complaint")
        await app.press("down", "enter")
        app.shows("Adaí Okafor", "My complaint – the outcome", "[● email]")
        await app.press("f9")
        app.shows("this mail and its files are gone for good")
        await app.press("escape")
        app.app.screen.query_one("#kind").focus()
        await app.press("c", "ctrl+s")
        app.shows("Logged C26-000001P, P for Papa.")
        await app.press("enter")
        app.shows("Files  letter-and-photo.eml (")
    shown = here("show", "C26-1").out
    assert "Files, written out by: iopc file C26-000001P NUMBER --to FILE" in shown
    listed = here("file", "C26-1", "--json").json
    assert [it["name"] for it in listed] == ["letter-and-photo.eml", *[it["name"] for it in listed[1:]]]
    target = tmp_path / "out.eml"
    assert here("file", "C26-1", "1", "--to", str(target)).code == 0
    assert target.read_bytes() == (inbox / WHOLE).read_bytes()
    again = here("file", "C26-1", "1", "--to", str(target))
    assert (again.code, again.err) == (2, "out.eml is there already. Give another name.\n")
    assert here("file", "C26-1", "9", "--to", "x").err.startswith("C26-000001P has ")
    assert here("file", "C26-1", "x").err.endswith("and no number 'x'.\n")
    assert here("file", "C26-1", "1").err == "To write a file out, give its number and --to FILE.\n"
    assert here("import", "mail", str(inbox / WHOLE)).out.startswith("letter-and-photo.eml: already logged as C26-000001P")
