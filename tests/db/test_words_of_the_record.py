"""Words find whatever stands in a case's record, and stay true after every write, however it is done."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, text, update

from casework.calendars import DayChange
from casework.errors import DeskError
from casework.foreign.mail_files import MailAttachment
from casework.late_reasons import Late
from db.actions.attachments import attach_draft_to_case, keep_attachments
from db.actions.change_person import ChangePerson, change_person
from db.actions.monitoring import keep_monitoring
from db.search import CaseWords
from db.store import Store
from db.tables.plain import ALL, CASE
from db.words_of_case import words_of_cases
from tests.db.test_bring_in_cases import OPEN, brings_in
from tests.db.test_undo_at_random import DEEDS, does
from tests.desk import Desk, complaint, enquiry, review

ON_A_STORE = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STORED = {"sqlite": "SELECT rowid, words FROM {}", "postgresql": "SELECT case_id, tsvector_to_array(words) FROM {}"}


def stored(connection: Connection) -> dict[int, tuple[bool, set[str]]]:
    """Whether each case is kept among the open ones, and the words it is kept with; once each, or this fails."""
    found: dict[int, tuple[bool, set[str]]] = {}
    for name in ("open_words", "closed_words"):
        for case_id, words in connection.execute(text(STORED[connection.dialect.name].format(name))):
            assert case_id not in found
            found[case_id] = name == "open_words", {*(words.split() if isinstance(words, str) else words)}
    return found


def assert_words_hold(store: Store) -> None:
    """Every case is kept with the words of its record, worked out from nothing; nothing else is kept, or due."""
    with store.reading() as connection:
        cases = {row.id: row.closed_at is None for row in connection.execute(select(CASE.c.id, CASE.c.closed_at))}
        made: list[CaseWords] = list(words_of_cases(connection, list(cases)))
        assert stored(connection) == {it.case_id: (it.is_open, {*it.words.split()}) for it in made}
        assert {it.case_id: it.is_open for it in made} == cases
        assert connection.execute(text("SELECT * FROM words_due")).all() == []


def changes_person(desk: Desk, reference: str, typed: dict[str, str] | None = None, **own: str) -> None:
    person = desk.person(desk.case(reference).person_id)
    with desk.store.writing(desk.staff, desk.now) as writing:
        change_person(writing, ChangePerson(person.id, person.version, typed or {}, **own))


def keeps_file(desk: Desk, reference: str, name: str) -> None:
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_attachments(writing, "mail:1", [MailAttachment(name, "text/plain", b"inside the file", name)])
        attach_draft_to_case(writing, "mail:1", desk.case(reference).id)


def test_everything_that_stands_in_the_record_is_found(desk: Desk) -> None:
    desk.logs(complaint(name="Somebody Else", note="Rang about a kiosk."))
    known = {"address": "Flat 9, Gwydyr House", "named-contact": "Her solicitor, Mr Abiola", "language": "Somali"}
    case = desk.logs(
        complaint(
            "Mon 12 Jan 2026 09:30",
            name="Ada Okafor",
            person_details=known,
            force_reference="CO/17/26",
            details={"officers": "PC 4417 Trent", "place": "Kettering", "incident": "11 Jan"},
            note="The locksmith’s van was towed.",
        )
    )
    desk.notes(case, "Left word about a tourniquet")
    desk.adds_contact(case, "A neighbour saw the escalator", direction="out")
    desk.sends(case, "Dear Ada\n\nWe have asked for the bodycam.", subject="Your grievance")
    desk.promises(case, "Ring the switchboard, 020 7946 0018")
    desk.calls_back(case)
    desk.adds_task(case, "chase the coroner", "Fri 16 Jan 2026 12:00")
    desk.raises("safeguarding", case, what="Says her brother is frail")
    desk.tags(case, "op-larkspur")
    keeps_file(desk, case, "dashcam footage.pdf")
    desk.at("Mon 1 Mar 2027 10:00").closes(case, "signposted", "No more to do", late=Late("", "mislaid in the post-room"))
    for typed in (
        *("Okafor", "gwydyr", "abiola", "somali", "CO/17/26", "trent 4417", "kettering", "locksmith's", "locksmith van"),
        *("tourniquet", "escalator", "BODYCAM", "grievance", "02079460018", "switchboard", "coroner", "frail", "larkspur"),
        *("dashcam", "mislaid", "locksmith coroner gwydyr", "okafor co/17/26 op-larkspur", case),
    ):
        assert desk.queue(f"status:any {typed}") == desk.queue(f"status:closed {typed}") == [case], typed
        assert desk.queue(typed) == [], typed
    assert desk.queue("status:any inside") == []
    assert_words_hold(desk.store)


def test_what_no_longer_stands_is_not_found_and_nobody_is_by_what_was_asked_for_monitoring(desk: Desk) -> None:
    case = desk.logs(review(name="Ada Okafor"))
    desk.notes(case, "a tourniquet")
    desk.rewrites(case, "a splint")
    desk.does(case, "updated", "told of the escalator")
    desk.takes_step_back(case, "updated")
    desk.adds_task(case, "chase the coroner", "Fri 16 Jan 2026 12:00")
    desk.undoes()
    with desk.store.writing(desk.staff, desk.now) as writing:
        keep_monitoring(writing, {"ethnicity": "Roma"})
    assert [desk.queue(typed) for typed in ("tourniquet", "escalator", "coroner", "roma")] == [[]] * 4
    assert desk.queue("splint okafor") == [case]


def test_a_case_is_found_by_its_duplicates_words_until_the_merge_is_taken_back(desk: Desk) -> None:
    kept = desk.logs(complaint(name="Ada Okafor", note="A neighbour saw it."))
    duplicate = desk.logs(complaint(name="A. Okafor-Jones", note="The locksmith saw it."))
    desk.merges(duplicate, kept)
    for typed in ("locksmith neighbour", "jones ada", duplicate):
        assert desk.queue(typed) == [kept]
    assert desk.queue("status:any locksmith") == [kept, duplicate]
    desk.unmerges(duplicate)
    assert desk.queue("locksmith neighbour") == []
    assert desk.queue("locksmith") == [duplicate]


EXTRA = ("tag", "untag", "person", "detail", "merge people", "unmerge people", "letter", "file", "concern", "import", "days")


def deed_done(desk: Desk, cases: tuple[str, str], deed: str, number: int) -> None:
    """Do one thing on one of the cases, or to one of their people; whatever can't be done now leaves all as it is."""
    case, other = cases if number % 3 else cases[::-1]
    people = [desk.case(it).person_id or 0 for it in (case, other)]
    deeds: dict[str, Any] = {
        "tag": lambda: desk.tags(case, f"larkspur-{number % 4}"),
        "untag": lambda: desk.tags(case, f"-larkspur-{number % 4}"),
        "person": lambda: changes_person(desk, case, name=f"Okafor {number}", phone=f"07700 9001{number:02}"),
        "detail": lambda: changes_person(desk, case, {"address": f"Flat {number}" if number % 2 else "", "language": "Welsh"}),
        "merge people": lambda: desk.merges_people(*people),
        "unmerge people": lambda: desk.unmerges_people(people[0]),
        "letter": lambda: desk.sends(case, f"Dear Ada {number}", subject="Your form"),
        "file": lambda: keeps_file(desk, case, f"scan {number}.pdf"),
        "concern": lambda: desk.raises("safeguarding", case, what="Says that he is frail"),
        "import": lambda: brings_in(desk, OPEN, OPEN.replace(",7", f",{number}"), f"{number},2008-06-26,2009-01-06,,5"),
        "days": lambda: desk.changes_days(DayChange((desk.now + timedelta(number)).date(), "closure", f"Day {number}")),
        "undo": desk.undoes,
        "redo": desk.redoes,
    }
    try:
        deeds[deed]() if deed in deeds else does(desk, cases, deed, number)
    except DeskError:
        return


