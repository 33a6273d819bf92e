"""`iopc today` and `iopc day`: the figures of a day, signing it, what was signed, and which days were not."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.publishing.publication import Publication
    from casework.working_days import WorkingCalendar
    from iopc_tui.signing_in import SignedIn

app = command_family("Report a day.")
day_app = command_family("Close a day, and show days that were signed.")

MOST_NAMED = 3
"""How many days not signed are named; of more it is said how many more."""
Which = Annotated[
    list[str] | None,
    typer.Argument(metavar="DATE", help="Such as fri or 30 Jun 2008; today when left out.", show_default=False),
]


@app.command("today", epilog="Example: iopc today last fri --json")
def today(
    ctx: typer.Context,
    date_: Which = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The same as DATE.", show_default=False)] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Report a day in words and figures, from the record."""
    if date_ and day is not None:
        raise BadUse("Give the day once: with --date or without.")
    here, wanted = _here(ctx, db, as_at, " ".join(date_) if date_ else day)

    from casework.permissions import may
    from casework.summaries.day_text import day_as_json, day_as_text
    from db.queries.day_figures import day_figures
    from db.queries.day_snapshots import snapshot_of, unsigned_days

    present = here.time.today()
    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        found = day_figures(connection, rules, wanted, here.time.now())
        signed = snapshot_of(connection, wanted)
        unsigned = unsigned_days(connection, rules.calendars, here.time.now()) if may(here.staff.role, "sign-day") else ()
    if json:
        say_json(day_as_json(found, present) | {"signed_by": signed.signed_by if signed is not None else None})
        return
    beside = [f"Signed by {signed.signed_by}: iopc day show {wanted}."] if signed is not None else []
    beside += [f"Not signed: {_named(unsigned, present)}."] if unsigned else []
    say(day_as_text(found, rules, present, beside))


@day_app.command("close", epilog="Example: iopc day close --note 'Ring Mrs Evans before ten.' --yes")
def close(
    ctx: typer.Context,
    day: Which = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note for the next shift.", show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Sign it; without this, show what would be signed.")] = False,
    early: Annotated[bool, typer.Option("--early", help="Sign today before the office closes, as it is up to now.")] = False,
    without_reasons: Annotated[
        bool, typer.Option("--without-reasons", help="Sign though nobody said why some deadlines were missed.")
    ] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Sign a day, which then stays as it is.

    Lists the missed deadlines without a reason, and ends with 1 when there are any and nothing was signed, or the day was signed
    before.
    """
    here, wanted = _here(ctx, db, as_at, " ".join(day or ()) or None)

    from casework.date_words import day_words, moment_words
    from db.errors import NotPossible
    from db.queries.day_handover import signed_by
    from iopc_tui.commands.day_words import close_as_json, missing_lines, preview_lines, seal_words, still_missing

    with here.store.reading() as connection:
        by = signed_by(connection, wanted)
    if by:
        raise NotPossible(f"{day_words(wanted)} was signed by {by}, and stays as it is. See: iopc day show {wanted}")
    unsaid, lines = still_missing(here, wanted), [] if json else preview_lines(here, wanted, note, early=early)
    if not yes or (unsaid and not without_reasons):
        if json:
            say_json(close_as_json(wanted, unsaid))
        else:
            missing = ["", *missing_lines(here, unsaid)] if unsaid else []
            say("\n".join([*lines, *missing, "", f"{day_words(wanted)} is not signed. {_how(bool(unsaid), yes)}"]))
        raise typer.Exit(1 if unsaid and not without_reasons else 0)
    from db.actions.handover import AddHandoverNote, add_handover_note
    from db.actions.sign_day import SignDay, sign_day
    from db.queries.day_snapshots import digest_of_day

    with here.store.writing(here.staff, here.time.now()) as writing:
        if note:
            add_handover_note(writing, AddHandoverNote(wanted, note))
        signed = sign_day(writing, SignDay(wanted, here.store.place, early, without_reasons))
        digest = digest_of_day(writing.session.connection(), wanted)
    if json:
        say_json(close_as_json(wanted, unsaid, signed, digest))
        return
    until = moment_words(signed.figures.until)
    say("\n".join([*lines, "", f"{day_words(wanted)} is signed, as it was until {until}: {seal_words(digest)}."]))


@day_app.command("why", epilog="Example: iopc day why 1042 'staff absence' --words 'two of four were ill'")
def why(
    ctx: typer.Context,
    deadline: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the missed deadline, as iopc day close lists it.")],
    reason: Annotated[str, typer.Argument(metavar="REASON", help="One of: iopc late list.", show_default=False)] = "",
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="In your own words.", show_default=False)] = "",
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Say why a deadline was missed."""
    from casework.late_reasons import Late
    from db.actions.give_late_reason import GiveLateReason, give_late_reason

    here = signed_in(ctx, db, as_at)
    with here.store.writing(here.staff, here.time.now()) as writing:
        reference = give_late_reason(writing, GiveLateReason(deadline, Late(reason, words)))
    say(f"Kept with {reference} why it was late.")


