"""Linking cases, on both databases: seen from both sides, never twice, and taken back without losing that it was."""

from collections.abc import Callable
from typing import Any

import pytest

from casework.permissions import NotAllowed
from casework.timeline_words import happened
from db.actions.links import LinkCases, link_cases, redo_link, undo_link
from db.errors import BadValue, CaseNotFound, NotPossible
from db.queries.links import MOST_ALSO, duplicates_maybe
from db.store import Writing
from tests.db.record import audited, contents
from tests.desk import Desk, complaint, enquiry


def told(desk: Desk, reference: str) -> list[str]:
    """What a timeline says happened of links, the newest first."""
    return [
        happened(it.kind, it.channel, it.step) for it in desk.case(reference).timeline if it.kind in ("linked", "link removed")
    ]


def offered(desk: Desk, reference: str) -> list[str]:
    with desk.store.reading() as connection:
        return [it.reference for it in duplicates_maybe(connection, desk.case(reference).id)]


def test_a_link_is_seen_and_told_from_both_sides_until_it_is_taken_back(desk: Desk) -> None:
    first = desk.logs(complaint(name="Okafor, Ada", subject="Stopped in [/] the High Street"))
    second = desk.logs(enquiry(name="Evans, Dai"))
    assert desk.links(first, "same-incident", second) == f"{first} is linked: same incident as {second}."
    assert desk.links(second, "duplicate-of", first) == f"{second} is linked: duplicate of {first}."
    case, other = desk.case(first), desk.case(second)
    assert [it.words for it in case.links] == [f"same incident as {second}", f"has the duplicate {second}"]
    assert [it.words for it in other.links] == [f"same incident as {first}", f"duplicate of {first}"]
    link = other.links[0]
    assert (link.case_id, link.case_kind, link.subject, link.status, link.person) == (
        case.id,
        "complaint",
        "Stopped in [/] the High Street",
        "open",
        "Okafor, Ada",
    )
    assert link.next_due_at == min(clock.due_at for clock in case.running)
    assert told(desk, first) == [f"linked: has the duplicate {second}", f"linked: same incident as {second}"]
    assert desk.unlinks(link.link_id) == f"Link taken back: {first} same incident as {second}."
    assert [it.kind for it in desk.case(first).links] == ["has-duplicate"]
    assert told(desk, second)[0] == f"link taken back: same incident as {first}"
    with pytest.raises(NotPossible, match=r"^That link was taken back already\.$"):
        desk.unlinks(link.link_id)
    desk.links(second, "same-incident", first)
    assert [it.kind for it in desk.case(second).links] == ["duplicate-of", "same-incident"]
    assert audited(desk)[-4:] == ["cases linked", "cases linked", "link removed", "cases linked"]


def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(desk: Desk) -> None:
    first, second = desk.logs(enquiry(name="Okafor, Ada")), desk.logs(enquiry(name="Evans, Dai"))
    third = desk.logs(enquiry(name="Okafor, Ada", person_id=desk.case(first).person_id))
    merged = desk.logs(enquiry(name="Evans, Dai"))
    desk.merges(merged, second)
    desk.links(first, "same-incident", second)
    desk.links(second, "duplicate-of", first)
    before = contents(desk.store)
    for attempt, words in (
        ((first, "same-incident", first), f"{first} can't be linked to itself. Name another case."),
        ((first, "same-incident", second), f"{first} is linked as same incident as {second} already."),
        ((second, "same-incident", first), f"{first} is linked as same incident as {second} already."),
        ((first, "duplicate-of", second), f"{second} is linked as duplicate of {first} already."),
        ((first, "same-incident", merged), f"{merged} was merged into {second}. Link {second} in its place."),
        ((merged, "same-incident", first), f"{merged} was merged into {second}. Link {second} in its place."),
        ((first, "same-person", third), f"{first} and {third} are of the same person in the record, so no link is needed."),
    ):
        with pytest.raises(NotPossible) as refused:
            desk.links(*attempt)
        assert str(refused.value) == words
    with pytest.raises(BadValue, match="same-incident, duplicate-of, same-person"):
        desk.links(first, "cousin-of", second)
    with pytest.raises(CaseNotFound), desk.store.writing(desk.staff, desk.now) as writing:
        link_cases(writing, LinkCases(desk.case(first).id, 999, "same-incident"))
    assert contents(desk.store) == before


def test_a_link_is_undone_and_redone_from_its_audit_event(desk: Desk) -> None:
    first, second = desk.logs(enquiry()), desk.logs(enquiry())
    desk.links(first, "same-incident", second)
    case, link = desk.case(first), desk.case(first).links[0]
    detail: dict[str, object] = {"link": link.link_id, "other": link.case_id, "kind": "same-incident"}

    def does(action: Callable[[Writing, int | None, dict[str, object]], str]) -> str:
        with desk.store.writing(desk.staff, desk.now) as writing:
            return action(writing, case.id, detail)

    assert does(undo_link).startswith("Link taken back")
    assert desk.case(second).links == ()
    with pytest.raises(NotPossible, match="taken back already"):
        does(undo_link)
    assert does(redo_link) == f"{first} is linked: same incident as {second}."
    assert [it.case_id for it in desk.case(second).links] == [case.id]


def test_a_case_names_the_other_cases_of_its_person(desk: Desk) -> None:
    first = desk.logs(enquiry(name="Okafor, Ada", phone="07700 900123"))
    ada = desk.case(first).person_id
    others = [desk.logs(enquiry(name="Okafor, Ada", person_id=ada)) for _ in range(MOST_ALSO + 2)]
    case = desk.case(first)
    assert ([it.reference for it in case.also], case.also_count) == (others[:1:-1], MOST_ALSO + 2)
    nobody = desk.case(desk.logs(enquiry(name="")))
    assert (nobody.also, nobody.also_count) == ((), 0)


def test_likely_duplicates_are_of_the_person_kind_and_time_and_about_the_same(desk: Desk) -> None:
    subject = "Stopped and searched in the High Street"
    first = desk.logs(complaint(name="Okafor, Ada", subject=subject, force="gwent"))
    known: dict[str, Any] = {"name": "Okafor, Ada", "person_id": desk.case(first).person_id}
    alike = desk.logs(complaint(subject="searched on the High Street by two officers", **known))
    same_force = desk.logs(complaint(subject="Rude on the telephone", force="gwent", **known))
    desk.logs(complaint(subject="Rude on the telephone", force="kent", **known))
    desk.logs(complaint(subject="Rude on the telephone", **known))
    desk.logs(enquiry(subject=subject, **known))
    desk.logs(complaint(subject=subject, name="Okafor, Ada"))
    earlier = desk.logs(complaint(received="Wed 12 Nov 2025 10:00", subject=subject, **known))
    merged = desk.logs(complaint(subject=subject, **known))
    assert offered(desk, first) == [merged, alike, same_force]
    desk.merges(merged, first)
    assert offered(desk, first) == [alike, same_force]
    desk.was_received(earlier, "Thu 13 Nov 2025 10:00")
    assert offered(desk, first) == [alike, earlier, same_force]
    assert offered(desk, desk.logs(enquiry(name=""))) == []


def test_an_agent_links_and_may_not_merge(desk: Desk) -> None:
    first, second = desk.logs(enquiry()), desk.logs(enquiry())
    agent = desk.as_("agent")
    agent.links(first, "same-incident", second)
    with pytest.raises(NotAllowed, match=r"^Your role does not allow you to merge cases\. Ask a team lead\.$"):
        agent.merges(second, first)
