"""Who is calling: people of the record found by what is typed so far, on both databases."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, select, text

from casework.likeness import Asked
from db.engine import connect, for_writing
from db.migrations import upgrade
from db.person_keys import put_person_keys
from db.queries.likely_people import LikelyPerson, likely_people
from db.tables.plain import PERSON_KEY
from tests.desk import Desk, complaint, enquiry

TEN_TO_TEN = "Mon 12 Jan 2026 09:50"


def who(desk: Desk, name: str = "", phone: str = "", email: str = "", reference: str = "") -> Sequence[LikelyPerson]:
    with desk.store.reading() as connection:
        return likely_people(connection, Asked(name, phone, email, reference))


def names(found: Sequence[LikelyPerson]) -> list[str]:
    return [person.name for person in found]


@pytest.fixture
def busy(desk: Desk) -> Desk:
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123", email="Ada.Okafor@example.org"))
    desk.logs(complaint(name="Llewellyn, Llŷr", phone="+44 (0)20 7946 0018", force_reference="CO/00412/26"))
    desk.logs(enquiry(name="Seán O'Brien", phone="(01234) 567-890"))
    desk.logs(enquiry(name="Denridge, Wendy", email="wendy.denridge@example.org"))
    return desk


@pytest.mark.parametrize(
    ("asked", "name", "why"),
    [
        ({"phone": "+447700900123"}, "Okafor, Ada", "same phone number"),
        ({"phone": "0044 7700-900123"}, "Okafor, Ada", "same phone number"),
        ({"phone": "07700 900132"}, "Okafor, Ada", "two digits of the phone number swapped"),
        ({"phone": "07700 900124"}, "Okafor, Ada", "one digit of the phone number different"),
        ({"phone": "07700 90012"}, "Okafor, Ada", "phone number begins the same"),
        ({"phone": "077009001233"}, "Okafor, Ada", "one digit more in the phone number"),
        ({"phone": "077009"}, "Okafor, Ada", "phone number begins the same"),
        ({"email": "ADA.OKAFOR@EXAMPLE.ORG"}, "Okafor, Ada", "same email address"),
        ({"email": "adaokafor@example.com"}, "Okafor, Ada", "email address alike before the @"),
        ({"email": "ada.okafro@example.org"}, "Okafor, Ada", "email address differs in a letter"),
        ({"email": "ada.oka"}, "Okafor, Ada", "email address begins the same"),
        ({"name": "ada okafor"}, "Okafor, Ada", "same name"),
        ({"name": "Ada Okagor"}, "Okafor, Ada", "name spelt almost the same"),
        ({"name": "Lyr Lewelin"}, "Llewellyn, Llŷr", "name sounds alike"),
        ({"name": "Llyr Llewellyn"}, "Llewellyn, Llŷr", "same name"),
        ({"name": "obrien sean"}, "Seán O'Brien", "same name"),
        ({"name": "wendy den"}, "Denridge, Wendy", "name begins the same"),
        ({"name": "Wendy Benridge"}, "Denridge, Wendy", "name spelt almost the same"),
        ({"name": "denr"}, "Denridge, Wendy", "name begins the same"),
        ({"reference": "co/00412-26"}, "Llewellyn, Llŷr", "same reference"),
        ({"reference": "C26 1"}, "Llewellyn, Llŷr", "same reference"),
    ],
)
def test_somebody_is_found(busy: Desk, asked: dict[str, str], name: str, why: str) -> None:
    first = who(busy, **asked)[0]
    assert first.name == name
    assert why in first.why


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": "Ad"},
        {"name": "Emeka Nwosu"},
        {"phone": "0770"},
        {"phone": "01632 960001"},
        {"email": "ad"},
        {"email": "emeka@example.org"},
        {"reference": "CO"},
        {"reference": "E26-999999"},
        {"name": "%", "phone": "%%%%%%", "email": "%@%", "reference": "____"},
        {"name": "' OR 1=1 --", "phone": "') OR ('1'='1", "email": "'@'; DROP TABLE person", "reference": "\\' OR ''='"},
    ],
)
def test_nobody_is_found(busy: Desk, asked: dict[str, str]) -> None:
    assert who(busy, **asked) == ()


def test_what_agrees_makes_somebody_likely(busy: Desk) -> None:
    (ada,) = who(busy, "Ada Okagor", "07700 900132")
    assert ada.likely
    assert ada.why == ("name spelt almost the same", "two digits of the phone number swapped")
    (ada,) = who(busy, "Emeka Nwosu", "07700 900123")
    assert not ada.likely
    assert ada.why == ("same phone number", "another name")


def test_a_person_comes_with_their_open_cases(busy: Desk) -> None:
    first = who(busy, "Ada Okafor")[0]
    busy.at(TEN_TO_TEN)
    (case,) = first.open_cases
    assert (case.reference, case.kind, case.subject) == ("E26-000001R", "enquiry", "Help with a form")
    assert case.version == busy.case(case.reference).version
    assert (first.cases, first.phone, first.email) == (1, "07700 900123", "Ada.Okafor@example.org")
    assert first.last_at == busy.case(case.reference).received_at
    busy.at("Mon 12 Jan 2026 11:00").closes("E26-000001R")
    closed = who(busy, "Ada Okafor")[0]
    assert (closed.cases, closed.open_cases) == (1, ())


def test_of_many_with_one_name_the_latest_in_contact_come_first(desk: Desk) -> None:
    for number in range(12):
        desk.logs(enquiry(f"Mon 12 Jan 2026 09:{(number * 7) % 12:02}", name="Smith, John", phone=f"01632 9600{number:02}"))
    desk.logs(enquiry(name="Smyth, Jon"))
    found = who(desk, "John Smith")
    assert names(found) == ["Smith, John"] * 8
    times = [person.last_at for person in found if person.last_at]
    assert times == sorted(times, reverse=True)
    assert len({person.person_id for person in found}) == 8
    assert names(who(desk, "Smith")) == ["Smith, John"] * 8


def test_a_name_that_many_have_says_nothing_against_another_number(desk: Desk) -> None:
    for number in range(5):
        desk.logs(enquiry(name="Smith, John", phone=f"01632 9600{number:02}"))
    desk.logs(enquiry(name="Okafor, Ada", phone="01632 960050"))
    assert who(desk, "John Smith", "07700 900999") == ()
    assert names(who(desk, "John Smith", "01632 960003"))[:1] == ["Smith, John"]
    (ada,) = who(desk, "Ada Okafor", "07700 900999")
    assert ada.why == ("same name", "another phone number")
    assert not ada.likely


def test_looking_writes_nothing(busy: Desk) -> None:
    before = busy.store.latest_event()
    who(busy, "Ada Okafor", "07700 900123", "ada.okafor@example.org", "CO/00412/26")
    assert busy.store.latest_event() == before


def test_keys_follow_the_record_and_are_never_double(busy: Desk) -> None:
    ada = who(busy, "Ada Okafor")[0].person_id
    with busy.store.engine.connect() as connection, for_writing(connection).begin():
        connection.execute(text("UPDATE person SET name = 'Eze, Ada', phone = '' WHERE id = :id"), {"id": ada})
        for _ in range(2):
            put_person_keys(connection, ada)
    assert names(who(busy, "Ada Eze")) == ["Eze, Ada"]
    assert who(busy, phone="07700 900123") == ()
    with busy.store.reading() as connection:
        kept = connection.execute(select(PERSON_KEY.c.key).where(PERSON_KEY.c.person_id == ada)).scalars().all()
    assert sorted(kept) == ["eadaokafor@example.org", "nas at", "nat as", "wada", "weze"]


@given(asked=st.builds(Asked, *[st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)] * 4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_may_be_typed(busy: Desk, asked: Asked) -> None:
    with busy.store.reading() as connection:
        likely_people(connection, asked)


@pytest.mark.parametrize("typed", ["\x00", "Ada\x00 Okafor", "\ud800da Okafor"])
def test_what_no_database_can_hold_is_looked_for_too(busy: Desk, typed: str) -> None:
    for asked in ({"name": typed}, {"phone": f"07700900123{typed}"}, {"email": f"{typed}@x{typed}.org"}, {"reference": typed}):
        who(busy, **asked)


def test_people_of_an_older_store_are_found(empty_address: URL) -> None:
    engine = connect(empty_address)
    when = "'2026-01-05 10:00:00'".replace(":", r"\:")
    with engine.connect() as connection, for_writing(connection).begin():
        upgrade(connection, to="0005")
        connection.execute(
            text(
                "INSERT INTO person (id, name, phone, phone_digits, email, created_at) VALUES "
                f"(1, 'Okafor, Ada', '07700 900123', '07700900123', 'ada@example.org', {when}), (5, '', '', '', '', {when}), "
                f"(7, 'Llewellyn, Llŷr', '', '', '', {when})"
            )
        )
        connection.execute(
            text(
                "INSERT INTO cases (reference, kind, channel, subject, received_at, outcome, person_id, force_reference, "
                "source, source_reference, version, created_at) VALUES "
                f"('C26-000001', 'complaint', 'phone', 'A stop', {when}, '', 7, 'CO/1/26', NULL, NULL, 1, {when}), "
                f"('C26-000002', 'complaint', 'phone', 'A stop', {when}, '', 7, '', 'old', 'X-7788', 1, {when})"
            )
        )
    with engine.connect() as connection, for_writing(connection).begin():
        upgrade(connection)
    with engine.connect() as connection:
        for asked in (Asked(phone="+44 7700 900123"), Asked("Okafor Ada"), Asked(email="ada@example.org")):
            assert names(likely_people(connection, asked)) == ["Okafor, Ada"]
        for asked in (Asked("Lyr Lewelin"), Asked(reference="co 1 26"), Asked(reference="x7788"), Asked(reference="C26-2")):
            (llyr,) = likely_people(connection, asked)
            assert (llyr.name, llyr.cases, len(llyr.open_cases)) == ("Llewellyn, Llŷr", 2, 2)
    engine.dispose()
