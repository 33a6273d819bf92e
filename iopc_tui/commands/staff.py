"""`iopc staff`: who may use the store, what they can do, and when they are away."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from db.queries.teams import MemberView

app = command_family("Keep the staff list: names, roles, skills, days away.")

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

    desk = signed_in(ctx, db, as_at, make=True)
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
    """List the staff by name: their role, team, what they can do, and whether they are away."""
    from db.queries.teams import members

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = members(connection, desk.time.today(), active_only=not everyone)
    if json:
        say_json([_plain(each) for each in found])
        return
    from casework.permissions import role_titles
    from casework.skills import skill_words
    from casework.visible_text import visible

    wide = max((len(visible(m.login)) for m in found), default=0)
    for m in found:
        left = "" if m.active else "(no longer on the list)"
        more = "; ".join(part for part in (m.team or "", skill_words(m.skills), _away_words(m)) if part)
        said = "  ".join(part for part in (visible(m.name), visible(more), left) if part)
        say(f"{visible(m.login):{wide}}  {role_titles().get(m.role, m.role):13}  {said}")


@app.command("skills", epilog="Example: iopc staff skills psmith welsh,review")
def change_skills(
    ctx: typer.Context,
    login: Login,
    skills: Annotated[str, typer.Argument(metavar="SKILLS", help="welsh, review, young-people, with commas between; or none.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Say what somebody can do that not everybody can, in place of what was said before."""
    from casework.skills import read_skills, skill_words
    from db.actions.teams import ChangeMember, change_member
    from db.queries.teams import member_called

    can = () if skills.strip().lower() == "none" else read_skills(skills)
    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = member_called(writing.session.connection(), login, desk.time.today())
        change_member(writing, ChangeMember(member.id, member.version, member.team_id, can))
    say(f"{member.name} ({member.login}) can do: {skill_words(can) or 'nothing that not everybody can'}.")


@app.command("away", epilog="Example: iopc staff away psmith 'mon 4 jan' 'fri 8 jan'")
def away(
    ctx: typer.Context,
    login: Login,
    from_day: Annotated[str, typer.Argument(metavar="FROM", help="The first day away, such as mon or '4 jan'.")],
    to_day: Annotated[str, typer.Argument(metavar="TO", help="The last day away; without it, it is one day.")] = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Enter that somebody is away: yourself, or as a team lead anybody."""
    from casework.absences import read_absence
    from db.actions.absences import EnterAbsence, enter_absence
    from db.queries.teams import member_called

    desk = signed_in(ctx, db, as_at)
    days = read_absence(from_day, to_day, desk.time.today())
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = member_called(writing.session.connection(), login, desk.time.today())
        enter_absence(writing, EnterAbsence(member.id, days.from_day, days.to_day))
    say(f"{member.name} ({member.login}) is away {days.in_full()}.")


@app.command("back", epilog="Example: iopc staff back psmith")
def back(ctx: typer.Context, login: Login, db: Db = None, as_at: AsAt = None) -> None:
    """Take back what keeps somebody away today, or else their next days away. The days before today stay."""
    from db.actions.absences import come_back
    from db.queries.teams import member_called

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = member_called(writing.session.connection(), login, desk.time.today())
        taken = come_back(writing, member.id)
    if not taken:
        raise BadUse(f"{member.name} ({member.login}) has no days away to take back.")
    says = "; ".join(each.in_full() for each in taken)
    stay = any(each.from_day < desk.time.today() for each in taken)
    say(f"{member.name} ({member.login}) is not away any more: {says}.{' The days before today stay.' if stay else ''}")


@app.command("remove", epilog="Example: iopc staff remove psmith")
def remove(ctx: typer.Context, login: Login, db: Db = None, as_at: AsAt = None) -> None:
    """Take somebody off the staff list; what they did stays in the record."""
    from db.actions.staff import remove_staff

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        member = remove_staff(writing, login)
    say(f"{member.name} ({member.login}) is no longer on the staff list.")


def _plain(member: "MemberView") -> dict[str, object]:
    return {
        "login": member.login,
        "name": member.name,
        "role": member.role,
        "active": member.active,
        "team": member.team,
        "skills": list(member.skills),
        "away_until": member.away_until.isoformat() if member.away_until else None,
        "absences": [{"from": each.from_day.isoformat(), "to": each.to_day.isoformat()} for each in member.absences],
    }


def _away_words(member: "MemberView") -> str:
    from casework.date_words import day_words

    if member.away_until is not None:
        return f"away until {day_words(member.away_until)}"
    return f"away from {day_words(member.next_away)}" if member.next_away is not None else ""
