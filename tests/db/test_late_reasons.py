"""Closing late asks why, from a list an administrator keeps, and closing with some outcomes asks a question first."""

import pytest

from casework.late_reasons import OWN_WORDS, BadReasons, Late
from casework.permissions import NotAllowed
from db.actions.late_reasons import change_late_reasons
from db.errors import BadValue
from db.queries.late_reasons import late_reasons, late_reasons_of_case
from tests.desk import Desk, complaint, enquiry

LATE = "Mon 2 Feb 2026 10:00"


def reasons_given(desk: Desk, reference: str) -> list[Late]:
    with desk.store.reading() as connection:
        return list(late_reasons_of_case(connection, desk.case(reference).id).values())


def changes(desk: Desk, *reasons: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_late_reasons(writing, reasons)


def offered(desk: Desk) -> tuple[str, ...]:
    with desk.store.reading() as connection:
        return late_reasons(connection)


def test_closing_in_time_asks_nothing(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.closes(reference, "answered", asks=True)
    assert reasons_given(desk, reference) == []


def test_closing_late_needs_a_reason_for_every_clock_that_is_missed(desk: Desk) -> None:
    reference = desk.logs(complaint())
    desk.at(LATE)
    with pytest.raises(BadValue, match=r"It is late\. Say why: waiting for the force or body, .*in your own words") as refusal:
        desk.closes(reference, "signposted", asks=True)
    assert refusal.value.name == "late"
    with pytest.raises(BadValue, match="Choose why it is late"):
        desk.closes(reference, "signposted", late=Late("the weather"))
    assert desk.case(reference).status == "open"
    assert desk.closes(reference, "signposted", "told them", late=Late("overl", "[/b] my mistake")) == ("missed",) * 2 + ("met",)
    assert reasons_given(desk, reference) == [Late("overlooked", "[/b] my mistake")] * 2
    assert desk.case(reference).timeline[0].text == "told them\nLate: overlooked\n[/b] my mistake"


def test_words_of_ones_own_are_reason_enough(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.at(LATE).closes(reference, "answered", late=Late(words="the line was down"))
    assert reasons_given(desk, reference) == [Late(OWN_WORDS, "the line was down")]
    assert desk.case(reference).timeline[0].text == "Late: the line was down"


def test_a_withdrawal_asks_whether_it_is_signed(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    with pytest.raises(BadValue, match=r"Is the withdrawal signed\? Choose: signed by the person, "):
        desk.closes(reference, "withdrawn", asks=True)
    desk.closes(reference, "withdrawn", answer="signed by the person")
    assert desk.case(reference).timeline[0].text == "Is the withdrawal signed? signed by the person"


def test_the_list_is_an_administrators(desk: Desk) -> None:
    assert "overlooked" in offered(desk)
    changes(desk, "  the flood ", "staff absence")
    assert offered(desk) == ("the flood", "staff absence")
    for bad in ((), ("a", "A"), ("",), ("x" * 81,), ("two\nlines",)):
        with pytest.raises(BadReasons):
            changes(desk, *bad)
    with pytest.raises(NotAllowed, match="change the reasons for lateness"):
        changes(desk.as_("supervisor"), "mine")
    assert offered(desk) == ("the flood", "staff absence")
