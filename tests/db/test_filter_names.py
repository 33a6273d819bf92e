"""The names in the record that a filter may be typed with."""

from casework.kinds import kinds
from casework.late_reasons import OWN_WORDS, Late
from casework.outcomes import outcomes
from db.actions.imported_rows import CLOSED_ELSEWHERE
from db.actions.late_reasons import change_late_reasons
from db.queries.filter_names import filter_names
from tests.desk import Desk, enquiry


def test_names_stand_in_order_each_once(desk: Desk) -> None:
    desk.as_("agent", "zed"), desk.as_("agent", "Émile"), desk.as_("agent", "ada")
    for name in ("Reviews", "élan desk", "Front desk"):
        desk.makes_team(name)
    cases = [desk.logs(enquiry()) for _ in range(3)]
    for reference in cases:
        desk.tags(reference, "welsh court-date")
    desk.tags(cases[0], "-welsh zoo")
    with desk.store.reading() as connection:
        known = filter_names(connection)
    assert [member.login for member in known.staff] == ["ada", "adaeze", "Émile", "zed"]
    assert known.teams == ("élan desk", "Front desk", "Reviews")
    assert known.tags == ("court-date", "welsh", "zoo")
    assert dict(known.standards)["callback"]
    assert len(dict(known.standards)) == len(known.standards)


def test_a_reason_that_was_given_is_known_though_the_office_took_it_off_its_list(desk: Desk) -> None:
    late = desk.logs(enquiry(received="Mon 1 Dec 2025 10:00"))
    desk.closes(late, "answered", late=Late("overlooked"))
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_late_reasons(writing, ["flood"])
    with desk.store.reading() as connection:
        assert filter_names(connection).reasons == ("flood", OWN_WORDS, "overlooked")
    assert desk.queue("late:overlooked") == [late]


def test_every_way_a_case_is_closed_by_the_desk_itself_is_an_outcome_to_filter_by() -> None:
    assert CLOSED_ELSEWHERE in outcomes()
    assert set().union(*(kind.outcomes for kind in kinds().values())) < set(outcomes())


def test_a_record_without_tags_has_none(desk: Desk) -> None:
    with desk.store.reading() as connection:
        assert filter_names(connection).tags == ()
