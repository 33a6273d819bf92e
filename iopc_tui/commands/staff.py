"""`iopc staff`: who may use the store."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("List the staff, add somebody, take somebody off.")

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="Their login on this computer.")]


@app.command("add", epilog="Example: iopc staff add psmith --name 'Priya Smith' --role team-lead")
def add(
    ctx: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Their name, as colleagues see it.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="agent, team-lead, supervisor or administrator.")] = "agent",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Put somebody on the staff list, or back on it."""
    from casework.permissions import role_titles
    from db.actions.staff import AddStaff, add_staff

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = add_staff(writing, AddStaff(login, name, "-".join(role.lower().split())))
    say(f"{member.name} ({member.login}) is on the staff list: {role_titles()[member.role]}.")


@app.command("list", epilog="Example: iopc staff list --json")
def list_staff(
    ctx: typer.Context,
    everyone: Annotated[bool, typer.Option("--all", help="Those who were taken off the list too.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the staff by name."""
    from casework.permissions import role_titles
    from casework.visible_text import visible
    from db.queries.staff import staff_list

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        members = staff_list(connection, active_only=not everyone)
    if json:
        say_json([{"login": m.login, "name": m.name, "role": m.role, "active": m.active} for m in members])
        return
    wide = max(len(m.login) for m in members) if members else 0
    for m in members:
        left = "" if m.active else "  (no longer on the list)"
        say(f"{visible(m.login):{wide}}  {role_titles().get(m.role, m.role):13}  {visible(m.name)}{left}")


@app.command("remove", epilog="Example: iopc staff remove psmith")
def remove(ctx: typer.Context, login: Login, db: Db = None, as_at: AsAt = None) -> None:
    """Take somebody off the staff list; what they did stays in the record."""
    from db.actions.staff import remove_staff

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = remove_staff(writing, login)
    say(f"{member.name} ({member.login}) is no longer on the staff list.")
