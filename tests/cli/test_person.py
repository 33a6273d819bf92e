"""What is known of a person, from the command line."""

import pytest

from tests.cli.conftest import Here
from tests.cli.program import Ran


@pytest.fixture
def desk(here: Here) -> Here:
    """A store with a case of somebody and one of nobody."""
    here("add", "enquiry", "--name", "Okafor, Ada", "--phone", "07700 900123", "--subject", "x")
    here("add", "feedback", "--subject", "y")
    return here


def sets(desk: Here, *fields: str) -> Ran:
    return desk("person", "e26 1", *(part for each in fields for part in ("--set", each)))


def test_what_is_known_is_said_and_shown_on_the_case(desk: Here) -> None:
    ran = sets(desk, "adjustments=large print, time", "contact-plan=calls on Tuesdays only, to Priya", "surveys=no")
    assert (ran.code, ran.out.splitlines()[:5]) == (
        0,
        [
            "Changed: adjustments, contact-plan, surveys.",
            "Okafor, Ada  07700 900123",
            "  Contact plan: calls on Tuesdays only, to Priya",
            "  Needs large print; more time",
            "  Not to be asked to surveys",
        ],
    )
    shown = desk("show", "e26 1")
    assert shown.out.splitlines()[1:4] == [
        "  Contact plan: calls on Tuesdays only, to Priya",
        "  Needs large print; more time",
        "  Not to be asked to surveys",
    ]
    assert desk("show", "e26 1", "--json").json["person"]["details"]["adjustments"] == "large print, more time"


def test_what_was_before_is_listed(desk: Here) -> None:
    sets(desk, "language=w")
    sets(desk, "language=", "phone=020 7946 0018")
    out = desk("person", "e26 1").out
    assert "Nothing else is known of them." in out
    assert "Language: 'Welsh' to nothing, by " in out
    assert "Phone: '07700 900123' to '020 7946 0018', by " in out
    values = desk("person", "e26 1", "--json").json
    assert (values["phone"], values["details"], values["typed"]) == ("020 7946 0018", {}, {})
    assert [(it["field"], it["before"], it["after"]) for it in values["former"]] == [
        ("language", "w", ""),
        ("phone", "07700 900123", "020 7946 0018"),
        ("language", "", "w"),
    ]


def test_the_same_again_says_that_nothing_changed(desk: Here) -> None:
    sets(desk, "language=w")
    assert sets(desk, "language=w").out.startswith("Nothing changed: the record says that already.\n")


def test_a_former_name_still_finds_the_case(desk: Here) -> None:
    sets(desk, "name=Llewellyn, Llŷr")
    assert "Llewellyn, Llŷr" in desk("list", "okafor").out


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["tea=x"], "There is no 'tea' to know of a person. Use one of: addressed"),
        (["adjustments=b"], "'b' could be braille or BSL."),
        (["adjustments"], "'adjustments' is not FIELD=TEXT; try adjustments='large print'."),
        (["language=w", "language=e"], "The field 'language' is given twice."),
        (["name=", "phone="], "Leave a name, a phone number or an email address"),
        (["address=half \ud800"], "half of a character"),
    ],
)
def test_what_cannot_be_kept_is_said(desk: Here, fields: list[str], said: str) -> None:
    ran = sets(desk, *fields)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert desk("person", "e26 1", "--json").json["former"] == []


def test_a_case_of_nobody_and_no_case_are_said(desk: Here) -> None:
    reference = desk("list", "kind:feedback", "--json").json["cases"][0]["reference"]
    ran = desk("person", reference)
    assert (ran.code, ran.out) == (2, "")
    assert f"{reference} names nobody, so there is nobody to know anything of." in ran.err
    assert (desk("person", "e26 99").code, desk("person", "e26 99").out) == (1, "")


def test_hostile_text_is_printed_as_marks_and_kept_exactly(desk: Here) -> None:
    text = "see [/] [@click=app.quit]x[/] \x1b[31m Tŷ\u202e"
    ran = sets(desk, f"contact-plan={text}")
    assert "Contact plan: see [/] [@click=app.quit]x[/] ␛[31m Tŷ⇆" in ran.out
    assert not set("\x1b\u202e") & set(ran.out + desk("show", "e26 1").out)
    assert desk("person", "e26 1", "--json").json["typed"]["contact-plan"] == text


def test_the_fields_are_listed(here: Here) -> None:
    out = here("person", "x", "--fields").out
    assert "channel        one of: phone, email, post" in out
    assert "adjustments    own words, or several of: large print" in out
