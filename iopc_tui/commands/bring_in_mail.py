"""`iopc import mail`: saved mails as drafts of new contacts, each to be confirmed by whoever logs it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.mail_words import Made, Outcome, counts, file_as_json, lines_of, summary
from iopc_tui.commands.options import AsAt, Db, Json, signed_in
from iopc_tui.commands.output import BadUse, say, say_json

if TYPE_CHECKING:
    from casework.foreign.mail_files import Mail
    from iopc_tui.signing_in import SignedIn

NEW_CONTACT = "new contact"
"""The name of the form of a new contact, as drafts have it."""
SUFFIX = ".eml"
ORIGINAL = "message/rfc822"
FINDING = 1


def mail(
    ctx: typer.Context,
    place: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A mail saved as .eml, or a folder of them.")],
    recursive: Annotated[bool, typer.Option("--recursive", help="The folders within the folder too.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Say what would be made, and write nothing.")] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Make a draft of each mail, to be confirmed. Doing it again changes nothing; the mail itself is kept with it."""
    files = _files(place, recursive)
    desk = signed_in(ctx, db, as_at, make=True)
    made: list[Made] = []
    found = []
    for outcome in _outcomes(desk, place, files, preview):
        made.append(outcome.made)
        if json:
            found.append(file_as_json(outcome))
        else:
            say("\n".join(lines_of(outcome, preview)))
    if json:
        say_json({"preview": preview, **{str(it): n for it, n in counts(made).items()}, "files": found})
    else:
        say(summary(made, preview))
    raise typer.Exit(FINDING if "unread" in made else 0)


def _files(place: Path, recursive: bool) -> list[Path]:
    """The file, or the mails of a folder in the order of their names."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise BadUse(f"There is no file or folder {place}.")
    try:
        found = place.rglob("*") if recursive else place.iterdir()
        return sorted(path for path in found if path.suffix.lower() == SUFFIX and path.is_file())
    except OSError as error:
        raise BadUse(f"The folder {place} can't be read: {error.strerror or error}.") from None


def _outcomes(desk: "SignedIn", place: Path, files: list[Path], preview: bool) -> Iterator[Outcome]:
    from casework.foreign.mail_files import NotAMail, read_mail

    met: set[str] = set()
    for path in files:
        shown = str(path.relative_to(place)) if path != place else path.name
        now = desk.time.now()
        try:
            content = _content(path)
            found = read_mail(content, now)
        except NotAMail as error:
            yield Outcome(shown, "unread", problem=error.sentence)
            continue
        outcome = _kept(desk, path.name, content, found, now, preview, met)
        yield Outcome(shown, outcome.made, outcome.draft, found, outcome.known)
        met.add(outcome.draft)


def _content(path: Path) -> bytes:
    """The bytes of a file, and of one that is too large only enough to tell; raises NotAMail."""
    from casework.foreign.mail_files import LARGEST, NotAMail

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise NotAMail(f"The file can't be opened: {error.strerror or error}.") from None


def _kept(desk: "SignedIn", name: str, content: bytes, found: "Mail", now: datetime, preview: bool, met: set[str]) -> Outcome:
    """Keep a mail's draft with what came with it and the mail itself, in one transaction, unless it is in already."""
    from casework.foreign.mail_draft import draft_fields
    from casework.foreign.mail_files import attachment_of
    from db.actions.attachments import keep_attachments
    from db.actions.drafts import keep_draft
    from db.queries.attachments import known_mail

    original = attachment_of(name, ORIGINAL, content)
    form = f"{NEW_CONTACT}:mail-{original.sha256[:16]}"
    with desk.store.reading() as connection:
        known = known_mail(connection, form)
    if preview and (known is not None or form in met):
        return Outcome(name, "logged" if known and known.reference else "waiting", form, known=known)
    if preview:
        return Outcome(name, "draft", form)
    with desk.store.writing(desk.staff, now) as writing:
        known = known_mail(writing.session.connection(), form)
        if known is not None:
            return Outcome(name, "logged" if known.reference else "waiting", form, known=known)
        keep_draft(writing, form, draft_fields(found, now, writing.rules.calendars.ours))
        keep_attachments(writing, form, [original, *found.attachments])
    return Outcome(name, "draft", form)
