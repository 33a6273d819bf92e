"""Text that would break a terminal, a spreadsheet or a mark-up reader is kept exactly and shown harmlessly."""

import unicodedata

from tests.cli.conftest import Here
from tests.cli.program import Program

SUBJECT = "[/b] [@click=app.quit]x[/] \x1b[31mred\x1b[0m \u202eevil\u202c =1+1 \x07\x9b2J"
NAME = "=1+1 [bold]Ada[/] \u200f\x1b]0;title\x07"
NOTE = "x" * 5000 + "\n\x1b[2J second line \u2066"


def _harmless(text: str) -> bool:
    return all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cf") for character in text)


def test_it_survives_from_add_to_show_and_never_reaches_the_terminal_raw(program: Program, here: Here) -> None:
    added = program.run("add", "enquiry", "--name", NAME, "--subject", SUBJECT, "--note", NOTE, "--force-reference", "\x1b[1m=2")
    assert added.code == 0
    exact = program.run("show", "E26-000001R", "--json").json
    assert (exact["person"]["name"], exact["subject"], exact["timeline"][0]["text"]) == (NAME, SUBJECT, NOTE)
    for command in (("show", "E26-000001R"), ("list",)):
        ran = here(*command)
        assert ran.code == 0
        assert _harmless(ran.out)
        assert "[@click=app.quit]x[/]" in ran.out


def test_a_subject_of_five_thousand_characters_is_listed_whole_when_piped(here: Here) -> None:
    here("add", "enquiry", "--name", "A", "--subject", "y" * 5000)
    assert "y" * 5000 in here("list").out


def test_what_was_typed_comes_back_harmless_in_a_refusal(here: Here) -> None:
    for arguments in (
        ("show", "\x1b[31mE26"),
        ("list", "kind:\x1b[2J\u202e"),
        ("add", "\x1b[2J", "--name", "A", "--subject", "s"),
    ):
        ran = here(*arguments)
        assert ran.code in (1, 2)
        assert _harmless(ran.err)


def test_bytes_that_are_no_text_become_visible_escapes(program: Program, here: Here) -> None:
    assert program.run("add", "enquiry", "--name", b"caf\xe9", "--subject", b"\xff\xfe", "--note", "-", given=b"\x80!").code == 0
    exact = here("show", "e26-1", "--json").json
    assert (exact["person"]["name"], exact["subject"], exact["timeline"][0]["text"]) == ("caf\\xe9", "\\xff\\xfe", "\\x80!")
    refused = program.run(b"list", b"kind:\xff")
    assert (refused.code, refused.out) == (2, "")
    assert "\\xff" in refused.err
