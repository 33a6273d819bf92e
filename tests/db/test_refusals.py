"""What is refused leaves the record as it was: roles, people who left, failures half-way, errors of the database itself."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from casework.contact import Contact
from casework.permissions import NotAllowed, roles
from db.actions.log_contact import log_contact
from db.actions.staff import AddStaff, add_staff, remove_staff, signed_in
from db.errors import BadValue, NotOnStaff, StoreUnavailable
from db.queries.staff import staff_list
from db.staff_member import StaffMember
from db.store import Store
from tests.db.record import audited, contents
from tests.desk import Desk, enquiry


class Stumble(Exception):
    pass


def stumble_after_logging(desk: Desk) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        log_contact(writing, enquiry())
        raise Stumble


def test_a_failure_half_way_leaves_nothing(desk: Desk, store: Store) -> None:
    before = contents(store)
    with pytest.raises(Stumble):
        stumble_after_logging(desk)
    assert contents(store) == before
    assert desk.logs(enquiry()) == "E26-000001R"


def test_someone_taken_off_the_list_meanwhile_writes_nothing(desk: Desk, store: Store) -> None:
    leon = desk.as_("agent", "leon")
    with store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "leon")
    before = contents(store)
    with pytest.raises(NotOnStaff, match="Leon Jones is no longer on the staff list"):
        leon.logs(enquiry())
    assert contents(store) == before


def test_the_role_in_the_record_counts_not_the_one_remembered(desk: Desk, store: Store) -> None:
    leon = desk.as_("agent", "leon")
    pretender = replace(leon, staff=replace(leon.staff, role="administrator"))
    before = contents(store)
    with pytest.raises(NotAllowed, match="change the staff list"):
        pretender.as_("agent", "friend")
    assert contents(store) == before


@pytest.mark.parametrize("role", [role for role in roles() if role != "administrator"])
def test_only_an_administrator_changes_the_staff_list(desk: Desk, store: Store, role: str) -> None:
    lead = desk.as_(role)
    before = contents(store)
    with pytest.raises(NotAllowed), store.writing(lead.staff, desk.now) as writing:
        add_staff(writing, AddStaff("x", "X"))
    with pytest.raises(NotAllowed), store.writing(lead.staff, desk.now) as writing:
        remove_staff(writing, "adaeze")
    assert contents(store) == before


def test_an_error_of_the_database_shows_neither_what_was_typed_nor_the_statement(desk: Desk, store: Store) -> None:
    secret = "Wilhelmina Featherstonehaugh"
    with pytest.raises(StoreUnavailable) as trouble, store.writing(desk.staff, desk.now) as writing:
        writing.session.execute(text("INSERT INTO no_such_table VALUES (:name)"), {"name": secret})
    for shown in (str(trouble.value), repr(trouble.value), trouble.value.sentence):
        assert secret not in shown
        assert "INSERT" not in shown
    assert trouble.value.__suppress_context__
    with pytest.raises(StoreUnavailable) as trouble, store.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table WHERE name = :name"), {"name": secret})
    assert "SELECT" not in str(trouble.value)
    assert secret not in repr(trouble.value.__context__)


def test_a_reader_sees_one_moment_of_the_record(desk: Desk, store: Store) -> None:
    with store.reading() as connection:
        count = text("SELECT count(*) FROM cases")
        assert connection.execute(count).scalar() == 0
        desk.logs(enquiry())
        assert connection.execute(count).scalar() == 0
    with store.reading() as connection:
        assert connection.execute(count).scalar() == 1


def test_every_write_moves_the_latest_event(desk: Desk, store: Store) -> None:
    before = store.latest_event()
    desk.notes(desk.logs(enquiry()), "hello")
    assert store.latest_event() == before + 2


# The staff list


def test_the_first_at_a_new_store_becomes_its_administrator_and_nobody_after(desk: Desk, store: Store) -> None:
    assert desk.staff == StaffMember(desk.staff.id, "adaeze", "Adaeze Okoro", "administrator")
    assert signed_in(store, "adaeze", "whoever", desk.now) == (desk.staff, False)
    with pytest.raises(NotOnStaff, match="iopc staff add leon"):
        signed_in(store, "leon", "Leon", desk.now)


def test_someone_who_left_is_not_signed_in_and_can_come_back(desk: Desk, store: Store) -> None:
    leon = desk.as_("agent", "leon").staff
    with store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, " leon ")
    with pytest.raises(NotOnStaff):
        signed_in(store, "leon", "Leon", desk.now)
    with store.reading() as connection:
        assert [member.login for member in staff_list(connection)] == ["adaeze"]
        assert [member.login for member in staff_list(connection, active_only=False)] == ["adaeze", "leon"]
    with store.writing(desk.staff, desk.now) as writing:
        again = add_staff(writing, AddStaff("leon", "Leon Hughes", "team-lead"))
    assert (again.id, again.role) == (leon.id, "team-lead")
    assert signed_in(store, "leon", "", desk.now) == (again, False)
    assert audited(desk)[-3:] == ["staff added", "staff removed", "staff added"]


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (AddStaff("adaeze", "Someone Else"), "login"),
        (AddStaff("", "Someone"), "name"),
        (AddStaff("someone", "  "), "name"),
        (AddStaff("some\x00one", "Someone"), "login"),
        (AddStaff("someone", "Some\ud800one"), "name"),
        (AddStaff("someone", "Someone", "boss"), "role"),
    ],
)
def test_a_member_who_can_not_be_kept_is_refused_by_field(desk: Desk, store: Store, command: AddStaff, field: str) -> None:
    before = contents(store)
    with pytest.raises(BadValue) as refusal, store.writing(desk.staff, desk.now) as writing:
        add_staff(writing, command)
    assert refusal.value.name == field
    assert contents(store) == before


def test_the_last_administrator_stays(desk: Desk, store: Store) -> None:
    with pytest.raises(BadValue, match="last administrator"), store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "adaeze")
    desk.as_("administrator", "noor")
    with store.writing(desk.staff, desk.now) as writing:
        assert remove_staff(writing, "adaeze").active is False


@pytest.mark.parametrize("login", ["\ud800", "a\x00b"])
def test_a_login_that_can_not_be_kept_is_refused_in_a_sentence(desk: Desk, store: Store, login: str) -> None:
    with pytest.raises(BadValue):
        signed_in(store, login, "Someone", desk.now)


def test_a_contact_is_refused_before_anything_is_counted(desk: Desk) -> None:
    with pytest.raises(BadValue):
        desk.logs(Contact("enquiry", subject=""))
    assert desk.logs(enquiry()) == "E26-000001R"
