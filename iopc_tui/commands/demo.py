"""`iopc demo`: the desk on a throw-away store of made-up work."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from casework.timesource import TimeSource
from iopc_tui.commands.ended_by_signals import ended_by_signals
from iopc_tui.commands.options import AsAt, Chosen, command_family, time_source
from iopc_tui.commands.output import BadUse, say, tell

if TYPE_CHECKING:
    from iopc_tui.signing_in import SignedIn

app = command_family("Look round.")

NOTICE = "DEMO"


@app.command("demo", epilog="Example: iopc demo --seed 7")
def demo(
    ctx: typer.Context,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number, other made-up work.")] = 1,
    text: Annotated[bool, typer.Option("--text", help="Print the demo's queue instead of opening the app.")] = False,
    cases: Annotated[int, typer.Option("--cases", metavar="N", min=0, max=10_000, help="How many cases to make.")] = 260,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, max=1_000_000, help="With --text: the most cases to print.")
    ] = 50,
    as_at: AsAt = None,
) -> None:
    """Open the desk on six weeks of made-up work, then removed."""
    chosen = ctx.find_object(Chosen)
    if chosen is not None and chosen.db:
        raise BadUse("The demo makes a store of its own and removes it, so it takes no --db.")
    time = time_source(ctx, as_at)
    with ended_by_signals(), TemporaryDirectory(prefix="iopc-demo-") as folder:
        tell("Making six weeks of made-up work for the demo. It is removed when you leave.")
        desk = _made(Path(folder), seed, time, cases)
        try:
            code = _printed(desk, limit) if text else _opened(desk)
        finally:
            desk.store.close()
    raise typer.Exit(code)


def _made(folder: Path, seed: int, time: TimeSource, cases: int) -> "SignedIn":
    from db.location import location
    from db.opening import opened
    from iopc_tui.demo import build_demo, quick
    from iopc_tui.signing_in import SignedIn, who

    now = time.now()
    store = opened(location(str(folder / "demo.db")), now)
    quick(store)
    return SignedIn(store, build_demo(store, now, seed, who(), cases), time, first=False)


def _printed(desk: "SignedIn", limit: int) -> int:
    from casework.filter_grammar import Filter
    from casework.queue_columns import Order
    from iopc_tui.commands.queue_text import USUAL, listing, queue_as_text

    found = listing(desk, Filter(), limit, Order())
    say(f"{NOTICE}: nobody in this list exists.\n{queue_as_text(found, USUAL, narrowed=False)}")
    return 0


def _opened(desk: "SignedIn") -> int:
    from iopc_tui.app import run_app

    return run_app(desk, NOTICE)
