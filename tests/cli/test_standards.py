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
    assert len(here("standard", "list", "--json", at=WEDNESDAY).json) == 17


def test_as_a_file_and_back(here: Here, tmp_path: Path) -> None:
    here("list", at=WEDNESDAY)
    path = tmp_path / "standards.toml"
    path.write_text(here("standard", "export", at=WEDNESDAY).out.replace("length = 35", "length = 40"), encoding="utf-8")
    out = here("standard", "import", str(path), "--from", "1 jul 2026", at=WEDNESDAY).out
    assert "review-decision changes from Wed 1 Jul 2026: length 40.\n" in out
    assert here("standard", "import", str(path), "--from", "2 jul 2026", at=WEDNESDAY).out == (
        "The standards here are those of the file already.\n"
    )


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
