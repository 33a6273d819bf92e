"""The options every command shares, and what is made of them."""

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from casework.timesource import TimeSource

if TYPE_CHECKING:
    from casework.rules import Rules
    from iopc_tui.signing_in import SignedIn

DAY_ENDS = time(17)

Db = Annotated[
    str | None,
    typer.Option("--db", metavar="PATH", help="The store: a file, or postgresql://user@host/name.", show_default=False),
]
AsAt = Annotated[
    str | None,
    typer.Option(
        "--as-at",
        metavar="MOMENT",
        help="Run as if it were this moment, such as 2008-06-30T16:45; a date alone means 17:00 that day.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was given before the command's name; the same option after it counts instead."""

    db: str | None = None
    as_at: str | None = None


class Family(TyperGroup):
    """A family of commands, whose help has what is said first of each in full."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write its commands, a line or two each."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, " ".join((command.help or "").split("\n\n")[0].split())) for name, command in found if command is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def command_family(about: str) -> typer.Typer:
    """A typer app with plain help, for a command or a family of commands."""
    return typer.Typer(
        help=about,
        cls=Family,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )


def time_source(ctx: typer.Context, as_at: str | None) -> TimeSource:
    """The time to go by: the computer's, or one that runs on from `--as-at`. Raises UnreadableDate."""
    from casework.timesource import ShiftedTime, SystemTime

    wanted = as_at or _chosen(ctx).as_at
    if wanted is None:
        return SystemTime()
    from casework.date_reading import read_moment

    return ShiftedTime(read_moment(wanted, SystemTime().now(), prefer="past", default_time=DAY_ENDS).moment)


def rules_here(ctx: typer.Context, db: str | None) -> "Rules":
    """The standards and calendars in force at the store, read without the app or the database library."""
    from db.rules_alone import rules_at

    return rules_at(db or _chosen(ctx).db)


def signed_in(ctx: typer.Context, db: str | None, as_at: str | None, *, make: bool = False) -> "SignedIn":
    """The open store and the member of staff at the keyboard; says so when that makes them its administrator.

    Only what can be the first thing done in a store is to `make` one: whatever reads would find nothing in it, or be mistyped.
    """
    from iopc_tui.commands.output import tell
    from iopc_tui.signing_in import sign_in

    desk = sign_in(db or _chosen(ctx).db, time_source(ctx, as_at), make=make)
    ctx.call_on_close(desk.store.close)
    if desk.first:
        tell(desk.welcome)
    return desk


def _chosen(ctx: typer.Context) -> Chosen:
    found = ctx.find_object(Chosen)
    return found if isinstance(found, Chosen) else Chosen()
