"""Views that staff keep: their own and shared, checked before they are kept, told of without their words."""

import pytest
from sqlalchemy import select

from casework.permissions import NotAllowed
from casework.queue_columns import Order
from casework.views import views
from db.actions.saved_views import ChangeView, RemoveView, SaveView, change_view, remove_view, save_view
from db.errors import BadValue, NotPossible
from db.queries.saved_views import NoSuchView, SavedOrBuiltIn, all_views, view_named
from db.tables.plain import AUDIT
from tests.desk import Desk, enquiry


def saves(desk: Desk, name: str, typed: str = "kind:review", sort: str = "", *, shared: bool = False) -> int:
    """Keep a view; gives its row."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        return save_view(writing, SaveView(name, typed, sort, shared))


def changes(desk: Desk, view: SavedOrBuiltIn, to: SaveView) -> None:
    """Change a view as it was read."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_view(writing, ChangeView(view.id or 0, view.version, to))


def removes(desk: Desk, view: SavedOrBuiltIn) -> str:
    """Remove a view as it was read; gives what is said of it."""
    with desk.store.writing(desk.staff, desk.now) as writing:
        return remove_view(writing, RemoveView(view.id or 0, view.version))


def seen_by(desk: Desk) -> list[tuple[str, str]]:
    """Whose and by what name the saved views are that the member sees."""
    with desk.store.reading() as connection:
        return [(view.whose, view.name) for view in all_views(connection, desk.staff.id) if view.id is not None]


def called(desk: Desk, name: str) -> SavedOrBuiltIn:
    """The view of this name."""
    with desk.store.reading() as connection:
        return view_named(connection, desk.staff.id, name)


def test_own_views_are_ones_own_and_shared_ones_everybodys(desk: Desk) -> None:
    lead, agent = desk.as_("team-lead", "lena"), desk.as_("agent", "priya")
    saves(agent, "Żeta", "owner:me", "-received")
    saves(agent, "  early   birds ", "due:today")
    saves(lead, "Early birds", "due:soon", shared=True)
    assert seen_by(agent) == [("mine", "early birds"), ("mine", "Żeta"), ("shared", "Early birds")]
    assert seen_by(lead) == [("shared", "Early birds")]
    with desk.store.reading() as connection:
        built_in = all_views(connection, agent.staff.id)[: len(views())]
    assert [(view.name, view.filter, view.id) for view in built_in] == [(view.title, view.filter, None) for view in views()]
    assert (called(agent, "EARLY BIRDS").filter, called(lead, "early birds").filter) == ("due:today", "due:soon")
    assert called(agent, "zeta").order == Order("received", backwards=True)
    assert called(agent, "due TODAY").filter == "due:today"
    with pytest.raises(NoSuchView, match=r"no view called 'nothing'. There are: 'All open', .*, 'early birds', 'Żeta'\."):
        called(agent, "nothing")


REFUSED = (
    ("name", SaveView("  ", "kind:review"), "Type a name"),
    ("name", SaveView("x" * 41, "kind:review"), "at most 40"),
    ("name", SaveView("nul \x00 here", "kind:review"), "NUL"),
    ("name", SaveView("due TODAY", "due:today"), "always there"),
    ("name", SaveView("my réviews", "owner:me"), "'My reviews' of yours already"),
    ("filter", SaveView("Other", "colour:red"), "'colour:' is not a filter"),
    ("filter", SaveView("Other", "owner:nobodyatall"), "Nobody on the staff list"),
    ("filter", SaveView("Other", "x" * 501), "at most 500"),
    ("sort", SaveView("Other", "kind:review", "colour"), "can't be sorted by 'colour'"),
)


def test_a_view_that_cannot_be_kept_is_refused_by_field(desk: Desk) -> None:
    saves(desk, "My reviews")
    for field, view, said in REFUSED:
        with pytest.raises(BadValue, match=said) as refused, desk.store.writing(desk.staff, desk.now) as writing:
            save_view(writing, view)
        assert refused.value.name == field
    assert seen_by(desk) == [("mine", "My reviews")]


def test_shared_views_are_for_team_leads_to_keep(desk: Desk) -> None:
    lead, agent = desk.as_("team-lead", "lena"), desk.as_("agent", "priya")
    with pytest.raises(NotAllowed, match=r"share views with everybody\. Ask a team lead"):
        saves(agent, "For all", shared=True)
    saves(lead, "For all", shared=True)
    saves(agent, "Mine alone")
    shared, own = called(agent, "For all"), called(agent, "Mine alone")
    for refused in (lambda: removes(agent, shared), lambda: changes(agent, shared, SaveView("Mine now", "kind:review"))):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(NotAllowed):
        changes(agent, own, SaveView("Mine alone", "kind:review", shared=True))
    with pytest.raises(NotPossible, match="no longer there"):
        removes(lead, own)
    changes(lead, shared, SaveView("Mine now", "kind:review"))
    assert (seen_by(agent), seen_by(lead)) == ([("mine", "Mine alone")], [("mine", "Mine now")])


def test_a_view_is_changed_and_removed_as_it_was_read_and_its_words_are_in_no_event(desk: Desk) -> None:
    saves(desk, "Okafor", "okafor kind:review")
    before = called(desk, "Okafor")
    changes(desk, before, SaveView("Okafor", "okafor due:today", "-received"))
    with pytest.raises(NotPossible, match="changed by somebody else"):
        changes(desk, before, SaveView("Other", ""))
    with pytest.raises(NotPossible, match="changed by somebody else"):
        removes(desk, before)
    assert removes(desk, called(desk, "Okafor")) == "'Okafor' is removed. It showed: okafor due:today, sorted by -received"
    with pytest.raises(NotPossible, match="no longer there"):
        removes(desk, before)
    assert seen_by(desk) == []
    with desk.store.reading() as connection:
        told = connection.execute(select(AUDIT.c.action, AUDIT.c.detail).where(AUDIT.c.action.startswith("view "))).all()
    assert [row.action for row in told] == ["view saved", "view changed", "view removed"]
    assert not any("okafor" in row.detail.lower() for row in told)


def test_undo_says_that_a_view_stays_and_goes_on_to_the_change_before(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    desk.notes(reference, "left word")
    saves(desk, "Mine alone")
    assert "Nothing was undone: last you saved a view." in desk.undoes().stays
    assert desk.undoes().change.words == f"{reference} note added"
