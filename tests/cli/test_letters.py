"""Letters and their templates from the command line."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Here

OURS = ("--set", "our_address=PO Box 473", "--set", "our_signature=Contact centre", "--set", "address=1 High St")


@pytest.fixture
def reference(here: Here) -> str:
    """A complaint of somebody who speaks Welsh."""
    ran = here("add", "complaint", "--name", "Ada Okafor", "--subject", "custody [/]", "--force", "gwent", "--json")
    found = str(ran.json["reference"])
    assert here("person", found, "--set", "language=Welsh").code == 0
    return found


def test_a_letter_is_asked_for_what_it_lacks_looked_at_saved_and_recorded(here: Here, reference: str, tmp_path: Path) -> None:
    listed = here("letter", reference).out.splitlines()
    assert listed[0].startswith("complaint-acknowledged  cy  Cwyn: rydym wedi'i derbyn (Welsh, post, records: acknowledged)")
    lacks = here("letter", reference, "complaint-acknowledged")
    assert (lacks.code, lacks.out) == (2, "")
    assert "Our address (--set our_address=TEXT); Their address (--set address=TEXT); What stands under" in lacks.err
    english = here("letter", reference, "complaint-acknowledged", *OURS, "--language", "en", "--preview").out
    assert english.startswith(
        "We have received your complaint\n\nIndependent Office for Police Conduct\nPO Box 473\n\nAda Okafor\n"
    )
    assert "about custody [/]. We received it on Friday 20 November 2026." in english
    assert here("show", reference, "--json").json["timeline"][0]["kind"] == "contact"
    to = tmp_path / "letter.docx"
    ran = here("letter", reference, "complaint-acknowledged", *OURS, "--to", str(to), "--large-print")
    assert ran.out == f"Letter recorded on {reference}, acknowledged. Clock met. Saved as {to}.\n"
    assert "Rydym wedi derbyn eich cwyn" in [it.text for it in Document(str(to)).paragraphs]
    assert to.stat().st_mode & 0o777 == 0o600
    step, sent, _ = here("show", reference, "--json").json["timeline"]
    assert (step["step"], sent["kind"], sent["channel"]) == ("acknowledged", "letter", "post")
    assert sent["text"].endswith("Swyddfa Annibynnol Ymddygiad yr Heddlu")
    again = here("letter", reference, "complaint-acknowledged", *OURS, "--to", str(to))
    assert (again.code, again.err) == (2, "letter.docx is there already. Give another name.\n")
    assert len(here("show", reference, "--json").json["timeline"]) == 3


def test_a_text_by_hand_goes_out_as_it_is_and_what_can_not_is_told(here: Here, reference: str, tmp_path: Path) -> None:
    given = (reference, "how-it-stands", "--channel", "email", "--no-step", "--subject", "News")
    ran = here("letter", *given, "--text", "Dear Ada\n{{ x }} [/]", "--json").json
    assert (ran["text"], ran["recorded"], ran["step"], ran["file"]) == ("Dear Ada\n{{ x }} [/]", True, "", None)
    for arguments, code, said in (
        ((*given, "--text", "a [[b]]"), 2, "This still has [[b]] in it."),
        ((*given, "--text", " "), 2, "The letter is empty."),
        ((*given, "--set", "forse=x"), 2, "There is no fact 'forse'. See: iopc template facts."),
        ((*given, "--language", "fr"), 2, "'fr' is not a language of letters."),
        ((*given, "--text", "a", "--to", str(tmp_path / "x.pdf")), 2, "can't be saved as '.pdf'"),
        ((reference, "review-late"), 2, "No template 'review-late' fits this case."),
        ((reference, "complaint-to-authority", "--set", "words.what_they_told_us=x", *OURS), 2, "If none, add --asked."),
    ):
        refused = here("letter", *arguments)
        assert (refused.code, refused.out) == (code, "")
        assert said in refused.err
    asked = here("letter", reference, "complaint-to-authority", "--asked", "--set", "words.what_they_told_us=x", *OURS)
    assert asked.out == f"Email recorded on {reference}, sent to the appropriate authority. Clock met.\n"


def test_a_template_is_shown_checked_saved_and_taken_back(here: Here, tmp_path: Path) -> None:
    shown = here("template", "show", "callback-missed")
    file = tmp_path / "missed.toml"
    file.write_text(shown.out.replace("We are sorry about that.", "Sorry, {{ addresed }}."))
    bad = here("template", "check", str(file))
    assert bad.code == 2
    assert (
        "missed.toml can't be used. Line 18 of the text, column 102: there is no fact 'addresed'. Is addressed meant?" in bad.err
    )
    file.write_text(shown.out.replace("We are sorry about that.", "Sorry, {{ addressed }}."))
    assert here("template", "check", str(file)).out == "callback-missed can be used.\n"
    assert here("template", "save", str(file)).out.startswith("callback-missed is used from now on.")
    assert here("template", "save", str(file)).out == "callback-missed is as in the file already.\n"
    assert "Entered by ada, Fri 20 Nov 2026, 16:45." in here("template", "list").out
    assert here("template", "takeback", "callback-missed").out == "callback-missed is as before its latest change.\n"
    assert here("template", "show", "callback-missed").out == shown.out
    assert here("template", "takeback", "callback-missed").code == 1
    assert "Welsh to be checked by a Welsh speaker." in here("template", "list").out
    assert here("template", "show", "x").code == 2
    file.write_text("id = 3")
    assert here("template", "save", str(file)).code == 2


def test_what_the_office_is_called_is_kept_for_every_letter(here: Here, reference: str) -> None:
    assert "asked for with each letter" in here("template", "office").out
    given = ("--set", "address=PO Box 473\nWarrington", "--set", "signature=Contact centre", "--json")
    assert here("template", "office", *given).json["address"] == "PO Box 473\nWarrington"
    ran = here("letter", reference, "callback-missed", "--set", "address=1 High St", "--preview", "--json").json
    assert "PO Box 473\nWarrington\n\nAda Okafor" in ran["text"]
    assert not ran["recorded"]
    assert "deadlines.keep_informed" in here("template", "facts").out
