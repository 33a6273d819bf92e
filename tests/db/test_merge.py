"""Merging duplicates, and records of the same person: nothing is lost or judged twice, and all of it can be given back."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.errors import DeskError
from casework.permissions import NotAllowed
from casework.timeline_words import happened
from db.actions.change_person import ChangePerson, change_person
from db.actions.merge_cases import MergeCases, merge_cases, redo_merge, undo_merge, why_not_merged
from db.actions.merge_people import redo_people_merge, undo_people_merge
from db.errors import CaseChanged, NotPossible
from db.queries.likely_people import Asked, likely_people
from db.queries.merge_preview import case_merge, people_merge, side_by_side
from db.queries.people_alike import known_alike, last_person, people_like
from db.tables.plain import ALL, AUDIT
from tests.db.record import Contents, assert_next_deadlines_hold, audited, contents
from tests.desk import Desk, complaint, contact, enquiry, new_desk

HOSTILE = "see [/] [@click=app.quit]x[/] Tŷ Gŵyr \x1b[31m\u202e"


@pytest.fixture
def twice(desk: Desk) -> tuple[str, str]:
    """A complaint, and the same one logged again two days later."""
    first = desk.logs(complaint(name="Okafor, Ada", subject="Stopped in the High Street"))
    return first, desk.at("Wed 14 Jan 2026 11:00").logs(complaint(name="A. Okafor", subject=HOSTILE, note="as I said on Monday"))


def detail(desk: Desk, action: str) -> tuple[int | None, dict[str, Any]]:
    """The case and the detail of the last audit event of an action."""
    with desk.store.reading() as connection:
        query = select(AUDIT.c.case_id, AUDIT.c.detail).where(AUDIT.c.action == action).order_by(AUDIT.c.id.desc()).limit(1)
        case_id, text = connection.execute(query).one()
        return case_id, json.loads(text)


def reverses(desk: Desk, action: Any, event: tuple[int | None, Mapping[str, Any]]) -> str:
    with desk.store.writing(desk.staff, desk.now) as writing:
        said: str = action(writing, *event)
        return said


def without_telling(before: Contents, after: Contents) -> Contents:
    """A record without versions, audit events, and what was written since `before` to tell what was done."""
    kept = {name: rows for name, rows in after.items() if name != "audit_event"}
    for name in ("entry", "person_change"):
        known = {row[0] for row in before[name]}
        kept[name] = [row for row in after[name] if row[0] in known]
    for name in ("cases", "person"):
        place = [column.name for column in ALL[name].columns].index("version")
        kept[name] = [(*row[:place], *row[place + 1 :]) for row in after[name]]
    return kept


def test_the_duplicate_is_closed_and_shown_with_the_case_that_is_kept(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.notes(second, "they rang again")
    before = desk.case(first)
    assert desk.merges(second, first) == f"{second} is merged into {first}, whose clocks run on. Nothing of it was moved."
    kept, duplicate = desk.case(first), desk.case(second)
    assert (kept.clocks, kept.status, kept.person) == (before.clocks, "open", "Okafor, Ada")
    assert kept.version == before.version + 1
    assert [it.reference for it in kept.merged] == [second]
    assert duplicate.merged_into is not None
    assert (duplicate.merged_into.reference, duplicate.status, duplicate.outcome) == (first, "closed", f"merged into {first}")
    assert (duplicate.clocks, duplicate.subject) == ((), HOSTILE)
    said = [(it.reference, happened(it.kind, it.channel, it.step), it.text) for it in kept.timeline]
    assert said == [
        ("", f"merged with its duplicate {second}", ""),
        (second, f"merged into {first}", ""),
        (second, "note", "they rang again"),
        (second, "contact by phone", "as I said on Monday"),
        ("", "contact by phone", ""),
    ]
    assert [it.reference for it in kept.own_timeline] == ["", ""]
    assert desk.queue() == [first]
    assert desk.queue(f"status:any {second}") == [first, second]
    assert desk.queue(f"{second} monday") == [first]
    assert_next_deadlines_hold(desk.store)
    case_id, event = detail(desk, "cases merged")
    assert (case_id, event["duplicate"], event["was_open"], len(event["clocks"])) == (kept.id, duplicate.id, True, 3)


def test_only_the_later_of_two_of_a_kind_is_merged_and_only_once(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    other, third = desk.logs(enquiry()), desk.logs(complaint())
    desk.merges(third, second)
    before = contents(desk.store)
    for attempt, words in (
        ((first, first), f"{first} can't be merged into itself. Name another case."),
        ((first, second), f"it is kept: merge {second} into {first}."),
        ((other, first), "are of different kinds, each with clocks of its own, so they can't be merged. Link them instead."),
        ((third, first), f"{third} was merged into {second} already. Merge with {second}."),
        ((third, second), f"{third} was merged into {second} already. Merge with {second}."),
    ):
        with pytest.raises(NotPossible) as refused:
            desk.merges(*attempt)
        assert str(refused.value).endswith(words)
    with pytest.raises(NotPossible, match=rf"^{first} is not merged into another case\.$"):
        desk.unmerges(first)
    one, two = desk.case(second), desk.case(first)
    for stale in (MergeCases(one.id, one.version - 1, two.id, two.version), MergeCases(one.id, one.version, two.id, 99)):
        with pytest.raises(CaseChanged), desk.store.writing(desk.staff, desk.now) as writing:
            merge_cases(writing, stale)
    for work in (desk.acknowledges, desk.closes, desk.reopens, desk.pauses):
        with pytest.raises(NotPossible, match=rf"^{third} was merged into {second}\. Work on {second}, or take the merge back"):
            work(third)
    with pytest.raises(NotAllowed):
        desk.as_("agent").unmerges(third)
    assert {name: rows for name, rows in contents(desk.store).items() if name not in ("staff", "audit_event")} == {
        name: rows for name, rows in before.items() if name not in ("staff", "audit_event")
    }
    desk.merges(second, first)
    assert {it.reference for it in desk.case(first).timeline} == {"", second, third}


def test_an_open_case_is_never_merged_into_a_closed_one_and_so_lost_from_every_list(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    words = rf"^{first} is closed, and {second} is open: merged, it would be on nobody's list\. Reopen {first} first\.$"
    desk.closes(first)
    before = contents(desk.store)
    with pytest.raises(NotPossible, match=words):
        desk.merges(second, first)
    assert (contents(desk.store), desk.queue()) == (before, [second])
    with desk.store.reading() as connection:
        found = case_merge(connection, desk.case(first).id, desk.case(second).id)
    assert re.search(words, why_not_merged(found.duplicate, found.kept) or "")
    lead = desk.as_("team-lead", "lead")
    lead.at("Wed 14 Jan 2026 12:00").reopens(first)
    desk.at("Wed 14 Jan 2026 13:00").merges(second, first)
    assert f"Work on {first} went on" in lead.at("Wed 14 Jan 2026 14:00").undoes().stays
    desk.undoes()
    desk.closes(second)
    desk.closes(first)
    desk.merges(second, first)
    desk.undoes()
    lead.reopens(second)
    with pytest.raises(NotPossible, match=words):
        desk.redoes()
    assert desk.queue() == [second]


def test_a_merged_case_takes_nothing_more_and_says_which_one_does(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.adds_task(second, "ring Gwent", "Fri 16 Jan 2026 12:00")
    number = desk.case(second).tasks[0].id
    desk.merges(second, first)
    before = contents(desk.store)
    for act in (
        lambda: desk.notes(second, "lost"),
        lambda: desk.changes(second, subject="lost"),
        lambda: desk.gives(second, desk.staff),
        lambda: desk.adds_task(second, "lost", "Fri 16 Jan 2026 12:00"),
        lambda: desk.does_task(second, number),
        lambda: desk.calls_back(second),
        lambda: desk.adds_contact(second, "lost"),
        lambda: desk.sends(second),
        lambda: desk.was_received(second, "Wed 14 Jan 2026 10:00"),
        lambda: desk.reopens(second),
    ):
        with pytest.raises(NotPossible, match=rf"^{second} was merged into {first}\. Work on {first}, or take the merge back"):
            act()
    assert contents(desk.store) == before


def test_taken_back_the_same_clocks_run_again_with_what_they_were_given(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.acknowledges(second)
    desk.extends(second, "complaint-notify", 3)
    desk.pauses(second, awaited="Gwent")
    desk.adds_task(second, "ring the force", "Fri 16 Jan 2026 12:00")
    before = desk.case(second)
    assert [task.what for task in before.tasks] == ["ring the force"]
    desk.merges(second, first)
    assert desk.case(second).tasks == ()
    desk.at("Fri 13 Feb 2026 09:00").notes(first, "on the kept one")
    assert desk.unmerges(second) == (
        f"{second} is a case of its own again: open again, with its own clocks. {first} stays as it is."
    )
    after, kept = desk.case(second), desk.case(first)
    assert (after.clocks, after.extensions, after.waits) == (before.clocks, before.extensions, before.waits)
    assert after.tasks == before.tasks
    assert (after.status, after.outcome, after.moves, after.merged_into) == ("open", "", before.moves, None)
    assert (
        happened(*[getattr(after.timeline[0], name) for name in ("kind", "channel", "step")]) == f"merge into {first} taken back"
    )
    assert [it.text for it in kept.timeline if it.kind == "note"] == ["on the kept one"]
    assert set(desk.queue()) == {first, second}


def test_a_closed_duplicate_stays_closed_as_it_was(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.closes(second, "withdrawn")
    before = desk.case(second)
    desk.at("Thu 15 Jan 2026 10:00").merges(second, first)
    merged = desk.case(second)
    assert (merged.closed_at, merged.outcome, merged.clocks) == (before.closed_at, "withdrawn", before.clocks)
    assert desk.unmerges(second).startswith(f"{second} is a case of its own again: closed, as it was before.")
    after = desk.case(second)
    assert (after.closed_at, after.outcome, after.clocks) == (before.closed_at, "withdrawn", before.clocks)


def test_a_concern_raised_on_the_duplicate_still_flags_the_case_that_is_kept(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.raises("safeguarding", second, what="she said she can't go on")
    assert desk.queue("flag:any") == [second]
    desk.merges(second, first)
    assert (desk.queue("flag:any"), [row.flagged for row in desk.rows()]) == ([first], [True])
    assert [it.reference for it in desk.case(first).concerns] == [second]
    desk.unmerges(second)
    assert (desk.queue("flag:any"), desk.case(first).concerns) == ([second], ())


def test_a_merge_is_undone_and_redone_once_each_from_its_audit_event(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.merges(second, first)
    event = detail(desk, "cases merged")
    assert "of its own again" in reverses(desk, undo_merge, event)
    with pytest.raises(NotPossible, match="was taken back already"):
        reverses(desk, undo_merge, event)
    merged_at = desk.now
    again = (event[0], {**event[1], "at": merged_at})
    desk.time.advance(timedelta(hours=1))
    assert "is merged into" in reverses(desk, redo_merge, again)
    assert desk.case(second).closed_at == merged_at
    with pytest.raises(NotPossible, match="already"):
        reverses(desk, redo_merge, again)
    desk.unmerges(second)
    desk.acknowledges(second)
    desk.merges(second, first)
    with pytest.raises(NotPossible, match="was taken back already"):
        reverses(desk, undo_merge, event)
    assert audited(desk)[-5:] == ["cases unmerged", "cases merged", "cases unmerged", "step completed", "cases merged"]


def test_what_would_be_merged_is_shown_side_by_side_whichever_is_named_first(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    with desk.store.reading() as connection:
        found = case_merge(connection, desk.case(first).id, desk.case(second).id)
        assert found == case_merge(connection, desk.case(second).id, desk.case(first).id)
    rows = {label: (one, other) for label, one, other in side_by_side(found, desk.store.rules, desk.now)}
    assert rows["Reference"] == (first, second)
    assert rows["From"] == ("Okafor, Ada", "A. Okafor")
    assert rows["About"] == ("Stopped in the High Street", HOSTILE)
    assert rows["Clocks"][0].startswith("Acknowledge by Thu 15 Jan\nSend on by")


WORK = st.lists(
    st.tuples(
        st.sampled_from(
            ["note", "acknowledged", "updated", "pause", "resume", "extend", "close", "reopen", "link", "merge", "unmerge"]
        ),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=8,
)


def works(desk: Desk, what: str, one: str, other: str) -> None:
    """Do it if it is possible."""
    done: dict[str, Callable[[], object]] = {
        "note": lambda: desk.notes(one, "a note"),
        "acknowledged": lambda: desk.acknowledges(one),
        "updated": lambda: desk.updates(one),
        "pause": lambda: desk.pauses(one),
        "resume": lambda: desk.resumes(one),
        "extend": lambda: desk.extends(one, "complaint-notify", 2),
        "close": lambda: desk.closes(one),
        "reopen": lambda: desk.reopens(one),
        "link": lambda: desk.links(one, "same-incident", other),
        "merge": lambda: desk.merges(one, other),
        "unmerge": lambda: desk.unmerges(one),
    }
    try:
        done[what]()
    except (DeskError, ValueError):
        return


@settings(max_examples=8, deadline=None)
@given(before=WORK, since=WORK)
def test_whatever_was_done_a_merge_taken_back_leaves_the_record_as_it_was(
    before: list[tuple[str, int, int]], since: list[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        cases = [desk.logs(complaint()) for _ in range(3)]
        for minute, (what, one, other) in enumerate(before):
            works(desk.at(f"Tue 13 Jan 2026 10:{minute:02}"), what, cases[one], cases[other])
        for each in cases:
            works(desk, "unmerge", each, "")
        if desk.case(cases[1]).status == "open":
            works(desk, "reopen", cases[0], "")
        was = contents(desk.store)
        desk.at("Wed 14 Jan 2026 10:00").merges(cases[1], cases[0])
        merged = contents(desk.store)
        desk.unmerges(cases[1])
        assert without_telling(was, contents(desk.store)) == without_telling(was, was)
        desk.merges(cases[1], cases[0])
        assert without_telling(was, contents(desk.store)) == without_telling(was, merged)
        for minute, (what, one, other) in enumerate(since):
            works(desk.at(f"Thu 15 Jan 2026 10:{minute:02}"), what, cases[one], cases[other])
        assert_closed_cases_promise_nothing(desk)
        desk.store.close()


def assert_closed_cases_promise_nothing(desk: Desk) -> None:
    """No clock runs and nothing is due on a closed case, and a merged one is closed."""
    for row in desk.rows("status:any"):
        case = desk.case(row.reference)
        assert case.status == "closed" or case.merged_into is None
        assert case.status == "open" or (case.running, row.due_at) == ((), None)


def knows(desk: Desk, person_id: int, **typed: str) -> None:
    """Keep details of somebody, a field's hyphens typed as underscores."""
    details = {name.replace("_", "-"): text for name, text in typed.items()}
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_person(writing, ChangePerson(person_id, desk.person(person_id).version, details))


