"""A contact that is over when it is logged: its step is recorded and its case closed in the same save."""

import pytest

from casework.contact import Contact
from db.errors import BadValue
from tests.db.record import audited
from tests.desk import Desk, complaint, contact, enquiry


def clocks(desk: Desk, reference: str) -> dict[str, str]:
    return {desk.store.rules.standards[clock.standard].id: clock.state for clock in desk.case(reference).clocks}


def test_an_enquiry_answered_at_once_is_met_and_closed(desk: Desk) -> None:
    reference = desk.logs(enquiry(outcome="answered", note="Told how to complain."))
    case = desk.case(reference)
    assert (case.status, case.outcome, clocks(desk, reference)) == ("closed", "answered", {"enquiry-reply": "met"})
    told = [(entry.kind, entry.step) for entry in case.timeline]
    assert told == [("closed", "answered"), ("step", "answered"), ("contact", "")]
    assert desk.queue() == []
    assert "contact ended" in audited(desk)


def test_where_they_were_sent_stands_on_the_timeline(desk: Desk) -> None:
    case = desk.case(desk.logs(complaint(outcome="signposted", outcome_words="PIRC [/b], it was in Glasgow")))
    assert (case.status, case.timeline[0].text) == ("closed", "PIRC [/b], it was in Glasgow")


def test_a_complaint_sent_on_stays_open_with_that_promise_kept(desk: Desk) -> None:
    reference = desk.logs(complaint(outcome="sent-to-authority"))
    assert desk.case(reference).status == "open"
    assert clocks(desk, reference) == {
        "complaint-acknowledge": "running",
        "complaint-notify": "met",
        "keep-informed": "running",
    }


def test_a_call_back_promised_has_a_clock_until_it_is_made(desk: Desk) -> None:
    desk.at("Fri 20 Nov 2026 14:00")
    reference = desk.logs(enquiry(outcome="call-back", outcome_words="Monday at ten, 07700 900123"))
    assert clocks(desk, reference) == {"callback": "running", "enquiry-reply": "running"}
    assert desk.case(reference).timeline[0].text == "Monday at ten, 07700 900123"
    assert desk.at("Mon 23 Nov 2026 17:00").does(reference, "callback-returned") == ("met",)
    assert desk.at("Tue 24 Nov 2026 9:00").does(reference, "callback-promised") == ()
    assert desk.at("Wed 25 Nov 2026 17:01").does(reference, "callback-returned") == ("missed",)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (enquiry(outcome="not-sent"), "outcome"),
        (complaint(outcome="not-sent"), "outcome_words"),
        (contact("foi", outcome="nonsense"), "outcome"),
        (enquiry(outcome="signposted", outcome_words="half \ud800"), "outcome_words"),
    ],
)
def test_what_does_not_fit_is_refused_whole(desk: Desk, said: Contact, field: str) -> None:
    with pytest.raises(BadValue) as refused:
        desk.logs(said)
    assert refused.value.name == field
    assert desk.queue() == []
