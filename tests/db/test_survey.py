"""The satisfaction survey: answers kept once, opt-outs respected, and who may be asked."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casework.contact import Contact
from casework.foreign.records import Record
from casework.permissions import NotAllowed
from casework.summaries.periods import read_period
from casework.survey_asked import MayBeAsked
from casework.survey_rows import survey_columns, survey_rows
from db.actions.bring_in_survey import BringInSurvey, BroughtIn, bring_in_survey
from db.actions.survey import answer_put_back, keep_survey_months, list_for_survey, take_survey_answer_back
from db.errors import BadValue, NotPossible
from db.queries.survey import answers_of_case, may_be_asked, responses, survey_counts
from db.tables.plain import AUDIT
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, enquiry
from tests.ui.hosts import WORST

JANUARY = read_period("Jan 2026", date(2026, 2, 10))


def answered(desk: Desk, reference: str) -> list[tuple[dict[str, str], str]]:
    """The answers that stand of a case, and what was said beside them."""
    with desk.store.reading() as connection:
        return [(dict(it.answers), it.comment) for it in answers_of_case(connection, desk.case(reference).id)]


def closed(desk: Desk, name: str, **known: Any) -> str:
    """A case of somebody new, closed."""
    reference = desk.logs(enquiry(name=name, **{"phone": "07700 900123", **known}))
    desk.closes(reference)
    return reference


def may(desk: Desk) -> MayBeAsked:
    """Who may be asked about January's cases."""
    with desk.store.reading() as connection:
        return may_be_asked(connection, JANUARY, desk.now)


