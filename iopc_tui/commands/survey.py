"""`iopc survey`: who may be asked to the satisfaction survey, and what they answered."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input, tell
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from datetime import date

    from casework.survey_asked import MayBeAsked
    from iopc_tui.signing_in import SignedIn

app = command_family("Ask service users how they were treated; keep the answers.")
FINDING, INTERRUPTED = 1, 130
OnDay = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it was answered; today without it.", show_default=False)
]


@app.command("questions", epilog="Example: iopc survey questions")
def questions(json: Json = False) -> None:
    """List the questions and the answers there are."""
    from casework.survey import answer_options, survey_basis, survey_questions

    if json:
        asked = [{"id": it.id, "title": it.title, "wording": it.wording} for it in survey_questions().values()]
        say_json({"basis": survey_basis(), "questions": asked, "answers": list(answer_options())})
        return
    wide = max(map(len, survey_questions()))
    lines = [f"{it.id:{wide}}  {it.wording}" for it in survey_questions().values()]
    answers = ", ".join(f"{it.name} ({it.codes[0]})" for it in answer_options().values())
    say("\n".join([f"Wording: {survey_basis()}", "", *lines, "", f"Answers: {answers}"]))


@app.command("list", epilog="Example: iopc survey list 'last month' --csv ask.csv")
def list_people(
    ctx: typer.Context,
    period: Annotated[
        list[str] | None, typer.Argument(metavar="PERIOD", help="In which their case was closed; last month without it.")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write them to a new file. Each is kept as asked.", show_default=False),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List who may be asked about a closed case.

    It says who is left out and why; whoever opted out is. Only --csv keeps that they were asked, and nobody is asked twice within
    some months.
    """
    from casework.permissions import require
    from casework.summaries.periods import read_period
    from casework.survey_asked import asked_lines
    from db.queries.survey import may_be_asked

    desk = signed_in(ctx, db, as_at)
    require(desk.staff.role, "list-survey")
    wanted = read_period(" ".join(period or ()) or "last month", desk.time.today(), "month")
    if csv is not None:
        from casework.new_file import writing_new
        from db.actions.survey import list_for_survey

        # The file stands there once those in it are kept as asked, and not before.
        with writing_new(csv) as file, desk.store.writing(desk.staff, desk.time.now()) as writing:
            found = list_for_survey(writing, wanted)
            file.write(_as_file(found))
    else:
        with desk.store.reading() as connection:
            found = may_be_asked(connection, wanted, desk.time.now())
    if json:
        say_json(_asked_as_json(found, csv))
        return
    lines = asked_lines(found) if csv is None else found.sentences
    say("\n".join([*lines, *([f"They are in {csv}, and kept as asked."] if csv is not None else [])]))


