"""What is known of a person, on both databases: no word is lost, nobody's change is overwritten, and they are found as before."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from casework.person_details import person_lines
from db.actions.change_person import ChangePerson, change_person, note_change, put_person_details
from db.errors import BadValue, CaseChanged
from db.person_keys import MOST_FORMER
from db.queries.likely_people import Asked, LikelyPerson, likely_people
from db.queries.person import PersonNotFound, PersonView, one_person
from db.tables.plain import AUDIT, PERSON_DETAIL
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact, enquiry

HOSTILE = "see [/] [@click=app.quit]x[/] Tŷ Gŵyr \x1b[31m\u202e"


@pytest.fixture
def ada(desk: Desk) -> PersonView:
    """Somebody with one case."""
    return known(desk, desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123", email="ada@example.org")))


def known(desk: Desk, reference: str) -> PersonView:
    """The person of a case."""
    person_id = desk.case(reference).person_id
    assert person_id is not None
    with desk.store.reading() as connection:
        return one_person(connection, person_id)


def again(desk: Desk, person: PersonView) -> PersonView:
    """The person as they are now."""
    with desk.store.reading() as connection:
        return one_person(connection, person.id)


def changes(desk: Desk, person: PersonView, typed: Mapping[str, str] | None = None, **own: str) -> tuple[str, ...]:
    """Change somebody as they were read."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        return change_person(writing, ChangePerson(person.id, person.version, typed or {}, **own))


def who(desk: Desk, **asked: str) -> list[LikelyPerson]:
    with desk.store.reading() as connection:
        return list(likely_people(connection, Asked(**asked)))


def test_details_are_kept_as_typed_and_as_read_and_stand_on_every_case(desk: Desk, ada: PersonView) -> None:
    typed = {"adjustments": "lp, time", "contact-plan": HOSTILE, "language": "w", "address": "  "}
    assert changes(desk, ada, typed) == ("adjustments", "contact-plan", "language")
    after = again(desk, ada)
    assert after.typed == {"adjustments": "lp, time", "contact-plan": HOSTILE, "language": "w"}
    assert after.details == {"adjustments": "large print, more time", "contact-plan": HOSTILE, "language": "Welsh"}
    assert after.version > ada.version
    case = desk.case("E26-000001")
    assert (case.person_id, case.person_details) == (ada.id, after.details)
    assert person_lines(case.person_details)[0].startswith("Contact plan: see [/]")


def test_a_case_of_nobody_has_no_person(desk: Desk) -> None:
    desk.logs(contact("feedback"))
    case = desk.case("F26-1") if desk.queue() == [] else desk.case(desk.queue()[0])
    assert (case.person_id, case.person_details) == (None, {})


def test_what_was_before_is_never_lost(desk: Desk, ada: PersonView) -> None:
    changes(desk, ada, {"contact-plan": "first words"})
    changes(desk, again(desk, ada), {"contact-plan": "second words"})
    changes(desk.at("Tue 13 Jan 2026 09:00"), again(desk, ada), {"contact-plan": ""})
    after = again(desk, ada)
    assert after.typed == after.details == {}
    assert [(it.name, it.before, it.after, it.staff) for it in after.former] == [
        ("contact-plan", "second words", "", "Adaeze Okoro"),
        ("contact-plan", "first words", "second words", "Adaeze Okoro"),
        ("contact-plan", "", "first words", "Adaeze Okoro"),
    ]
    assert after.former[0].at == desk.now


def test_the_audit_trail_names_the_fields_and_never_the_words(desk: Desk, ada: PersonView) -> None:
    changes(desk, ada, {"contact-plan": "secret words"}, name="Eze, Ada")
    assert audited(desk)[-1] == "person changed"
    with desk.store.reading() as connection:
        detail = connection.execute(select(AUDIT.c.detail).order_by(AUDIT.c.id.desc()).limit(1)).scalar_one()
    assert detail == f'{{"fields": ["name", "contact-plan"], "person": {ada.id}}}'


def test_the_same_again_changes_and_writes_nothing(desk: Desk, ada: PersonView) -> None:
    changes(desk, ada, {"language": "w"})
    before, now = contents(desk.store), again(desk, ada)
    assert changes(desk, now, {"language": "w", "address": ""}, name=now.name, phone=now.phone) == ()
    with desk.store.writing(desk.staff, desk.now) as writing:
        assert put_person_details(writing, ada.id, {"language": "w"}) == ()
    assert contents(desk.store) == before


