"""The keys a person is found by, and how alike two people are."""

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.likeness import LIKELY, LISTED, Asked, LookedFor
from casework.name_likeness import name_likeness
from casework.name_sounds import name_words, skeleton
from casework.person_keys import LONGEST_KEY, email_key, keys_of, near_addresses, near_numbers, phone_keys

SIGNIFICANT = st.from_regex(r"[1235789][0-9]{9}", fullmatch=True)
WRITTEN = (
    "0{}",
    "+44{}",
    "+44 {}",
    "0044 {}",
    "+44 (0){}",
    "(0){}",
    " 0{} ",
    "tel 0{}",
)


@given(SIGNIFICANT, st.sampled_from(WRITTEN), st.lists(st.tuples(st.integers(1, 9), st.sampled_from(" -.")), max_size=3))
def test_a_number_is_the_same_however_it_is_written(number: str, shape: str, breaks: list[tuple[int, str]]) -> None:
    written = number
    for at, sign in sorted(dict(breaks).items(), reverse=True):
        written = f"{written[:at]}{sign}{written[at:]}"
    assert phone_keys(shape.format(written)) == [number]


@given(st.from_regex(r"(\+44|0044|0)[1-9][0-9]{8,9}", fullmatch=True))
def test_a_plainly_written_number_is_read_as_the_library_reads_it(written: str) -> None:
    assert phone_keys(written) == [phonenumbers.national_significant_number(phonenumbers.parse(written, "GB"))]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("07700 900123 or 020 7946 0018 (work)", ["7700900123", "2079460018"]),
        ("07700 900123/020 7946 0018", ["7700900123", "2079460018"]),
        ("07700900123 07700900124", ["7700900123", "7700900124"]),
        ("mob 07700900123, home: 01234 567890", ["7700900123", "1234567890"]),
        ("020 7946 0018 ext 4", ["2079460018"]),
        ("+33 6 12 34 56 78", ["+33612345678"]),
        ("0033612345678", ["+33612345678"]),
        ("٠٧٧٠٠ ٩٠٠١٢٣", ["7700900123"]),
        ("0770 09", ["77009"]),
        ("999", []),
        ("", []),
        ("withheld", []),
        ("1" * 300, []),
    ],
)
def test_the_numbers_in_a_text(text: str, keys: list[str]) -> None:
    assert phone_keys(text) == keys


@given(SIGNIFICANT, st.integers(0, 8), st.sampled_from("0123456789"))
def test_one_slip_in_a_number_is_met(number: str, at: int, digit: str) -> None:
    near = dict(near_numbers(number))
    slips = {
        number[:at] + number[at + 1] + number[at] + number[at + 2 :],
        number[:at] + digit + number[at + 1 :],
        number[:at] + number[at + 1 :],
        number[:at] + digit + number[at:],
    }
    assert slips - {number} <= near.keys()
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert swapped == number or near[swapped] in (
        "two digits of the phone number swapped",
        "one digit of the phone number different",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada.Okafor@Example.ORG", "ada.okafor@example.org"),
        ("josé@example.org", "JOSE@example.org"),
        ("ada+police@example.org", "ada@example.org"),
        ("ada_okafor@example.org", "adaokafor@example.org"),
    ],
)
def test_addresses_that_are_one(one: str, other: str) -> None:
    assert email_key(one) == email_key(other) != ""


