"""The program `iopc`: it reads the command line, opens the app when nothing is asked, and ends every fault in a sentence."""

import sys
from typing import Annotated

import typer
from typer.main import get_command

from casework.errors import DeskError
from iopc_tui.commands.lazy import LazyCommands
from iopc_tui.commands.options import AsAt, Chosen, Db, command_family, time_source
from iopc_tui.commands.output import BadUse, NobodyReadsOn, open_streams, tell

DONE, FINDING, BAD_USE, INTERRUPTED = 0, 1, 2, 130

app = command_family("IOPC Desk: log contacts, watch every deadline, close the day. Without a command it opens the app.")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from iopc_tui.commands.output import say

        say(f"iopc-desk {version('iopc-desk')}")
        raise typer.Exit()


@app.callback(
    cls=LazyCommands,
    invoke_without_command=True,
    no_args_is_help=False,
    epilog="Example: iopc --as-at 2008-06-30T16:45 list kind:review owner:none",
)
def desk(
    ctx: typer.Context,
    db: Db = None,
    as_at: AsAt = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """IOPC Desk: log contacts, watch every deadline, close the day. Without a command it opens the app."""
    ctx.obj = Chosen(db, as_at)
    if ctx.invoked_subcommand is None:
        from iopc_tui.app import run_app
        from iopc_tui.signing_in import sign_in

        member = sign_in(db, time_source(ctx, as_at))
        ctx.call_on_close(member.store.close)
        raise typer.Exit(run_app(member))


def main() -> int:
    """Run the program on its command line; gives the exit code: 0, 1 for a finding, 2 for bad use, 70 for a fault of its own."""
    open_streams()
    try:
        return run([_legible(argument) for argument in sys.argv[1:]])
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told in a sentence
        from iopc_tui.crash import CRASHED, sentence_for

        tell(sentence_for(error))
        return CRASHED


def run(arguments: list[str]) -> int:
    """Run one command line; gives the exit code. Whatever is not a fault of the program is told here."""
    try:
        ended = get_command(app).main(arguments, prog_name="iopc", standalone_mode=False)
    except typer.TyperException as error:
        tell(_bad_use(error))
        return error.exit_code
    except typer.Abort:
        return FINDING
    except NobodyReadsOn:
        return DONE
    except DeskError as error:
        tell(error.sentence)
        return _code_of(error)
    return ended if isinstance(ended, int) else DONE


def _bad_use(error: typer.TyperException) -> str:
    ctx = getattr(error, "ctx", None)
    sentence = error.format_message().strip()
    return f"{sentence} See: {ctx.command_path} --help" if ctx is not None else sentence


def _code_of(error: DeskError) -> int:
    from casework.permissions import NotAllowed
    from db.errors import BadValue

    if isinstance(error, BadUse | BadValue):
        return BAD_USE
    return FINDING if isinstance(error, NotAllowed) or not type(error).__module__.startswith("casework.") else BAD_USE


def _legible(argument: str) -> str:
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
