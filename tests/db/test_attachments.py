"""What came with mails: kept whole with its hash, moved to the case logged from it, let go of with a draft given up."""

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.foreign.mail_files import attachment_of
from db.actions.attachments import attach_draft_to_case, drop_attachments, keep_attachments
from db.actions.drafts import drop_draft, keep_draft
from db.errors import NotPossible
from db.queries.attachments import (
    AttachmentView,
    KnownMail,
    attachment_content,
    attachments_of_case,
    attachments_of_draft,
    known_mail,
)
from db.tables.plain import AUDIT
from tests.db.record import audited
from tests.desk import Desk, enquiry

FORM = "new contact:mail-0123456789abcdef"
LETTER = attachment_of("letter.pdf", "application/pdf", b"%PDF\x00\xff" * 1000)
PHOTO = attachment_of("../../etc/passwd", "image/png", b"")


def keeps(desk: Desk, form: str = FORM) -> int:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_draft(writing, form, {"name": "Ada"})
        return keep_attachments(writing, form, [LETTER, PHOTO])


def waiting(desk: Desk, form: str = FORM) -> list[AttachmentView]:
    with desk.store.reading() as connection:
        return attachments_of_draft(connection, desk.staff.id, form)


def of_case(desk: Desk, reference: str) -> list[AttachmentView]:
    case_id = desk.case(reference).id
    with desk.store.reading() as connection:
        return attachments_of_case(connection, case_id)


def known(desk: Desk) -> KnownMail | None:
    with desk.store.reading() as connection:
        return known_mail(connection, FORM)


def test_files_are_kept_whole_with_their_hash(desk: Desk) -> None:
    assert keeps(desk) == 2
    letter, photo = waiting(desk)
    expected = (letter.id, "letter.pdf", "application/pdf", 6000, sha256(LETTER.content).hexdigest(), desk.now)
    assert letter == AttachmentView(*expected)
    assert (photo.name, photo.size) == ("../../etc/passwd", 0)
    with desk.store.reading() as connection:
        assert attachment_content(connection, letter.id) == LETTER.content
        assert attachment_content(connection, photo.id) == b""


def test_a_file_that_is_not_kept_is_said_to_be_gone(desk: Desk) -> None:
    with desk.store.reading() as connection, pytest.raises(NotPossible, match="no longer kept"):
        attachment_content(connection, 404)


def test_keeping_the_same_files_again_keeps_none(desk: Desk) -> None:
    keeps(desk)
    assert keeps(desk) == 0
    assert len(waiting(desk)) == 2
    assert audited(desk)[1:] == ["draft kept", "attachments kept"]


def test_each_draft_has_its_own(desk: Desk) -> None:
    priya = desk.as_("agent", "priya")
    keeps(desk)
    keeps(desk, "new contact:other")
    keeps(priya)
    assert [len(waiting(desk)), len(waiting(desk, "new contact:other")), len(waiting(priya))] == [2, 2, 2]


def test_what_came_with_a_draft_goes_to_the_case_logged_from_it(desk: Desk) -> None:
    keeps(desk)
    keeps(desk, "new contact:other")
    before = waiting(desk)
    reference = desk.logs(enquiry())
    with desk.store.writing(desk.staff, desk.now) as writing:
        assert attach_draft_to_case(writing, FORM, desk.case(reference).id) == 2
        assert attach_draft_to_case(writing, FORM, desk.case(reference).id) == 0
        assert drop_attachments(writing, FORM) == 0
    assert of_case(desk, reference) == before
    assert waiting(desk) == []
    assert len(waiting(desk, "new contact:other")) == 2
    assert audited(desk)[-1] == "attachments moved to case"


def test_somebody_elses_draft_is_left_alone(desk: Desk) -> None:
    keeps(desk)
    priya, reference = desk.as_("agent", "priya"), desk.logs(enquiry())
    with priya.store.writing(priya.staff, priya.now) as writing:
        assert attach_draft_to_case(writing, FORM, priya.case(reference).id) == 0
        assert drop_attachments(writing, FORM) == 0
    assert len(waiting(desk)) == 2


def test_what_came_with_a_draft_given_up_is_let_go_of(desk: Desk) -> None:
    keeps(desk)
    with desk.store.writing(desk.staff, desk.now) as writing:
        assert drop_attachments(writing, FORM) == 2
        drop_draft(writing, FORM)
    assert waiting(desk) == []
    assert known(desk) is None
    assert audited(desk)[-2:] == ["attachments dropped", "draft ended"]


def test_a_mail_is_known_while_its_draft_waits_and_after_its_case_is_logged(desk: Desk) -> None:
    assert known(desk) is None
    keeps(desk)
    assert known(desk) == KnownMail(None, "Adaeze Okoro")
    reference = desk.logs(enquiry())
    with desk.store.writing(desk.staff, desk.now) as writing:
        attach_draft_to_case(writing, FORM, desk.case(reference).id)
        drop_draft(writing, FORM)
    assert known(desk) == KnownMail(reference, "")


def test_the_audit_trail_holds_hashes_and_neither_names_nor_content(desk: Desk) -> None:
    keeps(desk)
    with desk.store.reading() as connection:
        detail = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.action == "attachments kept")).scalar_one()
    assert LETTER.sha256 in detail
    assert "letter" not in detail
    assert "PDF" not in detail


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(), content=st.binary(max_size=1000))
def test_any_file_under_any_name_is_kept(desk: Desk, name: str, content: bytes) -> None:
    file = attachment_of(name, "application/octet-stream", content)
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_attachments(writing, FORM, [file])
    kept = next(it for it in waiting(desk) if (it.name, it.sha256) == (file.name, file.sha256))
    with desk.store.reading() as connection:
        assert attachment_content(connection, kept.id) == content
