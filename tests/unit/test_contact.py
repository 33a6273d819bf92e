"""What must be right before a contact can be kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.contact import Contact, Problem, problems_with, unstorable
from tests.desk import enquiry, moment

NOW = moment("Mon 12 Jan 2026 10:00")


def test_a_subject_is_all_it_takes() -> None:
    assert problems_with(Contact("enquiry", "Help"), NOW) == []


def test_everything_wrong_is_said_in_the_order_of_the_form() -> None:
    wrong = Contact("ticket", " ", name="\x00", channel="fax", received_at=NOW + timedelta(hours=1), force="atlantis")
    found = problems_with(wrong, NOW)
    assert [problem.field for problem in found] == ["kind", "channel", "received", "force", "subject", "name"]
    assert all(problem.sentence.endswith(".") for problem in found)


@pytest.mark.parametrize(("ahead", "wrong"), [(0, False), (120, False), (120.000001, True), (-86400 * 365, False)])
def test_a_contact_from_the_future_is_wrong_but_clocks_may_differ_a_little(ahead: float, wrong: bool) -> None:
    contact = enquiry()
    found = problems_with(replace(contact, received_at=NOW + timedelta(seconds=ahead)), NOW)
    assert [problem.field for problem in found] == ["received"] * wrong


def test_the_moment_is_said_on_londons_clocks() -> None:
    problem = problems_with(enquiry("Wed 1 Jul 2026 09:05"), NOW)[0]
    assert problem == Problem(
        "received", "Wed 1 Jul 2026, 09:05 has not come yet. Give the moment the contact arrived, or leave it as now."
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_any_text_of_whole_characters_can_be_kept(text: str) -> None:
    assert unstorable(text) is None


@pytest.mark.parametrize(("text", "said"), [("a\x00", "NUL"), ("\ud83d", "half of a character"), ("\udfff x", "half")])
def test_what_can_not_be_kept_says_why(text: str, said: str) -> None:
    assert said in str(unstorable(text))


@given(st.text(), st.text(), st.text())
def test_no_contact_is_too_strange_to_look_at(kind: str, subject: str, note: str) -> None:
    found = problems_with(Contact(kind, subject, note=note), NOW)
    assert {problem.field for problem in found} <= {"kind", "subject", "note"}
