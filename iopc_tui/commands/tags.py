"""`iopc tag`: the tags of a case, and those in use, from the command line."""

from typing import Annotated

import typer

from iopc_tui.commands.case_work import found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("Put tags on a case.")
WORDS_WITH_HYPHENS = {"ignore_unknown_options": True}
"""So that `-welsh` is a tag to take off, and no option."""


@app.command("tag", context_settings=WORDS_WITH_HYPHENS, epilog="Example: iopc tag C26-000377 +welsh -court")
def tag(
    ctx: typer.Context,
    reference: Annotated[
        str | None, typer.Argument(metavar="REF", help="The case; without one, the tags in use are listed.", show_default=False)
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Argument(metavar="TAG", help="+welsh or welsh puts a tag on, -welsh takes it off.", show_default=False),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Put tags on a case or take them off."""
    from casework.tags import tag_change, tags_words
    from db.actions.tags import ChangeTags, change_tags
    from db.queries.tags import tags_in_use

    if reference is None:
        desk = signed_in(ctx, db, as_at)
        with desk.store.reading() as connection:
            in_use = tags_in_use(connection)
        if json:
            say_json({"tags": [{"tag": name, "open_cases": number} for name, number in in_use]})
        else:
            say("\n".join(f"{number:>7,}  {name}" for name, number in in_use) or "No open case has a tag.")
        return
    change = tag_change(part for typed in tags or () for part in typed.split(","))
    desk, case = found_case(ctx, db, as_at, reference)
    after = set(case.tags)
    if not change.nothing:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            change_tags(writing, ChangeTags(case.id, case.version, change.add, change.remove))
        after = (after | set(change.add)) - set(change.remove)
    if json:
        say_json({"reference": case.reference, "tags": sorted(after)})
    else:
        say(f"{case.reference}: {tags_words(sorted(after)) or 'no tags'}.")