@app.command("add", epilog="Example: iopc survey add E26-000412 fairly=mostly overall=4 --comment 'Quick reply.'")
def add(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF|-", help="The case, or - for answers that came without one.")],
    answers: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION=ANSWER...", help="See: iopc survey questions.", show_default=False)
    ] = None,
    comment: Annotated[
        str, typer.Option("--comment", metavar="TEXT", help="What they said beside it; - reads standard input.")
    ] = "",
    on: OnDay = None,
    instead_of: Annotated[
        int | None,
        typer.Option("--instead-of", metavar="NUMBER", help="Take that answer back in the same go.", min=1, max=2**31),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Keep somebody's answers. Those of whoever opted out are refused."""
    from db.actions.survey import KeepSurveyAnswer, keep_survey_answer

    given = pairs(answers or (), "question", "fairly=mostly; see: iopc survey questions")
    typed = standard_input() if comment == "-" else comment
    if reference == "-":
        desk, case = signed_in(ctx, db, as_at, make=True), None
    else:
        desk, case = found_case(ctx, db, as_at, reference)
    command = KeepSurveyAnswer(case.id if case else None, _day(desk, on), given, typed, instead_of=instead_of)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        number = keep_survey_answer(writing, command)
    say(f"Survey answer {number} kept{f' for {case.reference}' if case else ''}.")


@app.command("answers", epilog="Example: iopc survey answers E26-000412")
def answers(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The case.")],
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show what was answered about a case."""
    from casework.date_words import day_words
    from casework.survey import survey_questions
    from db.queries.survey import answers_of_case

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.reading() as connection:
        found = answers_of_case(connection, case.id)
    if json:
        say_json(
            [
                {"number": it.id, "answered": it.answered_on.isoformat(), "answers": dict(it.answers), "comment": it.comment}
                for it in found
            ]
        )
        return
    lines = []
    for it in found:
        lines.append(f"{it.id}  answered {day_words(it.answered_on)}, entered by {it.staff or 'a program'}")
        titles = survey_questions()
        lines += [f"    {titles[id_].title if id_ in titles else id_}: {answer}" for id_, answer in it.answers.items()]
        lines += [f"    {line}" for line in it.comment.splitlines()]
    say("\n".join(lines) or f"No survey answer about {case.reference} is kept.")


@app.command("takeback", epilog="Example: iopc survey takeback 12")
def takeback(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number, as in iopc survey answers.", min=1, max=2**31)],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Take an answer back that was entered wrongly."""
    from db.actions.survey import take_survey_answer_back

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        take_survey_answer_back(writing, number)
    say(f"Survey answer {number} is taken back.")


@app.command("every", epilog="Example: iopc survey every 6")
def every(
    ctx: typer.Context,
    months: Annotated[
        int | None, typer.Argument(metavar="MONTHS", help="The number to keep, as an administrator.", show_default=False)
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Show or change within how many months nobody is asked again."""
    from db.actions.survey import keep_survey_months
    from db.queries.survey import survey_months

    desk = signed_in(ctx, db, as_at)
    if months is not None:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            keep_survey_months(writing, months)
    with desk.store.reading() as connection:
        kept = survey_months(connection)
    say(f"Nobody is asked again within {kept} month{'' if kept == 1 else 's'}.")


@app.command("import", epilog="Example: iopc survey import answers.csv --preview")
def bring_in(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file whose first line names its columns, gzip or not.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day, for rows that do not say it.", show_default=False)
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Say how it would be read, and write nothing.")] = False,
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where rows that can't be kept go; FILE.rejects.csv if not given.", show_default=False),
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Keep the answers of a file, a row each. Doing it again keeps none twice; columns that are no answer are not kept."""
    from iopc_tui.batches import Stopped
    from iopc_tui.bringing_in_survey import bring_in_answers, opened_answers
    from iopc_tui.commands.import_watch import ImportWatch

    desk = signed_in(ctx, db, as_at, make=True)
    usual = _day(desk, on) if on is not None else None
    with opened_answers(desk, file) as opened:
        (tell if json else say)(f"Columns: {opened.columns.line}.")
        with ImportWatch(rejects or Path(f"{file}.rejects.csv"), file, dry_run=preview) as watch:
            try:
                tally = bring_in_answers(desk, opened, usual, watch, preview=preview)
            except Stopped as stopped:
                if not stopped.by_hand:
                    raise
                tell(stopped.sentence)
                raise typer.Exit(INTERRUPTED) from None
            watch.completed()
    if json:
        say_json(
            {
                "kept": tally.kept,
                "already_in": tally.already,
                "rejected": tally.rejected,
                "empty": tally.empty,
                "preview": preview,
            }
        )
    else:
        would = "would be kept" if preview else "kept"
        parts = [f"{tally.kept:,} {would}", f"{tally.already:,} in already", f"{tally.rejected:,} rejected"]
        say(f"{', '.join(parts)}.")
    for line in watch.note:
        (tell if json else say)(line)
    raise typer.Exit(FINDING if tally.rejected else 0)


def _day(desk: "SignedIn", typed: str | None) -> "date":
    from casework.date_reading import read_day

    today = desk.time.today()
    return read_day(typed, today, desk.store.rules.calendars.ours, prefer="past") if typed else today


def _as_file(found: "MayBeAsked") -> bytes:
    """The list as a file has it; raises BadUse for one with nobody in it."""
    from casework.new_file import csv_bytes
    from casework.survey_asked import asked_csv

    if not found.people:
        raise BadUse(f"Nobody may be asked, so no file was written. {' '.join(found.sentences)}")
    return csv_bytes(asked_csv(found))


def _asked_as_json(found: "MayBeAsked", csv: Path | None) -> dict[str, object]:
    from casework.survey_asked import COLUMNS

    return {
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "cases_closed": found.cases,
        "months_between": found.months,
        "people": [dict(zip(COLUMNS, it.cells, strict=True)) for it in found.people],
        "left_out": dict(found.left_out),
        "file": str(csv) if csv is not None else None,
    }
