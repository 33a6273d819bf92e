"""Logging a contact of every kind: its reference, its clocks and their due dates, its first line on the timeline."""

import pytest

from casework.date_words import moment_words
from casework.errors import DeskError
from casework.kinds import kinds
from casework.references import reference
from db.errors import BadValue
from db.queries.case import CaseView
from db.store import Store
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact, enquiry, moment, review


def promises(desk: Desk, case: CaseView) -> dict[str, str]:
    return {desk.store.rules.standards[clock.standard].id: moment_words(clock.due_at) for clock in case.running}


ON_A_FRIDAY = {
    "enquiry": {"enquiry-reply": "Fri 26 Jun 2026, 17:00"},
    "complaint": {
        "complaint-acknowledge": "Wed 17 Jun 2026, 17:00",
        "complaint-notify": "Fri 19 Jun 2026, 17:00",
        "keep-informed": "Fri 10 Jul 2026, 17:00",
    },
    "review": {
        "review-acknowledge": "Fri 19 Jun 2026, 17:00",
        "keep-informed": "Fri 10 Jul 2026, 17:00",
        "review-decision": "Fri 31 Jul 2026, 17:00",
    },
    "appeal-investigation": {"keep-informed": "Fri 10 Jul 2026, 17:00", "appeal-investigation": "Fri 31 Jul 2026, 17:00"},
    "appeal-local-resolution": {"keep-informed": "Fri 10 Jul 2026, 17:00", "appeal-local-resolution": "Fri 31 Jul 2026, 17:00"},
    "appeal-non-recording": {"keep-informed": "Fri 10 Jul 2026, 17:00", "appeal-non-recording": "Fri 17 Jul 2026, 17:00"},
    "appeal-discontinuance": {"keep-informed": "Fri 10 Jul 2026, 17:00", "appeal-discontinuance": "Fri 17 Jul 2026, 17:00"},
    "appeal-disapplication": {"keep-informed": "Fri 10 Jul 2026, 17:00", "appeal-disapplication": "Fri 17 Jul 2026, 17:00"},
    "service-complaint": {
        "service-complaint-acknowledge": "Wed 17 Jun 2026, 17:00",
        "service-complaint-reply": "Fri 10 Jul 2026, 17:00",
    },
    "feedback": {},
    "foi": {"foi": "end of Tue 14 Jul 2026"},
    "sar": {"sar": "end of Mon 13 Jul 2026"},
    "alternative-format": {"alternative-format": "Wed 17 Jun 2026, 17:00"},
}


@pytest.mark.parametrize("kind", kinds())
def test_a_contact_of_every_kind_starts_its_clocks(desk: Desk, kind: str) -> None:
    desk.at("Fri 12 Jun 2026 11:05")
    case = desk.case(desk.logs(contact(kind, "Fri 12 Jun 2026 11:00")))
    assert promises(desk, case) == ON_A_FRIDAY[kind]
    assert case.reference == reference(kinds()[kind].prefix, 2026, 1)
    assert [(entry.kind, entry.staff, entry.at) for entry in case.timeline] == [("contact", "Adaeze Okoro", desk.now)]


@pytest.mark.parametrize(
    ("received", "kind", "standard", "due"),
    [
        ("Fri 19 Dec 2025 16:59", "enquiry", "enquiry-reply", "Wed 7 Jan 2026, 17:00"),
        ("Fri 19 Dec 2025 17:00", "enquiry", "enquiry-reply", "Thu 8 Jan 2026, 17:00"),
        ("Sat 28 Nov 2026 10:00", "review", "review-acknowledge", "Mon 7 Dec 2026, 17:00"),
        ("Sat 28 Nov 2026 10:00", "service-complaint", "service-complaint-reply", "Wed 30 Dec 2026, 17:00"),
        ("Sat 28 Nov 2026 10:00", "foi", "foi", "end of Wed 30 Dec 2026"),
        ("Wed 23 Dec 2026 10:00", "review", "review-acknowledge", "Mon 4 Jan 2027, 17:00"),
        ("Wed 23 Dec 2026 10:00", "service-complaint", "service-complaint-reply", "Mon 25 Jan 2027, 17:00"),
        ("Wed 23 Dec 2026 10:00", "foi", "foi", "end of Tue 26 Jan 2027"),
        ("Sat 31 Jan 2026 10:00", "sar", "sar", "end of Mon 2 Mar 2026"),
        ("Wed 25 Nov 2026 10:00", "sar", "sar", "end of Tue 29 Dec 2026"),
    ],
)
def test_the_due_dates_of_hard_days(desk: Desk, received: str, kind: str, standard: str, due: str) -> None:
    reference = desk.at("Thu 31 Dec 2026 09:00").logs(contact(kind, received))
    assert promises(desk, desk.case(reference))[standard] == due


