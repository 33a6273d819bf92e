"""Alerts as lines."""

from tests.cli.conftest import Here


def test_alerts_as_lines_and_as_values(here: Here) -> None:
    reference = here("add", "enquiry", "--subject", "hello", "--json", at="2026-06-15T10:00").json["reference"]
    assert here("watch", "--once", at="2026-06-24T10:00").out == ""
    assert here("watch", "--once", at="2026-06-25T09:00").out == (
        f"Thu 25 Jun 2026, 00:00  due soon  {reference}  Answer by Mon 29 Jun 2026, 17:00, no owner\n"
    )
    late = here("watch", "--once", "--since", "15 jun", "--json", at="2026-06-30T09:00").json
    assert (late["kind"], late["reference"], late["due"]) == ("overdue", reference, "2026-06-29T16:00:00+00:00")
    assert here("watch", "--once", "--mine", "--since", "15 jun", at="2026-06-30T09:00").out == ""


def test_since_is_in_the_past(here: Here) -> None:
    here("list")
    ran = here("watch", "--once", "--since", "2026-12-01", at="2026-06-30T09:00")
    assert (ran.code, ran.err) == (2, "--since is still to come. Give a moment that has been.\n")
