"""Letters in the record: the exact text on the timeline, its step in the same transaction, and the versions of templates."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from casework.letters.facts import said
from casework.letters.templates import Template, shipped_templates
from casework.letters.writing import write
from casework.permissions import NotAllowed
from db.actions.letter_templates import BadTemplateText, TakeTemplateBack, keep_office, take_template_back
from db.engine import for_writing
from db.errors import BadValue, CaseChanged, NotPossible
from db.opening import fill
from db.queries.letters import TemplateView, office, template_in_force, templates
from db.tables.plain import LETTER
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, contact, enquiry, review
from tests.ui.hosts import HOSTILE

THANKS = Template("thanks", "en", "Thanks", ("enquiry",), "post", "Thank you", "Dear {{ name }}\n")


def in_force(desk: Desk, id_: str = "thanks", language: str = "en") -> TemplateView | None:
    with desk.store.reading() as connection:
        return template_in_force(connection, id_, language)


def takes_back(desk: Desk, id_: str = "thanks") -> int | None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        return take_template_back(writing, TakeTemplateBack(id_, "en"))


# What goes out


def test_a_letter_is_on_the_timeline_exactly_and_its_step_with_it(desk: Desk) -> None:
    reference = desk.logs(complaint(force="gwent"))
    typed = "\n".join(each for each in HOSTILE if "\ud800" not in each)
    view = desk.for_letters(reference).templates[0]
    judged = desk.sends(
        reference, typed, subject="About [b]it[/b]", template=view.row, language="cy", large_print=True, step="acknowledged"
    )
    assert judged == ("met",)
    step, sent, _ = desk.case(reference).timeline
    assert (step.kind, step.step) == ("step", "acknowledged")
    assert (sent.kind, sent.channel, sent.direction, sent.text) == ("letter", "post", "out", typed)
    with desk.store.reading() as connection:
        (row,) = connection.execute(select(LETTER)).all()
    assert tuple(row) == (sent.id, view.row, "About [b]it[/b]", "cy", True)
    assert audited(desk)[-2:] == ["letter sent", "step completed"]
    with desk.store.reading() as connection:
        told = connection.execute(text("SELECT detail FROM audit_event ORDER BY id DESC LIMIT 2")).scalars().all()
    assert not any("Thank" in each or "urgent" in each or "About" in each for each in told)


def test_a_letter_alone_moves_no_clock_and_may_go_out_on_a_closed_case(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    before = desk.case(reference).clocks
    assert desk.sends(reference, channel="email", subject="Your enquiry") == ()
    assert desk.case(reference).clocks == before
    desk.closes(reference)
    desk.sends(reference, "One more word.")
    assert desk.case(reference).timeline[0].text == "One more word."


def test_an_outcome_and_words_go_with_a_step_that_needs_them(desk: Desk) -> None:
    reference = desk.logs(review(force="gwent"))
    desk.sends(reference, step="decided: upheld")
    desk.sends(reference, step="forwarded", step_text="Gwent's commissioner")
    steps = [entry for entry in desk.case(reference).timeline if entry.kind == "step"]
    assert [(it.step, it.text) for it in steps] == [("forwarded", "Gwent's commissioner"), ("decided", "Decision: upheld")]


REFUSED: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"text": " "}, BadValue, "The letter is empty"),
    ({"text": "Dear [[name]]"}, BadValue, r"still has \[\[name\]\]"),
    ({"channel": "email"}, BadValue, "An email needs a subject"),
    ({"channel": "pigeon"}, BadValue, "post, email"),
    ({"language": "fr"}, BadValue, "en, cy"),
    ({"template": 9999}, BadValue, "no longer in the record"),
    ({"step": "decided: upheld"}, NotPossible, "not a step"),
    ({"step": "answered"}, NotPossible, "already recorded"),
)


def test_a_letter_that_can_not_go_out_leaves_no_trace(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.answers(reference)
    before = contents(desk.store)
    for changes, refusal, sentence in REFUSED:
        with pytest.raises(refusal, match=sentence):
            desk.sends(reference, **changes)
    assert contents(desk.store) == before


def test_a_letter_on_a_case_that_was_changed_meanwhile_is_refused(desk: Desk) -> None:
    from db.actions.letters import SendLetter, send_letter

    case = desk.case(desk.logs(enquiry()))
    desk.answers(case.reference)
    with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
        send_letter(writing, SendLetter(case.id, case.version, "Dear Ada"))


# What it is written from


def test_what_is_known_fills_a_letter_with_the_dates_as_its_step_leaves_them(desk: Desk) -> None:
    welsh = {"language": "Welsh", "adjustments": "large print", "channel": "email", "address": "1 Stryd Fawr"}
    reference = desk.at("Fri 19 Dec 2025 17:40").logs(
        complaint(name="Dai Evans", force="gwent", force_reference="CO/7", person_details=welsh)
    )
    about = desk.for_letters(reference)
    assert (about.language, about.large_print, about.channel) == ("cy", True, "email")
    assert [it.template.language for it in about.templates] == ["cy"] * 4 + ["en"] * 5
    now = said(about.known, "en", "post")
    assert now["deadlines.complaint_notify"] == "by Wednesday 31 December 2025"
    assert now["deadlines.keep_informed"] == "by Friday 16 January 2026"
    desk.at("Mon 12 Jan 2026 10:00")
    updated = said(desk.for_letters(reference).known, "en", "post", "updated")
    assert updated["deadlines.keep_informed"] == "by Monday 9 February 2026"
    view = about.in_language("complaint-acknowledged", "cy")
    assert view is not None
    assert "Welsh to be checked" in view.warning
    made = write(view.template.subject, view.template.body, said(about.known, "cy", "email", "acknowledged"), "cy")
    assert made.missing == ("our_signature",)
    assert [name for name in updated if name.startswith("deadlines.")] == ["deadlines.keep_informed"]


def test_a_promise_that_waits_has_no_date_to_tell(desk: Desk) -> None:
    reference = desk.logs(complaint(force="gwent"))
    assert "deadlines.complaint_notify" in said(desk.for_letters(reference).known, "en", "post")
    desk.pauses(reference)
    assert "deadlines.complaint_notify" not in said(desk.for_letters(reference).known, "en", "post")


def test_the_papers_are_asked_for_by_the_day_the_asking_sets(desk: Desk) -> None:
    about = desk.at("Mon 12 Jan 2026 10:00").for_letters(desk.logs(review(force="gwent")))
    assert said(about.known, "en", "email", "papers-asked")["deadlines.review_papers"] == "by Monday 19 January 2026"
    assert "deadlines.review_papers" not in said(about.known, "en", "email")
    assert about.step_for(next(it.template for it in about.templates if it.template.step == "papers-asked")) == "papers-asked"


def test_only_templates_that_fit_are_offered_and_only_steps_that_can_be_recorded(desk: Desk) -> None:
    reference = desk.logs(contact("appeal-investigation"))
    about = desk.for_letters(reference)
    assert {it.template.id for it in about.templates} == {"how-it-stands", "callback-missed"}
    desk.closes(reference)
    assert [desk.for_letters(reference).step_for(it.template) for it in about.templates] == [""] * 4


# The templates


def test_a_store_has_what_ships_and_gets_what_a_later_version_ships(desk: Desk) -> None:
    with desk.store.reading() as connection:
        assert tuple(it.template for it in templates(connection)) == shipped_templates()
    before = in_force(desk, "review-late")
    assert before is not None
    desk.saves_template(replace(before.template, title="Late"), before.row)
    with desk.store.engine.connect() as connection, for_writing(connection).begin():
        connection.execute(text("DELETE FROM letter_template WHERE id = 'other-format'"))
        fill(connection)
        fill(connection)
    changed = in_force(desk, "review-late")
    assert changed is not None
    assert changed.template.title == "Late"
    with desk.store.reading() as connection:
        assert len(templates(connection, in_force_only=True)) == len(shipped_templates())
        assert len(templates(connection)) == len(shipped_templates()) + 1


def test_a_template_is_changed_and_taken_back_step_by_step(desk: Desk) -> None:
    first = desk.saves_template(THANKS)
    second = desk.saves_template(replace(THANKS, title="Thanks 2"), first)
    assert desk.saves_template(replace(THANKS, title="Thanks 3"), second) != second
    titles = []
    while (view := in_force(desk)) is not None:
        titles.append(view.template.title)
        before = takes_back(desk)
        assert before == (view.replaces if view.replaces is not None else None)
    assert titles == ["Thanks 3", "Thanks 2", "Thanks"]
    assert desk.saves_template(THANKS) > second
    assert takes_back(desk) is None
    assert audited(desk).count("letter template taken back") == 4
    for id_ in ("review-late", "nothing"):
        with pytest.raises(NotPossible, match="nothing to take back"):
            takes_back(desk, id_)


def test_a_change_of_what_somebody_else_changed_is_refused(desk: Desk) -> None:
    row = desk.saves_template(THANKS)
    desk.saves_template(replace(THANKS, title="Theirs"), row)
    for stale in (row, None):
        with pytest.raises(NotPossible, match="changed by somebody else"):
            desk.saves_template(replace(THANKS, title="Mine"), stale)


def test_a_bad_template_is_refused_with_its_place(desk: Desk) -> None:
    with pytest.raises(BadTemplateText, match=r"there is no fact 'nme'\. Is name meant") as refused:
        desk.saves_template(replace(THANKS, body="Hello\nDear {{ nme }}"))
    assert (refused.value.name, refused.value.line, refused.value.column) == ("body", 2, 9)
    with pytest.raises(BadValue, match="no step 'flown'"):
        desk.saves_template(replace(THANKS, step="flown"))
    assert in_force(desk) is None


def test_only_administrators_change_templates_and_what_the_office_is_called(desk: Desk) -> None:
    supervisor = desk.as_("supervisor")
    with pytest.raises(NotAllowed, match="Ask an administrator"):
        supervisor.saves_template(THANKS)
    with pytest.raises(NotAllowed), supervisor.store.writing(supervisor.staff, supervisor.now) as writing:
        keep_office(writing, {"phone": "1"})


def test_what_the_office_is_called_is_said_from_then_on(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_office(writing, {"signature": "Contact centre\nTeam 2", "phone": " "})
    known = said(desk.for_letters(desk.logs(enquiry())).known, "en", "post")
    assert (known["our_signature"], known["our_phone"]) == ("Contact centre\nTeam 2", "0300 020 0096")
    with desk.store.reading() as connection:
        assert office(connection) == {"signature": "Contact centre\nTeam 2"}
    with pytest.raises(BadValue, match="no 'fax'"), desk.store.writing(desk.staff, desk.now) as writing:
        keep_office(writing, {"fax": "1"})


def test_a_draft_is_among_what_a_letter_begins_from(desk: Desk) -> None:
    from db.actions.drafts import keep_draft
    from db.queries.letters import letter_draft

    reference, other = desk.logs(complaint()), desk.logs(complaint())
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_draft(writing, letter_draft("how-it-stands", reference), {"text": "x"})
        keep_draft(writing, letter_draft("", reference), {"text": "y"})
    assert {id_: it.fields for id_, it in desk.for_letters(reference).drafts.items()} == {
        "how-it-stands": {"text": "x"},
        "": {"text": "y"},
    }
    assert desk.for_letters(other).drafts == desk.as_("agent").for_letters(reference).drafts == {}