WORK = st.lists(
    st.tuples(st.sampled_from([*DEEDS, *EXTRA * 2, *["undo", "redo"] * 5]), st.integers(1, 90)), min_size=10, max_size=16
)


@ON_A_STORE
@given(WORK)
def test_after_any_work_every_case_is_kept_with_the_words_of_its_record(desk: Desk, work: list[tuple[str, int]]) -> None:
    desk.at("Mon 14 Dec 2026 09:00")
    cases = desk.logs(review(name="Ada Okafor", note="first")), desk.logs(review(name="A Okafor", note="second"))
    for place, (deed, number) in enumerate(work, 1):
        desk.time.advance(timedelta(minutes=number, microseconds=1))
        deed_done(desk, cases, deed, number)
        if place % 3 == 0 or place == len(work):
            assert_words_hold(desk.store)


TYPED = {
    "cases": ("subject", "force_reference", "source_reference"),
    "person": ("name", "phone", "email"),
    "person_detail": ("value",),
    "person_change": ("before",),
    "entry": ("text",),
    "letter": ("subject",),
    "task": ("what",),
    "late_reason": ("words",),
    "case_detail": ("value",),
    "case_change": ("before",),
    "case_tag": ("tag",),
    "attachment": ("name",),
}


def test_no_write_gets_past_whatever_way_it_goes(desk: Desk) -> None:
    case = desk.logs(complaint(name="Ada", phone="1", person_details={"address": "Flat 9"}, details={"place": "Kettering"}))
    changes_person(desk, case, name="Ada Okafor")
    desk.changes(case, subject="Other", force_reference="CO/1")
    desk.sends(case, subject="Yours")
    desk.adds_task(case, "chase", "Fri 16 Jan 2026 12:00")
    desk.tags(case, "larkspur")
    keeps_file(desk, case, "scan.pdf")
    desk.at("Mon 1 Mar 2027 10:00").closes(case, "signposted", late=Late("", "mislaid"))
    for number, (table, column) in enumerate((table, column) for table, columns in TYPED.items() for column in columns):
        with desk.store.writing(desk.staff, desk.now) as writing:
            done = writing.session.connection().execute(update(ALL[table]).values({column: f"zebra{number}"}))
            assert done.rowcount, table
        assert desk.queue(f"status:any zebra{number}") == [case], (table, column)
        assert_words_hold(desk.store)
    for table in (name for name in reversed(TYPED) if name not in ("cases", "person", "entry")):
        with desk.store.writing(desk.staff, desk.now) as writing:
            assert writing.session.connection().execute(delete(ALL[table])).rowcount, table
        assert_words_hold(desk.store)


def test_what_fails_leaves_the_words_as_they_were(desk: Desk) -> None:
    case = desk.logs(enquiry(subject="A form"))
    with suppress(ZeroDivisionError), desk.store.writing(desk.staff, desk.now) as writing:
        writing.session.connection().execute(update(CASE).values(subject="zebra"))
        raise ZeroDivisionError
    assert desk.queue("zebra") == []
    assert desk.queue("form") == [case]
    assert_words_hold(desk.store)