def test_an_address_with_another_figure_is_another_persons() -> None:
    assert "ada2@example.org" not in set(near_addresses("ada21@example.org"))
    assert "aad21@example.org" in set(near_addresses("ada21@example.org"))
    assert email_key("no address") == email_key("@example.org") == ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("O'Brien, Seán", ("obrien", "sean")),
        ("Sean O Brien", ("sean", "obrien")),
        ("Dr Mc Auley", ("mcauley",)),
        ("Łukasz Wójcik", ("lukasz", "wojcik")),
        ("Ŵyn Llŷr", ("wyn", "llyr")),
        ("Mr", ("mr",)),
        ("李小龙", ("李小龙",)),
        ("a b c d e f", ("a", "b", "e", "f")),
        ("", ()),
        ("';--", ()),
    ],
)
def test_the_words_of_a_name(name: str, found: tuple[str, ...]) -> None:
    assert name_words(name) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("llewellyn", "lewelin"),
        ("ffion", "fion"),
        ("lloyd", "loyd"),
        ("rhys", "reece"),
        ("owain", "owen"),
        ("hywel", "howell"),
        ("griffiths", "gryffith"),
        ("mohammed", "muhamad"),
        ("vaughan", "vaughn"),
        ("wright", "right"),
        ("philip", "filip"),
        ("chloe", "kloe"),
        ("bevan", "befan"),
    ],
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("typed", "kept", "why"),
    [
        ("Wendy Denridge", "Denridge, Wendy", "same name"),
        ("SEAN obrien", "O'Brien, Seán", "same name"),
        ("Llewelin Rees", "Rhys Llewellyn", "name sounds alike"),
        ("Wendy Denrigde", "Denridge, Wendy", "name spelt almost the same"),
        ("Wendy Den", "Denridge, Wendy", "name begins the same"),
        ("J Smith", "Smith, James", "name begins the same"),
        ("Ada Okafor", "Okafor, Ada Grace", "only part of the name is the same"),
        ("Smith", "Smith, James", "only part of the name is the same"),
        ("Wendy Smith", "Wendy Jones", ""),
        ("", "Wendy Jones", ""),
    ],
)
def test_how_names_are_alike(typed: str, kept: str, why: str) -> None:
    assert name_likeness(typed, kept).why == why


NAMES = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), min_size=1, max_size=4)


@given(NAMES)
def test_a_name_is_like_itself_in_any_order(words: list[str]) -> None:
    name = " ".join(words)
    assert not name_words(name) or name_likeness(" ".join(reversed(words)), name).degree > 0.5
    assert not name_words(name) or name_likeness(name, name).degree == 1


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_any_text_makes_short_keys(name: str, phone: str, email: str, reference: str) -> None:
    for key in keys_of(name, phone, email, [reference]):
        assert key[0] in "wnper"
        assert 2 <= len(key) <= LONGEST_KEY
    looked = LookedFor(Asked(name, phone, email, reference))
    assert 0 <= looked.likeness(name, phone, email, looked.exact).score <= 1


def score(asked: Asked, name: str, phone: str, email: str = "") -> float:
    return LookedFor(asked).likeness(name, phone, email, keys_of(name, phone, email)).score


def test_what_agrees_adds_up_and_what_does_not_takes_away() -> None:
    same = score(Asked("Ada Okafor", "07700900123"), "Okafor, Ada", "07700 900123")
    swapped = score(Asked("Ada Okafor", "07700900132"), "Okafor, Ada", "07700 900123")
    number = score(Asked(phone="07700900123"), "Okafor, Ada", "07700 900123")
    household = score(Asked("Emeka Eze", "07700900123"), "Okafor, Ada", "07700 900123")
    name = score(Asked("Ada Okafor"), "Okafor, Ada", "07700 900123")
    moved = score(Asked("Ada Okafor", "07700900999"), "Okafor, Ada", "01234 567890")
    chance = score(Asked("Emeka Eze", "07700900132"), "Okafor, Ada", "07700 900123")
    assert same > swapped > LIKELY > household > LISTED
    assert number > LIKELY > name > moved > LISTED
    assert chance < household


def test_what_most_people_type_loads_no_library_of_numbers() -> None:
    program = """
import sys
from casework.person_keys import keys_of
keys_of("Okafor, Ada", "+44 7700 900123", "ada@example.org")
print("phonenumbers" in sys.modules)
keys_of("Okafor, Ada", "(07700) 900123", "")
print("phonenumbers" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
