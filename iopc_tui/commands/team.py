"""`iopc team`: the teams, and who is in which."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import say, say_json

app = command_family("Keep the teams: who works with whom.")

Team = Annotated[str, typer.Argument(metavar="TEAM", help="Its name, or the start of it.")]
NONE = "none"


@app.command("list", epilog="Example: iopc team list --json")
def list_teams(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """List the teams with who is in them, and then who is in none."""
    from casework.visible_text import visible
    from db.queries.teams import members, teams

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found, people = teams(connection), members(connection, desk.time.today())
    within = {team.id: [each for each in people if each.team_id == team.id] for team in found}
    if json:
        say_json([{"name": team.name, "members": [each.login for each in within[team.id]]} for team in found])
        return
    if not found:
        say("There is no team. Make one with: iopc team add NAME.")
        return
    others = [each for each in people if each.team_id not in within]
    for name, group in (*((team.name, within[team.id]) for team in found), *([("in no team", others)] if others else [])):
        who = ", ".join(f"{each.name}{' (away)' if each.away_until else ''}" for each in group)
        say(f"{visible(name)}: {visible(who) or 'nobody'}")


@app.command("add", epilog="Example: iopc team add Cardiff")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Make a team, or make one again that was closed."""
    from db.actions.teams import make_team

    desk = signed_in(ctx, db, as_at, make=True)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        make_team(writing, name)
    say(f"There is a team {name.strip()} now. Put somebody in it with: iopc team put LOGIN '{name.strip()}'")


@app.command("rename", epilog="Example: iopc team rename Cardiff Caerdydd")
def rename(
    ctx: typer.Context,
    team: Team,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called from now on.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Call a team otherwise."""
    from db.actions.teams import RenameTeam, rename_team
    from db.queries.teams import team_named

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        meant = team_named(writing.session.connection(), team)
        rename_team(writing, RenameTeam(meant.id, meant.version, name))
    say(f"{meant.name} is called {name.strip()} now.")


@app.command("close", epilog="Example: iopc team close Cardiff")
def close(ctx: typer.Context, team: Team, db: Db = None, as_at: AsAt = None) -> None:
    """Let a team be no more; whoever was in it is in none then."""
    from db.actions.teams import CloseTeam, close_team
    from db.queries.teams import team_named

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        meant = team_named(writing.session.connection(), team)
        left = close_team(writing, CloseTeam(meant.id, meant.version))
    people = "1 person is" if left == 1 else f"{left} people are"
    say(f"{meant.name} is closed.{f' {people} in no team now.' if left else ''}")


@app.command("put", epilog="Example: iopc team put psmith Cardiff")
def put(
    ctx: typer.Context,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="Their login on this computer.")],
    team: Annotated[str, typer.Argument(metavar="TEAM", help="Its name or the start of it; none for no team.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Put somebody in a team, or in none."""
    from db.actions.teams import ChangeMember, change_member
    from db.queries.teams import member_called, team_named

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        connection = writing.session.connection()
        member = member_called(connection, login, desk.time.today())
        meant = None if team.strip().lower() == NONE else team_named(connection, team)
        change_member(writing, ChangeMember(member.id, member.version, meant.id if meant else None, member.skills))
    say(f"{member.name} ({member.login}) is in {meant.name if meant else 'no team'}.")
