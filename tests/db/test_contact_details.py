"""A contact with details, from somebody known, or on a case that is there already."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from casework.contact import Contact
from db.actions.add_contact import AddContact, add_contact
from db.actions.log_contact import log_contact
from db.errors import BadValue, CaseChanged, NotPossible
from db.queries.case import one_case
from db.queries.likely_people import Asked, likely_people
from db.tables.plain import PERSON
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, enquiry, review


def logs(desk: Desk, contact: Contact) -> str:
    """Log it, and give its reference."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        return log_contact(writing, contact).reference


def adds(desk: Desk, reference: str, text: str, *, channel: str = "email", version: int | None = None) -> str:
    """Add a contact to a case."""
    case = desk.case(reference)
    command = AddContact(case.id, case.version if version is None else version, channel, text)
    with desk.store.writing(desk.staff, desk.now) as writing:
        return add_contact(writing, command)


def test_details_are_kept_as_they_were_read_on_the_day(desk: Desk) -> None:
    desk.at("Fri 20 Nov 2026 11:00")
    reference = logs(
        desk, replace(review(), details={"provided": "12 oct", "referred": "yes", "wants": " [/]\n", "letter": "  "})
    )
    assert desk.at("Mon 1 Nov 2027 10:00").case(reference).details == {
        "provided": "2026-10-12",
        "referred": "yes",
        "wants": " [/]\n",
    }


@pytest.mark.parametrize(
    ("details", "name"),
    [
        ({"incident": "soon"}, "incident"),
        ({"provided": "1 nov"}, "provided"),
        ({"wants": "a\0b"}, "wants"),
        ({"tea": "x"}, "tea"),
    ],
)
def test_a_detail_that_cannot_be_kept_keeps_nothing(desk: Desk, details: dict[str, str], name: str) -> None:
    before = contents(desk.store)
    with pytest.raises(BadValue) as refused:
        logs(desk, replace(complaint(), details=details))
    assert refused.value.name == name
    assert contents(desk.store) == before


def person(desk: Desk, phone: str) -> int:
    """The row of whoever has this number."""
    with desk.store.reading() as connection:
        (found,) = likely_people(connection, Asked(phone=phone))
    return found.person_id


def test_somebody_known_is_one_person_with_what_they_give_now(desk: Desk) -> None:
    first = logs(desk, enquiry(name="Ada Okafor", phone="07700 900123"))
    known = person(desk, "+447700900123")
    second = logs(desk, replace(enquiry(name="Ada Okafor", phone="020 7946 0000", email=""), person_id=known))
    with desk.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(PERSON)).scalar() == 1
    assert desk.case(first).phone == desk.case(second).phone == "020 7946 0000"
    assert person(desk, "02079460000") == known
    assert audited(desk)[-2:] == ["person changed", "contact logged"]
    with pytest.raises(BadValue, match="no longer in the record"):
        logs(desk, replace(enquiry(), person_id=999))


def test_a_further_contact_goes_on_the_case_and_moves_no_clock(desk: Desk) -> None:
    reference = desk.at("Fri 20 Nov 2026 11:00").logs(enquiry())
    before = desk.case(reference)
    assert adds(desk.at("Mon 23 Nov 2026 09:00"), reference, "Rang again.\n[bold]") == reference
    after = desk.case(reference)
    assert (after.clocks, after.version) == (before.clocks, before.version + 1)
    assert (after.timeline[0].kind, after.timeline[0].channel, after.timeline[0].text) == (
        "contact",
        "email",
        "Rang again.\n[bold]",
    )
    assert audited(desk)[-1] == "contact added"


def test_a_contact_is_not_added_to_a_closed_or_changed_case(desk: Desk) -> None:
    reference = desk.at("Fri 20 Nov 2026 11:00").logs(enquiry())
    with pytest.raises(CaseChanged):
        adds(desk, reference, "x", version=0)
    with pytest.raises(BadValue, match="how the contact arrived"):
        adds(desk, reference, "x", channel="owl")
    with pytest.raises(BadValue, match="NUL"):
        adds(desk, reference, "a\0b")
    desk.closes(reference, "answered")
    with pytest.raises(NotPossible, match="is closed"):
        adds(desk, reference, "x")
    with desk.store.reading() as connection:
        assert len(one_case(connection, desk.case(reference).id).timeline) == 2