def found(desk: Desk, **asked: str) -> list[int]:
    with desk.store.reading() as connection:
        return [it.person_id for it in likely_people(connection, Asked(**asked))]


@pytest.fixture
def ada(desk: Desk) -> tuple[int, int]:
    """The same person recorded twice: the second time under a former name, with another number and two cases."""
    desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    desk.logs(complaint(name="Llewellyn, Llŷr", phone="020 7946 0018", email="llyr@example.org", force_reference="CO/1234/26"))
    second = desk.case("C26-000001").person_id
    desk.logs(enquiry(name="Llewellyn, Llŷr", phone="020 7946 0018", person_id=second))
    return desk.case("E26-000001").person_id or 0, second or 0


def test_a_merged_records_cases_and_what_finds_it_become_those_of_the_kept_one(desk: Desk, ada: tuple[int, int]) -> None:
    kept, merged = ada
    with desk.store.reading() as connection:
        assert merged not in [it.person_id for it in people_like(connection, kept)]
    assert desk.merges_people(merged, kept) == "Llewellyn, Llŷr is merged into Okafor, Ada: 2 cases went over."
    case = desk.case("C26-000001")
    assert (case.person_id, case.person, case.phone) == (kept, "Okafor, Ada", "07700 900123")
    assert [(it.id, it.name, it.phone) for it in case.also_known] == [(merged, "Llewellyn, Llŷr", "020 7946 0018")]
    assert (desk.person(merged).merged_into, desk.case("E26-000001").also_count) == (kept, 2)
    for asked in (
        {"name": "Llyr Llewellyn"},
        {"phone": "02079460018"},
        {"email": "llyr@example.org"},
        {"name": "Ada Okafor"},
        {"reference": "CO/1234/26"},
        {"reference": case.reference},
    ):
        assert found(desk, **asked) == [kept], asked
    every = {desk.case(it).reference for it in ("E26-000001", "C26-000001", "E26-000002")}
    for typed in ("llewellyn", "okafor", "02079460018", "llyr@example.org"):
        assert set(desk.queue(typed)) == every, typed
    with desk.store.reading() as connection:
        again = contact("enquiry", name="Llyr Llewellyn", phone="020 7946 0018")
        assert known_alike(connection, [again], last_person(connection)) == [True]
    later = desk.logs(enquiry(name="Llewellyn, Llŷr", person_id=merged))
    assert (desk.case(later).person_id, desk.queue("07700900123 " + later)) == (kept, [later])


