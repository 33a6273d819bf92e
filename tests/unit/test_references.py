"""Case references: reading one however it is typed, and catching one that was misheard."""

from itertools import combinations
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kinds import kinds
from casework.references import CHECK_LETTERS, Misheard, as_kept, check_letter, read_reference, reference, to_read_out

PREFIXES = sorted({kind.prefix for kind in kinds().values()})
REFERENCES = st.builds(reference, st.sampled_from(PREFIXES), st.integers(1900, 2100), st.integers(1, 999_999_999))


@pytest.mark.parametrize(
    "typed",
    [
        "E26-000412G",
        "e26-000412g",
        "E26-000412",
        "e26-000412",
        "e26 412",
        "e26 412 g",
        "e26-412-G",
        "E26412",
        "E26412G",
        "e26-412",
        " E 26 / 412 ",
        "E26/000412",
        "e26000412",
        "E26\u2013000412",
        "e26\t412\n",
    ],
)
def test_one_reference_typed_in_many_ways(typed: str) -> None:
    assert read_reference(typed) == "E26-000412G"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "412",
        "E26",
        "EE26-412",
        "E26-",
        "26-412",
        "E2-412",
        "E26-412xy",
        "E26-4 1 2",
        "E26-1234567890",
        "Ada",
        "E٢٦-٤١٢",
        "É26-412",
    ],
)
def test_what_is_not_a_reference(typed: str) -> None:
    assert read_reference(typed) is None


@given(prefix=st.sampled_from(ascii_uppercase), year=st.integers(1900, 2100), number=st.integers(1, 999_999_999))
def test_every_reference_is_read_back(prefix: str, year: int, number: int) -> None:
    made = reference(prefix, year, number)
    assert read_reference(made) == read_reference(made.lower().replace("-", " ")) == read_reference(made[:-1]) == made


@given(made=REFERENCES, data=st.data())
def test_one_character_misheard_is_caught(made: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place, each in enumerate(made) if each != "-"]))
    known = PREFIXES if place == 0 else digits if made[place].isdigit() else ascii_uppercase
    other = data.draw(st.sampled_from([each for each in known if each != made[place]]))
    with pytest.raises(Misheard, match="misheard"):
        read_reference(f"{made[:place]}{other}{made[place + 1 :]}")


@given(made=REFERENCES)
def test_two_figures_said_in_each_others_place_are_caught(made: str) -> None:
    figures = [place for place, each in enumerate(made) if each.isdigit()]
    for first, second in combinations(figures, 2):
        if made[first] != made[second]:
            heard = list(made)
            heard[first], heard[second] = heard[second], heard[first]
            with pytest.raises(Misheard):
                read_reference("".join(heard))


def test_no_prefix_in_use_is_taken_for_another() -> None:
    assert len({check_letter(f"{prefix}26-000412") for prefix in PREFIXES}) == len(PREFIXES)


def test_the_check_letter_is_spelt_for_reading_out() -> None:
    assert to_read_out("E26-000412G") == "E26-000412G, G for Golf"
    assert to_read_out("E26-000412") == "E26-000412"
    assert {to_read_out(f"E26-000412{each}")[-1] != each for each in CHECK_LETTERS} == {True}


def test_a_case_from_before_check_letters_is_looked_for_too() -> None:
    assert as_kept("E26-000412G") == ("E26-000412G", "E26-000412")


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_look_at(typed: str) -> None:
    try:
        found = read_reference(typed)
    except Misheard:
        return
    assert found is None or (found.isascii() and read_reference(found) == found)
