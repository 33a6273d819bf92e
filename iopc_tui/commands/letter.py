"""`iopc letter`: a letter or an email on a case, written from a template, looked at, saved as a file and recorded."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.case_work import found_case
from iopc_tui.commands.options import AsAt, Db, Json, command_family
from iopc_tui.commands.output import BadUse, say, say_json, standard_input
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from db.actions.letters import SendLetter
    from db.queries.letters import ForLetters
    from iopc_tui.signing_in import SignedIn
    from screens.letter_draft import LetterDraft

app = command_family("Write a letter or an email on a case.")
EXAMPLE = "Example: iopc letter C26-000377 how-it-stands --set words.what_happens_next='We wait.' --to letter.docx"


@app.command("letter", epilog=EXAMPLE)
def letter(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Our reference (e26 412 will do) or another system's.")],
    template: Annotated[
        str | None, typer.Argument(metavar="TEMPLATE", help="Its name; without one, those that fit.", show_default=False)
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACT=TEXT", help="Say a fact, for this letter only; - reads standard input."),
    ] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="en|cy", help="Else the one the person chose.")] = None,
    large_print: Annotated[
        bool | None, typer.Option("--large-print/--no-large-print", help="Else as the person needs.", show_default=False)
    ] = None,
    channel: Annotated[str | None, typer.Option("--channel", metavar="post|email", help="Else as the person prefers.")] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="TEXT", help="A subject in place of the template's.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="A text in place of the template's; - reads standard input.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Print it or save it; record nothing.")] = False,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Save it as FILE.txt, .html or .docx too.")] = None,
    no_step: Annotated[bool, typer.Option("--no-step", help="Do not record the step the template is for.")] = False,
    with_step: Annotated[str, typer.Option("--step-words", metavar="TEXT", help="Words for a step that needs some.")] = "",
    asked: Annotated[
        bool, typer.Option("--asked", help="What has to be asked before its step was, and nothing is against it.")
    ] = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Write a letter on a case and record that it went out.

    What is not known is named, with the option to say it by.
    """
    from db.queries.letters import for_letters

    desk, case = found_case(ctx, db, as_at, reference)
    with desk.store.reading() as connection:
        about = for_letters(connection, case, desk.store.rules_in(connection), desk.time.now(), desk.staff)
    if template is None:
        _list(about, json)
        return
    texts = {
        name: standard_input() if words == "-" else words for name, words in pairs(given or (), "fact", "force=Gwent").items()
    }
    draft = _begun(about, template.strip(), language, channel, texts)
    large = draft.large_print if large_print is None else large_print
    draft = replace(draft, large_print=large, records=not no_step, step_text=with_step)
    command = _letter(about, draft, case.id, case.version, subject, standard_input() if text == "-" else text)
    _check(command, case.reference, asked=asked or preview)
    saved = _save(command, to) if to is not None else None
    judged = () if preview else _record(desk, command, saved)
    if json:
        say_json(_as_json(command, case.reference, template, saved, recorded=not preview))
    elif preview and saved is None:
        say(f"{command.subject}\n\n{command.text}")
    else:
        _tell(command, case.reference, judged, saved, recorded=not preview)


def _list(about: "ForLetters", json: bool) -> None:
    from dataclasses import asdict

    if json:
        say_json([{**asdict(it.template), "warning": it.warning} for it in about.templates])
        return
    lines = [f"{it.template.id:24}{it.template.language}  {it.template.title} ({it.template.about})" for it in about.templates]
    say("\n".join(lines) or "No template fits this kind of case. See: iopc template list.")


