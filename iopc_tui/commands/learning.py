"""`iopc learning`: what can be learned from cases, noted on them and listed by period and force."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import Reference, found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input

if TYPE_CHECKING:
    from casework.learning import LearningPoint

app = command_family("Note what can be learned from cases, and list it.")
Theme = Annotated[str, typer.Argument(metavar="THEME", help="Its theme, by a few letters. See: iopc learning themes")]
Words = Annotated[str, typer.Argument(metavar="TEXT", help="The learning point; - reads it from standard input.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The learning point, as numbered in the list.", min=1, max=2**31)]


@app.command("add", epilog="Example: iopc learning add C26-000377 taser 'Body-worn video was off.'")
def add(
    ctx: typer.Context,
    reference: Reference,
    theme: Theme,
    text: Words,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Note a learning point on a case, kept exactly as typed."""
    from db.actions.learning import NoteLearning, note_learning

    typed = standard_input() if text == "-" else text
    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        number = note_learning(writing, NoteLearning(case.id, case.version, theme, typed))
    say(f"Learning point {number} noted on {case.reference}.")


@app.command("change", epilog="Example: iopc learning change C26-000377 12 taser 'Body-worn video was off for six minutes.'")
def change(
    ctx: typer.Context,
    reference: Reference,
    number: Number,
    theme: Theme,
    text: Words,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Put another theme or other words in a learning point's place; it counts when that was noted."""
    from db.actions.learning import ChangeLearning, change_learning

    typed = standard_input() if text == "-" else text
    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        changed = change_learning(writing, ChangeLearning(case.id, case.version, number, theme, typed))
    say(f"Learning point {number} of {case.reference} is now {changed}.")


@app.command("takeback", epilog="Example: iopc learning takeback C26-000377 12")
def takeback(
    ctx: typer.Context,
    reference: Reference,
    number: Number,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Take a learning point back; the timeline still tells of it."""
    from db.actions.learning import TakeLearningBack, take_learning_back

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        take_learning_back(writing, TakeLearningBack(case.id, case.version, number))
    say(f"Learning point {number} of {case.reference} is taken back.")


@app.command("list", epilog="Example: iopc learning list 'Oct 2026' --force gwent --csv")
def list_points(
    ctx: typer.Context,
    period: Annotated[
        list[str] | None, typer.Argument(metavar="PERIOD", help="'Oct 2026', 'last month', 'Q2 2026/27'; this month without it.")
    ] = None,
    force: Annotated[str | None, typer.Option("--force", metavar="NAME", help="Only of cases about this force or body.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV; nothing in it works as a formula.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the learning points of a period, the first one first."""
    from casework.organisations import organisation_named
    from casework.summaries.performance_slice import Slice
    from casework.summaries.periods import read_period
    from db.queries.learning import learning_points

    desk = signed_in(ctx, db, as_at)
    today = desk.time.today()
    wanted = read_period(" ".join(period or ()) or "this month", today, "month")
    about = Slice(force=organisation_named(force).id if force is not None else "")
    with desk.store.reading() as connection:
        found = learning_points(connection, wanted, about)
    if json and as_csv:
        raise BadUse("Give --csv or --json, not both.")
    if json:
        values = {"from": wanted.first.isoformat(), "to": wanted.last.isoformat(), "points": list(map(_as_json, found))}
        say_json(values)
    elif as_csv:
        say(_as_csv(found).rstrip("\r\n"))
    else:
        lines = [line for point in found for line in _lines(point)]
        say("\n".join(lines) or f"No learning point was noted in {wanted.said(today)}.")


@app.command("themes", epilog="Example: iopc learning themes")
def list_themes(json: Json = False) -> None:
    """List the themes a learning point can have."""
    from casework.learning import service_themes, themes

    own = service_themes()
    if json:
        say_json([{"theme": theme, "of_our_service": theme in own} for theme in themes()])
    else:
        say("\n".join(f"{theme}{'  (our service, local example)' if theme in own else ''}" for theme in themes()))


def _lines(point: "LearningPoint") -> list[str]:
    from casework.date_words import day_words
    from casework.moments import london_date
    from casework.visible_text import visible

    said = f"{point.id}  {point.reference}  {_force(point)}  {point.theme}  {day_words(london_date(point.at))}"
    by = f", by {point.staff}" if point.staff else ""
    return [visible(f"{said}{by}"), *(f"    {line}" for line in visible(point.text, lines=True).split("\n"))]


def _force(point: "LearningPoint") -> str:
    from casework.summaries.performance_slice import force_title

    return force_title(point.force)


def _as_json(point: "LearningPoint") -> dict[str, object]:
    from casework.moments import london

    return {
        "number": point.id,
        "reference": point.reference,
        "kind": point.kind,
        "force": point.force,
        "theme": point.theme,
        "text": point.text,
        "at": london(point.at).isoformat(timespec="seconds"),
        "staff": point.staff or None,
    }


def _as_csv(points: "tuple[LearningPoint, ...]") -> str:
    import csv
    from io import StringIO

    from casework.foreign.rejects import guarded

    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(("number", "reference", "kind", "force", "theme", "text", "at", "staff"))
    for point in points:
        values = _as_json(point).values()
        writer.writerow([guarded("" if value is None else str(value)) for value in values])
    return text.getvalue()
