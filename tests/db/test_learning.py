"""What can be learned from cases: noted, taken back, undone, and listed by period and force."""

import json

import pytest
from sqlalchemy import select

from casework.permissions import NotAllowed
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import read_period
from db.actions.learning import ChangeLearning, NoteLearning, change_learning, note_learning
from db.errors import BadValue, CaseChanged, NotPossible
from db.queries.learning import learning_of_case, learning_points
from db.tables.plain import AUDIT
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, enquiry
from tests.ui.hosts import WORST


def stands(desk: Desk, reference: str) -> list[tuple[str, str]]:
    """The theme and the words of each point that stands on a case."""
    with desk.store.reading() as connection:
        return [(it.theme, it.text) for it in learning_of_case(connection, desk.case(reference).id)]


def listed(desk: Desk, typed: str, force: str = "", kind: str = "") -> list[str]:
    """The references of the points of a period, in order."""
    with desk.store.reading() as connection:
        return [
            it.reference
            for it in learning_points(connection, read_period(typed, desk.time.today()), Slice(force=force, kind=kind))
        ]


@pytest.mark.parametrize("text", WORST)
def test_a_point_is_kept_as_typed_on_the_case_and_its_timeline(desk: Desk, text: str) -> None:
    reference = desk.logs(complaint())
    desk.closes(reference)
    desk.learns(reference, "tas", text)
    assert stands(desk, reference) == [("Taser", text)]
    line = desk.case(reference).timeline[0]
    assert (line.kind, line.step, line.text) == ("learning point", "Taser", f"Theme: Taser\n{text}")
    assert audited(desk)[-1] == "learning noted"
    with desk.store.reading() as connection:
        detail = connection.execute(select(AUDIT.c.detail).order_by(AUDIT.c.id.desc()).limit(1)).scalar_one()
    assert set(json.loads(detail)) == {"point", "entry"}


@pytest.mark.parametrize(("theme", "text"), [("", "x"), ("tea", "x"), ("being", ""), ("being", " \n"), ("being", "a\0b")])
def test_what_is_no_learning_point_keeps_nothing(desk: Desk, theme: str, text: str) -> None:
    reference = desk.logs(enquiry())
    before = contents(desk.store)
    with pytest.raises(BadValue):
        desk.learns(reference, theme, text)
    assert contents(desk.store) == before


def test_it_is_undone_done_again_and_taken_back_with_its_line(desk: Desk) -> None:
    reference = desk.logs(complaint())
    desk.learns(reference, "privacy", "ask first")
    number = desk.learns(reference, "Taser", "keep the film")
    assert desk.undoes().change.words == f"{reference} learning point noted"
    assert stands(desk, reference) == [("privacy", "ask first")]
    assert [it.text for it in desk.case(reference).timeline if it.withdrawn] == ["Theme: Taser\nkeep the film"]
    desk.redoes()
    assert len(stands(desk, reference)) == 2
    desk.unlearns(reference, number)
    assert stands(desk, reference) == [("privacy", "ask first")]
    assert [it.text for it in desk.case(reference).timeline if it.withdrawn] == ["Theme: Taser\nkeep the film"]
    desk.undoes()
    assert len(stands(desk, reference)) == 2
    assert not any(it.withdrawn for it in desk.case(reference).timeline)


def test_a_changed_point_counts_when_it_was_noted_and_is_undone_done_again_and_taken_back(desk: Desk) -> None:
    reference = desk.logs(complaint())
    number = desk.at("Fri 30 Jan 2026 10:00").learns(reference, "Taser", "keep the film")
    desk.at("Mon 2 Feb 2026 10:00")
    lead = desk.as_("team-lead")
    changed = _changes(lead, reference, number, "privacy", "ask first")
    assert (stands(desk, reference), listed(desk, "Jan 2026"), listed(desk, "Feb 2026")) == (
        [("privacy", "ask first")],
        [reference],
        [],
    )
    with desk.store.reading() as connection:
        assert [it.staff for it in learning_of_case(connection, desk.case(reference).id)] == [lead.staff.name]
    with pytest.raises(NotPossible, match="Nothing was changed"):
        _changes(desk, reference, changed, "priv", "ask first")
    with pytest.raises(NotPossible, match="does not stand"):
        _changes(desk, reference, number, "Taser", "x")
    with pytest.raises(NotAllowed):
        _changes(desk.as_("agent", "other"), reference, changed, "Taser", "x")
    assert lead.undoes().change.words == f"{reference} learning point changed"
    assert stands(desk, reference) == [("Taser", "keep the film")]
    lead.redoes()
    desk.unlearns(reference, changed)
    assert stands(desk, reference) == []
    assert [it.text for it in desk.case(reference).timeline if it.kind == "learning point" and not it.withdrawn] == []


def _changes(desk: Desk, reference: str, number: int, theme: str, text: str) -> int:
    case = desk.case(reference)
    with desk.store.writing(desk.staff, desk.now) as writing:
        return change_learning(writing, ChangeLearning(case.id, case.version, number, theme, text))


def test_somebody_elses_point_is_taken_back_from_team_lead_on(desk: Desk) -> None:
    reference = desk.logs(complaint())
    number = desk.learns(reference, "Taser", "keep the film")
    with pytest.raises(NotAllowed):
        desk.as_("agent").unlearns(reference, number)
    desk.as_("team-lead").unlearns(reference, number)
    with pytest.raises(NotPossible, match="does not stand"):
        desk.unlearns(reference, number)


def test_it_needs_the_case_as_it_is_and_not_a_merged_one(desk: Desk) -> None:
    kept, duplicate = desk.logs(complaint()), desk.logs(complaint())
    case = desk.case(kept)
    desk.acknowledges(kept)
    with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
        note_learning(writing, NoteLearning(case.id, case.version, "Taser", "x"))
    desk.merges(duplicate, kept)
    with pytest.raises(NotPossible, match="was merged into"):
        desk.learns(duplicate, "Taser", "x")


def test_they_are_listed_by_london_days_and_by_force(desk: Desk) -> None:
    gwent, kent, nowhere = desk.logs(complaint(force="gwent")), desk.logs(complaint(force="kent")), desk.logs(enquiry())
    for at, reference in (("Sat 31 Jan 2026 23:59", gwent), ("Sun 1 Feb 2026 00:00", kent), ("Tue 31 Mar 2026 23:59", nowhere)):
        desk.at(at).learns(reference, "Taser", "x")
    desk.at("Wed 1 Apr 2026 00:00").unlearns(kent, 2)
    desk.at("Wed 1 Apr 2026 00:00").learns(kent, "privacy", "y")
    assert listed(desk, "Jan 2026") == [gwent]
    assert listed(desk, "Mar 2026") == [nowhere]
    assert listed(desk, "2025/26") == [gwent, nowhere]
    assert listed(desk, "2025/26", kind="enquiry") == [nowhere]
    assert listed(desk, "2026/27", "kent") == [kent]
    assert listed(desk, "2026/27", "gwent") == []
