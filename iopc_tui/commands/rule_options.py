"""What the commands that change the rules are given alike: whether only to look, on whose word, and a day."""

from datetime import date
from typing import Annotated

import typer

from iopc_tui.commands.options import time_source

Preview = Annotated[
    bool, typer.Option("--preview", help="Say what would change and which running deadlines would move; change nothing.")
]
Source = Annotated[str, typer.Option("--source", metavar="TEXT", help="On whose word.")]


def coming_day(ctx: typer.Context, typed: str, as_at: str | None) -> date:
    """The day that was typed; one without a year is the next there is. Raises UnreadableDate."""
    from casework.date_reading import read_day

    return read_day(typed, time_source(ctx, as_at).today(), prefer="future")
