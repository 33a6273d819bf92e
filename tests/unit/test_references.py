"""Case references, and reading one however it is typed."""

from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.references import read_reference, reference


@pytest.mark.parametrize(
    "typed",
    [
        "E26-000412",
        "e26-000412",
        "e26 412",
        "E26412",
        "e26-412",
        " E 26 / 412 ",
        "E26/000412",
        "e26000412",
        "E26\u2013000412",
        "e26\t412\n",
    ],
)
def test_one_reference_typed_in_many_ways(typed: str) -> None:
    assert read_reference(typed) == "E26-000412"


@pytest.mark.parametrize(
    "typed",
    ["", "412", "E26", "EE26-412", "E26-", "26-412", "E2-412x", "E26-4 1 2", "E26-1234567890", "Ada", "E٢٦-٤١٢", "É26-412"],
)
def test_what_is_not_a_reference(typed: str) -> None:
    assert read_reference(typed) is None


@given(prefix=st.sampled_from(ascii_uppercase), year=st.integers(1900, 2100), number=st.integers(1, 999_999_999))
def test_every_reference_is_read_back(prefix: str, year: int, number: int) -> None:
    made = reference(prefix, year, number)
    assert read_reference(made) == read_reference(made.lower().replace("-", " ")) == made


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_look_at(typed: str) -> None:
    found = read_reference(typed)
    assert found is None or (found.isascii() and read_reference(found) == found)
