"""Drafts: each member's form as last typed, kept exactly and let go of when it is done with."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.actions.drafts import drop_draft, keep_draft
from db.queries.drafts import DraftView, draft_of, drafts_of
from tests.db.record import audited
from tests.desk import Desk, moment


def keep(desk: Desk, form: str, **fields: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_draft(writing, form, fields)


def kept(desk: Desk, form: str = "new contact") -> DraftView | None:
    with desk.store.reading() as connection:
        return draft_of(connection, desk.staff.id, form)


def test_the_form_as_last_typed_is_kept_for_whoever_typed_it(desk: Desk) -> None:
    priya = desk.as_("agent", "priya")
    keep(desk, "new contact", name="Ada")
    keep(desk, "note C26-1", text="other form")
    keep(priya, "new contact", name="Grace")
    keep(desk.at("Mon 12 Jan 2026 10:05"), "new contact", name="Ada Okafor", subject="")
    assert kept(desk) == DraftView("new contact", {"name": "Ada Okafor", "subject": ""}, moment("Mon 12 Jan 2026 10:05"))
    assert kept(desk, "note C26-1") is not None
    assert kept(priya) == DraftView("new contact", {"name": "Grace"}, moment("Mon 12 Jan 2026 10:00"))


def test_a_draft_saved_or_given_up_is_gone_and_its_ends_are_audited(desk: Desk) -> None:
    for text in "one", "two", "three":
        keep(desk, "new contact", note=text)
    with desk.store.writing(desk.staff, desk.now) as writing:
        drop_draft(writing, "new contact")
        drop_draft(writing, "new contact")
    assert kept(desk) is None
    assert audited(desk)[1:] == ["draft kept", "draft ended"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_anything_at_all_can_be_in_a_draft(desk: Desk, text: str) -> None:
    keep(desk, "new contact", note=text)
    draft = kept(desk)
    assert draft is not None
    assert draft.fields == {"note": text}


def test_a_forms_drafts_are_listed_the_latest_first_and_nobody_elses(desk: Desk) -> None:
    keep(desk, "new contact", name="old")
    keep(desk.at("Mon 12 Jan 2026 10:01"), "new contact:a", name="Ada")
    keep(desk.at("Mon 12 Jan 2026 10:02"), "new contact:b_%", name="Grace")
    keep(desk, "new contacts", name="another form")
    keep(desk.as_("agent", "priya"), "new contact:a", name="hers")
    with desk.store.reading() as connection:
        found = drafts_of(connection, desk.staff.id, "new contact")
    assert [draft.fields["name"] for draft in found] == ["Grace", "Ada", "old"]
