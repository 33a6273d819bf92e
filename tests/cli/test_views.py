"""The views of the queue on the command line."""

from tests.cli.conftest import Here


def test_views_are_listed_with_counts_kept_changed_and_removed(here: Here) -> None:
    here("add", "complaint", "--subject", "custody")
    here("add", "enquiry", "--subject", "how to complain")
    assert here("view", "save", "Custody [/]", "custody", "kind:complaint", "--sort=-received", "--shared").code == 0
    assert here("view", "save", "custody", "due:today").out == "'custody' is among the views.\n"
    listed = here("view", "list", "--json").json["views"]
    assert [it["cases"] for it in listed if it["name"] in ("All open", "Mine", "Custody [/]")] == [2, 0, 1]
    assert listed[-1] == {
        "name": "Custody [/]",
        "whose": "shared",
        "filter": "custody kind:complaint",
        "sort": "-received",
        "cases": 1,
    }
    assert here("view", "list").out.splitlines()[-1].split() == [
        *("Custody", "[/]", "1", "shared", "custody", "kind:complaint", "sorted", "by", "-received"),
    ]
    assert here("view", "rename", "custody", "Due now").code == 0
    assert here("view", "change", "DUE NOW", "kind:enquiry", "--sort", "ref").out == "'Due now' is changed.\n"
    assert here("list", "--view", "due now", "--json").json["total"] == 1
    assert here("view", "remove", "Due now").out == "'Due now' is removed. It showed: kind:enquiry, sorted by ref\n"


def test_what_cannot_be_is_refused_in_a_sentence(here: Here) -> None:
    for words, code, said in (
        (("save", "All Open", "kind:review"), 2, "always there"),
        (("save", "Other", "colour:red"), 2, "'colour:' is not a filter"),
        (("remove", "All open"), 2, "always there"),
        (("rename", "nothing", "more"), 1, "There is no view called 'nothing'. There are: 'All open', 'Mine',"),
    ):
        refused = here("view", *words)
        assert (refused.code, refused.out) == (code, "")
        assert said in refused.err
