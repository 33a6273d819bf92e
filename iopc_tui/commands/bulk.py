"""`iopc bulk`: the same change of every case that a filter keeps, after a preview of which are refused and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input, tell
from iopc_tui.commands.tags import WORDS_WITH_HYPHENS

if TYPE_CHECKING:
    from db.actions.bulk import Change

app = command_family("Change every case that a filter keeps in one go.")

FilterWords = Annotated[
    list[str], typer.Argument(metavar="FILTER", help="Which cases: words and terms, as of iopc list.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what it would come to.")]
Yes = Annotated[
    int | None,
    typer.Option("--yes", metavar="N", min=1, help="Do it, to exactly so many cases as the preview said.", show_default=False),
]


@app.command("note", epilog="Example: iopc bulk note 'Gwent is late with papers' force:gwent is:waiting --yes 14")
def note(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note; - reads it from standard input.")],
    words: FilterWords,
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Put the same note on the timeline of each."""
    from db.actions.bulk import Note

    _change(ctx, Note(standard_input() if text == "-" else text), words, dry_run, yes, db, as_at, json)


@app.command("step", epilog="Example: iopc bulk step acknowledged kind:review owner:me --dry-run")
def step(
    ctx: typer.Context,
    done: Annotated[str, typer.Argument(metavar="STEP", help="acknowledged, updated, answered, decided and so on.")],
    words: FilterWords,
    choice: Annotated[str, typer.Option("--choice", metavar="TEXT", help="What was decided: upheld, not upheld.")] = "",
    text: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note to go with it; - reads standard input.")] = "",
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Record a step as done now on each."""
    from db.actions.bulk import Step

    change = Step(done.strip().lower(), standard_input() if text == "-" else text, choice.strip())
    _change(ctx, change, words, dry_run, yes, db, as_at, json)


@app.command("pause", epilog="Example: iopc bulk pause force force:gwent kind:review --whom 'Gwent, the papers' --yes 14")
def pause(
    ctx: typer.Context,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="force, person, clarification, identity, authority or other.")],
    words: FilterWords,
    whom: Annotated[str, typer.Option("--whom", metavar="TEXT", help="Whom or what they wait for.")] = "",
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Let each wait for somebody else; clocks that may, do too."""
    from casework.waiting import reason_named
    from db.actions.bulk import Pause

    _change(ctx, Pause(reason_named(reason).id, whom), words, dry_run, yes, db, as_at, json)


@app.command("resume", epilog="Example: iopc bulk resume force:gwent is:waiting --dry-run")
def resume(
    ctx: typer.Context,
    words: FilterWords,
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Let the clocks of each run again."""
    from db.actions.bulk import Resume

    _change(ctx, Resume(), words, dry_run, yes, db, as_at, json)


@app.command("priority", epilog="Example: iopc bulk priority high kind:review due:week --yes 9")
def priority(
    ctx: typer.Context,
    level: Annotated[str, typer.Argument(metavar="PRIORITY", help="urgent, high or normal.")],
    words: FilterWords,
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Say how urgent each is."""
    from casework.priorities import priority_named
    from db.actions.bulk import Prioritise

    _change(ctx, Prioritise(priority_named(level).level), words, dry_run, yes, db, as_at, json)


@app.command("tag", context_settings=WORDS_WITH_HYPHENS, epilog="Example: iopc bulk tag '+welsh -court' needs:welsh --yes 9")
def tag(
    ctx: typer.Context,
    tags: Annotated[str, typer.Argument(metavar="TAGS", help="In quotes: +welsh puts a tag on, -welsh takes it off.")],
    words: FilterWords,
    dry_run: DryRun = False,
    yes: Yes = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Put tags on each, or take some off."""
    from casework.tags import read_tags
    from db.actions.bulk import Tag

    change = read_tags(tags)
    if change.nothing:
        raise BadUse("Give a tag, such as: '+welsh -court'")
    _change(ctx, Tag(change.add, change.remove), words, dry_run, yes, db, as_at, json)


def _change(
    ctx: typer.Context,
    change: "Change",
    words: list[str],
    dry_run: bool,
    yes: int | None,
    db: str | None,
    as_at: str | None,
    as_json: bool,
) -> None:
    """Say what the change would come to and, when the number of cases was given, do it to those; 1 when any was refused."""
    from db.actions.bulk import ChangeMany, change_many, most_at_once, try_many
    from db.queries.queue_page import queue_ids
    from db.written.bulk_lines import bulk_as_json, done_words, preview_lines, refused_lines
    from iopc_tui.commands.typed_filter import filter_typed

    desk = signed_in(ctx, db, as_at)
    now = desk.time.now()
    with desk.store.reading() as connection:
        wanted = filter_typed(connection, desk, words)
        cases = queue_ids(connection, wanted, now, desk.staff.id, most_at_once(change) + 1)
    found = try_many(desk.store, desk.staff, now, ChangeMany(cases, change))
    will = len(found.done)
    if yes is not None and yes != will and not dry_run:
        raise BadUse(
            f"It would be {will:,} cases, not {yes:,}, so nothing was changed. Look with --dry-run, then give --yes {will}."
        )
    done = yes is not None and not dry_run
    if done:
        tried = found
        with desk.store.writing(desk.staff, now) as writing:
            found = change_many(writing, ChangeMany(tried.done, change))
        found = found.beside(tried)
    if as_json:
        say_json({"done": done, **bulk_as_json(found, change)})
    elif done:
        say("\n".join([done_words(found, change, reasons=False), *refused_lines(found)]))
    else:
        say("\n".join(preview_lines(found, change)))
    if not done and not dry_run and will:
        tell(f"Nothing was changed. To do it, give --yes {will}.")
        raise typer.Exit(2)
    if found.refused:
        raise typer.Exit(1)