def lists(desk: Desk) -> list[str]:
    """List them to be asked; gives their references."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        return [it.reference for it in list_for_survey(writing, JANUARY).people]


def brings(desk: Desk, *cells: tuple[str, str, str]) -> BroughtIn:
    """Bring in rows of a reference, an answer about fairness and a comment."""
    columns = survey_columns(["reference", "fairly", "comment"])
    records = [Record(place, list(row)) for place, row in enumerate(cells, 2)]
    rows = list(survey_rows(records, columns, desk.time.today(), desk.time.today()))
    with desk.store.writing(desk.staff, desk.now) as writing:
        return bring_in_survey(writing, BringInSurvey(rows, "answers.csv"))  # type: ignore[arg-type]


def test_an_answer_is_kept_with_its_words_and_neither_timeline_nor_audit_has_them(desk: Desk) -> None:
    reference, words = closed(desk, "Ada"), " ".join(WORST)
    desk.hears(reference, words, fairly="5", overall="h")
    assert answered(desk, reference) == [({"fairly": "fully", "overall": "hardly"}, words)]
    line = desk.case(reference).timeline[0]
    assert (line.kind, line.text) == ("survey answered", "")
    assert audited(desk)[-1] == "survey answered"
    with desk.store.reading() as connection:
        detail = connection.execute(select(AUDIT.c.detail).order_by(AUDIT.c.id.desc()).limit(1)).scalar_one()
    assert set(json.loads(detail)) == {"answer", "entry"}


def test_what_can_not_be_kept_changes_nothing(desk: Desk) -> None:
    reference = closed(desk, "Ada")
    desk.hears(reference, fairly="4")
    out = closed(desk, "Bo", person_details={"surveys": "opt out"})
    before = contents(desk.store)
    with pytest.raises(NotPossible, match="asked not to be surveyed"):
        desk.hears(out, fairly="5")
    with pytest.raises(NotPossible, match="is kept already, of Mon 12 Jan 2026"):
        desk.hears(reference, fairly="5")
    bad: tuple[dict[str, Any], ...] = ({"fairly": "so so"}, {"tea": "5"}, {})
    for answers in bad:
        with pytest.raises(BadValue):
            desk.hears(**answers)
    with pytest.raises(BadValue, match="has not come yet"):
        desk.hears(fairly="5", on=date(2026, 1, 13))
    assert contents(desk.store) == before


def test_an_opt_out_on_any_record_of_a_person_counts_and_a_duplicates_answer_is_its_cases(desk: Desk) -> None:
    kept, other = desk.logs(enquiry(name="Ada", phone="1")), desk.logs(enquiry(name="Ada O", person_details={"surveys": "no"}))
    desk.merges_people(desk.case(other).person_id or 0, desk.case(kept).person_id or 0)
    with pytest.raises(NotPossible, match="asked not to be surveyed"):
        desk.hears(kept, fairly="5")
    case, duplicate = desk.logs(complaint(name="Cy")), desk.logs(complaint(name="Cy"))
    desk.merges(duplicate, case)
    desk.hears(duplicate, fairly="5")
    assert answered(desk, case) == [({"fairly": "fully"}, "")]


def test_an_answer_about_a_case_that_was_merged_since_stands_for_both_and_is_changed(desk: Desk) -> None:
    case, duplicate = desk.logs(complaint(name="Cy")), desk.logs(complaint(name="Cy"))
    early, later = desk.hears(duplicate, fairly="5"), desk.hears(case, fairly="2")
    desk.undoes()
    desk.merges(duplicate, case)
    with pytest.raises(NotPossible, match=f"An answer about {case} is kept already, .+ takeback {early}$"):
        desk.hears(case, fairly="1")
    assert answered(desk, case) == answered(desk, duplicate) == [({"fairly": "fully"}, "")]
    assert desk.hears(duplicate, fairly="1", instead_of=early) > later
    assert (answered(desk, case), answered(desk, duplicate)) == ([({"fairly": "not at all"}, "")], [])
    desk.undoes()
    assert answered(desk, case) == [({"fairly": "fully"}, "")]


def test_it_is_undone_done_again_and_taken_back(desk: Desk) -> None:
    other, reference = closed(desk, "Bo"), closed(desk, "Ada")
    number = desk.hears(reference, fairly="5")
    changed = desk.hears(reference, fairly="1", instead_of=number)
    assert (answered(desk, reference), audited(desk)[-1]) == ([({"fairly": "not at all"}, "")], "survey answer changed")
    with pytest.raises(NotPossible, match="is not about that case"):
        desk.hears(other, fairly="1", instead_of=changed)
    assert desk.undoes().change.words == f"{reference} survey answer changed"
    assert answered(desk, reference) == [({"fairly": "fully"}, "")]
    desk.redoes()
    assert answered(desk, reference) == [({"fairly": "not at all"}, "")]
    assert [it.withdrawn for it in desk.case(reference).timeline if it.kind == "survey answered"] == [False, True]
    desk.undoes()
    desk.undoes()
    assert answered(desk, reference) == []
    assert [it.kind for it in desk.case(reference).timeline if it.withdrawn] == ["survey answered"] * 2
    desk.redoes()
    with pytest.raises(NotAllowed), desk.store.writing(desk.as_("agent").staff, desk.now) as writing:
        take_survey_answer_back(writing, number)
    with desk.store.writing(desk.staff, desk.now) as writing:
        take_survey_answer_back(writing, number)
    assert answered(desk, reference) == []
    desk.hears(reference, fairly="1")
    with pytest.raises(NotPossible, match="is kept already"), desk.store.writing(desk.staff, desk.now) as writing:
        answer_put_back(writing, desk.case(reference).id, {"answer": number, "entry": None})
    assert answered(desk, reference) == [({"fairly": "not at all"}, "")]


def test_who_may_be_asked_and_why_not_the_others(desk: Desk) -> None:
    desk.at("Thu 1 Jan 2026 00:00")
    asked = closed(desk, "Ada", person_details={"channel": "email"}, email="ada@example.org")
    closed(desk, "Bo", person_details={"surveys": "no"})
    closed(desk, "Cy", person_details={"contact-plan": "in writing only"})
    in_danger = closed(desk, "Dee")
    desk.raises("safeguarding", in_danger, what="as told")
    desk.raises("unacceptable", closed(desk, "Hal"), what="as told")
    closed(desk, "Ivy", person_details={"surveys": "died"})
    closed(desk, "Eli", phone="")
    desk.closes(desk.logs(Contact("enquiry", "anonymous")))
    duplicate = desk.logs(complaint(name="Flo", phone="07700 900456"))
    desk.merges(desk.logs(complaint(name="Flo", phone="07700 900456")), duplicate)
    desk.logs(enquiry(name="open still", phone="1"))
    desk.at("Sat 31 Jan 2026 23:59")
    desk.closes(duplicate)
    again = desk.logs(enquiry(person_id=desk.case(asked).person_id))
    desk.closes(again)
    closed(desk.at("Sun 1 Feb 2026 00:00"), "Gus")
    found = may(desk)
    assert [(it.reference, it.name, it.by, it.to) for it in found.people] == [
        (duplicate, "Flo", "phone", "07700 900456"),
        (again, "Ada", "email", "ada@example.org"),
    ]
    assert dict(found.left_out) == {
        **{
            "nobody": 1,
            "died": 1,
            "opted-out": 1,
            "contact-plan": 1,
            "safeguarding": 1,
            "unacceptable": 1,
            "asked": 0,
            "no-way": 1,
        },
    }
    assert found.cases == 10
    desk.at("Mon 1 Feb 2027 09:00")
    assert may(desk).left_out["safeguarding"] == 0


def test_nobody_is_asked_twice_within_the_months_that_are_set(desk: Desk) -> None:
    first, second = closed(desk, "Ada"), closed(desk, "Bo")
    desk.hears(second, fairly="5")
    assert lists(desk) == [first]
    assert desk.case(first).timeline[0].kind == "survey asked"
    assert lists(desk) == []
    assert may(desk).left_out["asked"] == 2
    desk.at("Tue 12 Jan 2027 09:59")
    assert lists(desk) == []
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_survey_months(writing, 11)
    assert lists(desk) == [first, second]
    with pytest.raises(BadValue), desk.store.writing(desk.staff, desk.now) as writing:
        keep_survey_months(writing, 121)


def test_who_may_list_import_and_set_is_held_to(desk: Desk) -> None:
    lead, supervisor = desk.as_("team-lead"), desk.as_("supervisor")
    for deed in (lists, brings):
        with pytest.raises(NotAllowed):
            deed(lead)
        deed(supervisor)
    with pytest.raises(NotAllowed), desk.store.writing(supervisor.staff, desk.now) as writing:
        keep_survey_months(writing, 6)
    desk.as_("agent").hears(fairly="5")


def test_a_files_rows_are_kept_once_and_what_can_not_be_kept_is_given_back(desk: Desk) -> None:
    ada, out = closed(desk, "Ada"), closed(desk, "Bo", person_details={"surveys": "no"})
    answered_twice = [(ada, "5", "thank you"), (ada.lower(), "fully", "thank you")]
    file = [*answered_twice, ("", "4", ""), ("", "4", ""), (out, "5", ""), ("CR/77", "5", "")]
    first = brings(desk, *file)
    assert (first.tally.kept, first.tally.already, first.tally.rejected) == (3, 1, 2)
    assert [reject.line for reject in first.rejects] == [6, 7]
    assert "asked not to be surveyed" in first.rejects[0].reason
    assert first.rejects[1].reason == "No case has the reference 'CR/77'."
    assert audited(desk)[-1] == "survey answers brought in"
    before = contents(desk.store)
    again = brings(desk, *file)
    assert (again.tally.kept, again.tally.already, again.tally.rejected) == (0, 4, 2)
    assert contents(desk.store) == before
    other = brings(desk, (ada, "1", "on second thoughts"))
    assert "is kept already" in other.rejects[0].reason


def test_counts_are_of_the_days_answered_and_the_response_rate_of_those_asked(desk: Desk) -> None:
    first, _ = closed(desk, "Ada"), closed(desk, "Bo")
    lists(desk)
    desk.at("Mon 2 Feb 2026 10:00")
    desk.hears(first, fairly="5", clear="0")
    desk.hears(fairly="2", on=date(2026, 1, 31))
    with desk.store.reading() as connection:
        people, counts = survey_counts(connection, JANUARY)
        later, after = survey_counts(connection, read_period("Feb 2026", desk.time.today()))
        rate = responses(connection, JANUARY)
    found = {it.question: dict(it.counts) for it in counts if it.counts}
    assert (people, found, later) == (1, {"fairly": {"hardly": 1}}, 1)
    assert next(it for it in after if it.question == "clear").share is None
    assert (rate.asked, rate.answered, rate.share) == (2, 1, 0.5)
