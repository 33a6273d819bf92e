"""A day closed, shown and checked on the command line."""

import sqlite3
from pathlib import Path

from tests.cli.conftest import Here

EVENING = "2026-11-20T17:05"


def test_a_day_is_closed_with_its_reasons_and_notes_and_stays_as_it_was(here: Here, tmp_path: Path) -> None:
    here("add", "complaint", "--name", "B", "--subject", "s", "--received", "13 Nov 10:00")
    early = here("day", "close")
    assert (early.code, early.err) == (0, "")
    assert "The office is open until 17:00. Signed now, the day counts until 16:45. Add --early for that." in early.out
    refused = here("day", "close", "--yes").err
    assert refused.startswith("The office is open until 17:00.")
    assert refused.endswith("or now with: iopc day close --early\n")
    assert here("audit", "verify").out.splitlines()[1] == "No day is signed yet."
    asked = here("day", "close", "--yes", at=EVENING)
    assert asked.code == 1
    lines = asked.out.splitlines()
    number = lines[lines.index("Missed, and nobody has said why") + 1].split()[0]
    assert lines[-1].startswith("Fri 20 Nov 2026 is not signed. Say why with iopc day why NUMBER")
    assert here("day", "why", number, "--words", "The [post] was late", at=EVENING).out.startswith("Kept with C26-000001P")
    assert here("day", "note", "Ring\x1b[31m Mrs Evans", at=EVENING).out == "Note 1 is left for the next shift.\n"
    done = here("day", "close", "--note", "Form B12 is out of print.", "--yes", at=EVENING)
    assert (done.code, done.err) == (0, "")
    assert "  1  ada: Ring␛[31m Mrs Evans" in done.out
    assert done.out.splitlines()[-1].startswith("Fri 20 Nov 2026 is signed, as it was until Fri 20 Nov 2026, 17:05: seal ")
    for again in (("--yes",), ()):
        ran = here("day", "close", *again, at=EVENING)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Fri 20 Nov 2026 was signed by ada, and stays as it is.")

    shown = here("day", "show", at="2026-11-20T18:00")
    assert (shown.code, shown.err) == (0, "")
    assert "Drawn from the record again, every figure is as it was signed." in shown.out
    assert "Hand-over from Fri 20 Nov 2026, signed by ada" in shown.out
    here("add", "enquiry", "--name", "C", "--subject", "s", "--received", "20 Nov 12:00", at="2026-11-23T09:00")
    found = here("day", "show", "fri 20 nov", "--json", at="2026-11-23T09:05").json
    (received,) = [it for it in found["differences"] if it["figure"] == "received"]
    assert (received["signed"], received["now"], received["come"]) == (0, 1, ["E26-000001R"])
    assert received["why"] == ["E26-000001R entered after the signing by ada, Mon 23 Nov 2026, 09:00"]
    assert [(it["why"], len(it["moved"])) for it in found["causes"]] == [(received["why"][0], 8)]
    assert (found["explained"], found["received"]["enquiry"]) == (True, 0)
    assert [it["text"] for it in found["handover"]["notes"]] == ["Ring\x1b[31m Mrs Evans", "Form B12 is out of print."]
    assert here("day", "list", at="2026-11-23T18:00").out.splitlines() == [
        "Mon 23 Nov 2026  not signed",
        "Fri 20 Nov 2026  signed by ada, Fri 20 Nov 2026, 17:05",
    ]
    assert here("day", "list", "--unsigned", "--json", at="2026-11-23T18:00").json == {"signed": [], "unsigned": ["2026-11-23"]}
    sound = here("audit", "verify")
    assert (sound.code, sound.out.splitlines()[1]) == (0, "1 signed day: each is as it was signed.")
    with sqlite3.connect(tmp_path / "desk.db") as edited:
        edited.execute("DROP TRIGGER day_snapshot_no_update")
        edited.execute("UPDATE day_snapshot SET content = replace(content, 'oldest', 'newest')")
    broken = here("audit", "verify", "--recount")
    assert (broken.code, broken.out.splitlines()[2]) == (1, "  Fri 20 Nov 2026 is not as it was signed.")
    assert (
        here("day", "show", "20 nov").err == "What is kept of this signed day can't be read. Check it with: iopc audit verify.\n"
    )
    closed = here("day", "close", "yesterday", "--yes", "--json", at="2026-11-24T00:05")
    assert (closed.code, closed.json["date"], closed.json["without_reason"]) == (0, "2026-11-23", [])
