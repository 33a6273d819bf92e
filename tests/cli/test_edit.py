"""Changing a case and its lines, and adding a contact, from the command line."""

import pytest

from tests.cli.conftest import Here

HOSTILE = "see [/] [@click=app.quit]x[/] \x1b[31m Tŷ\u202e"


@pytest.fixture
def desk(here: Here) -> Here:
    """A store with a complaint."""
    here("add", "complaint", "--name", "Okafor, Ada", "--subject", "custody", "--force", "gwent", "--note", "they said")
    return here


def test_a_case_is_changed_and_its_timeline_tells_what_it_was(desk: Here) -> None:
    given = ("--subject", HOSTILE, "--force", "gmp", "--their-ref", "CO/1/26", "--detail", "incident=12 oct 21:00")
    ran = desk("edit", "c26 1", *given)
    assert (ran.code, ran.out) == (
        0,
        "C26-000001P: about, force, their ref and incident changed. The words before are kept.\n",
    )
    shown = desk("show", "c26 1", "--json").json
    assert (shown["subject"], shown["force"], shown["force_reference"]) == (HOSTILE, "greater-manchester", "CO/1/26")
    line = next(it for it in shown["timeline"] if it["kind"] == "changed")
    assert line["text"].splitlines()[0] == "About: 'custody' to 'see [/] [@click=app.quit]x[/] ␛[31m Tŷ⇆'"
    assert not set("\x1b\u202e") & set(desk("show", "c26 1").out)
    assert desk("list", "custody").out.count("C26-000001P") == 1
    assert desk("edit", "c26 1", *given).out == "C26-000001P: nothing changed, the record says that already.\n"
    emptied = desk("edit", "c26 1", "--detail", "incident=", "--force", "")
    assert "force and incident changed" in emptied.out


def test_a_stale_version_is_refused_with_both_versions(desk: Here) -> None:
    desk("edit", "c26 1", "--subject", "theirs", "--version", "1")
    ran = desk("edit", "c26 1", "--subject", "mine", "--version", "1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("C26-000001P is in version 2 by now, not 1, so nothing was saved. ")
    assert "About: the record has 'theirs' (" in ran.err
    assert "yours is 'mine'" in ran.err
    assert "To save yours all the same, give --version 2." in ran.err
    assert desk("edit", "c26 1", "--subject", "mine", "--version", "2").code == 0


def test_a_line_is_changed_by_its_number(desk: Here) -> None:
    desk("note", "c26 1", "first")
    wrong = desk("edit", "c26 1", "--entry", "99", "--text", "x")
    assert (wrong.code, wrong.out) == (2, "")
    assert "C26-000001P has no line 99. Its lines that can be changed: 2 (note), 1 (contact by phone)." in wrong.err
    assert desk("edit", "c26 1", "--entry", "2", "--text", HOSTILE).out == (
        "C26-000001P: 'note' changed. The words before are kept.\n"
    )
    assert [it["text"] for it in desk("show", "c26 1", "--json").json["timeline"]] == [HOSTILE, "they said"]


def test_a_contact_is_added_either_way(desk: Here) -> None:
    ran = desk("contact", "c26 1", "--channel", "email", "--out", "--note", "sent the link", "--when", "fri 9:30")
    assert (ran.code, ran.out) == (0, "Contact kept on C26-000001P: we contacted them by email.\n")
    assert desk("contact", "c26 1", "--note", "rang back").out.endswith("they contacted us by phone.\n")
    assert desk("show", "c26 1", "--json").json["timeline"][0]["text"] == "rang back"


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("edit", "c26 1"), 2, "Say what to change: --subject"),
        (("edit", "c26 1", "--entry", "1"), 2, "Say what to change"),
        (("edit", "c26 1", "--entry", "1", "--text", "x", "--subject", "y"), 2, "Say what to change"),
        (("edit", "c26 1", "--subject", " "), 2, "Say in a few words what it is about."),
        (("edit", "c26 1", "--force", "xyz"), 2, "No force or body matches 'xyz'."),
        (("edit", "c26 1", "--channel", "owl"), 2, "There is no channel called 'owl'."),
        (("edit", "c26 1", "--detail", "provided=1 nov"), 2, "There is no 'provided' to change"),
        (("edit", "c26 9", "--subject", "x"), 1, "No case has the reference"),
        (("contact", "c26 1", "--note", " "), 2, "Say in --note what was said"),
        (("contact", "c26 1", "--note", "x", "--when", "tomorrow 9:00"), 2, "has not come yet"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(desk: Here, given: tuple[str, ...], code: int, said: str) -> None:
    ran = desk(*given)
    assert said in ran.err
    assert (ran.code, ran.out) == (code, "")
    assert len(desk("show", "c26 1", "--json").json["timeline"]) == 1
