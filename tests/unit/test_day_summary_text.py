"""The day's figures as text, as a table and as values."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casework.kinds import kinds
from casework.summaries.day import COLUMNS, DaySummary, as_text, table

FIGURES = st.dictionaries(st.sampled_from(list(kinds())), st.integers(0, 99_999))


def summary(**figures: dict[str, int]) -> DaySummary:
    parts = {name: figures.get(name, {}) for name in ("received", "closed", "open", "overdue", "due_next")}
    return DaySummary(date(2026, 6, 12), date(2026, 6, 15), **parts)


def test_the_text_of_a_day() -> None:
    day = summary(
        received={"enquiry": 12, "foi": 1},
        closed={"enquiry": 9},
        open={"enquiry": 1234},
        overdue={"review": 2},
        due_next={"foi": 1},
    )
    assert as_text(day, date(2026, 6, 12)).splitlines() == [
        "Friday 12 June 2026, so far",
        "",
        "                               Received   Closed     Open  Overdue Due next",
        "Enquiry                              12        9    1,234        0        0",
        "Complaint                             0        0        0        0        0",
        "Review application                    0        0        0        2        0",
        "Freedom of information request        1        0        0        0        1",
        "All                                  13        9    1,234        2        1",
        "",
        "Due next: something is due after that day, by the end of Mon 15 Jun 2026.",
        "A case with several clocks may be both overdue and due next.",
    ]


def test_an_empty_day_still_shows_the_three_kinds_that_make_up_the_work() -> None:
    assert [row[0] for row in table(summary())] == ["Enquiry", "Complaint", "Review application", "All"]


def test_as_values() -> None:
    found = summary(open={"sar": 3}).as_json()
    assert json.loads(json.dumps(found)) == {
        "date": "2026-06-12",
        "next_working_day": "2026-06-15",
        "received": {},
        "closed": {},
        "open": {"sar": 3},
        "overdue": {},
        "due_next": {},
    }


@given(received=FIGURES, closed=FIGURES, open_=FIGURES)
def test_the_columns_add_up_and_the_lines_fit(received: dict[str, int], closed: dict[str, int], open_: dict[str, int]) -> None:
    day = summary(received=received, closed=closed, open=open_)
    *rows, (name, totals) = table(day)
    assert name == "All"
    assert len(totals) == len(COLUMNS)
    assert tuple(sum(row[1][column] for row in rows) for column in range(5)) == totals
    assert totals[:3] == (sum(received.values()), sum(closed.values()), sum(open_.values()))
    assert all(len(line) <= 77 for line in as_text(day, date(2026, 6, 15)).splitlines())
