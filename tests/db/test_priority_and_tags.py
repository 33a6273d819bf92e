"""How urgent a case is said to be and which tags it has: kept, told, undone, and never a tag in the audit trail."""

import pytest
from sqlalchemy import select

from casework.errors import DeskError
from casework.tags import MOST_TAGS
from db.actions.tags import ChangeTags, change_tags
from db.errors import BadValue, CaseChanged, NotPossible
from db.queries.tags import tags_in_use
from db.store import Store
from db.tables.plain import AUDIT
from tests.db.record import audited, contents
from tests.db.test_undo import passes_over, refused
from tests.desk import Desk, complaint, enquiry


def test_a_priority_is_kept_told_and_undone(desk: Desk) -> None:
    case = desk.logs(complaint())
    assert desk.prioritises(case, "urgent")
    refused(desk, lambda: desk.prioritises(case, "nobody's"), "There is no priority", DeskError)
    assert not desk.prioritises(case, "urgent")
    seen = desk.case(case)
    assert (seen.priority, seen.version, seen.timeline[0].kind, seen.timeline[0].text) == (
        *(2, 2, "changed"),
        "Priority urgent, it was normal.",
    )
    assert (desk.undoes().change.words, desk.case(case).priority) == (f"{case} priority urgent", 0)
    assert (desk.redoes().change.what, desk.case(case).priority) == ("priority urgent", 2)
    desk.as_("agent").prioritises(case, "high")
    passes_over(desk, f"The priority of {case} is high since")
    desk.closes(case)
    refused(desk, lambda: desk.prioritises(case, "normal"), f"{case} is closed, so it needs no priority")


def test_tags_are_put_on_and_taken_off_and_undone(desk: Desk, store: Store) -> None:
    case, other = desk.logs(complaint()), desk.logs(enquiry())
    assert desk.tags(case, "Welsh, court date")
    assert not desk.tags(case, "court")
    assert desk.case(case).tags == ("court", "date", "welsh")
    desk.tags(other, "welsh")
    assert desk.tags(case, "gwent -date -gone")
    assert desk.case(case).timeline[0].text == "Tagged gwent.\nNo longer tagged date."
    with store.reading() as connection:
        assert tags_in_use(connection) == [("welsh", 2), ("court", 1), ("gwent", 1)]
        details = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.action == "tags changed")).scalars().all()
    assert not [word for word in ("welsh", "court", "date", "gwent") if any(word in detail for detail in details)]
    assert audited(desk)[-1] == "tags changed"
    assert (desk.undoes().change.words, desk.case(case).tags) == (f"{case} tags changed", ("court", "date", "welsh"))
    desk.as_("agent").tags(case, "mine")
    desk.redoes()
    assert desk.case(case).tags == ("court", "gwent", "mine", "welsh")
    desk.as_("agent", "tom").tags(case, "-gwent")
    passes_over(desk, f"The tags of {case} were changed again since")


def test_a_tag_that_can_not_be_is_refused_and_nothing_is_written(desk: Desk, store: Store) -> None:
    seen = desk.case(desk.logs(complaint()))
    before = contents(store)
    many = tuple(f"tag{number}" for number in range(MOST_TAGS + 1))
    for command, error, why in (
        (ChangeTags(seen.id, 1, ("?",)), BadValue, "can't be a tag"),
        (ChangeTags(seen.id, 1, ("Welsh",), ("welsh",)), BadValue, "on and taken off at once"),
        (ChangeTags(seen.id, 1, many), NotPossible, "at most 12"),
        (ChangeTags(seen.id, 2, ("welsh",)), CaseChanged, "changed by somebody else"),
    ):
        with pytest.raises(error, match=why), store.writing(desk.staff, desk.now) as writing:
            change_tags(writing, command)
    assert contents(store) == before
