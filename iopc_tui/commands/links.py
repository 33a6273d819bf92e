"""`iopc link`: linking cases that belong together, from the command line."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("Link cases.")


@app.command("link", epilog="Example: iopc link C26-000377 C26-000391 --as same-incident")
def link(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")],
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="The other case; without it, list what REF is linked to.")
    ] = None,
    as_: Annotated[
        str, typer.Option("--as", metavar="KIND", help="same-incident, same-person, or duplicate-of: REF is the duplicate.")
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take such a link back; both timelines keep that it was.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Link two cases, take a link back, or list the links of one."""
    from casework.case_links import link_kind_named, link_kinds
    from casework.visible_text import visible
    from db.actions.links import LinkCases, UnlinkCases, link_cases, unlink_cases
    from db.queries.case import case_with_reference
    from db.written.link_lines import link_lines, links_as_json

    if other is not None and not as_ and not remove:
        raise BadUse(f"Say how they belong together: --as {' or --as '.join(link_kinds())}.")
    kind = link_kind_named(as_) if as_ else None
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        case = case_with_reference(connection, reference)
        another = case_with_reference(connection, other) if other is not None else None
    if another is not None and remove:
        standing = [it for it in case.links if it.case_id == another.id and (kind is None or it.kind in (kind.id, kind.back))]
        if len(standing) != 1:
            how = f" as {kind.title}" if kind is not None else ""
            several = f"more than once: add --as {' or --as '.join(link_kinds())}" if standing else f"to {another.reference}{how}"
            raise BadUse(f"{case.reference} is {'linked' if standing else 'not linked'} {several}.")
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            said = unlink_cases(writing, UnlinkCases(standing[0].link_id or 0))
    elif another is not None and kind is not None:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            said = link_cases(writing, LinkCases(case.id, another.id, kind.id))
    else:
        said = "\n".join(map(visible, link_lines(case))) or f"Nothing is linked to {case.reference}."
    if json:
        with desk.store.reading() as connection:
            say_json(links_as_json(case_with_reference(connection, case.reference)))
        return
    say(said)
