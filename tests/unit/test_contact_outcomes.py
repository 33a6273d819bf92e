"""How a contact can end: what each way records fits the kinds it is for."""

import pytest

from casework.contact_outcomes import contact_outcome_named, contact_outcomes, contact_outcomes_of, problem_with_outcome
from casework.kinds import kinds
from casework.option_reading import DetailNotRead


@pytest.mark.parametrize("kind", kinds())
def test_what_a_contact_of_each_kind_records_is_known_of_that_kind(kind: str) -> None:
    known = contact_outcomes_of(kind)
    assert "call-back" in [each.id for each in known]
    for each in known:
        assert each.step or each.closes
        assert not each.step or each.step in kinds()[kind].steps
        assert not each.closes or each.closes in kinds()[kind].outcomes
        assert bool(each.asks) == bool(each.placeholder)
    letters = [each.letter for each in known]
    assert len(set(letters)) == len(letters)
    assert len({each.label for each in known}) == len(known)


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("answered", "enquiry", "answered"),
        ("ans", "service-complaint", "service-answered"),
        ("sign", "complaint", "signposted"),
        ("not-sent", "complaint", "not-sent"),
        ("Call", "foi", "call-back"),
    ],
)
def test_an_outcome_is_meant_by_its_first_letters(typed: str, kind: str, meant: str) -> None:
    assert contact_outcome_named(typed, kind).id == meant


@pytest.mark.parametrize(("typed", "kind"), [("answered", "foi"), ("", "enquiry"), ("s", "complaint")])
def test_what_a_kind_does_not_end_with_is_refused_by_name(typed: str, kind: str) -> None:
    with pytest.raises(DetailNotRead, match=r"is not one of: .*call-back promised"):
        contact_outcome_named(typed, kind)


def test_what_must_be_said_is_asked_for() -> None:
    assert problem_with_outcome("complaint", "", "") is None
    assert problem_with_outcome("complaint", "not-sent", " ") == ("outcome_words", "Say why: the exceptional circumstances.")
    assert problem_with_outcome("complaint", "not-sent", "her safety") is None
    assert problem_with_outcome("enquiry", "not-sent", "x") == problem_with_outcome("enquiry", "zzz", "")
    assert len(contact_outcomes()) == len({each.id for each in contact_outcomes().values()})