def test_what_is_known_of_a_merged_record_is_changed_with_the_one_that_is_kept(desk: Desk, ada: tuple[int, int]) -> None:
    kept, merged = ada
    third = desk.case(desk.logs(enquiry(name="Ada Eze"))).person_id or 0
    desk.merges_people(third, merged)
    desk.merges_people(merged, kept)
    before = contents(desk.store)
    for number, name in ((merged, "Llewellyn, Llŷr"), (third, "Ada Eze")):
        with pytest.raises(NotPossible, match=rf"^The record of {name} was merged into that of Okafor, Ada\. Nothing was saved"):
            knows(desk, number, adjustments="large print")
    assert contents(desk.store) == before
    knows(desk, kept, adjustments="large print")
    desk.unmerges_people(merged)
    knows(desk, merged, adjustments="more time")
    assert [desk.person(it).details["adjustments"] for it in (kept, merged)] == ["large print", "more time"]


def test_taken_back_each_record_has_its_own_again_and_the_kept_one_what_came_since(desk: Desk, ada: tuple[int, int]) -> None:
    kept, merged = ada
    desk.merges_people(merged, kept)
    since = desk.logs(enquiry(name="Okafor, Ada", person_id=kept))
    said = desk.unmerges_people(merged)
    assert said == "Llewellyn, Llŷr has a record of their own again, with 2 cases."
    assert [desk.case(it).person_id for it in ("E26-000001", "C26-000001", "E26-000002", since)] == [kept, merged, merged, kept]
    assert found(desk, phone="02079460018") == [merged]
    assert found(desk, name="Ada Okafor") == [kept]
    assert desk.queue("llewellyn okafor") == []
    with pytest.raises(NotPossible, match="is not merged into another"):
        desk.unmerges_people(merged)


