"""Dates typed on the command line are counted by the store's own calendar."""

from datetime import date
from pathlib import Path

import pytest

from casework.calendars import DayChange
from casework.timesource import SetTime
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened
from tests.cli.conftest import Here
from tests.desk import Desk, moment

NOW = moment("Fri 20 Nov 2026 16:45")


@pytest.fixture
def flooded(here: Here, tmp_path: Path) -> Here:
    """A store whose office was shut on Thursday 19 November and will be on Monday 23 November 2026."""
    store = opened(location(str(tmp_path / "desk.db")), NOW)
    member, _ = signed_in(store, "ada", "ada", NOW)
    days = (DayChange(day, "closure", "Flood") for day in (date(2026, 11, 19), date(2026, 11, 23)))
    Desk(store, SetTime(NOW), member).changes_days(*days)
    store.close()
    return here


def test_when_a_contact_arrived(flooded: Here) -> None:
    ran = flooded("add", "enquiry", "--name", "A", "--subject", "s", "--received", "1 working day ago")
    assert ran.out.splitlines()[1].split() == ["Received", "Wed", "18", "Nov", "2026,", "09:00"]
    assert ran.out.splitlines()[2].startswith("  Answer by  Fri 4 Dec 2026, 17:00")


def test_what_is_due_before_a_day(flooded: Here) -> None:
    flooded("add", "sar", "--name", "A", "--subject", "s", "--received", "24 Oct 2026")
    assert flooded("list", "due:<+1wd").out.endswith("0 of 0\n")
    assert flooded("list", "due:<+2wd").out.endswith("1 of 1\n")


def test_the_day_to_report_and_the_one_after_it(flooded: Here) -> None:
    assert flooded("today", "--date=-1wd").out.startswith("Wednesday 18 November 2026\n")
    assert flooded("today", "--json").json["next_working_day"] == "2026-11-24"
