"""Undo and redo from the command line."""

from tests.cli.conftest import Here

MONDAY = "2026-06-15T10:00"


def test_undo_and_redo_as_the_screen_does(here: Here) -> None:
    nothing = here("undo", at=MONDAY)
    assert (nothing.code, nothing.out) == (1, "")
    assert "You changed nothing in the last day that can be undone." in nothing.err
    case = here("add", "complaint", "--subject", "custody [/]", "--json", at=MONDAY).json["reference"]
    here("step", case, "updated", at="2026-06-15T10:01")
    here("note", case, "left word", at="2026-06-15T10:02")
    assert here("undo", at="2026-06-15T10:03").out == f"Undone: {case} note added.\n"
    undone = here("undo", "--json", at="2026-06-15T10:04").json
    assert (undone["what"], undone["cases"], undone["change"]) == ("undone", [case], "update given to the person")
    assert here("undo", "--list", at="2026-06-15T10:05").out == (
        "Can be undone: nothing.\n"
        "Can be done again, the next first:\n"
        f"  Mon 15 Jun 2026, 10:01  {case} update given to the person\n"
        f"  Mon 15 Jun 2026, 10:02  {case} note added\n"
    )
    assert here("redo", at="2026-06-15T10:06").out.startswith(f"Done again: {case} update given to the person.\n")
    listed = here("undo", "--list", "--json", at="2026-06-15T10:07").json
    assert [[it["change"] for it in listed[side]] for side in ("undo", "redo")] == [
        ["update given to the person"],
        ["note added"],
    ]
