"""`iopc review`: whether a review application or a legacy appeal is in time and for us, with what to say to the caller."""

from dataclasses import dataclass
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, time_source
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.review_body import Answer, LetterNames, Reply
    from casework.review_window import Held, Holder, Window
    from casework.working_days import WorkingCalendar

app = command_family("Judge a review or an appeal: in time, for us.")
WIDTH = 76

Letter = Annotated[str | None, typer.Option("--letter", metavar="DATE", help="The date on the outcome letter.")]
Made = Annotated[str | None, typer.Option("--made", metavar="DATE", help="The day it reached the right body, when it has.")]
WithBody = Annotated[
    list[str] | None,
    typer.Option("--with-policing-body", metavar="DATES", help="'10 Apr to 20 Apr' it was there by mistake; '10 Apr' still is."),
]
WithUs = Annotated[list[str] | None, typer.Option("--with-iopc", metavar="DATES", help="The same, while it was with the IOPC.")]
WithForce = Annotated[list[str] | None, typer.Option("--with-force", metavar="DATES", help="The same, while a force had it.")]
Asked = Annotated[list[str] | None, typer.Option("--yes", metavar="QUESTION", help="A question answered yes, by number or id.")]
Denied = Annotated[list[str] | None, typer.Option("--no", metavar="QUESTION", help="A question answered no; 'all' for the rest.")]


@dataclass(frozen=True, slots=True)
class _Days:
    """Reading dates of the past as one command was run."""

    today: date
    calendar: "WorkingCalendar"

    def read(self, typed: str | None) -> date | None:
        from casework.date_reading import read_day

        return None if typed is None else read_day(typed, self.today, self.calendar, prefer="past")

    def held(self, typed: list[str] | None, by: "Holder") -> list["Held"]:
        from casework.date_reading import read_day
        from casework.review_window import Held

        found = []
        for each in typed or []:
            received, to, forwarded = each.partition(" to ")
            first = read_day(received, self.today, self.calendar, prefer="past")
            found.append(Held(first, self.read(forwarded) if to else None, by))
        return found


