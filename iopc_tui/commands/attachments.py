"""`iopc file`: the files kept with a case, listed, and one of them written out."""

from pathlib import Path
from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("List the files of a case, or write one out.")


@app.command("file", epilog="Example: iopc file E26-000412 1 --to letter.pdf")
def file(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The case.")],
    number: Annotated[str | None, typer.Argument(metavar="NUMBER", help="The file, as numbered in the list.")] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where to write it; a file that is there stays.")
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List a case's files, or write one out.

    It is written byte for byte.
    """
    from casework.file_words import file_words, size_words
    from casework.new_file import write_new
    from db.queries.attachments import attachment_content, attachments_of_case
    from db.queries.case import case_with_reference

    if number is None and to is not None:
        raise BadUse("To write a file out, give its number and --to FILE.")
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, reference)
        found = attachments_of_case(connection, case.id)
        place = _place(number, len(found), case.reference)
        if place is not None and to is None:
            raise BadUse("To write a file out, give its number and --to FILE.")
        content = attachment_content(connection, found[place].id) if place is not None else b""
    if place is not None and to is not None:
        write_new(to, content)
        say(f"Wrote {size_words(len(content))} to {to}.")
    elif json:
        say_json(
            [
                {"name": it.name, "type": it.media_type, "size": it.size, "sha256": it.sha256, "kept": it.kept_at.isoformat()}
                for it in found
            ]
        )
    else:
        lines = [file_words(place, it.name, it.size, it.sha256) for place, it in enumerate(found, 1)]
        say("\n".join(lines) or f"No file is kept with {case.reference}.")


def _place(number: str | None, many: int, reference: str) -> int | None:
    """Where the file of this number stands in the list."""
    if number is None:
        return None
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= many):
        raise BadUse(f"{reference} has {many} file{'' if many == 1 else 's'}, and no number '{number[:20]}'.")
    return int(number) - 1