@day_app.command("note", epilog="Example: iopc day note 'Form B12 is out of print.'")
def note(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the next shift is to know.", show_default=False)] = "",
    day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="At the end of another day than today.", show_default=False)
    ] = None,
    back: Annotated[
        int | None, typer.Option("--take-back", metavar="NUMBER", help="Take the note of this number back.", show_default=False)
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
) -> None:
    """Leave a note for the next shift, or take one back."""
    from db.actions.handover import AddHandoverNote, add_handover_note, take_handover_note_back

    here, wanted = _here(ctx, db, as_at, day)
    with here.store.writing(here.staff, here.time.now()) as writing:
        if back is not None:
            take_handover_note_back(writing, back)
            say("The note was taken back.")
        else:
            number = add_handover_note(writing, AddHandoverNote(wanted, text))
            say(f"Note {number} is left for the next shift.")


@day_app.command("show", epilog="Example: iopc day show 'last fri'")
def show(ctx: typer.Context, day: Which = None, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """Show a day as it was signed, what would differ now and why, and what it hands over.

    Ends with 1 when a difference is not explained by anything in the audit trail.
    """
    here, wanted = _here(ctx, db, as_at, " ".join(day or ()) or None)

    from iopc_tui.commands.day_words import read_shown, shown_as_json, shown_as_text

    shown = read_shown(here, wanted)
    if json:
        say_json(shown_as_json(shown, here.time.today()))
    else:
        say(shown_as_text(shown, here.time.today()))
    raise typer.Exit(0 if shown.beside is None or shown.beside.explained else 1)


@day_app.command("list", epilog="Example: iopc day list --unsigned")
def list_days(
    ctx: typer.Context,
    unsigned: Annotated[bool, typer.Option("--unsigned", help="Only the working days that were not signed.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """List the days that were signed and the working days that were not, the latest first."""
    from db.queries.day_snapshots import signed_days, unsigned_days
    from iopc_tui.commands.day_words import days_as_json, days_as_text

    here = signed_in(ctx, db, as_at)
    with here.store.reading() as connection:
        signed = () if unsigned else signed_days(connection)
        missing = unsigned_days(connection, here.store.rules_in(connection).calendars, here.time.now())
    if json:
        say_json(days_as_json(signed, missing))
    else:
        say(days_as_text(signed, missing))


def day_to_publish(ctx: typer.Context, db: str | None, as_at: str | None, typed: str) -> "Publication":
    """The publication of the day that was typed, of today when nothing was. Raises BadUse for a day to come."""
    here, wanted = _here(ctx, db, as_at, typed or None)

    from db.queries.day_publication import publication_of_day

    with here.store.reading() as connection:
        rules = here.store.rules_in(connection)
        return publication_of_day(connection, rules, here.store.place, wanted, here.time.now())


def _here(ctx: typer.Context, db: str | None, as_at: str | None, typed: str | None) -> "tuple[SignedIn, date]":
    """Who is at the keyboard, and the day that was typed, today when none was."""
    from iopc_tui.commands.options import time_source

    present = time_source(ctx, as_at).today()
    wanted = present if typed is None else _day(typed, present, rules_here(ctx, db).calendars.ours)
    return signed_in(ctx, db, as_at), wanted


def _day(typed: str, present: date, calendar: "WorkingCalendar") -> date:
    from casework.date_reading import read_day
    from casework.date_words import day_words

    wanted = read_day(typed, present, calendar, prefer="past")
    if wanted > present:
        raise BadUse(f"{day_words(wanted)} has not come yet, so it has no figures. Give a day up to {day_words(present)}.")
    return wanted


def _named(days: tuple[date, ...], present: date) -> str:
    from casework.date_words import short_day
    from casework.spoken import listed

    named = [short_day(day, present) for day in days[:MOST_NAMED]]
    return listed([*named, *([f"{len(days) - MOST_NAMED:,} more"] if len(days) > MOST_NAMED else [])])


def _how(missing: bool, yes: bool) -> str:
    if missing:
        return f"Say why with iopc day why NUMBER, or add --without-reasons{'' if yes else ' --yes'}."
    return "Add --yes to sign it."