def test_everything_said_is_kept_as_it_was_said(desk: Desk) -> None:
    said = complaint(
        "Fri 9 Jan 2026 16:30",
        subject="Searched at home, no receipt given",
        name="Zoë O'Brien-Łukasz",
        phone="+44 (0)7700 900123",
        email="zoe@example.org",
        channel="email",
        force="gwent",
        force_reference="CO/12/26",
        note="Rang twice.\nWill post the letter.",
    )
    case = desk.case(desk.logs(said))
    assert (case.person, case.phone, case.email) == (said.name, said.phone, said.email)
    assert (case.subject, case.channel, case.force, case.force_reference) == (said.subject, "email", "gwent", "CO/12/26")
    assert (case.received_at, case.status, case.owner, case.version) == (said.received_at, "open", None, 1)
    assert [(entry.text, entry.channel) for entry in case.timeline] == [(said.note, "email")]


def test_a_contact_without_a_moment_came_now_and_without_a_name_has_no_person(desk: Desk) -> None:
    case = desk.case(desk.logs(enquiry(name="  ")))
    assert (case.received_at, case.person) == (desk.now, "")


def test_references_count_on_for_each_letter_and_year_of_receipt(desk: Desk) -> None:
    desk.at("Mon 5 Jan 2026 09:00")
    logged = [
        desk.logs(enquiry()),
        desk.logs(review()),
        desk.logs(enquiry("Wed 31 Dec 2025 23:59")),
        desk.logs(enquiry()),
        desk.logs(contact("foi")),
        desk.logs(contact("sar")),
    ]
    assert logged == ["E26-000001R", "R26-000001K", "E25-000001E", "E26-000002S", "I26-000001T", "I26-000002U"]


def test_years_a_century_apart_do_not_share_a_reference(desk: Desk) -> None:
    first, second = desk.logs(enquiry("Mon 11 Jan 1926 09:00")), desk.logs(enquiry())
    assert (first, second) == ("E26-000001R", "E26-000002S")


def test_logging_is_audited(desk: Desk) -> None:
    desk.logs(enquiry())
    assert audited(desk) == ["store opened by its first administrator", "contact logged"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("kind", {"kind": "ticket"}),
        ("channel", {"channel": "fax"}),
        ("force", {"force": "atlantis"}),
        ("subject", {"subject": " \n "}),
        ("note", {"note": "a\x00b"}),
        ("name", {"name": "half of an emoji: \ud83d"}),
    ],
)
def test_what_can_not_be_kept_is_refused_by_field_and_nothing_is_written(
    desk: Desk, store: Store, field: str, said: dict[str, str]
) -> None:
    before = contents(store)
    with pytest.raises(BadValue) as refusal:
        desk.logs(contact(**{"kind": "enquiry", **said}))
    assert refusal.value.name == field
    assert refusal.value.sentence.endswith(".")
    assert contents(store) == before


def test_a_contact_from_the_future_is_refused(desk: Desk, store: Store) -> None:
    desk.at("Mon 12 Jan 2026 10:00")
    desk.logs(enquiry("Mon 12 Jan 2026 10:02"))
    before = contents(store)
    with pytest.raises(BadValue, match=r"^Mon 12 Jan 2026, 10:03 has not come yet\."):
        desk.logs(enquiry("Mon 12 Jan 2026 10:03"))
    assert contents(store) == before


def test_a_contact_from_before_our_calendars_is_refused_in_a_sentence(desk: Desk, store: Store) -> None:
    before = contents(store)
    with pytest.raises(DeskError):
        desk.logs(enquiry("Sun 31 Dec 1899 12:00"))
    assert contents(store) == before


def test_moments_are_kept_to_the_microsecond(desk: Desk) -> None:
    received = "Sun 25 Oct 2026 01:30:00.000001"
    case = desk.at("Mon 26 Oct 2026 09:00").case(desk.logs(enquiry(received)))
    assert case.received_at == moment(received)
