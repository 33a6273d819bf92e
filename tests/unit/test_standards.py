"""The service standards as shipped: what they say, whom they judge, and that nothing published is made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.bank_holidays import REGIONS
from casework.kinds import kinds, step_labels
from casework.standards import Standard, shipped_standards, standard_from, started_by

STANDARDS = {standard.id: standard for standard in shipped_standards()}


@pytest.mark.parametrize(
    ("standard", "length", "receipt", "target", "basis"),
    [
        ("enquiry-reply", "10 working days", "office hours", 90, "local example"),
        ("complaint-acknowledge", "3 working days", "office hours", 90, "local example"),
        ("complaint-notify", "5 working days", "office hours", 90, "local example"),
        ("review-acknowledge", "5 working days", "office hours", 90, "local example"),
        ("review-papers", "5 working days", "actual day", None, "local example"),
        ("review-decision", "35 working days", "actual day", 60, "local example"),
        ("appeal-investigation", "35 working days", "actual day", 60, "published"),
        ("appeal-local-resolution", "35 working days", "actual day", 60, "published"),
        ("appeal-non-recording", "25 working days", "actual day", 80, "published"),
        ("appeal-discontinuance", "25 working days", "actual day", 80, "published"),
        ("appeal-disapplication", "25 working days", "actual day", 80, "published"),
        ("keep-informed", "28 calendar days", "actual day", 100, "local example"),
        ("service-complaint-acknowledge", "3 working days", "office hours", 90, "local example"),
        ("service-complaint-reply", "20 working days", "office hours", 90, "local example"),
        ("foi", "20 working days", "actual day", 100, "statutory"),
        ("sar", "1 calendar month", "actual day", 100, "statutory"),
        ("alternative-format", "3 working days", "actual day", 100, "published"),
        ("callback", "1 working day", "office hours", 95, "local example"),
    ],
)
def test_what_each_standard_says(standard: str, length: str, receipt: str, target: int | None, basis: str) -> None:
    found = STANDARDS[standard]
    assert (found.length_words, found.receipt, found.target, found.basis) == (length, receipt, target, basis)


def test_there_are_no_others_and_no_name_twice() -> None:
    assert len(STANDARDS) == len(shipped_standards()) == 18


@pytest.mark.parametrize("standard", shipped_standards(), ids=lambda standard: standard.id)
def test_a_standard_fits_the_cases_it_judges(standard: Standard) -> None:
    assert set(standard.kinds) <= set(kinds())
    assert standard.starts_on in step_labels()
    for kind in standard.kinds:
        assert standard.stops_on in kinds()[kind].steps
        assert standard.starts_on == "received" or standard.starts_on in kinds()[kind].steps
    assert standard.calendar is None or standard.calendar in REGIONS
    assert (standard.calendar is None) == (standard.unit == "calendar days")
    assert standard.warn > 0 or standard.length == 1
    assert standard.warn < (28 if standard.unit == "calendar months" else standard.length)
    assert standard.source
    assert standard.promise.endswith(" by")


@pytest.mark.parametrize("standard", shipped_standards(), ids=lambda standard: standard.id)
def test_a_local_example_says_so_and_is_never_called_verified(standard: Standard) -> None:
    assert standard.source.startswith("Local example") == (standard.basis == "local example")
    assert standard.verified == (standard.basis != "local example")
    assert (standard.due == "end of date") == (standard.basis == "statutory")


def test_only_a_request_for_information_counts_the_holidays_of_every_part_of_the_country() -> None:
    assert [standard.id for standard in shipped_standards() if standard.calendar == "uk-any"] == ["foi"]


def dated(first: date | None, last: date | None) -> Standard:
    row = {"id": "x", "kinds": ["enquiry"], "title": "X", "promise": "By", "starts_on": "received", "stops_on": "answered"}
    row |= {"length": 1, "unit": "working days", "receipt": "actual day", "due": "end of date", "warn": 1}  # type: ignore[dict-item]
    row |= {"basis": "local example", "source": "", "effective_from": first, "effective_to": last}  # type: ignore[dict-item]
    return standard_from(row)


@given(first=st.none() | st.dates(), last=st.none() | st.dates(), day=st.dates())
def test_a_standard_is_in_force_from_its_first_day_to_its_last(first: date | None, last: date | None, day: date) -> None:
    assert dated(first, last).in_force(day) == ((first or date.min) <= day <= (last or date.max))


def test_a_case_is_judged_by_the_row_in_force_on_its_day() -> None:
    old, new = dated(None, date(2026, 3, 31)), dated(date(2026, 4, 1), None)
    assert started_by([old, new], "enquiry", "received", date(2026, 3, 31)) == [old]
    assert started_by([old, new], "enquiry", "received", date(2026, 4, 1)) == [new]
    assert started_by([old, new], "enquiry", "answered", date(2026, 4, 1)) == []
    assert started_by([old, new], "review", "received", date(2026, 4, 1)) == []


def test_a_row_that_is_not_a_standard_is_refused() -> None:
    with pytest.raises(KeyError):
        standard_from({"id": "x"})
    with pytest.raises(TypeError):
        standard_from({"kinds": ["enquiry"], "colour": "red"})
