"""The survey and learning points from the command line."""

from pathlib import Path

from tests.cli.conftest import Here

REF = "E26-000001R"


def with_a_case(here: Here, *details: str) -> None:
    """Log and close a case in October."""
    added = here(
        "add", "enquiry", "--subject", "Help", "--name", "Ada", "--email", "ada@example.org", *details, at="2026-10-07T10:00"
    )
    assert REF in added.out, added.err
    assert here("close", REF, "answered", at="2026-10-08T10:00").code == 0


def test_people_are_listed_asked_once_and_their_answers_kept_counted_and_taken_back(here: Here, tmp_path: Path) -> None:
    with_a_case(here)
    listed = here("survey", "list")
    assert listed.out.splitlines()[0] == f"{REF}  Ada  email  ada@example.org"
    assert "Of 1 case closed in October 2026, 1 person may be asked." in listed.out
    file = tmp_path / "ask.csv"
    assert "kept as asked" in here("survey", "list", "Oct 2026", "--csv", str(file)).out
    assert file.read_text().splitlines()[1] == f"{REF},Ada,email,ada@example.org,,"
    again = here("survey", "list", "--csv", str(tmp_path / "again.csv"))
    assert (again.code, (tmp_path / "again.csv").exists()) == (2, False)
    assert "1 who were asked, or answered, in the last 12 months" in again.err
    assert (
        here("survey", "add", REF, "fairly=mostly", "overall=4", "--comment", "=1+1").out == f"Survey answer 1 kept for {REF}.\n"
    )
    (kept,) = here("survey", "answers", REF, "--json").json
    assert kept == {
        **{"number": 1, "answered": "2026-11-20", "answers": {"fairly": "mostly", "overall": "mostly"}, "comment": "=1+1"},
    }
    assert here("survey", "takeback", "1").out == "Survey answer 1 is taken back.\n"
    assert here("survey", "answers", REF).out == f"No survey answer about {REF} is kept.\n"
    assert here("survey", "every", "6").out == "Nobody is asked again within 6 months.\n"
    assert here("survey", "list", "--json").json["left_out"]["asked"] == 1


def test_a_file_of_answers_is_previewed_kept_once_and_its_rejects_put_right(here: Here, tmp_path: Path) -> None:
    with_a_case(here)
    file = tmp_path / "answers.csv"
    file.write_text(f"Ref;Date;Treated fairly;Name\n{REF};12/11/2026;Yes;Ada\n;12/11/2026;perhaps;Bo\n;;4;Cy\n")
    tried = here("survey", "import", str(file), "--preview", "--json")
    assert (tried.code, tried.json["kept"], tried.json["rejected"]) == (1, 1, 2)
    assert "not kept: Name" in tried.err
    done = here("survey", "import", str(file), "--on", "13 Nov")
    assert (done.code, done.out.splitlines()[1]) == (1, "2 kept, 0 in already, 1 rejected.")
    rejects = Path(f"{file}.rejects.csv")
    assert "'perhaps' is not one of: fully" in rejects.read_text()
    rejects.write_text(rejects.read_text().replace("perhaps", "partly", 1))
    assert here("survey", "import", str(rejects)).out.splitlines()[-1] == "1 kept, 0 in already, 0 rejected."
    assert here("survey", "import", str(file), "--on", "13 Nov").out.splitlines()[1] == "0 kept, 2 in already, 1 rejected."


def test_what_cannot_be_meant_is_said(here: Here) -> None:
    with_a_case(here, "--about-them", "surveys=no")
    for arguments, said in (
        (("survey", "add", REF, "fairly=5"), "asked not to be surveyed"),
        (("survey", "add", "-", "tea=5"), "There is no question 'tea'."),
        (("survey", "every", "999"), "Give a number of months from 0 to 120."),
        (("survey", "list", "2026"), "could be two years"),
        (("learning", "add", REF, "tea", "x"), "'tea' is not one of: mental health"),
        (("learning", "list", "--force", "nowhere"), "No force or body matches"),
    ):
        ran = here(*arguments)
        assert ran.code in (1, 2), arguments
        assert said in ran.err


def test_learning_points_are_noted_listed_for_people_and_programs_and_taken_back(here: Here) -> None:
    with_a_case(here, "--force", "gwent")
    assert here("learning", "add", REF, "tas", "see [/b]\n=1+1").out == f"Learning point 1 noted on {REF}.\n"
    assert here("learning", "list").out == f"1  {REF}  Gwent  Taser  Fri 20 Nov 2026, by ada\n    see [/b]\n    =1+1\n"
    assert here("learning", "list", "Nov 2026", "--force", "gwent", "--json").json["points"][0]["text"] == "see [/b]\n=1+1"
    changed = here("learning", "change", REF, "1", "privacy", "see [/b]\n=1+1")
    assert changed.out == f"Learning point 1 of {REF} is now 2.\n"
    assert here("learning", "change", REF, "2", "tas", "see [/b]\n=1+1").code == 0
    assert here("undo").code == 0
    assert here("redo").code == 0
    themed = here("add", "feedback", "--subject", "thanks", "--theme", "time", "--theme", "spoken")
    reference = themed.out.split()[1].rstrip(",")
    assert "time taken, how they were spoken to" in here("show", reference).out
    assert "has no 'themes'" in here("add", "foi", "--subject", "x", "--theme", "time").err
    assert here("learning", "list", "--force", "kent", "--csv").out == "number,reference,kind,force,theme,text,at,staff\n"
    assert here("learning", "list", "Oct 2026").out == "No learning point was noted in October 2026.\n"
    assert here("learning", "takeback", REF, "3").code == 0
    assert "privacy  (our service, local example)" in here("learning", "themes").out
    assert "Were you treated fairly?" in here("survey", "questions").out
