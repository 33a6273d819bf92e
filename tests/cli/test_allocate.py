"""Giving cases out from the command line: the plan and its reasons first, a number for many, and one undo for all of it."""

from tests.cli.conftest import Here


def owners(here: Here) -> list[str | None]:
    return sorted((case["owner"] for case in here("list", "--json").json["cases"]), key=str)


def test_cases_are_planned_given_and_taken_back(here: Here) -> None:
    for _ in range(2):
        assert here("add", "complaint", "--name", "Ada Okafor", "--subject", "custody").code == 0
    here("add", "enquiry", "--name", "Dai Evans", "--subject", "a form")
    for login, name in (("psmith", "Priya Smith"), ("dai", "Dai Evans")):
        here("staff", "add", login, "--name", name)
    planned = here("allocate", "owner:none", "--even", "--dry-run")
    assert planned.out.splitlines()[:3] == [
        "3 cases: evenly among 2 who are in.",
        "  Dai Evans: 2 more, had 0",
        "  Priya Smith: 1 more, had 0",
    ]
    assert "  C26-000002R  to Priya Smith  fewest open of 2\n" in planned.out
    assert planned.out.endswith("\nNothing was given out.\n")
    assert owners(here) == [None] * 3
    given = here("allocate", "owner:none", "--even", "--json").json
    assert [(it["reference"], it["to"]) for it in given["given"]] == [
        ("C26-000001P", "dai"),
        ("E26-000001R", "dai"),
        ("C26-000002R", "psmith"),
    ]
    assert (given["done"], given["changed"], owners(here)) == (True, 3, ["Dai Evans", "Dai Evans", "Priya Smith"])
    assert here("undo").out == "Undone: 3 cases shared among 2.\n"
    assert (
        here("allocate", "c26 1", "E26-000001R", "--to", "dai").out == "2 cases: given to Dai Evans. iopc undo takes it back.\n"
    )
    moved = here("handover", "dai", "--by-skill")
    assert moved.out.endswith("2 cases: given to Priya Smith. iopc undo takes it back.\n")
    assert here("next").out == "C26-000002R is yours: 3 days left, Wed 25 Nov, the only one unallocated.\n"
    assert (here("next").code, here("next").err) == (1, "No open case is waiting for an owner.\n")


def test_what_cannot_be_meant_is_refused_with_the_fix(here: Here) -> None:
    for _ in range(21):
        here("add", "enquiry", "--name", "Ada Okafor", "--subject", "a form")
    for arguments, said in (
        (("owner:none",), "Say whom they are for with one of --to LOGIN, --even or --by-skill."),
        (("owner:none", "--to", "me", "--even"), "Say whom they are for with one of"),
        (("owner:none", "--to", "nobody"), "nobody is not on the staff list. See: iopc staff list."),
        (("colour:red", "--to", "me"), "'colour:' is not a filter."),
        (("!tag:seen", "--to", "me", "--yes", "21"), "No case is tagged 'seen'. No case has a tag yet."),
        (("owner:none", "--even", "--team", "North"), "There is no team called 'North'. Make one with: iopc team add NAME."),
        (("owner:none", "--to", "me"), "These are 21 cases. Look with --dry-run; --yes 21 gives them out."),
        (("owner:none", "--to", "me", "--yes", "20"), "These are 21 cases, not 20."),
    ):
        refused = here("allocate", *arguments)
        assert (refused.code, refused.out) == (2, "")
        assert said in refused.err
    assert here("handover", "ada", "--to", "none").err == "ada has no open case.\n"
    assert here("allocate", "owner:none", "--to", "me", "--yes", "21").out.startswith("21 cases: given to ")
