"""Linking and merging from the command line."""

import pytest

from tests.cli.conftest import Here

LATER = "2026-11-20T16:50"


@pytest.fixture
def desk(here: Here) -> Here:
    """A complaint, the same one logged again under another record of the person, and an enquiry."""
    here("add", "complaint", "--name", "Okafor, Ada", "--phone", "07700 900123", "--subject", "Stopped in the High Street")
    here("add", "complaint", "--name", "A. Okafor", "--subject", "see [/] [b]x[/b]", "--note", "once more", at=LATER)
    here("add", "enquiry", "--name", "Evans, Dai", "--subject", "y", at=LATER)
    return here


def test_cases_are_linked_listed_and_the_link_taken_back(desk: Here) -> None:
    ran = desk("link", "c26 1", "e26 1", "--as", "same-incident")
    assert ran.code == 0
    assert " is linked: same incident as E26-000001" in ran.out
    assert desk("link", "e26 1").out.startswith("Same incident as C26-000001")
    assert desk("link", "e26 1", "--json").json["links"][0]["as"] == "same-incident"
    again = desk("link", "e26 1", "c26 1", "--as", "same incident")
    assert (again.code, "already." in again.err) == (1, True)
    assert desk("link", "c26 1", "e26 1", "--remove").out.startswith("Link taken back: C26-000001")
    assert " is not linked to E26-000001" in desk("link", "c26 1", "e26 1", "--remove").err
    assert "Nothing is linked to C26-000001" in desk("link", "c26 1").out
    for bad in (("--as", "cousin-of"), ()):
        ran = desk("link", "c26 1", "e26 1", *bad)
        assert (ran.code != 0, "same-incident" in ran.err, "duplicate-of" in ran.err) == (True, True, True)


def test_a_duplicate_is_previewed_merged_and_given_back(desk: Here) -> None:
    shown = desk("merge", "c26 1", "c26 2", "--preview")
    assert "About      Kept: Stopped in the High Street\n           Merged into it: see [/] [b]x[/b]" in shown.out
    assert "To do that: iopc merge C26-000002" in shown.out
    wrong = desk("merge", "c26 1", "c26 2")
    assert (wrong.code, "was received first" in wrong.err) == (1, True)
    merged = desk("merge", "c26 2", "c26 1")
    assert (merged.code, "whose clocks run on." in merged.out) == (0, True)
    assert "once more" in desk("show", "c26 1").out
    assert desk("link", "c26 2").out.startswith("Merged into C26-000001")
    assert "of its own again: open again" in desk("unmerge", "c26 2").out
    assert (desk("unmerge", "c26 2").code, desk("show", "c26 2", "--json").json["status"]) == (1, "open")


def test_records_are_previewed_merged_by_a_case_of_theirs_and_given_back(desk: Here) -> None:
    desk("person", "c26 2", "--set", "adjustments=large print")
    shown = desk("people", "merge", "c26 2", "c26 1", "--preview").out
    assert "1 case would go over.\nGiven: adjustments.\n" in shown
    assert desk("show", "c26 2", "--json").json["person"]["name"] == "A. Okafor"
    merged = desk("people", "merge", "c26 2", "c26 1")
    assert (
        "A. Okafor is merged into Okafor, Ada: 1 case went over. Given: adjustments. To take it back: iopc people unmerge 2"
        in merged.out
    )
    case = desk("show", "c26 2", "--json").json["person"]
    assert (case["name"], case["details"]) == ("Okafor, Ada", {"adjustments": "large print"})
    assert "Also in the record as: A. Okafor (record 2)" in desk("link", "c26 1").out
    assert desk("people", "unmerge", "c26 1").out.strip() == "A. Okafor has a record of their own again, with 1 case."
    assert desk("show", "c26 2", "--json").json["person"]["name"] == "A. Okafor"
    assert desk("people", "unmerge", "2").code == 1
