"""Which cases need which skill, and how skills are typed and said."""

from datetime import datetime

import pytest

from casework.details import details, kept_details
from casework.kinds import kinds
from casework.letters.facts import wanted_language
from casework.person_details import read_person_detail
from casework.skills import UnknownSkill, in_order, needed_by, read_skills, skill_words, skills

NOW = datetime.fromisoformat("2026-01-12T10:00+00:00")


def test_a_review_or_a_legacy_appeal_needs_somebody_who_does_reviews() -> None:
    assert {kind for kind in kinds() if "review" in needed_by(kind)} == {
        kind for kind in kinds() if kind == "review" or kind.startswith("appeal-")
    }


@pytest.mark.parametrize("typed", ["Welsh", "cy", "cymraeg", "w"])
def test_somebody_who_is_written_to_in_welsh_needs_welsh(typed: str) -> None:
    language = read_person_detail("language", typed)
    assert wanted_language({}, {"language": language}) == "cy"
    assert needed_by("enquiry", language) == {"welsh"}
    assert needed_by("enquiry", "English") == needed_by("enquiry", "Welsh Romani") == frozenset()


def test_a_document_asked_for_in_welsh_needs_welsh() -> None:
    kept = kept_details("alternative-format", {"format": "welsh"}, NOW)
    assert wanted_language(kept, {}) == "cy"
    assert needed_by("alternative-format", details=kept) == {"welsh"}


def test_the_theme_and_the_tag_say_that_it_is_about_a_young_person() -> None:
    kept = kept_details("complaint", {"themes": "taser, young"}, NOW)
    assert kept == {"themes": "Taser, young people"}
    assert needed_by("complaint", details=kept) == {"young-people"}
    assert needed_by("complaint", tags=("urgent", "young-people")) == {"young-people"}
    assert needed_by("complaint", details={"themes": "Taser", "wants": "young people"}, tags=("young",)) == frozenset()


def test_what_the_facts_name_is_there() -> None:
    for skill in skills().values():
        assert set(skill.kinds) <= kinds().keys()
        assert all(value in details()[id_].options for id_, value in skill.details)
        assert all(read_person_detail("language", language) == language for language in skill.languages)
        assert skill.title
        assert skill.about


def test_several_are_needed_at_once() -> None:
    assert needed_by("review", "Welsh", ("young-people",)) == {"welsh", "review", "young-people"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("welsh", ("welsh",)),
        ("young, rev,Welsh", ("welsh", "review", "young-people")),
        ("people,review applications, reviews", ("review", "young-people")),
    ],
)
def test_skills_are_typed_loosely(typed: str, read: tuple[str, ...]) -> None:
    assert read_skills(typed) == read


@pytest.mark.parametrize("typed", ["juggling", "welsh, x", ","])
def test_what_is_no_skill_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(UnknownSkill, match=r"welsh, review, young-people|says nothing"):
        read_skills(typed)


def test_one_of_a_later_version_is_said_by_its_id() -> None:
    assert in_order(["archery", "review"]) == ("review", "archery")
    assert skill_words(["archery", "review", "welsh"], short=True) == "Welsh, Reviews, archery"
