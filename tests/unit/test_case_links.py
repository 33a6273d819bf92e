"""The kinds of link in words, what makes subjects alike, and what comes of two records of one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case_links import UnknownLink, alike_subjects, link_kind_named, link_kinds, link_step, link_words
from casework.merged_people import merged_details
from casework.person_details import PLAN, read_person_detail
from casework.timeline_words import happened


def test_a_link_is_said_from_either_side() -> None:
    duplicate = link_kind_named(" Duplicate ")
    assert duplicate.sentence("C26-1", "C26-2") == "C26-1 is a duplicate of C26-2"
    assert [kind.id for kind in link_kinds().values() if kind.directed] == ["duplicate-of"]
    assert link_words(link_step(duplicate.id, "C26-000012F")) == "duplicate of C26-000012F"
    assert happened("linked", "", link_step(duplicate.back, "C26-000012F")) == "linked: has the duplicate C26-000012F"
    assert happened("link removed", "", "later-kind C26-000012F") == "link taken back: later-kind C26-000012F"
    assert len({kind.letter for kind in link_kinds().values()}) == len(link_kinds())
    with pytest.raises(UnknownLink, match="Use one of: same-incident, duplicate-of, same-person"):
        link_kind_named("cousin")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Stopped and searched in the High Street", "searched, on the HIGH street!", True),
        ("Stopped and searched in the High Street", "Stopped on the number nine omnibus", False),
        ("Custody", "custody and use of force in Gwent", True),
        ("My DBS", "my dbs?", True),
        ("My DBS", "A DBS", False),
        ("", "", False),
    ],
)
def test_subjects_are_alike_by_half_of_the_shorter_ones_words(one: str, other: str, alike: bool) -> None:
    assert alike_subjects(one, other) is alike
    assert alike_subjects(other, one) is alike


TYPED = st.dictionaries(
    st.sampled_from(["adjustments", PLAN, "language", "address", "interpreter", "of-a-later-version"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8).filter(str.strip),
)


@given(own=TYPED, theirs=TYPED)
def test_the_kept_record_keeps_its_own_words_and_no_plan_is_lost(own: dict[str, str], theirs: dict[str, str]) -> None:
    for typed in (own, theirs):
        typed.pop("adjustments", None)
        typed.pop("language", None)
    found = merged_details(own, theirs)
    after = {**own, **found.given}
    assert all(after[name] == text for name, text in own.items() if name != PLAN)
    assert set(after) == {*own, *theirs}
    assert all(plan in after[PLAN] for plan in (own.get(PLAN, ""), theirs.get(PLAN, "")) if plan)
    assert set(found.differing) == {name for name in {*own} & {*theirs} if own[name] != theirs[name]} - {PLAN}
    again = merged_details(after, theirs)
    assert again.given == {}


def test_adjustments_of_both_stand_once_each() -> None:
    found = merged_details({"adjustments": "lp, time"}, {"adjustments": "more time, sits near the door"})
    assert read_person_detail("adjustments", found.given["adjustments"]) == "large print, more time, sits near the door"
    assert merged_details({"adjustments": "lp, time"}, {"adjustments": "large print"}).given == {}
    assert merged_details({"language": "w"}, {"language": "Welsh"}).differing == ()
    assert merged_details({"language": "w"}, {"language": "Polish"}).differing == ("language",)