def test_somebody_elses_change_is_not_overwritten(desk: Desk, ada: PersonView) -> None:
    changes(desk, ada, {"contact-plan": "theirs"})
    before = contents(desk.store)
    with pytest.raises(CaseChanged, match=r"What is known of Okafor, Ada was changed by somebody else meanwhile\."):
        changes(desk, ada, {"contact-plan": "ours"})
    assert contents(desk.store) == before


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"language": "w", "address": "a\0b"}, "address"),
        ({"contact-plan": "half \ud800"}, "contact-plan"),
        ({"adjustments": "b"}, "adjustments"),
        ({"channel": "owl"}, "channel"),
        ({"tea": "two sugars"}, "tea"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field_and_keeps_nothing(
    desk: Desk, ada: PersonView, typed: dict[str, str], field: str
) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue) as refused:
        changes(desk, ada, typed, phone="01632 960001")
    assert refused.value.name == field
    with pytest.raises(BadValue), desk.store.writing(desk.staff, desk.now) as writing:
        put_person_details(writing, ada.id, typed)
    assert contents(desk.store) == before


@pytest.mark.parametrize(
    ("own", "field"),
    [({"name": "a\0"}, "name"), ({"email": "\ud800"}, "email"), ({"name": "", "phone": " ", "email": ""}, "name")],
)
def test_a_person_stays_findable(desk: Desk, ada: PersonView, own: dict[str, str], field: str) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue) as refused:
        changes(desk, ada, {}, **own)
    assert refused.value.name == field
    assert contents(desk.store) == before


def test_a_person_who_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(PersonNotFound), desk.store.writing(desk.staff, desk.now) as writing:
        change_person(writing, ChangePerson(999, 1))
    with pytest.raises(PersonNotFound), desk.store.reading() as connection:
        one_person(connection, 999)


def test_they_are_found_by_what_they_are_called_now_and_were_before(desk: Desk, ada: PersonView) -> None:
    desk.logs(complaint(name="Okafor, Adam"))
    changes(desk, ada, name="Llewellyn, Llŷr", phone="020 7946 0018", email="llyr@example.org")
    for asked, why in (
        ({"name": "Llyr Llewellyn"}, "same name"),
        ({"name": "Ada Okafor"}, "same name (former)"),
        ({"phone": "02079460018"}, "same phone number"),
        ({"phone": "+44 7700 900123"}, "same phone number (former)"),
        ({"email": "llyr@example.org"}, "same email address"),
        ({"email": "ada@example.org"}, "same email address (former)"),
    ):
        found = who(desk, **asked)[0]
        assert (found.person_id, found.name) == (ada.id, "Llewellyn, Llŷr"), asked
        assert why in found.why


def test_their_cases_are_found_by_the_words_of_now_and_of_before(desk: Desk, ada: PersonView) -> None:
    first = desk.case("E26-000001").reference
    changes(desk, ada, name="Eze, Ngozi", phone="020 7946 0018")
    changes(desk, again(desk, ada), phone="01632 960001")
    for typed in ("eze", "okafor", "07700900123", "900123", "020 7946 0018", "01632960001", first, "form"):
        assert desk.queue(typed) == [first], typed


def test_only_so_many_of_the_former_ones_still_find_them(desk: Desk, ada: PersonView) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        for number in range(MOST_FORMER + 5):
            note_change(writing, ada.id, "phone", f"01632 960{number:03}", "x")
    changes(desk, again(desk, ada), phone="020 7946 0018")
    assert who(desk, phone="01632 960044")[0].person_id == ada.id
    assert [it.why for it in who(desk, phone="01632 960001") if "same phone number" in it.why[0]] == []


def test_within_a_transaction_details_go_on_whatever_was_changed_since(desk: Desk, ada: PersonView) -> None:
    changes(desk, ada, {"language": "w"})
    with desk.store.writing(desk.staff, desk.now) as writing:
        assert put_person_details(writing, ada.id, {"address": "1 High St", "language": ""}) == ("address", "language")
    assert audited(desk)[-1] == "person changed"
    with desk.store.reading() as connection:
        assert connection.execute(select(PERSON_DETAIL.c.name, PERSON_DETAIL.c.typed)).all() == [("address", "1 High St")]


def test_an_agent_may(desk: Desk, ada: PersonView) -> None:
    assert changes(desk.as_("agent", "tom"), ada, {"language": "w"}) == ("language",)
    assert again(desk, ada).former[0].staff == "Tom Jones"
