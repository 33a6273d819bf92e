"""Priority, tags and changes of many cases from the command line."""

from tests.cli.conftest import Here


def add(here: Here, kind: str) -> None:
    assert here("add", kind, "--name", "Ada Okafor", "--subject", "custody").code == 0


def test_a_priority_and_tags_are_given_shown_and_listed(here: Here) -> None:
    add(here, "complaint")
    assert here("priority", "c26 1", "urg").out == "C26-000001P: urgent priority.\n"
    assert here("priority", "c26 1", "urgent").out == "C26-000001P: urgent priority already.\n"
    assert here("tag", "c26 1", "+Welsh", "court date,-none").out == "C26-000001P: #court-date #welsh.\n"
    assert here("tag", "c26 1", "-welsh").out == "C26-000001P: #court-date.\n"
    assert here("tag").out == "      1  court-date\n"
    assert "Priority  ! urgent\n  Tags      #court-date\n" in here("show", "c26 1").out
    shown = here("show", "c26 1", "--json").json
    assert (shown["priority"], shown["tags"]) == ("urgent", ["court-date"])
    wrong = here("priority", "c26 1", "low")
    assert (wrong.code, wrong.err) == (2, "There is no priority called 'low'. Use one of: urgent, high, normal.\n")
    assert here("tag", "c26 1", "?").code == 2


def test_many_are_changed_only_when_the_number_of_the_preview_is_given(here: Here) -> None:
    for kind in ("review", "review", "enquiry"):
        add(here, kind)
    assert here("pause", "r26 1", "force").code == 0
    asked = here("bulk", "pause", "force", "kind:review", "--whom", "Gwent")
    assert asked.code == 2
    assert asked.out.startswith("1 case will be paused, waiting for the force or body.\n1 case is refused:\n  R26-000001")
    assert asked.err == "Nothing was changed. To do it, give --yes 1.\n"
    tried = here("bulk", "priority", "high", "custody", "--dry-run", "--json")
    assert (tried.code, tried.json["done"], tried.json["cases"], tried.json["refused"]) == (0, False, 3, [])
    wrong = here("bulk", "note", "hello", "custody", "--yes", "9")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == "It would be 3 cases, not 9, so nothing was changed. Look with --dry-run, then give --yes 3.\n"
    done = here("bulk", "pause", "force", "kind:review", "--yes", "1")
    assert (done.code, done.out.splitlines()[0]) == (1, "1 case paused, waiting for the force or body.")
    assert "1 case is refused:\n  R26-000001" in done.out
    assert here("bulk", "tag", "+late -old", "custody", "--yes", "3").out == "3 cases tagged +late -old.\n"
    assert here("undo").out == "Undone: 3 cases tags changed.\n"
    assert here("bulk", "step", "sent-to-authority", "custody", "--dry-run").code == 1
    assert here("bulk", "note", "hello").code == 2
    nobodys = here("bulk", "note", "hello", "!owner:nobodyhere", "--yes", "3")
    assert (nobodys.code, nobodys.out) == (2, "")
    assert nobodys.err.startswith("Nobody on the staff list is called 'nobodyhere'.")
