"""Two people's changes of the same fields: nothing of either is lost, and nobody is asked about what only one of them changed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case_fields import case_fields, case_texts, problems_with_case_fields, read_case_field
from casework.details import details_of, read_detail
from casework.kinds import kinds
from casework.organisations import organisation_named, organisations
from casework.side_by_side import BETWEEN_LINES, Versions, bring_together

NOW = datetime(2026, 1, 12, 10, tzinfo=UTC)
TEXTS = st.sampled_from(["", "custody", "custody, night", "x\ny", "\x1b[31m [/]"]) | st.text(max_size=4)
FIELDS = st.dictionaries(st.sampled_from("abcd"), TEXTS)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together", "asked"),
    [
        ("a", "a", "a", "a", False),
        ("a", "b", "a", "b", False),
        ("a", "a", "c", "c", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("a", "", "c", "", True),
        ("a", "b", "", "b", True),
        ("", "b", "c", "b", True),
    ],
)
def test_only_what_both_changed_otherwise_is_asked(base: str, mine: str, theirs: str, together: str, asked: bool) -> None:
    found = bring_together({"x": base}, {"x": mine}, {"x": theirs})
    assert found.texts == {"x": together}
    assert found.to_choose == ((Versions("x", base, mine, theirs),) if asked else ())


@given(FIELDS, FIELDS, FIELDS)
def test_nothing_of_either_version_is_lost_when_both_are_taken(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = bring_together(base, mine, theirs)
    kept = dict(found.texts) | {it.name: it.both(BETWEEN_LINES) for it in found.to_choose}
    for name in {*base, *mine, *theirs}:
        was = base.get(name, "")
        for own in (mine.get(name, ""), theirs.get(name, "")):
            assert own == was or own in kept[name]
        if mine.get(name, "") == theirs.get(name, "") == was:
            assert kept[name] == was


@given(FIELDS, FIELDS)
def test_what_only_one_changed_is_never_asked_and_who_comes_first_does_not_matter(
    base: dict[str, str], changed: dict[str, str]
) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        found = bring_together(base, mine, theirs)
        assert found.to_choose == ()
        assert {name: text for name, text in found.texts.items() if text} == {n: t for n, t in changed.items() if t}


def test_theirs_come_first_and_each_is_exact() -> None:
    assert Versions("note", "", " mine\n", "theirs\r\n").both(BETWEEN_LINES) == "theirs\r\n\n----\n mine\n"
    assert Versions("note", "was", "", "theirs").both(BETWEEN_LINES) == "theirs"


@given(
    st.datetimes(*(datetime.fromisoformat(day) for day in ("2019-01-01", "2026-01-11"))), st.sampled_from(["incident", "dated"])
)
def test_what_stands_in_a_field_is_read_as_what_is_kept_on_a_later_day(at: datetime, name: str) -> None:
    kept = read_detail(name, at.strftime("%d %b %Y %H:%M" if name == "incident" else "%d %b %Y"), NOW)
    shown = case_texts("complaint", "x", None, "", "phone", {name: kept})[name]
    assert read_case_field(name, shown, NOW + timedelta(days=90)) == kept
    day = read_detail("incident", at.strftime("%d %b %Y"), NOW)
    assert read_case_field("incident", case_texts("complaint", "x", None, "", "phone", {"incident": day})["incident"], NOW) == day


def test_every_detail_of_a_kind_is_a_field_and_every_option_and_body_is_read_again() -> None:
    for kind in kinds():
        assert [detail.id for detail in details_of(kind)] == list(case_fields(kind))[4:]
        for field in case_fields(kind).values():
            for option in field.options:
                assert read_case_field(field.id, option, NOW) == option
    for id_ in organisations():
        assert organisation_named(case_texts("enquiry", "x", id_, "", "phone", {})["force"]).id == id_


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"subject": " "}, "Say in a few words what it is about."),
        ({"subject": "a\0"}, "NUL character"),
        ({"force": "xyz"}, "No force or body matches 'xyz'."),
        ({"channel": "owl"}, "Choose how the contact arrived."),
        ({"categories": "zz"}, "'zz' is no category."),
        ({"incident": "neither"}, "is not a date we can read"),
        ({"provided": "1 nov"}, "There is no 'provided' to change of this case. Use one of: subject, force"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_field(typed: dict[str, str], said: str) -> None:
    (problem,) = problems_with_case_fields("complaint", typed, NOW)
    assert problem.field in typed
    assert said in problem.sentence


def test_fields_may_be_emptied_but_not_what_it_is_about() -> None:
    typed = dict.fromkeys(case_fields("complaint"), "") | {"subject": "x", "channel": "email"}
    assert problems_with_case_fields("complaint", typed, NOW) == []
