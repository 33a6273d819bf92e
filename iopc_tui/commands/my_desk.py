"""`iopc desk`: a member's own desk as text: open work, call-backs and tasks, drafts, what they were given, what changed."""

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("Show your desk.")


@app.command("desk", epilog="Example: iopc desk --json")
def desk(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Show your desk: work by deadline, call-backs, drafts, news.

    What you were given stays new: only the app's desk counts it as seen.
    """
    from casework.summaries.my_desk import as_json, as_text
    from db.queries.my_desk import my_desk

    here = signed_in(ctx, db, as_at)
    now = here.time.now()
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        found = my_desk(connection, rules, here.staff.id, now)
    if json:
        say_json(as_json(found, rules, now))
    else:
        say(as_text(found, rules, now))
