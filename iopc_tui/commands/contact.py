"""`iopc add`: log a contact as a new case."""

from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json, standard_input
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casework.contact import Contact
    from db.queries.case import CaseView
    from iopc_tui.signing_in import SignedIn

app = command_family("Log a contact.")

EXAMPLE = (
    "Example: iopc add review --name 'Okafor, Ada' --subject 'outcome letter' --phone '07700 900123' "
    "--received 'fri 17:40' --force gwent"
)


@app.command("add", epilog=EXAMPLE)
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="enquiry, complaint, review, foi, sar and so on.")],
    subject: Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="What it is about, in a few words.")] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Who contacted us, if they say.")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="TEXT")] = "",
    email: Annotated[str, typer.Option("--email", metavar="TEXT")] = "",
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help="phone, email, web, post and so on.")] = "phone",
    received: Annotated[
        str | None,
        typer.Option(
            "--received", metavar="MOMENT", help="When it arrived, such as 'fri 17:40' or '19 Dec'; now when not given."
        ),
    ] = None,
    force: Annotated[
        str | None, typer.Option("--force", metavar="TEXT", help="The force or body, by the first letters of its name.")
    ] = None,
    force_reference: Annotated[str, typer.Option("--force-reference", metavar="TEXT", help="The force's own reference.")] = "",
    detail: Annotated[
        list[str] | None,
        typer.Option("--detail", metavar="NAME=TEXT", help="A further detail, such as provided='1 nov'; see --details."),
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", metavar="NAME", help="A theme of it, by a few letters; may be given again. See --details."),
    ] = None,
    show_details: Annotated[bool, typer.Option("--details", help="List the details this kind has, and stop.")] = False,
    about: Annotated[
        list[str] | None,
        typer.Option("--about-them", metavar="NAME=TEXT", help="What is known of the person, such as adjustments='large print'."),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What was said; - reads it from standard input.")] = "",
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="NAME", help="How the contact ended, such as answered; --details lists them.")
    ] = "",
    outcome_words: Annotated[
        str, typer.Option("--outcome-words", metavar="TEXT", help="What goes with it: where to, why, when.")
    ] = "",
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Log a contact and print its reference and promised dates."""
    from casework.contact import Contact, read_arrival
    from casework.contact_outcomes import contact_outcome_named
    from casework.kinds import channel_named, kind_named
    from casework.organisations import organisation_named
    from casework.references import to_read_out
    from db.actions.log_contact import log_contact
    from db.queries.case import one_case
    from iopc_tui.commands.options import rules_here, time_source

    if show_details:
        say("\n".join([*_details_of(kind_named(kind).id), *_outcomes_of(kind_named(kind).id)]))
        return
    if subject is None:
        raise BadUse("Missing option '--subject'. See: iopc add --help")
    at = None
    kind_id = kind_named(kind).id
    details = pairs(detail or (), "detail", "provided='1 nov'") | _themed(kind_id, theme or ())
    if received is not None:
        arrival = read_arrival(received, time_source(ctx, as_at).now(), rules_here(ctx, db).calendars.ours)
        at = arrival.moment
        details |= {"dated": arrival.dated.isoformat()} if arrival.dated is not None else {}
    contact = Contact(
        kind=kind_id,
        subject=subject,
        name=name,
        phone=phone,
        email=email,
        channel=channel_named(channel).id,
        received_at=at,
        force=organisation_named(force).id if force else None,
        force_reference=force_reference,
        note=standard_input() if note == "-" else note,
        details=details,
        person_details=pairs(about or (), "field", "adjustments='large print'"),
        outcome=contact_outcome_named(outcome, kind_id).id if outcome else "",
        outcome_words=outcome_words,
    )
    desk = signed_in(ctx, db, as_at, make=True)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        logged = log_contact(writing, contact)
    with desk.store.reading() as connection:
        case = one_case(connection, logged.id)
    from db.written.clock_lines import clocks_as_json, promises

    if json:
        say_json({"reference": case.reference, "clocks": clocks_as_json(case, desk.store.rules, desk.time.now())})
        return
    lines = [*_reading(contact), *_judged(case, desk), *(promises(case, desk.store.rules) or [("No deadline", "goes with it")])]
    wide = max(len(label) for label, _ in lines)
    ended = f" Closed: {case.outcome}." if case.closed_at is not None else ""
    say("\n".join([f"Logged {to_read_out(case.reference)}.{ended}", *(f"  {label:{wide}}  {words}" for label, words in lines)]))


def _themed(kind: str, themes: "Sequence[str]") -> dict[str, str]:
    """The themes given one by one, as the detail that a kind has for them."""
    from casework.details import details
    from casework.learning import THEMES

    name = next((it for it in THEMES if details()[it].of(kind)), THEMES[0])
    return {name: ", ".join(themes)} if themes else {}


def _reading(contact: "Contact") -> list[tuple[str, str]]:
    if contact.received_at is None:
        return []
    from casework.date_words import moment_words

    return [("Received", moment_words(contact.received_at))]


def _details_of(kind: str) -> list[str]:
    from casework.details import details_of

    known = details_of(kind)
    wide = max((len(each.id) for each in known), default=0)
    reads = {
        "choice": "one of: ",
        "several": "several of: ",
        "categories": "categories by code or name",
        "day": "a day",
        "moment": "a moment",
    }
    return [f"{each.id:{wide}}  {reads.get(each.reads, 'text')}{', '.join(each.options)}" for each in known]


def _outcomes_of(kind: str) -> list[str]:
    from casework.contact_outcomes import contact_outcomes_of

    lines = ["", "How it can end (--outcome):"]
    return [*lines, *(f"  {each.id}{f': {each.placeholder}' if each.asks else ''}" for each in contact_outcomes_of(kind))]


def _judged(case: "CaseView", desk: "SignedIn") -> list[tuple[str, str]]:
    from casework.details import detail_label, detail_words, odd
    from casework.moments import london_date
    from casework.review_judgement import judged

    now = desk.time.now()
    odd_ones = ((detail_label(name), odd(name, kept, now), detail_words(name, kept)) for name, kept in case.details.items())
    checks = [("", f"! {label} {words} {strange}.") for label, strange, words in odd_ones if strange]
    found = judged(case.kind, case.details, case.force, london_date(case.received_at), desk.time.today())
    return checks if found is None else [("", line) for line in found.lines]
