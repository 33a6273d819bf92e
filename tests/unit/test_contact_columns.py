"""Which columns of a file say what of a contact: said, kept from last time, or guessed by their headings."""

import pytest

from casework.facts import facts
from casework.foreign.contact_columns import (
    ContactColumns,
    SaidColumns,
    contact_columns,
    fields_there_are,
    headings_of,
    what_is_missing,
)
from casework.foreign.errors import UnknownColumn
from casework.search_words import folded

SAID = {"kind": "complaint", "subject": "web form", "received": "now"}


def told(columns: ContactColumns) -> dict[str, tuple[str, ...]]:
    return {name: tuple(columns.names[place] for place in places) for name, places in columns.fields.items()}


def guessed(*header: str, said: SaidColumns | None = None) -> ContactColumns:
    return contact_columns(header, said or SaidColumns(), None)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Caller", "name"),
        ("Full Name", "name"),
        ("2. What is your name?", "name"),
        ("YOUR E-MAIL ADDRESS *", "email"),
        ("Tel.", "phone"),
        ("mobile", "phone"),
        ("From", "name"),
        ("Date received", "received"),
        ("Police force", "force"),
        ("Force's reference", "force-reference"),
        ("Crime Reference Number", "force-reference"),
        ("Message", "note"),
        ("When did it happen?", "incident"),
        ("Outcome wanted", "wants"),
    ],
)
def test_a_heading_tells_its_field(heading: str, name: str) -> None:
    assert told(guessed("Ward", heading)) == {name: (heading,)}


def test_each_heading_that_is_known_is_of_one_field_and_written_folded() -> None:
    known = [heading for headings in facts("contact_headings")["headings"].values() for heading in headings]
    known += [heading for part in facts("contact_headings")["parts"]["name"] for heading in part]
    known += [*facts("contact_headings")["times"]["received"], *facts("contact_headings")["monitoring"]["headings"]]
    assert len(known) == len(set(known)), {heading for heading in known if known.count(heading) > 1}
    assert [heading for heading in known if heading != folded(heading)] == []
    assert set(facts("contact_headings")["headings"]) <= set(fields_there_are())


def test_a_name_in_two_columns_is_put_together_and_a_whole_one_counts_first() -> None:
    assert told(guessed("Surname", "First name")) == {"name": ("First name", "Surname")}
    assert told(guessed("Surname", "Full name")) == {"name": ("Full name",)}
    assert told(guessed("Time", "Date")) == {"received": ("Date", "Time")}
    assert told(guessed("Time")) == {}
    assert told(guessed("Mobile", "Telephone")) == {"phone": ("Telephone", "Mobile")}


def test_what_is_said_counts_before_what_is_guessed() -> None:
    said = SaidColumns([("name", "agent name"), ("note", "Caller"), ("note", "Ref")], {"phone": "none"}, ["Email"])
    columns = guessed("Caller", "Agent name", "Tel", "Email", "Ref", said=said)
    assert told(columns) == {"name": ("Agent name",), "note": ("Caller", "Ref")}
    assert columns.fixed == {"phone": "none"}
    assert (columns.loose, columns.left_out) == ((2,), frozenset({3}))


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (SaidColumns([("name", "Nmae")]), "no column Nmae for --map name; its columns are: A, A, B, column 4"),
        (SaidColumns([("name", "a")]), "2 columns named a; --map name must name one that is alone"),
        (SaidColumns(left_out=["x"]), "no column x for --leave-out"),
        (SaidColumns([("name", "B")], {}, ["b"]), "B is both mapped and left out"),
    ],
)
def test_a_column_that_is_not_there_is_named(said: SaidColumns, says: str) -> None:
    with pytest.raises(UnknownColumn, match=says):
        guessed("A", "A", "B", "", said=said)
    assert told(guessed("A", "", said=SaidColumns([("name", "column 2")]))) == {"name": ("column 2",)}


def test_what_is_kept_serves_the_same_headings_in_another_order_and_form() -> None:
    said = SaidColumns([("name", "Who"), ("note", "x")], SAID | {"channel": "web"}, ["Id"])
    first = guessed("Id", "Who", "x", "X", "Tel", said=said)
    again = contact_columns(["tel", "WHO?", "id", "x", "x"], SaidColumns(), first.to_keep())
    assert (
        headings_of(["tel", "WHO?", "id", "x", "x"]).heading_set
        == first.heading_set
        != guessed("Id", "Who", "x", "Tel").heading_set
    )
    assert again.fields == {"phone": (0,), "name": (1,), "note": (3,)}
    assert again.fixed == {"kind": "complaint", "subject": "web form", "channel": "web"}
    assert (again.loose, again.left_out) == ((4,), frozenset({2}))
    assert "when each arrived" in str(what_is_missing(again))
    other = contact_columns(["tel", "who", "id", "x", "x"], SaidColumns([("channel", "id")], {"name": "?"}), first.to_keep())
    assert other.fields == {"phone": (0,), "note": (3,), "channel": (2,)}
    assert (other.fixed["name"], "channel" in other.fixed, other.loose) == ("?", False, (1, 4))


def test_a_rejects_file_has_the_headings_of_the_file_it_came_from() -> None:
    own = headings_of(["reject_reason", "'=A", "B", "reject_line"])
    assert (own.names, own.kept, own.reason) == (("=A", "B"), (1, 2), 0)
    assert own.heading_set == headings_of(["=A", "B"]).heading_set


def test_what_has_no_column_must_be_said_and_monitoring_answers_are_asked_about() -> None:
    missing = str(what_is_missing(guessed("Name", "Ethnic group")))
    for words in ("what kind of contact", "what each is about", "when each arrived", "--leave-out 'Ethnic group'"):
        assert words in missing
    assert what_is_missing(guessed("Name", "Ethnic group", said=SaidColumns([], SAID, ["ethnic group"]))) is None
    assert what_is_missing(guessed("Name", "Ethnic group", said=SaidColumns([("note", "ethnic group")], SAID))) is None
