"""What a caller is to be asked again, and what is left alone."""

import pytest

from casework.read_back import email_doubt, phone_doubt


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("07700 900 12", "10 figures, where a number here has 11: read it back"),
        ("+44 7700 9001234", "12 figures, where a number here has 11: read it back"),
        ("077", "too short for a phone number: read it back"),
        ("07700 900123", ""),
        ("0044 (0)7700 900123 ext 12", ""),
        ("01204 62451", ""),
        ("+1 415 555 2671", ""),
        ("home 0207 946 001, mobile 07700 900123", ""),
        ("withheld", ""),
        ("", ""),
        ("٠٧٧٠٠ ٩٠٠١٢٣", ""),
    ],
)
def test_a_number_that_can_hardly_be_one_is_read_back(typed: str, said: str) -> None:
    assert phone_doubt(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ada at example.org", "no address without an @: read it back"),
        ("ada@example", "not a whole address: read it back"),
        ("ada@example.", "not a whole address: read it back"),
        ("Ada <ada.o'brien+x@post.example.org>; none at home", ""),
        ("  ", ""),
    ],
)
def test_an_address_that_can_hardly_be_one_is_read_back(typed: str, said: str) -> None:
    assert email_doubt(typed) == said
