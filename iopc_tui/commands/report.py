"""`iopc report`: the figures of a day, a month, quarter, financial year or any range of days, on paper or in files."""

from contextlib import ExitStack
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from iopc_tui.commands.file_wanted import STANDARD_OUTPUT, check_names, writing_wanted
from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from casework.publishing.publication import Publication
    from casework.summaries.periods import Period, Shape

app = command_family("Report a day, performance over a period, or what users say.")

When = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PERIOD",
        help="Such as oct 2026 or Q2 2026/27; except for a range, the last whole one if left out.",
        show_default=False,
    ),
]
Team = Annotated[str, typer.Option("--team", metavar="NAME", help="Only the cases of this team.", show_default=False)]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Only this kind of case.", show_default=False)]
Channel = Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Only what came in this way.", show_default=False)]
Force = Annotated[str, typer.Option("--force", metavar="FORCE", help="Only what is about this force.", show_default=False)]
Suppress = Annotated[bool, typer.Option("--suppress", help="Hold back counts under five, and what gives them away.")]
Html = Annotated[str | None, typer.Option("--html", metavar="FILE", help="Write a web page; - prints it.", show_default=False)]
Xlsx = Annotated[str | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook.", show_default=False)]
Csv = Annotated[
    str | None, typer.Option("--csv", metavar="FILE", help="Write every figure as CSV; - prints it.", show_default=False)
]

WRITERS: Final = {
    "html": ("casework.publishing.page", "as_html"),
    "xlsx": ("casework.publishing.workbook", "as_xlsx"),
    "csv": ("casework.publishing.tidy", "as_csv"),
}
"""What writes each kind of file; loaded when one is wanted."""


@app.command("day", epilog="Example: iopc report day last fri --html day.html")
def day(
    ctx: typer.Context,
    date_: Annotated[
        list[str] | None,
        typer.Argument(metavar="DATE", help="Any day up to today, such as last fri; today when left out.", show_default=False),
    ] = None,
    suppress: Suppress = False,
    html: Html = None,
    xlsx: Xlsx = None,
    csv: Csv = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Report a day; one that was signed as it was signed."""
    from iopc_tui.commands.day import day_to_publish

    found = day_to_publish(ctx, db, as_at, " ".join(date_ or ()))
    publish(found, {"html": html, "xlsx": xlsx, "csv": csv}, json=json, suppress=suppress)


@app.command("voice", epilog="Example: iopc report voice oct 2026 --html voice.html")
def voice(
    ctx: typer.Context,
    period: When = None,
    suppress: Suppress = False,
    html: Html = None,
    xlsx: Xlsx = None,
    csv: Csv = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Report what service users say, and what was learned."""
    from db.queries.voice_publication import publication_of_voice
    from iopc_tui.commands.options import time_source

    wanted = _period(" ".join(period or ()), "month", time_source(ctx, as_at).today(), any_shape=True)
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        rules = desk.store.rules_in(connection)
        found = publication_of_voice(connection, rules, desk.store.place, wanted, desk.time.now(), desk.staff.role)
    publish(found, {"html": html, "xlsx": xlsx, "csv": csv}, json=json, suppress=suppress)


def _of_a_period(shape: "Shape", about: str) -> "Callable[..., None]":
    """The command that reports a period of a shape: all four take the same, and differ in what they take for a period."""

    def report(
        ctx: typer.Context,
        period: When = None,
        team: Team = "",
        kind: Kind = "",
        channel: Channel = "",
        force: Force = "",
        suppress: Suppress = False,
        html: Html = None,
        xlsx: Xlsx = None,
        csv: Csv = None,
        db: Db = None,
        as_at: AsAt = None,
        json: Json = False,
    ) -> None:
        found = _figures(ctx, db, as_at, period, shape, (team, kind, channel, force))
        publish(found, {"html": html, "xlsx": xlsx, "csv": csv}, json=json, suppress=suppress)

    report.__doc__ = about
    return report


for _shape, _about, _example in (
    ("month", "Report a month, such as oct 2026 or this month.", "oct 2026 --html october.html"),
    ("quarter", "Report a quarter of a financial year, such as Q2 2026/27.", "Q2 2026/27 --xlsx q2.xlsx"),
    ("year", "Report a financial year, from 1 April, such as 2025/26.", "2025/26 --kind review"),
    ("range", "Report any days, such as 1 Sep 2026..15 Oct 2026.", "'1 Sep 2026..15 Oct 2026' --csv figures.csv"),
):
    app.command(_shape, epilog=f"Example: iopc report {_shape} {_example}")(_of_a_period(cast("Shape", _shape), _about))


def publish(publication: "Publication", files: "dict[str, str | None]", *, json: bool, suppress: bool) -> None:
    """Write a publication to the files that are wanted, each of a kind, and say so; without any, print it.

    Nothing is written before all of it is made. Raises NotWritten, or BadUse where what is wanted can't be.
    """
    names = {kind: name for kind, name in files.items() if name is not None}
    check_names([*names.values(), *([STANDARD_OUTPUT] if json else [])])
    if suppress:
        from casework.publishing.suppression import suppressed

        publication = suppressed(publication)
    wanted = [(kind, name, _content(publication, kind)) for kind, name in names.items()]
    with ExitStack() as all_or_none:
        opened = [(all_or_none.enter_context(writing_wanted(name, kind)), content) for kind, name, content in wanted]
        for file, content in opened:
            file.write(content)
    if json:
        from casework.publishing.typed import as_json

        say_json(as_json(publication))
    elif wanted and STANDARD_OUTPUT not in names.values():
        say("\n".join(f"{publication.title}: written to {name}" for _, name, _ in wanted))
    elif not wanted:
        from casework.publishing.text import as_text

        say(as_text(publication))


def _content(publication: "Publication", kind: str) -> bytes:
    from casework.new_file import text_bytes

    module, name = WRITERS[kind]
    made: str | bytes = getattr(import_module(module), name)(publication)
    return made if isinstance(made, bytes) else text_bytes(made)


def _figures(
    ctx: typer.Context, db: str | None, as_at: str | None, typed: list[str] | None, shape: "Shape", of: tuple[str, str, str, str]
) -> "Publication":
    from casework.publishing.performance_page import performance_publication
    from db.queries.performance import performance
    from db.queries.performance_slice import read_slice
    from iopc_tui.commands.options import time_source

    period = _period(" ".join(typed or ()), shape, time_source(ctx, as_at).today())
    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        rules = desk.store.rules_in(connection)
        figures = performance(connection, rules, period, read_slice(connection, *of), desk.time.now())
    return performance_publication(figures, rules, desk.store.place)


def _period(typed: str, shape: "Shape", today: "date", *, any_shape: bool = False) -> "Period":
    """The period typed, or the last whole one; raises BadUse for one to come, or of another shape where not any will do."""
    from casework.summaries.periods import EXAMPLES, period_with, read_period

    if not typed:
        if shape == "range":
            raise BadUse(f"Say which days: {EXAMPLES}.")
        return period_with(today, shape).before
    period = read_period(typed, today, shape)
    if not any_shape and shape not in ("range", period.shape):
        named = f"iopc report {period.shape if period.shape != 'day' else 'range'} '{typed}'"
        raise BadUse(f"{period.title} is not a {shape}. For its figures: {named}")
    if period.begins_after(today):
        raise BadUse(f"{period.title} has not begun, so it has no figures yet.")
    return period
