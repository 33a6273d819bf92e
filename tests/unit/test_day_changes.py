"""A changed day in words, and whose clocks it is a day of."""

from datetime import date

import pytest

from casework.calendars import SHIPPED, DayChange
from casework.day_changes import applies_to, change_words, changed, tidied
from casework.standards import shipped_standards

STANDARDS = {standard.id: standard for standard in shipped_standards()}
DAY = date(2026, 6, 25)
CLOSURE = DayChange(DAY, "closure", "Flood")
SCOTS = DayChange(DAY, "bank holiday", "Special day", "scotland")
WORKED = DayChange(date(2026, 8, 31), "worked", "", "england-wales")


@pytest.mark.parametrize(
    ("change", "entered", "withdrawn"),
    [
        (CLOSURE, "Thu 25 Jun 2026 is an office closure: Flood.", "Thu 25 Jun 2026 is no longer an office closure: Flood."),
        (
            SCOTS,
            "Thu 25 Jun 2026 is a bank holiday in Scotland: Special day.",
            "Thu 25 Jun 2026 is no longer a bank holiday in Scotland: Special day.",
        ),
        (
            WORKED,
            "Mon 31 Aug 2026 is worked after all in England & Wales.",
            "Mon 31 Aug 2026 is a bank holiday after all in England & Wales.",
        ),
    ],
)
def test_a_change_in_words(change: DayChange, entered: str, withdrawn: str) -> None:
    assert (change_words(change), change_words(change, withdrawn=True)) == (entered, withdrawn)


@pytest.mark.parametrize(
    ("change", "standard", "applies"),
    [
        (CLOSURE, "enquiry-reply", True),
        (CLOSURE, "foi", False),
        (SCOTS, "enquiry-reply", False),
        (SCOTS, "foi", True),
        (WORKED, "enquiry-reply", True),
        (WORKED, "foi", True),
    ],
)
def test_whose_day_it_is(change: DayChange, standard: str, applies: bool) -> None:
    assert applies_to(change, STANDARDS[standard]) == applies


def test_name_and_source_are_one_line_each() -> None:
    found = tidied(DayChange(DAY, "closure", " Flood \n below", source=""), " gov.uk\t page ")
    assert (found.name, found.source) == ("Flood below", "gov.uk page")


def test_what_is_withdrawn_goes_before_what_is_added_comes() -> None:
    one = changed(SHIPPED, [CLOSURE, SCOTS], published_to=date(2030, 12, 31))
    other = changed(one, [WORKED, DayChange(DAY, "closure", "Fire")], [CLOSURE])
    assert [change.name for change in other.changes] == ["Special day", "Fire", ""]
    assert other.published_to == date(2030, 12, 31)
    assert SHIPPED.changes == ()
