"""`iopc list`: the queue as text, narrowed by the same words and terms as in the app."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

app = command_family("List cases.")


@app.command("list", epilog="Example: iopc list kind:review owner:none due:soon")
def list_cases(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILTER]...",
            help="Words, !word, kind:, owner:me|none|NAME, due:overdue|today|soon|<fri, force:, channel:, status:, flag:.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, max=1_000_000, help="The most cases to print.")] = 50,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List cases by deadline, and how many of how many are shown."""
    from casework.filter_grammar import read_filter
    from iopc_tui.commands.options import rules_here, time_source

    calendar = rules_here(ctx, db).calendars.named("england-wales")
    wanted = read_filter(" ".join(words or ()), time_source(ctx, as_at).today(), calendar)
    if wanted.problems:
        raise BadUse(" ".join(wanted.problems))

    from iopc_tui.commands.queue_text import queue_as_json, queue_as_text

    desk = signed_in(ctx, db, as_at)
    if json:
        say_json(queue_as_json(desk, wanted, limit))
    else:
        say(queue_as_text(desk, wanted, limit))
