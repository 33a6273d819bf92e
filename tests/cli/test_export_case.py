"""A case written to one file, as a page, as JSON and as text; what was typed in it is never markup."""

import json
from pathlib import Path

from tests.cli.conftest import Here

TYPED = '<script>alert(1)</script> [/b] \x1b[31m =1+1 & "Llŷr"'


def test_a_case_is_written_whole_and_never_over_another_file(here: Here, tmp_path: Path) -> None:
    here("add", "complaint", "--name", "Ada <b>Okafor</b>", "--subject", "use of force & more", "--note", TYPED)
    page, values, text = tmp_path / "case.html", tmp_path / "case.json", tmp_path / "case.txt"
    for file in (page, values, text):
        done = here("export", "c26 1", "--to", str(file))
        assert (done.code, done.out) == (0, f"C26-000001P written to {file}\n"), done.err
    shown = page.read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [/b] ␛[31m =1+1 &amp; &quot;Llŷr&quot;" in shown
    assert "Ada &lt;b&gt;Okafor&lt;/b&gt;" in shown
    assert "\x1b" not in shown
    assert "Acknowledge a" in text.read_text()
    known = json.loads(values.read_text())
    assert (known["timeline"][0]["text"], known["reference"]) == (TYPED, "C26-000001P")
    again = here("export", "c26 1", "--to", str(page))
    assert (again.code, again.out, again.err) == (2, "", "case.html is there already. Give another name.\n")
    assert page.read_text() == shown
    assert page.stat().st_mode & 0o777 == 0o600
    wrong = here("export", "c26 1", "--to", str(tmp_path / "case.docx"))
    assert (wrong.code, "ends in .html, .json or .txt" in wrong.err) == (2, True)
    nowhere = here("export", "c26 1", "--to", str(tmp_path / "no such folder" / "case.txt"))
    assert (nowhere.code, "can't be written: No such file" in nowhere.err) == (2, True)
