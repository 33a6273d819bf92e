"""Why a case is no longer in a list, in one sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casework.filter_grammar import read_filter
from db.queries.where_it_went import where_it_went
from tests.desk import Desk, complaint, enquiry, review


def went(desk: Desk, reference: str, typed: str = "") -> str:
    """Where a case went that is not in the list that was typed so, less its reference."""
    wanted = read_filter(typed, desk.time.today(), desk.calendar)
    assert not wanted.problems
    assert reference not in desk.queue(typed)
    with desk.store.reading() as connection:
        said = where_it_went(connection, desk.case(reference).id, wanted, desk.now, desk.staff.id)
    assert said.startswith(f"{reference} ")
    return said.removeprefix(f"{reference} ")


STORIES: dict[str, tuple[str, Callable[[Desk, Desk, str], object], str]] = {
    # what happens: (the list, what priya does to the case, what is said to the desk)
    "closed": ("", lambda _, priya, it: priya.closes(it, "withdrawn"), "was closed by Priya Jones: withdrawn."),
    "closed by me": ("", lambda desk, _, it: desk.closes(it, "withdrawn"), "was closed by you: withdrawn."),
    "closing undone": (
        "status:closed",
        lambda _, priya, it: (priya.closes(it), priya.undoes()),
        "was opened again by Priya Jones.",
    ),
    "taken": ("owner:none", lambda _, priya, it: priya.gives(it, priya.staff), "was taken by Priya Jones."),
    "given": ("owner:none", lambda desk, priya, it: desk.gives(it, priya.staff), "was given to Priya Jones by you."),
    "handed back": (
        "owner:me",
        lambda desk, priya, it: (desk.gives(it, desk.staff), priya.gives(it, None)),
        "was put back in the queue by Priya Jones.",
    ),
    "giving undone": (
        "owner:me",
        lambda desk, priya, it: (priya.gives(it, priya.staff), priya.gives(it, desk.staff), priya.undoes()),
        "was given back to Priya Jones by Priya Jones.",
    ),
    "paused": (
        "due:week",
        lambda _, priya, it: priya.pauses(it),
        "waits for the force or body since 10:00, and is due Thu 5 Feb beside that.",
    ),
    "paused alone": ("!is:waiting", lambda _, priya, it: priya.pauses(it), "waits for the force or body since 10:00."),
    "resumed": (
        "is:paused",
        lambda _, priya, it: [act(it) for act in (priya.pauses, priya.resumes)],
        "waits no longer: it was resumed by Priya Jones.",
    ),
    "priority": ("is:urgent", lambda _, priya, it: priya.prioritises(it, "high"), "has high priority now, as Priya Jones said."),
    "tag taken off": (
        "tag:welsh",
        lambda _, priya, it: (priya.tags(it, "welsh"), priya.tags(it, "-welsh")),
        "is no longer tagged welsh since Priya Jones changed that.",
    ),
    "tagged": (
        "!tag:welsh",
        lambda _, priya, it: priya.tags(it, "welsh"),
        "is tagged welsh since Priya Jones changed that.",
    ),
    "words": (
        "!form",
        lambda _, priya, it: priya.changes(it, subject="a form"),
        "no longer matches the words: what it says was changed by Priya Jones.",
    ),
    "clock stopped": (
        "standard:review-acknowledge",
        lambda _, priya, it: priya.acknowledges(it),
        "has no such clock running any more: acknowledged by Priya Jones.",
    ),
    "acknowledged": (
        "due:week",
        lambda _, priya, it: priya.acknowledges(it),
        "is due Thu 5 Feb now, so it is no longer due this week: acknowledged by Priya Jones.",
    ),
    "undone": (
        "due:none",
        lambda _, priya, it: (priya.acknowledges(it), priya.undoes()),
        "is due Thu 15 Jan now, so it is no longer without a deadline: a step undone by Priya Jones.",
    ),
    "two reasons": (
        "owner:me due:week",
        lambda desk, priya, it: (desk.gives(it, desk.staff), desk.acknowledges(it), priya.gives(it, priya.staff)),
        "was taken by Priya Jones.",
    ),
    "kind": ("kind:enquiry", lambda *_: None, "no longer matches kind:enquiry: it was changed"),
    "received": (
        "received:<=2026-01-08 received:2026-01-08",
        lambda _, priya, it: priya.was_received(it, "Fri 9 Jan 2026 10:00"),
        "no longer matches received:..2026-01-08: it was changed by Priya Jones.",
    ),
    "touch": ("silent:28", lambda _, priya, it: priya.adds_contact(it, "rang"), "was in touch again: Priya Jones recorded it."),
}


@pytest.mark.parametrize("story", STORIES)
def test_it_says_what_took_the_case_out_of_the_list(desk: Desk, story: str) -> None:
    typed, happens, said = STORIES[story]
    reference = desk.logs(review("Thu 8 Jan 2026 10:00", subject="custody"))
    happens(desk, desk.as_("supervisor", "priya"), reference)
    assert went(desk, reference, typed).startswith(said), went(desk, reference, typed)


def test_time_alone_takes_a_case_out_of_a_list(desk: Desk) -> None:
    reference = desk.logs(complaint())
    due = desk.case(reference).clocks[0].due_at
    desk.time.set(due.replace(hour=10))
    assert reference in desk.queue("due:today")
    desk.at("Fri 16 Jan 2026 10:00")
    assert went(desk, reference, "due:today") == "is overdue since Thu 15 Jan now, so it is no longer due today."


def test_a_case_whose_every_clock_waits_says_since_when(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.pauses(reference, "person", "Ada")
    desk.at("Tue 13 Jan 2026 09:00")
    assert went(desk, reference, "!due:none") == "waits for the person since Mon 12 Jan."
    desk.resumes(reference)
    assert went(desk, reference, "due:none is:paused").startswith("is due Tue 27 Jan now, so it is no longer without a deadline")


def test_a_merged_case_names_the_one_it_is_in(desk: Desk) -> None:
    first, second = desk.logs(enquiry()), desk.logs(enquiry())
    desk.as_("supervisor", "priya").merges(second, first)
    assert went(desk, second) == f"was merged into {first} by Priya Jones."
    with desk.store.reading() as connection:
        gone = where_it_went(connection, 99_999, replace(read_filter("", desk.time.today(), desk.calendar)), desk.now, None)
    assert gone == "That case is no longer in the record."
