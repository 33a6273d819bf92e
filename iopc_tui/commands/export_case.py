"""`iopc export`: a case written to one file, as a web page, as JSON or as text."""

from pathlib import Path
from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, command_family, signed_in
from iopc_tui.commands.output import BadUse, say

app = command_family("Write a case to a file.")
ENDINGS = ("html", "json", "txt")


@app.command("export", epilog="Example: iopc export C26-000377 --to case.html")
def export(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")],
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="A new file that ends in .html, .json or .txt.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Write a case whole to one file that needs nothing else to be read: facts, clocks, timeline and former words."""
    from db.queries.case import case_with_reference
    from db.written.case_html import case_as_html
    from db.written.case_json import case_as_json_text
    from db.written.case_text import case_as_text
    from db.written.to_file import written

    path = Path(to)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise BadUse(f"Give the file a name that ends in .html, .json or .txt, not {to[:40]}")
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, reference)
    rules, now = desk.store.rules, desk.time.now()
    if ending == "txt":
        text = case_as_text(case, rules, now) + "\n"
    else:
        text = case_as_html(case, rules, now) if ending == "html" else case_as_json_text(case, rules, now)
    say(f"{case.reference} written to {written(path.parent, path.name, text)}")