def test_no_adjustment_and_no_contact_plan_is_lost(desk: Desk, ada: tuple[int, int]) -> None:
    kept, merged = ada
    knows(desk, kept, adjustments="lp", contact_plan="calls on Tuesdays only", language="English", address="1 Low Street")
    knows(desk, merged, adjustments="time, sits near the door", contact_plan=HOSTILE, language="Welsh", interpreter="BSL")
    own, theirs = desk.person(kept), desk.person(merged)
    with desk.store.reading() as connection:
        preview = people_merge(connection, merged, kept)
    assert (preview.cases, preview.details.differing) == (2, ("language",))
    said = desk.merges_people(merged, kept)
    assert said.endswith("Given: adjustments, contact plan, interpreter. Told otherwise, and left as it is kept: language.")
    after = desk.person(kept)
    assert after.details == {
        "adjustments": "large print, more time, sits near the door",
        "contact-plan": f"calls on Tuesdays only\n---\n{HOSTILE}",
        "language": own.details["language"],
        "address": "1 Low Street",
        "interpreter": theirs.details["interpreter"],
    }
    assert {it.name for it in after.former[:3]} == {"adjustments", "contact-plan", "interpreter"}
    assert desk.person(merged).typed == theirs.typed
    knows(desk, kept, adjustments="large print, more time, sits near the door, by letter")
    assert desk.unmerges_people(merged).endswith("Changed since, so left with Okafor, Ada: adjustments.")
    back = desk.person(kept)
    assert {name: text for name, text in back.typed.items() if name != "adjustments"} == {
        name: text for name, text in own.typed.items() if name != "adjustments"
    }
    assert "by letter" in back.details["adjustments"]


