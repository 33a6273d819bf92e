"""The names in the record that a filter may be typed with."""

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


def test_a_record_without_tags_has_none(desk: Desk) -> None:
    with desk.store.reading() as connection:
        assert filter_names(connection).tags == ()
