"""How long a clock waited: only while it ran, for a reason its standard allows, and never once it was late."""

import pytest

from casework.calendars import SHIPPED
from casework.clock_history import Wait
from casework.rules import Rules
from casework.standards import shipped_standards
from casework.summaries.performance_sums import paused_days
from tests.desk import moment

RULES = Rules(dict(enumerate(shipped_standards())), SHIPPED)
DECISION = next(row for row, it in RULES.standards.items() if it.id == "review-decision")
PAPERS = next(row for row, it in RULES.standards.items() if it.id == "review-papers")
STARTED, DUE, UNTIL = moment("Mon 1 Jun 2026 10:00"), moment("Mon 20 Jul 2026 17:00"), moment("Fri 31 Jul 2026 12:00")


def wait(began: str, ended: str | None) -> Wait:
    return Wait("force", moment(began), moment(ended) if ended else None)


@pytest.mark.parametrize(
    ("waits", "days"),
    [
        ([], None),
        ([wait("Fri 5 Jun 2026 10:00", "Tue 9 Jun 2026 10:00")], 2),
        ([wait("Fri 5 Jun 2026 10:00", "Fri 5 Jun 2026 16:00")], 0),
        ([wait("Fri 5 Jun 2026 10:00", "Tue 9 Jun 2026 10:00"), wait("Mon 8 Jun 2026 10:00", "Wed 10 Jun 2026 10:00")], 3),
        ([wait("Mon 20 Jul 2026 16:59", None)], 9),
        ([wait("Mon 20 Jul 2026 17:01", None)], None),
        ([wait("Wed 20 May 2026 10:00", "Wed 3 Jun 2026 10:00")], 2),
        ([wait("Wed 20 May 2026 10:00", "Thu 28 May 2026 10:00")], None),
        ([wait("Mon 3 Aug 2026 10:00", None)], None),
    ],
)
def test_the_working_days_waited(waits: list[Wait], days: int | None) -> None:
    assert paused_days(RULES, DECISION, STARTED, DUE, UNTIL, waits) == days
    assert paused_days(RULES, PAPERS, STARTED, DUE, UNTIL, waits) is None
