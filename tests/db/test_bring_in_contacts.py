"""Contacts of a file in the record: logged as any contact is, once each, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from casework.contact import Contact
from casework.foreign.contact_columns import KeptColumns
from casework.foreign.contact_rows import ContactRow
from casework.foreign.contact_tally import ContactTally
from casework.permissions import NotAllowed
from db.actions.bring_in_contacts import BringInContacts, RowRefused, bring_in_contacts
from db.actions.keep_columns import KeepColumns, keep_columns
from db.audit import first_broken
from db.queries.kept_columns import LastTime, kept_columns
from db.queries.people_alike import known_alike, last_person
from db.store import Store
from db.tables.plain import ALL, AUDIT, ENTRY
from tests.desk import Desk, complaint, enquiry

COLUMNS = KeptColumns({"name": ("caller",), "note": ("a", "b #2")}, {"kind": "complaint"}, ("id",))


def rows(*contacts: Contact) -> list[ContactRow]:
    return [ContactRow(line, it, f"{it.name}{it.subject}".encode(), [it.name]) for line, it in enumerate(contacts, 2)]


def brings_in(desk: Desk, *contacts: Contact, last: int = 0) -> ContactTally:
    with desk.store.writing(desk.staff, desk.now) as writing:
        return bring_in_contacts(writing, BringInContacts(rows(*contacts), "form.csv", last))


def table(desk: Desk, name: str, *columns: str) -> list[tuple[object, ...]]:
    with desk.store.reading() as connection:
        found = connection.execute(select(*(ALL[name].c[column] for column in columns)).order_by(*ALL[name].primary_key))
        return [tuple(row) for row in found]


def test_a_row_becomes_the_case_that_logging_it_makes(desk: Desk) -> None:
    it = complaint("Fri 9 Jan 2026 17:40", name="Ada", phone="07700 900123", force="kent", channel="web", note="=1+1")
    tally = brings_in(desk, it)
    own = desk.logs(it)
    made, logged = desk.case(tally.first), desk.case(own)
    assert (made.kind, made.channel, made.force, made.received_at) == (logged.kind, logged.channel, "kent", logged.received_at)
    assert [(clock.standard, clock.due_at) for clock in made.clocks] == [
        (clock.standard, clock.due_at) for clock in logged.clocks
    ]
    assert [(entry.kind, entry.text) for entry in made.timeline] == [("contact", "=1+1")]
    assert desk.queue() == [tally.first, own]
    assert (tally.first, tally.last, tally.logged) == (tally.last, tally.first, 1)


def test_a_row_that_is_in_already_changes_nothing(desk: Desk) -> None:
    first = brings_in(desk, enquiry(name="Ada"), enquiry(name="Bo"))
    before = [table(desk, name, "id") for name in ("cases", "person", "entry", "clock", "audit_event")]
    assert brings_in(desk, enquiry(name="Ada"), enquiry(name="Bo")) == ContactTally(already=2)
    assert [table(desk, name, "id") for name in ("cases", "person", "entry", "clock", "audit_event")] == before
    more = brings_in(desk, enquiry(name="Bo"), enquiry(name="Cy"))
    assert (more.logged, more.already) == (1, 1)
    assert len({first.first, first.last, more.first}) == 3
    with desk.store.reading() as connection:
        assert connection.execute(select(ENTRY.c.source_digest).where(ENTRY.c.source_digest.is_(None))).all() == []
        (detail,) = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.action == "contacts brought in").limit(1)).one()
        assert detail == '{"cases": 2, "file": "form.csv", "first_line": 2, "last_line": 3}'
        assert first_broken(connection) is None


def test_one_row_that_is_refused_is_named_and_nothing_of_its_batch_is_in(desk: Desk) -> None:
    wrong = enquiry("Tue 20 Jan 2026 10:00", name="Bo")
    with pytest.raises(RowRefused, match="received: Tue 20 Jan 2026, 10:00 has not come yet") as refused:
        brings_in(desk, enquiry(name="Ada"), wrong)
    assert refused.value.row.contact is wrong
    assert table(desk, "cases", "id") == table(desk, "person", "id") == []


def test_only_those_who_may_import_do(desk: Desk) -> None:
    agent = desk.as_("team-lead")
    with pytest.raises(NotAllowed, match="import cases"):
        brings_in(agent, enquiry(name="Ada"))
    with pytest.raises(NotAllowed), desk.store.writing(agent.staff, desk.now) as writing:
        keep_columns(writing, KeepColumns("abc", COLUMNS))


def test_somebody_known_is_told_of_and_never_merged(desk: Desk) -> None:
    known = {"name": "Okafor, Ada", "phone": "07700 900123", "email": "Ada@example.org"}
    desk.logs(enquiry(**known))
    desk.logs(enquiry(name="Evans, Dai", phone="07700 900124"))
    desk.logs(enquiry(name="Dai Evans", phone="07700 900124"))
    alike = [
        enquiry(name="Mrs Ada OKAFOR", phone="+44 7700 900123"),
        enquiry(name="Ada Okafor", email="ada@EXAMPLE.org"),
        enquiry(name="Ada Okafor", phone="07700 900999"),
        enquiry(name="Obi Okafor", phone="07700 900123"),
        enquiry(name="Dai Evans", phone="07700 900124"),
        enquiry(phone="07700 900123"),
        enquiry(name="Ada Okafor"),
    ]
    with desk.store.reading() as connection:
        last = last_person(connection)
        assert known_alike(connection, alike, last) == [True, True, False, False, False, False, False]
        assert known_alike(connection, alike, 0) == [False] * 7
    tally = brings_in(desk, *alike[:2], last=last)
    assert tally.alike == (tally.first, tally.last)
    assert len(table(desk, "person", "id")) == 5


def test_what_the_columns_say_is_kept_until_it_is_kept_anew(desk: Desk) -> None:
    for columns in (KeptColumns({}, {}, ()), COLUMNS):
        with desk.store.writing(desk.staff, desk.now) as writing:
            keep_columns(writing, KeepColumns("abc", columns))
    with desk.store.reading() as connection:
        assert kept_columns(connection, "abc") == LastTime(desk.now, COLUMNS)
        assert kept_columns(connection, "abd") is None
        actions = connection.execute(select(AUDIT.c.action).order_by(AUDIT.c.id.desc()).limit(2)).scalars().all()
    assert actions == ["import columns kept"] * 2


@pytest.mark.parametrize(
    "value", ["", "x", "[]", "{}", '{"at": "", "columns": {}, "fixed": {}, "left_out": []}', '{"columns": 1}']
)
def test_kept_columns_that_cannot_be_read_are_none(sqlite_store: Store, value: str) -> None:
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('contact-columns-abc', :value)"), {"value": value})
    with sqlite_store.reading() as connection:
        assert kept_columns(connection, "abc") is None


def test_a_batch_that_fails_can_be_tried_again(desk: Desk) -> None:
    def fails() -> None:
        with desk.store.writing(desk.staff, desk.now + timedelta(1)) as writing:
            bring_in_contacts(writing, BringInContacts(rows(enquiry(name="Ada")), "form.csv", 0))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fails()
    assert brings_in(desk, enquiry(name="Ada")).logged == 1