def test_records_are_merged_one_by_one_and_taken_back_the_other_way_round(desk: Desk, ada: tuple[int, int]) -> None:
    first, second = ada
    third = desk.case(desk.logs(enquiry(name="Ada Eze"))).person_id or 0
    with pytest.raises(NotPossible, match=r"^That is one record already\."):
        desk.merges_people(first, first)
    desk.merges_people(third, second)
    desk.merges_people(second, first)
    assert found(desk, name="Ada Eze")[0] == first
    assert [it.id for it in desk.person(first).also_known] == [second, third]
    with pytest.raises(NotPossible, match=r"^The record of Llewellyn, Llŷr was merged into that of Okafor, Ada already\."):
        desk.merges_people(second, first)
    with pytest.raises(NotPossible, match=r"was merged into that of Okafor, Ada since\. Take that back first\.$"):
        desk.unmerges_people(third)
    with pytest.raises(NotAllowed):
        desk.as_("agent").unmerges_people(second)
    event = detail(desk, "people merged")
    reverses(desk, undo_people_merge, event)
    with pytest.raises(NotPossible, match="was taken back already"):
        reverses(desk, undo_people_merge, event)
    reverses(desk, redo_people_merge, event)
    with pytest.raises(NotPossible, match="already"):
        reverses(desk, redo_people_merge, event)
    desk.unmerges_people(second)
    desk.unmerges_people(third)
    assert found(desk, name="Ada Eze")[0] == third


