"""Standards from the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Here

WEDNESDAY = "2026-06-17T12:00"
CHANGE = ("standard", "change", "enquiry-reply", "length=8", "target=95", "--from", "15 jun 2026")


def test_changed_previewed_and_taken_back(here: Here) -> None:
    case = here("add", "enquiry", "--subject", "hello", "--json", at=WEDNESDAY).json["reference"]
    preview = here(*CHANGE, "--preview", at=WEDNESDAY).out
    assert preview == (
        "enquiry-reply would change from Mon 15 Jun 2026: length 8, target 95.\n"
        "1 running deadline on 1 case would move:\n"
        f"  {case}  Answer by: Wed 1 Jul 2026, 17:00 to Mon 29 Jun 2026, 17:00\n"
    )
    assert "changes from Mon 15 Jun 2026" in here(*CHANGE, at=WEDNESDAY).out
    listed = here("standard", "list", at=WEDNESDAY).out
    assert "8 working days, office hours, target 95%, local example, from Mon 15 Jun 2026\n" in listed
    assert "until Sun 14 Jun 2026, not in force today" in listed
    assert "Mon 29 Jun, 17:00     Reply to an enquiry: 8 working days" in here("workdays", "standards", "now", at=WEDNESDAY).out
    assert "to Wed 1 Jul 2026, 17:00" in here("standard", "takeback", "enquiry-reply", at=WEDNESDAY).out
    assert len(here("standard", "list", "--json", at=WEDNESDAY).json) == 18


def test_taking_back_can_be_looked_at_first(here: Here) -> None:
    case = here("add", "enquiry", "--subject", "hello", "--json", at=WEDNESDAY).json["reference"]
    here(*CHANGE, at=WEDNESDAY)
    back, changed = ("standard", "takeback", "enquiry-reply"), here("standard", "export", at=WEDNESDAY).out
    assert here(*back, "--preview", at=WEDNESDAY).out == (
        "enquiry-reply would stand as before its latest change.\n"
        "1 running deadline on 1 case would move:\n"
        f"  {case}  Answer by: Mon 29 Jun 2026, 17:00 to Wed 1 Jul 2026, 17:00\n"
    )
    (told,) = here(*back, "--preview", "--json", at=WEDNESDAY).json
    assert (told["standard"], told["applied"], len(told["moves"])) == ("enquiry-reply", False, 1)
    assert here("standard", "export", at=WEDNESDAY).out == changed
    assert here(*back, "--json", at=WEDNESDAY).json == [told | {"applied": True}]
    assert here("standard", "export", at=WEDNESDAY).out != changed


def test_as_a_file_and_back(here: Here, tmp_path: Path) -> None:
    here("list", at=WEDNESDAY)
    path = tmp_path / "standards.toml"
    path.write_text(here("standard", "export", at=WEDNESDAY).out.replace("length = 35", "length = 40"), encoding="utf-8")
    out = here("standard", "import", str(path), "--from", "1 jul 2026", at=WEDNESDAY).out
    assert "review-decision changes from Wed 1 Jul 2026: length 40.\n" in out
    assert here("standard", "import", str(path), "--from", "2 jul 2026", at=WEDNESDAY).out == (
        "The standards here are those of the file already.\n"
    )


def test_a_file_with_one_standard_that_cannot_be_changes_none(here: Here, tmp_path: Path) -> None:
    here("list", at=WEDNESDAY)
    before = here("standard", "export", at=WEDNESDAY).out
    path = tmp_path / "standards.toml"
    two = "length = 35", "length = 20"
    assert all(each in before for each in two)
    path.write_text(before.replace(two[1], "length = 21").replace(two[0], "length = 40"), encoding="utf-8")
    told = here("standard", "import", str(path), "--from", "1 jul 2026", "--preview", "--json", at=WEDNESDAY).json
    assert len({each["standard"] for each in told}) == len(told) > 1
    path.write_text(path.read_text(encoding="utf-8").replace("length = 21", "length = 0"), encoding="utf-8")
    ran = here("standard", "import", str(path), "--from", "1 jul 2026", at=WEDNESDAY)
    assert (ran.code, ran.out, ran.err) == (2, "", "The length is a whole number from 1 to 1,000.\n")
    assert here("standard", "export", at=WEDNESDAY).out == before


def test_a_file_that_has_a_standard_twice_changes_nothing(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "standards.toml"
    before = here("standard", "export", at=WEDNESDAY).out
    changed = before.replace("length = 35", "length = 40")
    path.write_text(f"{changed}\n{changed}", encoding="utf-8")
    ran = here("standard", "import", str(path), "--from", "1 jul 2026", at=WEDNESDAY)
    assert (ran.code, ran.out) == (2, "")
    assert "twice. Leave one of them in it." in ran.err
    assert here("standard", "export", at=WEDNESDAY).out == before


def test_a_file_that_changes_nothing_is_an_empty_list_to_a_program(here: Here, tmp_path: Path) -> None:
    path = tmp_path / "standards.toml"
    path.write_text(here("standard", "export", at=WEDNESDAY).out, encoding="utf-8")
    assert here("standard", "import", str(path), "--from", "1 jul 2026", "--json", at=WEDNESDAY).json == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("change", "tea", "length=8", "--from", "1 jul"), "There is no standard 'tea'. See: iopc standard list."),
        (("change", "foi", "length", "--from", "1 jul"), "'length' is not FIELD=VALUE; try length=8."),
        (("change", "foi", "length=many", "--from", "1 jul"), "The length is a whole number from 1 to 1,000."),
        (("change", "foi", "length=8", "--from", "soon"), '"soon" is not a date we can read'),
        (("change", "foi", "length=8"), "Missing option '--from'"),
        (("takeback", "foi"), "'foi' was not changed here"),
        (("import", "nowhere.toml", "--from", "1 jul"), "There is no file nowhere.toml."),
        (("import", __file__, "--from", "1 jul"), "is not a TOML file that can be read."),
    ],
)
def test_bad_use_is_one_plain_sentence(here: Here, arguments: tuple[str, ...], sentence: str) -> None:
    here("list", at=WEDNESDAY)
    ran = here("standard", *arguments, at=WEDNESDAY)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1
