"""`iopc allocate`, `next` and `handover`: giving cases out, taking the next one, and handing somebody's work over."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.sharing import ToShare
    from db.staff_member import StaffMember
    from iopc_tui.commands.allocating import How
    from iopc_tui.signing_in import SignedIn

allocate_app = command_family("Give cases out: to somebody, evenly or by skill.")
handover_app = command_family("Hand everything over that somebody has.")
next_app = command_family("Take the next case.")

To = Annotated[str, typer.Option("--to", metavar="LOGIN", help="Whom they are for: a login, me, or none for back in the queue.")]
Even = Annotated[
    bool, typer.Option("--even", help="Share evenly: in the end the agents who are in have as even a number open as can be.")
]
BySkill = Annotated[bool, typer.Option("--by-skill", help="What needs Welsh and so on to who has it; the rest evenly.")]
Team = Annotated[str, typer.Option("--team", metavar="NAME", help="Share among those of a team.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say who would get what, and why.")]
Yes = Annotated[
    int | None, typer.Option("--yes", metavar="N", help="How many cases that is; needed for more than 20.", show_default=False)
]


@allocate_app.command("allocate", epilog="Example: iopc allocate kind:review owner:none --by-skill --dry-run")
def allocate(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="FILTER|REF", help="References, or a filter as of iopc list, such as owner:none due:week."),
    ],
    to: To = "",
    even: Even = False,
    skill: BySkill = False,
    team: Team = "",
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Give cases to somebody, or share them out.

    The plan is said with its reasons; one undo takes all of it back.
    """
    how = _how(to, even, skill, team)
    desk = signed_in(ctx, db, as_at)
    _give(desk, _cases_meant(desk, words), how, dry_run, yes, json)


@handover_app.command("handover", epilog="Example: iopc handover psmith --even --dry-run")
def handover(
    ctx: typer.Context,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="Whose open cases; one who has left may still have some.")],
    to: To = "",
    even: Even = False,
    skill: BySkill = False,
    team: Team = "",
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Hand over every open case of somebody.

    Such as one who is away. The plan is said with its reasons; one undo takes all of it back.
    """
    from db.queries.case_needs import work_of
    from db.queries.staff import staff_with_login

    how = _how(to, even, skill, team)
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        whose = staff_with_login(connection, login)
        if whose is None:
            raise BadUse(f"{login[:40]} is not on the staff list. See: iopc staff list.")
        work = work_of(connection, whose.id)
    _give(desk, work.cases, how, dry_run, yes, json, whose)
    if work.tasks_stay and not json:
        say(work.tasks_stay.strip())


@next_app.command("next", epilog="Example: iopc next")
def next_(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Take the next case, and say why this one.

    It is the most urgent that nobody has and you may work.
    """
    from db.actions.take_next import take_next

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        taken = take_next(writing)
    if json:
        say_json({"reference": taken.reference, "why": taken.why})
    else:
        say(taken.why)


def _how(to: str, even: bool, skill: bool, team: str) -> "How":
    from iopc_tui.commands.allocating import How

    if [bool(to), even, skill].count(True) != 1:
        raise BadUse("Say whom they are for with one of --to LOGIN, --even or --by-skill.")
    if team and to:
        raise BadUse("--team is for --even and --by-skill.")
    return How(to, skill, team)


def _cases_meant(desk: "SignedIn", words: list[str]) -> "list[ToShare]":
    from iopc_tui.commands.allocating import cases_meant

    return cases_meant(desk, words)


def _give(
    desk: "SignedIn",
    cases: "list[ToShare]",
    how: "How",
    dry_run: bool,
    yes: int | None,
    json: bool,
    whose: "StaffMember | None" = None,
) -> None:
    from iopc_tui.commands.allocating import done, planned, require_number

    plan = planned(desk, cases, how, whose)
    if not dry_run:
        require_number(len(cases), yes)
    came = None if dry_run else done(desk, plan)
    if json:
        say_json(plan.as_json(came))
    else:
        say("\n".join(plan.said(came)))