@app.command("window", epilog="Example: iopc review window '27 Nov 2026' --made '21 Dec 2026' --letter '25 Nov 2026'")
def window(
    ctx: typer.Context,
    provided: Annotated[str | None, typer.Argument(metavar="PROVIDED", help="The day the outcome was provided.")] = None,
    letter: Letter = None,
    made: Made = None,
    with_policing_body: WithBody = None,
    with_iopc: WithUs = None,
    with_force: WithForce = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say whether a review application is in time; leave PROVIDED out when it is not known."""
    from casework.review_window import window as judged

    days = _days(ctx, db, as_at)
    held = [*days.held(with_policing_body, "local policing body"), *days.held(with_iopc, "IOPC"), *days.held(with_force, "force")]
    found = judged(days.read(provided), days.read(letter), days.read(made), days.today, held)
    if json:
        say_json(_window_as_json(found))
    else:
        say(_in_words(_title(found), found.reason, found.say, found.next, found.warnings))


@app.command("body", epilog="Example: iopc review body kent --yes senior-officer --letter-names iopc")
def body(
    authority: Annotated[str | None, typer.Argument(metavar="AUTHORITY", help="The force or body that handled it.")] = None,
    yes: Asked = None,
    no: Denied = None,
    letter_names: Annotated[
        str, typer.Option("--letter-names", metavar="BODY", help="What the outcome letter names: iopc or policing-body.")
    ] = "",
    no_right: Annotated[
        str | None, typer.Option("--no-right", metavar="WHY", help="outside-schedule-3, directed-or-independent, not-eligible.")
    ] = None,
    json: Json = False,
) -> None:
    """Say whether the IOPC or the local policing body reviews; see the questions with: iopc review questions."""
    from casework.organisations import organisation_named
    from casework.review_body import for_us
    from casework.review_judgement import TITLES

    handled_by = None if authority is None else organisation_named(authority)
    found = for_us(_answers(yes or [], no or []), handled_by, _letter(letter_names), no_right)
    if json:
        say_json(_answer_as_json(found))
    else:
        say(_in_words(TITLES[found.decision], found.reason, found.say, found.next, found.flags))


@app.command("questions", epilog="Example: iopc review questions")
def list_questions(json: Json = False) -> None:
    """List the seven questions, in words to read out, and why each matters."""
    from casework.review_questions import questions

    if json:
        named = questions().values()
        say_json([{"id": it.id, "question": it.question, "why": it.why, "source": it.source} for it in named])
        return
    lines = []
    for it in questions().values():
        lines.append(fill(it.question, WIDTH, initial_indent=f"{it.number}  ", subsequent_indent="   "))
        lines.append(fill(it.why, WIDTH, initial_indent="   ", subsequent_indent="   "))
        lines.append(f"   ({it.id})")
    say("\n".join(lines))


@app.command("appeal", epilog="Example: iopc review appeal investigation --complaint '5 Jan 2020' --decision '2 Nov 2026'")
def appeal(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help="non-recording, local-resolution, investigation, discontinuance or disapplication."),
    ],
    complaint: Annotated[str | None, typer.Option("--complaint", metavar="DATE", help="The day the complaint was made.")] = None,
    decision: Annotated[str | None, typer.Option("--decision", metavar="DATE", help="The date of the decision.")] = None,
    received: Annotated[str | None, typer.Option("--received", metavar="DATE", help="The day the appeal was received.")] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say whether there is a legacy right of appeal, and whether the appeal is in time."""
    from casework.legacy_appeals import appeal_kind_named, legacy_appeal

    days = _days(ctx, db, as_at)
    made, decided, arrived = days.read(complaint), days.read(decision), days.read(received)
    found = legacy_appeal(appeal_kind_named(kind), made, decided, arrived, days.today)
    if json:
        values = _window_as_json(found.window) if found.window else {}
        say_json(values | {"kind": found.kind.id, "right": found.right} | _words(found.reason, found.say, found.next))
        return
    title = _title(found.window) if found.window else f"A right of {found.right}" if found.right == "review" else "Not known"
    say(_in_words(title, found.reason, found.say, found.next, found.window.warnings if found.window else ()))


def _days(ctx: typer.Context, db: str | None, as_at: str | None) -> _Days:
    return _Days(time_source(ctx, as_at).today(), rules_here(ctx, db).calendars.ours)


def _answers(yes: list[str], no: list[str]) -> dict[str, "Reply"]:
    from casework.review_questions import question_named, questions

    answered: dict[str, Reply] = {question_named(each).id: "yes" for each in yes}
    for each in no:
        named = [name for name in questions() if name not in answered] if each == "all" else [question_named(each).id]
        if any(answered.get(name) == "yes" for name in named):
            raise BadUse(f"Question {each[:40]} is answered both yes and no.")
        answered |= dict.fromkeys(named, "no")
    return answered


def _letter(typed: str) -> "LetterNames":
    wanted = typed.strip().casefold().replace("-", " ")
    if wanted == "iopc":
        return "IOPC"
    if wanted in ("policing body", "local policing body"):
        return "local policing body"
    if wanted in ("", "not known"):
        return "not known"
    raise BadUse(f"A letter can't name '{typed[:40]}'. Use iopc or policing-body, or leave it out.")


def _title(found: "Window") -> str:
    from casework.date_words import day_in_full

    if found.last_day is None:
        return "Not known: the day it starts from is needed"
    state, verb = "In time" if found.in_time else "Late", "was" if found.last_day < found.today else "is"
    return f"{state}: the last day {verb} {day_in_full(found.last_day)}"


def _in_words(title: str, reason: str, to_say: str, then: str, notes: tuple[str, ...]) -> str:
    parts = [title, *_paragraph("Why", reason), *_paragraph("Say", to_say), *_paragraph("Now", then)]
    for note in notes:
        parts += _paragraph("Check", note)
    return "\n".join(parts)


def _paragraph(label: str, text: str) -> list[str]:
    return [fill(text, WIDTH, initial_indent=f"{label:7}", subsequent_indent=" " * 7)]


def _words(reason: str, to_say: str, then: str) -> dict[str, object]:
    return {"reason": reason, "say": to_say, "next": then}


def _window_as_json(found: "Window") -> dict[str, object]:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "provided": iso(found.provided),
        "letter": iso(found.letter),
        "made": iso(found.made),
        "last_day": iso(found.last_day),
        "earliest_last_day": iso(found.earliest_last_day),
        "in_time": found.in_time,
        "days_left": found.days_left,
        "days_late": found.days_late,
        "left_out": [{"first": iso(it.first), "last": iso(it.last), "days": it.days} for it in found.left_out],
        "warnings": list(found.warnings),
    } | _words(found.reason, found.say, found.next)


def _answer_as_json(found: "Answer") -> dict[str, object]:
    return {
        "decision": found.decision,
        "for_us": found.for_us,
        "met": [it.id for it in found.met],
        "unknown": [it.id for it in found.unknown],
        "flags": list(found.flags),
    } | _words(found.reason, found.say, found.next)
