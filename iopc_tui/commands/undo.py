"""`iopc undo` and `redo`: taking one's last change back, and doing it again, from the command line."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

if TYPE_CHECKING:
    from db.actions.undo import Undone
    from db.queries.undoable import ChangeView

undo_app = command_family("Take your last change back.")
redo_app = command_family("Do again what you undid last.")


@undo_app.command("undo", epilog="Example: iopc undo --list")
def undo(
    ctx: typer.Context,
    only_list: Annotated[bool, typer.Option("--list", help="Only list what can be undone and done again.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Take your last change back; the record shows both.

    A step, a note, an owner, a pause, a closing and more. One that can't be undone stays, with
    the reason, and is passed over: the next undo is of what you did before it. Of many cases
    changed in one go, those that somebody has changed since stay, and the others are undone.
    """
    desk = signed_in(ctx, db, as_at)
    if not only_list:
        from db.actions.undo import undo as take_back
        from db.errors import NotPossible

        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            undone = take_back(writing)
        if undone.stays:
            raise NotPossible(f"{undone.stays} The next iopc undo goes on with what you did before that.")
        _tell("undone", undone, json)
        return
    from db.queries.undoable import undoable

    with desk.store.reading() as connection:
        found = undoable(connection, desk.staff.id, desk.time.now())
    if json:
        say_json({"undo": [_values(it) for it in found.undo], "redo": [_values(it) for it in found.redo]})
    else:
        say("\n".join([*_lines("Can be undone", found.undo), *_lines("Can be done again", found.redo)]))


@redo_app.command("redo", epilog="Example: iopc redo")
def redo(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Do again what you undid last, as of the moment it was done."""
    from db.actions.undo import redo as do_again

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        done = do_again(writing)
    _tell("done again", done, json)


def _tell(what: str, undone: "Undone", as_json: bool) -> None:
    from db.written.bulk_lines import refusal_lines, refusals_as_json

    if as_json:
        left = refusals_as_json(undone.left)
        say_json({"what": what, **_values(undone.change), "came": undone.came.splitlines(), "left": left})
        return
    lines = [f"{what.capitalize()}: {undone.change.words}.", *(f"  {line}" for line in undone.came.splitlines())]
    lines += ["Left as they are:"] if undone.left else []
    say("\n".join([*lines, *(line for each in undone.left for line in refusal_lines(each))]))


def _lines(heading: str, changes: "tuple[ChangeView, ...]") -> list[str]:
    from casework.date_words import moment_words

    lines = [f"  {moment_words(it.at)}  {it.words}{' (stays; undo passes over it)' if it.stays else ''}" for it in changes]
    return [f"{heading}, the next first:", *lines] if lines else [f"{heading}: nothing."]


def _values(change: "ChangeView") -> dict[str, Any]:
    return {"at": change.at.isoformat(), "cases": list(change.references), "change": change.what, "stays": change.stays}
