"""Adding a note: exactly as typed, by anyone on the desk, to open and closed cases."""

import pytest

from db.actions.add_note import AddNote, add_note
from db.errors import BadValue, CaseNotFound
from db.store import Store
from tests.db.record import audited, contents
from tests.desk import Desk, enquiry

HOSTILE = [
    "see [/b] and [/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[0m \x07 \x9b",
    "hidden \u202e reversed \u2066 \u200b \ufeff \u2028 end",
    "x" * 5000,
    "👩‍👩‍👧 👍🏽 🇬🇧 你好世界",
    "Zoe\u0308 e\u0301\u0301",
    "tab\tand\r\nlines\nof\rtext ",
    "=1+1",
    "'; DROP TABLE cases; -- \" \\ % _ :name {x}",
    '"quoted" AND NEAR(* OR ^',
    " leading and trailing ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_kept_as_typed(desk: Desk, text: str) -> None:
    reference = desk.logs(enquiry())
    desk.notes(reference, text)
    assert desk.case(reference).timeline[0].text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_every_field_of_a_contact_is_kept_as_typed(desk: Desk, text: str) -> None:
    reference = desk.logs(enquiry(subject=text, name=text, phone=text, email=text, force_reference=text, note=text))
    case = desk.case(reference)
    assert {case.subject, case.person, case.phone, case.email, case.force_reference, case.timeline[0].text} == {text}
    assert [(row.subject, row.person) for row in desk.rows()] == [(text, text)]


def test_a_note_neither_needs_nor_moves_the_version_and_fits_a_closed_case(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.closes(reference)
    version = desk.case(reference).version
    desk.notes(reference, "rang to say thank you")
    assert desk.case(reference).version == version
    assert audited(desk)[-1] == "note added"


@pytest.mark.parametrize("text", ["", " \n\t", "a\x00b", "half \udc80"])
def test_an_empty_or_broken_note_is_refused(desk: Desk, store: Store, text: str) -> None:
    reference = desk.logs(enquiry())
    before = contents(store)
    with pytest.raises(BadValue) as refusal:
        desk.notes(reference, text)
    assert refusal.value.name == "note"
    assert contents(store) == before


def test_a_note_for_no_case_is_refused(desk: Desk, store: Store) -> None:
    with pytest.raises(CaseNotFound), store.writing(desk.staff, desk.now) as writing:
        add_note(writing, AddNote(404, "hello"))
