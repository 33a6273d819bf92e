"""`iopc export case`: a case written to one file, as a web page, as JSON or as text."""

from pathlib import Path
from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, signed_in
from iopc_tui.commands.output import BadUse, say

ENDINGS = ("html", "json", "txt")


def case(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")],
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="It ends in .html, .json or .txt; a file that is there stays.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Write a case whole to one web page, JSON or text file; the word case can be left out.

    It has its facts, its clocks, its timeline and every former word, and needs nothing else to be read.
    """
    from casework.new_file import text_bytes, write_new
    from db.queries.case import case_with_reference
    from db.written.case_html import case_as_html
    from db.written.case_json import case_as_json_text
    from db.written.case_text import case_as_text

    path = Path(to)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise BadUse(f"Give the file a name that ends in .html, .json or .txt, not {to[:40]}")
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = case_with_reference(connection, reference)
    rules, now = desk.store.rules, desk.time.now()
    if ending == "txt":
        text = case_as_text(found, rules, now) + "\n"
    else:
        text = case_as_html(found, rules, now) if ending == "html" else case_as_json_text(found, rules, now)
    say(f"{found.reference} written to {write_new(path, text_bytes(text))}")
