"""`iopc monitoring`: the voluntary answers, kept without a name, and their figures."""

from typing import Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json
from iopc_tui.commands.pairs import pairs

app = command_family("Keep monitoring answers, or read their figures.")

From = Annotated[str | None, typer.Option("--from", metavar="MONTH", help="The first month, such as 'Jan 2026'.")]
To = Annotated[str | None, typer.Option("--to", metavar="MONTH", help="The last month; the one before this when not given.")]


@app.callback(invoke_without_command=True, no_args_is_help=False)
def monitoring(ctx: typer.Context) -> None:
    """Keep monitoring answers, or read their figures. Without a command: last month's figures."""
    if ctx.invoked_subcommand is None:
        _counts(ctx, None, None, None, None, as_json=False)


@app.command("add", epilog="Example: iopc monitoring add age=25-34 disability=no 'religion=prefer not to say'")
def add(
    ctx: typer.Context,
    answers: Annotated[list[str], typer.Argument(metavar="QUESTION=ANSWER...", help="See: iopc monitoring questions.")],
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Keep somebody's voluntary answers, without a name.

    Each is kept by itself, apart from any case, with its month alone.
    """
    from casework.monitoring import PROMISE
    from db.actions.monitoring import keep_monitoring

    given = pairs(answers, "question", "age=25-34; see: iopc monitoring questions")
    desk = signed_in(ctx, db, as_at, make=True)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        keep_monitoring(writing, given)
    say(PROMISE)


@app.command("questions", epilog="Example: iopc monitoring questions")
def questions(json: Json = False) -> None:
    """List the questions and their answers."""
    from casework.monitoring import basis, monitoring_questions

    if json:
        asked = monitoring_questions().values()
        say_json([{"id": it.id, "label": it.label, "answers": [each.name for each in it.answers]} for it in asked])
        return
    lines = [f"Wording: {basis()}"]
    for it in monitoring_questions().values():
        lines += ["", f"{it.label} ({it.id})", *(f"  {each.name}" for each in it.answers)]
    say("\n".join(lines))


@app.command("counts", epilog="Example: iopc monitoring counts --from 'Jan 2026' --to 'Mar 2026'")
def counts(
    ctx: typer.Context, first: From = None, last: To = None, db: Db = None, as_at: AsAt = None, json: Json = False
) -> None:
    """Count the answers of some months.

    A figure that could tell who somebody is is not told, and it is said why; in --json it is null.
    """
    _counts(ctx, first, last, db, as_at, as_json=json)


def _counts(ctx: typer.Context, first: str | None, last: str | None, db: str | None, as_at: str | None, *, as_json: bool) -> None:
    from datetime import date

    from casework.date_words import MONTHS
    from casework.monitoring import RULE, SMALL, basis, counts_as_text, kept_month
    from casework.month_reading import read_month
    from casework.permissions import require
    from db.queries.monitoring import monitoring_counts

    desk = signed_in(ctx, db, as_at)
    require(desk.staff.role, "read-monitoring")
    today = desk.time.today()
    end = read_month(last, today) if last is not None else date.fromordinal(today.replace(day=1).toordinal() - 1)
    start = read_month(first, today) if first is not None else end
    if start > end:
        raise BadUse("The first month is after the last. Swap them.")
    with desk.store.reading() as connection:
        counted = monitoring_counts(connection, start, end, desk.time.now())
    if as_json:
        figures = {
            it.question: {answer: count if count >= SMALL else None for answer, count in it.counts.items()} for it in counted
        }
        say_json({"from": kept_month(start), "to": kept_month(end), "wording": basis(), "counts": figures})
    else:
        named = dict.fromkeys(f"{MONTHS[it.month - 1]} {it.year}" for it in (start, end))
        span = " to ".join(named)
        say(f"Monitoring answers, {span} (wording: {basis()})\n\n{counts_as_text(counted)}\n\n{RULE}")
