"""Finding a case from what a caller says: a reference, a name, a phone number, words, in whatever way it is typed."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.filter_grammar import Filter, read_filter
from casework.references import Misheard
from casework.search_words import wanted_words
from db.errors import CaseNotFound
from db.queries.case import case_with_reference
from db.queries.queue import queue_count, queue_window
from db.tables.plain import CASE
from tests.desk import Desk, complaint, enquiry, review

ON_A_STORE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(desk: Desk, typed: str) -> list[str]:
    """The references of open and closed cases with these words; none where there are none."""
    if not (words := tuple(wanted_words(typed))):
        return []
    with desk.store.reading() as connection:
        return [row.reference for row in queue_window(connection, Filter(words, status="any"), desk.now, None, 0, 50)]


def from_another_system(desk: Desk, source: str, reference: str) -> str:
    ours = desk.logs(complaint(subject="From elsewhere"))
    case_id = desk.case(ours).id
    with desk.store.writing(desk.staff, desk.now) as writing:
        theirs = {"source": source, "source_reference": reference}
        writing.session.connection().execute(CASE.update().where(CASE.c.id == case_id).values(theirs))
    return ours


@pytest.mark.parametrize("typed", ["E26-000001", "e26-000001", "e26 1", "E261", " E26/1 ", "E26-000001R", "e26 1r"])
def test_by_our_reference_however_it_is_typed(desk: Desk, typed: str) -> None:
    reference = desk.logs(enquiry())
    desk.logs(review())
    assert found(desk, typed) == [reference]
    assert desk.case(typed).reference == reference


def test_a_misheard_reference_finds_nothing_and_says_so(desk: Desk) -> None:
    desk.logs(enquiry())
    assert found(desk, "e26-1x") == []
    with pytest.raises(Misheard, match="E26-000001X does not add up"):
        desk.case("e26-1x")


PHONES = ["07700 900123", "07700900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123", "(07700) 900-123"]


@pytest.mark.parametrize("given_as", PHONES)
def test_by_a_phone_number_in_any_format(desk: Desk, given_as: str) -> None:
    reference = desk.logs(enquiry(phone=given_as))
    desk.logs(enquiry(phone="020 7946 0018"))
    for typed in (*PHONES, "07700 900", "07700.900.123", "900123", "7700 900123", "7700900123"):
        assert found(desk, typed) == [reference], typed


@pytest.mark.parametrize("typed", ["07700 900123", "020 7946 0018"])
def test_by_either_of_two_numbers_given(desk: Desk, typed: str) -> None:
    reference = desk.logs(enquiry(phone="07700 900123 or 020 7946 0018 (work)"))
    assert found(desk, typed) == [reference]


def test_by_a_number_that_somebody_wrote_in_the_subject(desk: Desk) -> None:
    reference = desk.logs(enquiry(subject="Ring 01632 960001 about the letter"))
    assert found(desk, "01632960001") == found(desk, "01632 960001") == [reference]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Łukasz", "zoe"),
        ("Zoe Jones", "ZOË"),
        ("Zoe\u0308 Jones", "zo\u00eb jones"),
        ("Siân Llŷr", "sian llyr"),
        ("Seán O'Brien", "o'brien"),
        ("Seán O'Brien", "obrien"),
        ("Seán O’Brien", "o brien sean"),
        ("Straße", "strasse"),
        ("Anne-Marie Smith-Jones", "marie smi"),
        ("张伟", "张"),
        ("ﬁeld", "field"),
        ("™ ＡＣＭＥ", "tm acme"),
        ("Ngũgĩ", "NGUGI"),
    ],
)
def test_by_a_name_whatever_its_accents_and_marks(desk: Desk, name: str, typed: str) -> None:
    reference = desk.logs(enquiry(name=name))
    desk.logs(enquiry(name="Somebody Else", subject="Another matter"))
    assert found(desk, typed) == [reference]


def test_by_every_word_or_a_word_that_starts_so(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Ada Okafor", email="ada@example.org", subject="Searched at home in Leeds"))
    assert found(desk, "okaf leeds") == found(desk, "LEEDS") == found(desk, "ada@example") == [reference]
    assert found(desk, "okafor bradford") == []
    assert found(desk, "eeds") == []
    assert found(desk, "") == found(desk, "  ") == found(desk, "!?") == []


def test_by_the_reference_of_another_system_or_of_the_force(desk: Desk) -> None:
    reference = from_another_system(desk, "register", "CR 1234/04")
    theirs = desk.logs(complaint(force_reference="CO/17/26", subject="Something"))
    assert found(desk, "cr 1234/04") == [reference]
    assert found(desk, "CO/17/26") == [theirs]
    assert desk.case("CR 1234/04").reference == reference


def test_what_reads_as_our_reference_may_be_another_systems(desk: Desk) -> None:
    reference = from_another_system(desk, "register", "C17 4432")
    assert found(desk, "c17 4432") == [reference]
    assert desk.case("C17 4432").reference == reference


def test_a_reference_two_systems_share_is_not_guessed(desk: Desk) -> None:
    for source in ("register", "archive"):
        from_another_system(desk, source, "77")
    with pytest.raises(CaseNotFound, match="More than one case"):
        desk.case("77")


def test_open_cases_are_found_before_closed_ones(desk: Desk) -> None:
    desk.at("Fri 12 Jun 2026 11:00")
    closed, later, sooner = (desk.logs(each) for each in (enquiry(), enquiry(), complaint()))
    desk.closes(closed)
    assert found(desk, "help form") == [sooner, later, closed]


def test_a_case_is_found_by_any_of_very_many_words_and_the_start_of_a_very_long_one(desk: Desk) -> None:
    reference = desk.logs(enquiry(note=" ".join(f"word{number}" for number in range(20_000))))
    long = desk.logs(enquiry(subject="x" * 50_000))
    assert found(desk, "word1500 word19999") == [reference]
    assert found(desk, "x" * 50_000) == found(desk, "xxx") == [long]
    assert found(desk, " ".join(f"word{number}" for number in range(1000))) == [reference]


SPITEFUL = [
    '"',
    "'",
    "\\",
    "*",
    "a* OR b",
    "NEAR(a b)",
    "a:b",
    "-",
    "^",
    "!",
    "(",
    "%",
    "_",
    "&|",
    "\x00",
    "\ud800",
    "' :* \\'",
    "²½™",
]


def test_nothing_typed_upsets_the_search(desk: Desk) -> None:
    reference = desk.logs(enquiry())
    for typed in SPITEFUL:
        found(desk, typed)
        desk.queue(typed)
        desk.queue(f"!{typed}")
    assert desk.queue() == [reference]


@ON_A_STORE
@given(typed=st.text(max_size=60))
def test_no_text_upsets_the_search(desk: Desk, typed: str) -> None:
    found(desk, typed)
    with desk.store.reading() as connection:
        queue_count(connection, read_filter(typed, desk.time.today(), desk.calendar), desk.now, desk.staff.id)
        with suppress(CaseNotFound):
            case_with_reference(connection, typed)


@ON_A_STORE
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40))
def test_whatever_can_be_kept_is_found_by_its_own_words(desk: Desk, text: str) -> None:
    reference = desk.logs(enquiry(subject=f"about {text}", name=text))
    assert reference in found(desk, f"about {text} {reference}")
