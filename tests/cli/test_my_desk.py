"""A member's own desk on the command line."""

from tests.cli.conftest import Here


def test_the_five_parts_are_told_in_text_and_in_json(here: Here) -> None:
    here("add", "complaint", "--name", "Ada\x1b[31m Okafor", "--phone", "07700 900123", "--subject", "custody")
    empty = here("desk")
    assert empty.code == 0
    assert empty.out.startswith("My open work: no open case is yours.\n")
    here("give", "C26-1", "me")
    here("note", "C26-1", "by myself")
    shown = here("desk", at="2026-11-26T09:00").out
    assert shown.splitlines()[:2] == [
        "My open work (1, 1 overdue)",
        "  ▲ overdue 1 day              C26-000001P  Complnt  Ada␛[31m Okafor  custody",
    ]
    assert "Wed 25 Nov, 17:00            C26-000001P  ▲ overdue: Acknowledge by Wed 25 Nov" in shown
    found = here("desk", "--json", at="2026-11-26T09:00").json
    assert list(found) == ["read_at", "since", "looked_at", "handover", "work", "tasks", "drafts", "given", "changes"]
    assert found["since"].startswith("2026-11-20T16:45:")
    assert found["work"]["lines"][0] == {
        "reference": "C26-000001P",
        "words": "Complnt  Ada\x1b[31m Okafor  custody",
        "at": None,
        "due": "2026-11-25T17:00:00+00:00",
        "state": "overdue 1 day",
    }
    assert [found[part]["total"] for part in ("tasks", "drafts", "given", "changes")] == [0, 0, 0, 1]
