"""Concerns in the record: they never wait, follow the contact they were raised over, and stay until a supervisor saw them."""

import json

import pytest

from casework.permissions import NotAllowed
from casework.raised_concerns import Concern
from db.actions.concerns import RaiseConcern, attach_concerns_to_case, raise_concerns
from db.actions.drafts import drop_draft, keep_draft
from db.errors import BadValue, CaseNotFound, ConcernNotFound
from db.queries.concerns import Unseen, concerns_of_case, concerns_since, unseen_concerns, unseen_now
from db.queries.drafts import draft_of
from db.store import Store
from tests.db.record import audited, contents
from tests.db.test_notes import HOSTILE
from tests.desk import Desk, complaint, enquiry, moment

FORM = "new contact:a"


def unseen(desk: Desk) -> list[Concern]:
    with desk.store.reading() as connection:
        return unseen_concerns(connection)


def told(desk: Desk) -> Unseen:
    with desk.store.reading() as connection:
        return unseen_now(connection)


def keeps(desk: Desk, form: str, /, **fields: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_draft(writing, form, fields)


def attaches(desk: Desk, reference: str, form: str = FORM) -> int:
    with desk.store.writing(desk.staff, desk.now) as writing:
        return attach_concerns_to_case(writing, form, desk.case(reference).id)


def timeline(desk: Desk, reference: str) -> list[tuple[str, str, str, str | None]]:
    return [(entry.kind, entry.step, entry.text, entry.staff) for entry in desk.case(reference).timeline]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_concern_on_a_case_is_kept_as_typed_and_stands_on_its_timeline(desk: Desk, text: str) -> None:
    reference = desk.logs(complaint(name="Ada Okafor"))
    number = desk.raises("safeguarding", reference, what=text, where="Leeds")
    (concern,) = unseen(desk)
    assert (concern.id, concern.kind, concern.reference, concern.person) == (number, "safeguarding", reference, "Ada Okafor")
    assert concern.content == {"where": "Leeds", "what": text}
    assert (concern.raised_at, concern.raised_by, concern.seen_at) == (desk.now, desk.staff.name, None)
    assert timeline(desk, reference)[0] == ("concern", "safeguarding", f"Where: Leeds\nSaid: {text}", desk.staff.name)
    assert desk.case(reference).concerns == (concern,)


def test_it_neither_needs_nor_moves_the_version_and_fits_a_closed_case(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.closes(reference)
    version = desk.case(reference).version
    desk.raises("unacceptable", reference, what="shouting")
    assert desk.case(reference).version == version


def test_the_audit_trail_has_none_of_the_words(desk: Desk, store: Store) -> None:
    number = desk.raises("referral", type="serious-assault", what="punched me")
    desk.sees_concern(number)
    assert audited(desk)[-2:] == ["concern raised", "concern seen"]
    details = [row for row in contents(store)["audit_event"] if "punched" in str(row)]
    assert details == []


def test_everybody_on_the_desk_may_raise_one_and_a_supervisor_sees_it(desk: Desk) -> None:
    agent, lead, supervisor = (desk.as_(role) for role in ("agent", "team-lead", "supervisor"))
    number = agent.raises("safeguarding", where="the bridge")
    for who in agent, lead:
        with pytest.raises(NotAllowed, match="see the concerns that were raised"):
            who.sees_concern(number)
    assert told(desk).number == 1
    supervisor.at("Mon 12 Jan 2026 10:05").sees_concern(number)
    assert told(desk) == Unseen()
    desk.at("Mon 12 Jan 2026 10:06").sees_concern(number)
    with desk.store.reading() as connection:
        (concern,) = concerns_since(connection, moment("Mon 12 Jan 2026 09:00"))
    assert (concern.seen_by, concern.seen_at) == (supervisor.staff.name, moment("Mon 12 Jan 2026 10:05"))


def test_that_it_was_seen_stands_on_the_timeline(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    number = desk.as_("agent").raises("safeguarding", reference, where="x")
    desk.at("Mon 12 Jan 2026 10:05").sees_concern(number)
    desk.sees_concern(number)
    assert [line[:2] for line in timeline(desk, reference)][:2] == [("concern seen", "safeguarding"), ("concern", "safeguarding")]
    assert len(timeline(desk, reference)) == 3


@pytest.mark.parametrize(
    ("kind", "content", "field"),
    [
        ("safeguarding", {"where": "a\x00b"}, "where"),
        ("safeguarding", {"what": "half \udc80"}, "what"),
        ("safeguarding", {"what": " "}, "what"),
        ("fire", {"what": "x"}, "kind"),
    ],
)
def test_what_can_not_be_kept_is_refused_whole(desk: Desk, store: Store, kind: str, content: dict[str, str], field: str) -> None:
    before = contents(store)
    with pytest.raises(BadValue) as refusal:
        desk.raises(kind, **content)
    assert refusal.value.name == field
    assert contents(store) == before


def test_for_no_case_and_with_no_number_it_is_refused(desk: Desk, store: Store) -> None:
    with pytest.raises(CaseNotFound), store.writing(desk.staff, desk.now) as writing:
        raise_concerns(writing, [RaiseConcern("safeguarding", {"what": "x"}, 404)])
    with pytest.raises(ConcernNotFound, match="no concern with the number 404"):
        desk.sees_concern(404)


def test_what_was_written_in_one_box_is_recorded_all_or_none_and_its_draft_let_go_of(desk: Desk, store: Store) -> None:
    keeps(desk, "concern:a", kind="safeguarding")
    good, bad = RaiseConcern("safeguarding", {"what": "x"}), RaiseConcern("referral", {"what": "\x00"})
    with pytest.raises(BadValue), store.writing(desk.staff, desk.now) as writing:
        raise_concerns(writing, [good, bad], "concern:a")
    assert unseen(desk) == []
    with store.writing(desk.staff, desk.now) as writing:
        assert len(raise_concerns(writing, [good, RaiseConcern("referral", {"what": "y"})], "concern:a")) == 2
    with store.reading() as connection:
        assert draft_of(connection, desk.staff.id, "concern:a") is None


# Over a contact that is being logged


def test_it_goes_on_the_case_its_contact_becomes_at_the_moment_it_was_raised(desk: Desk) -> None:
    keeps(desk, FORM, name="Ada")
    first = desk.raises("safeguarding", form=FORM, where="the bridge")
    desk.raises("unacceptable", form="new contact:b", what="another call")
    assert [(it.being_logged, it.subject) for it in unseen(desk)] == [(False, "no case"), (True, "a contact being logged")]
    reference = desk.at("Mon 12 Jan 2026 10:20").logs(complaint())
    assert attaches(desk, reference) == 1
    assert attaches(desk, reference) == 0
    entry = next(entry for entry in desk.case(reference).timeline if entry.kind == "concern")
    assert (entry.at, entry.text) == (moment("Mon 12 Jan 2026 10:00"), "Where: the bridge")
    assert [it.id for it in desk.case(reference).concerns] == [first]
    assert audited(desk)[-1] == "concerns moved to case"


def test_one_that_was_seen_before_its_contact_was_logged_says_so_on_the_case(desk: Desk) -> None:
    number = desk.raises("safeguarding", form=FORM, where="x")
    desk.at("Mon 12 Jan 2026 10:02").sees_concern(number)
    reference = desk.at("Mon 12 Jan 2026 10:20").logs(enquiry())
    attaches(desk, reference)
    found = {entry.kind: entry.at for entry in desk.case(reference).timeline}
    assert found["concern seen"] == moment("Mon 12 Jan 2026 10:02")


def test_nobody_elses_and_none_without_a_form_goes_along(desk: Desk) -> None:
    other = desk.as_("agent", "priya")
    other.raises("safeguarding", form=FORM, where="hers")
    desk.raises("safeguarding", where="alone")
    reference = desk.logs(enquiry())
    assert attaches(desk, reference) == attaches(desk, reference, form="") == 0


def test_a_draft_that_is_thrown_away_leaves_its_concern_standing(desk: Desk) -> None:
    keeps(desk, FORM, name="Ada")
    desk.raises("safeguarding", form=FORM, where="x")
    with desk.store.writing(desk.staff, desk.now) as writing:
        drop_draft(writing, FORM)
    assert [it.subject for it in unseen(desk)] == ["no case"]


def test_one_still_being_written_over_a_contact_names_the_case_from_then_on(desk: Desk) -> None:
    keeps(desk, "concern:a", kind="safeguarding", form=FORM, case="")
    keeps(desk, "concern:b", kind="safeguarding", form="new contact:b", case="")
    reference = desk.logs(enquiry())
    attaches(desk, reference)
    with desk.store.reading() as connection:
        drafts = [draft_of(connection, desk.staff.id, name) for name in ("concern:a", "concern:b")]
    assert [draft.fields["form"] for draft in drafts if draft] == ["", "new contact:b"]
    assert [draft.fields["case"] for draft in drafts if draft] == [str(desk.case(reference).id), ""]


# Lists


def test_lists_are_newest_first_and_of_what_was_asked(desk: Desk) -> None:
    mine, other = desk.logs(enquiry()), desk.logs(enquiry())
    desk.gives(mine, desk.staff)
    one = desk.raises("safeguarding", mine, where="a")
    two = desk.at("Mon 12 Jan 2026 10:01").raises("referral", other, what="b")
    three = desk.raises("unacceptable", what="c")
    with desk.store.reading() as connection:
        start = moment("Mon 12 Jan 2026 10:00")
        assert [it.id for it in unseen_concerns(connection)] == [three, two, one]
        assert [it.id for it in unseen_concerns(connection, 1)] == [three]
        assert [it.id for it in concerns_of_case(connection, desk.case(other).id)] == [two]
        assert [it.id for it in concerns_since(connection, start, after=one)] == [three, two]
        assert [it.id for it in concerns_since(connection, start, owner_id=desk.staff.id)] == [one]
        assert concerns_since(connection, moment("Mon 12 Jan 2026 10:02")) == []
        assert (unseen_now(connection).number, unseen_now(connection).newest[0].id) == (3, three)


def test_the_queue_shows_and_finds_the_cases_that_have_one(desk: Desk) -> None:
    flagged, other, plain = desk.logs(enquiry()), desk.logs(enquiry()), desk.logs(enquiry())
    desk.sees_concern(desk.raises("safeguarding", flagged, where="a"))
    desk.raises("unacceptable", other, what="b")
    desk.raises("unacceptable", what="c")
    assert {row.reference: row.flagged for row in desk.rows()} == {flagged: True, other: True, plain: False}
    assert desk.queue("flag:any") == [flagged, other]
    assert desk.queue("flag:safeguarding") == [flagged]
    assert desk.queue("flag:unacceptable") == [other]
    assert desk.queue("flag:referral") == []


def test_a_concern_of_a_later_version_is_still_listed(desk: Desk, store: Store) -> None:
    from db.tables import Concern as Row

    reference = desk.logs(enquiry())
    with store.writing(desk.staff, desk.now) as writing:
        content = json.dumps({"height": "9 m"})
        row = Row(kind="drone", case_id=desk.case(reference).id, content=content, raised_at=desk.now, raised_by=desk.staff.id)
        writing.session.add(row)
    assert [(it.title, it.lines) for it in unseen(desk)] == [("drone", ["height: 9 m"])]
