"""Alerts as lines of a list: one that stands, and one that no longer does."""

import pytest

from casework.alerts import Alert, AlertKind, Since
from db.queries.alerts import Recent
from screens.alert_words import alert_pick
from tests.desk import moment

NOW = moment("Fri 26 Jun 2026 10:00")
DUE = moment("Mon 29 Jun 2026 17:00")


def alert(kind: AlertKind = "due soon", since: Since | None = None, at: str = "Thu 25 Jun 2026 00:00", number: int = 1) -> Alert:
    return Alert(moment(at), kind, number, f"E26-{number:06}", "enquiry", "Answer by", DUE, "Adaeze Okoro", since)


@pytest.mark.parametrize(
    ("kind", "since", "new", "row"),
    [
        ("overdue", None, True, "! ▲ overdue   E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
        ("due soon", None, False, "  ◐ due soon  E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
        ("overdue", "done", False, "  ✗ done      E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
        ("overdue", "closed", False, "  ✗ closed    E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
        ("due soon", "done", False, "  ✓ done      E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
        ("due soon", "paused", False, "  ‖ paused    E26-000001  Answer by Mon 29 Jun            Adaeze Okoro"),
    ],
)
def test_a_line_says_whether_it_stands(kind: AlertKind, since: Since | None, new: bool, row: str) -> None:
    assert alert_pick(alert(kind, since), NOW, new=new).row(70) == row


def test_the_list_is_newest_first_whether_it_stands_or_not() -> None:
    new, seen = alert(at="Thu 25 Jun 2026 09:00", number=3), alert(at="Tue 23 Jun 2026 09:00", number=1)
    past = alert(since="done", at="Wed 24 Jun 2026 09:00", number=2)
    found = Recent(NOW, (new, seen), 1, (past,))
    assert found.unseen == (new,)
    assert found.listed == [(new, True), (past, False), (seen, False)]