def _begun(about: "ForLetters", template: str, language: str | None, channel: str | None, given: dict[str, str]) -> "LetterDraft":
    from casework.letters.facts import LANGUAGES, fact_named
    from casework.letters.templates import CHANNELS
    from screens.letter_draft import begun

    for wanted, known, name in ((language, LANGUAGES, "language"), (channel, CHANNELS, "channel")):
        if wanted is not None and wanted not in known:
            raise BadUse(f"'{wanted[:20]}' is not a {name} of letters. Use one of: {', '.join(known)}.")
    for name in given:
        if fact_named(name) is None:
            raise BadUse(f"There is no fact '{name[:60]}'. See: iopc template facts.")
    there = {it.template.language: it for it in about.templates if it.template.id == template}
    if not there:
        known_ids = ", ".join(dict.fromkeys(it.template.id for it in about.templates)) or "none"
        raise BadUse(f"No template '{template[:40]}' fits this case. Those that do: {known_ids}.")
    if language is not None and language not in there:
        raise BadUse(f"The template {template} is not there in {LANGUAGES[language]}, only in {LANGUAGES[next(iter(there))]}.")
    draft = begun(about, there[language or next(iter(there))])
    return replace(draft, channel=channel or draft.channel, given=given)


def _letter(
    about: "ForLetters", draft: "LetterDraft", case_id: int, version: int, subject: str | None, text: str | None
) -> "SendLetter":
    from db.actions.letters import SendLetter
    from screens.letter_draft import step_of_letter, view_of, written

    made = written(about, draft)
    if made.missing and text is None:
        from casework.letters.facts import fact_named

        labels = {name: fact.label for name in made.missing if (fact := fact_named(name)) is not None}
        asked = "; ".join(f"{label} (--set {name}=TEXT)" for name, label in labels.items())
        raise BadUse(f"Nothing was written. The letter needs to say, and nobody has recorded: {asked}.")
    view = view_of(about, draft)
    return SendLetter(
        case_id=case_id,
        version=version,
        text=made.text if text is None else text,
        subject=made.subject if subject is None else subject,
        template=view.row if view is not None else None,
        channel=draft.channel,
        language=draft.language,
        large_print=draft.large_print,
        step=step_of_letter(about, draft),
        step_text=draft.step_text,
    )


def _check(command: "SendLetter", reference: str, *, asked: bool) -> None:
    """Refuse what can't be sent before anything is written to a file."""
    from casework.kinds import asked_before
    from casework.letters.marks import problem_with_letter
    from casework.letters.templates import step_of

    if problem := problem_with_letter(command.subject, command.text, command.channel):
        raise BadUse(problem.sentence)
    first = asked_before().get(step_of(command.step)[0])
    if first is not None and not asked:
        raise BadUse(f"{first.asks} If none, add --asked. If there are: iopc close {reference} '{first.instead}'")


def _save(command: "SendLetter", to: Path) -> Path:
    from casework.letters.files import FileLetter, letter_bytes
    from casework.new_file import write_new

    letter = FileLetter(command.subject, command.text, command.language, command.large_print)
    return write_new(to, letter_bytes(letter, to.suffix))


def _record(desk: "SignedIn", command: "SendLetter", saved: Path | None) -> tuple[str, ...]:
    """Record it; the file of a letter that could not be recorded is taken away again."""
    from casework.errors import DeskError
    from db.actions.letters import send_letter

    try:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            return send_letter(writing, command)
    except DeskError:
        if saved is not None:
            with suppress(OSError):
                saved.unlink()
        raise


def _tell(command: "SendLetter", reference: str, judged: tuple[str, ...], saved: Path | None, *, recorded: bool) -> None:
    from casework.letters.templates import step_words

    said = []
    if recorded:
        step = f", {step_words(command.step)}" if command.step else ""
        said.append(f"{'Email' if command.channel == 'email' else 'Letter'} recorded on {reference}{step}.")
    if judged:
        said.append(f"Clock {' and '.join(judged)}.")
    if saved is not None:
        said.append(f"Saved as {saved}.")
    say(" ".join(said))


def _as_json(command: "SendLetter", reference: str, template: str, saved: Path | None, *, recorded: bool) -> dict[str, object]:
    return {
        "reference": reference,
        "template": template,
        "channel": command.channel,
        "language": command.language,
        "large_print": command.large_print,
        "subject": command.subject,
        "text": command.text,
        "step": command.step,
        "recorded": recorded,
        "file": str(saved) if saved is not None else None,
    }
