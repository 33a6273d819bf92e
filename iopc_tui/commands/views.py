"""`iopc view`: the views of the queue with their counts, and keeping, changing and removing one's own and those shared."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from db.queries.saved_views import SavedOrBuiltIn
    from db.store import Writing
    from iopc_tui.signing_in import SignedIn

app = command_family("List, keep, change and remove views of the queue.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The view; see: iopc view list.")]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILTER", help="What it shows, as iopc list takes it; nothing for every open case."),
]
ORDER = "Its order, such as received, or -received for the latest first."
Sort = Annotated[str, typer.Option("--sort", metavar="COLUMN", help=ORDER)]
WHOSE = {"built-in": "always there", "mine": "yours", "shared": "shared"}


@app.command("list", epilog="Example: iopc view list --json")
def list_views(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """List the views there always are, your own and the shared ones, each with how many cases it shows."""
    desk = signed_in(ctx, db, as_at)
    found = _counted(desk)
    if json:
        say_json({"views": [_as_json(view, count) for view, count in found]})
        return
    wide = max(len(view.name) for view, _ in found)
    for view, count in found:
        number = "not understood" if count is None else f"{count:,}"
        order = f"  sorted by {view.sort}" if view.sort else ""
        say(f"{view.name:{wide}}  {number:>7}  {WHOSE[view.whose]:12}  {view.filter or 'every open case'}{order}")


@app.command("save", epilog="Example: iopc view save 'My reviews' kind:review owner:me --sort received")
def save(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    words: Words = None,
    sort: Sort = "",
    shared: Annotated[bool, typer.Option("--shared", help="For everybody, not for you alone.")] = False,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Keep a filter and an order as a view."""
    from db.actions.saved_views import SaveView, save_view

    desk = signed_in(ctx, db, as_at, make=True)
    _write(desk, lambda writing: save_view(writing, SaveView(name, " ".join(words or ()), sort, shared)))
    say(f"'{' '.join(name.split())}' is among the views{' of everybody' if shared else ''}.")


@app.command("rename", epilog="Example: iopc view rename 'My reviews' 'Reviews of mine'")
def rename(
    ctx: typer.Context,
    name: Name,
    to: Annotated[str, typer.Argument(metavar="NEW", help="What to call it from now on.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Call a saved view something else."""
    desk = signed_in(ctx, db, as_at)
    _change(desk, _saved(desk, name), name=to)
    say(f"'{' '.join(to.split())}' is what it is called now.")


@app.command("change", epilog="Example: iopc view change 'My reviews' kind:review owner:me due:week")
def change(
    ctx: typer.Context,
    name: Name,
    words: Words = None,
    sort: Annotated[str | None, typer.Option("--sort", metavar="COLUMN", help=ORDER)] = None,
    shared: Annotated[bool | None, typer.Option("--shared/--mine", help="For everybody, or for you alone.")] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Have a saved view show something else; what is not given stays."""
    desk = signed_in(ctx, db, as_at)
    view = _saved(desk, name)
    _change(desk, view, filter=" ".join(words) if words else view.filter, sort=sort, shared=shared)
    say(f"'{view.name}' is changed.")


@app.command("remove", epilog="Example: iopc view remove 'My reviews'")
def remove(ctx: typer.Context, name: Name, db: Db = None, as_at: AsAt = None) -> None:
    """Remove a saved view, and print what it showed."""
    from db.actions.saved_views import RemoveView, remove_view

    desk = signed_in(ctx, db, as_at)
    view = _saved(desk, name)
    say(_write(desk, lambda writing: remove_view(writing, RemoveView(view.id or 0, view.version))))


def _write(desk: "SignedIn", action: "Callable[[Writing], Any]") -> Any:
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        return action(writing)


def _change(
    desk: "SignedIn",
    view: "SavedOrBuiltIn",
    *,
    name: str | None = None,
    filter: str | None = None,  # noqa: A002
    sort: str | None = None,
    shared: bool | None = None,
) -> None:
    from db.actions.saved_views import ChangeView, SaveView, change_view

    to = SaveView(
        view.name if name is None else name,
        view.filter if filter is None else filter,
        view.sort if sort is None else sort,
        view.whose == "shared" if shared is None else shared,
    )
    _write(desk, lambda writing: change_view(writing, ChangeView(view.id or 0, view.version, to)))


def _saved(desk: "SignedIn", name: str) -> "SavedOrBuiltIn":
    from db.queries.saved_views import view_named

    with desk.store.reading() as connection:
        view = view_named(connection, desk.staff.id, name)
    if view.id is None:
        raise BadUse(f"'{view.name}' is always there and as it is. Keep another one: iopc view save NAME {view.filter}")
    return view


def _counted(desk: "SignedIn") -> "list[tuple[SavedOrBuiltIn, int | None]]":
    """Each view with how many cases it shows, None for one whose filter is no longer understood."""
    from casework.filter_grammar import read_filter
    from db.queries.filter_names import filter_names
    from db.queries.queue import queue_tally
    from db.queries.saved_views import all_views

    calendar, now = desk.store.rules.calendars.ours, desk.time.now()
    with desk.store.reading() as connection:
        views, known = all_views(connection, desk.staff.id), filter_names(connection)
        filters = [read_filter(view.filter, desk.time.today(), calendar, known) for view in views]
        counts = queue_tally(connection, filters, now, desk.staff.id)
    numbers = [None if wanted.problems else count for wanted, count in zip(filters, counts, strict=True)]
    return list(zip(views, numbers, strict=True))


def _as_json(view: "SavedOrBuiltIn", count: int | None) -> dict[str, object]:
    return {"name": view.name, "whose": view.whose, "filter": view.filter, "sort": str(view.order), "cases": count}