DETAILS = st.dictionaries(
    st.sampled_from(["adjustments", "contact-plan", "language", "address", "interpreter", "times"]),
    st.sampled_from(["large print", "Welsh", "more time", "a line\nand another", "x"]),
    max_size=4,
)


@settings(max_examples=6, deadline=None)
@given(own=DETAILS, theirs=DETAILS, merged_first=st.booleans())
def test_a_merge_of_records_taken_back_leaves_the_record_as_it_was(
    own: dict[str, str], theirs: dict[str, str], merged_first: bool
) -> None:
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        ids = []
        for name, typed in (("Okafor, Ada", own), ("A. Okafor", theirs), ("Eze, Ada", {})):
            ids.append(desk.case(desk.logs(enquiry(name=name, phone="07700 900123"))).person_id or 0)
            knows(desk, ids[-1], **typed)
        if merged_first:
            desk.merges_people(ids[2], ids[1])
        was, words = contents(desk.store), searchable(desk)
        desk.merges_people(ids[1], ids[0])
        merged = contents(desk.store)
        desk.unmerges_people(ids[1])
        assert without_telling(was, contents(desk.store)) == without_telling(was, was)
        assert searchable(desk) == words
        desk.merges_people(ids[1], ids[0])
        assert without_telling(was, contents(desk.store)) == without_telling(was, merged)
        desk.store.close()


def searchable(desk: Desk) -> list[tuple[str, list[str]]]:
    """What the queue finds by each of some words."""
    return [(typed, desk.queue(typed)) for typed in ("okafor", "eze", "07700900123", "ada")]


def test_a_call_back_that_was_promised_is_not_lost_in_a_merge(desk: Desk, twice: tuple[str, str]) -> None:
    first, second = twice
    desk.promises(second)
    with pytest.raises(NotPossible, match=f"A call-back is promised on {second}, which merging would lose"):
        desk.merges(second, first)
    assert desk.case(second).call_back is not None
    desk.calls_back(second)
    desk.merges(second, first)
