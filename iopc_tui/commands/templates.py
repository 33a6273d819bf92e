"""`iopc template`: the templates of letters, listed, checked, changed and taken back, and what the office is called on them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, signed_in
from iopc_tui.commands.output import BadUse, say, say_json
from iopc_tui.commands.pairs import pairs

if TYPE_CHECKING:
    from casework.letters.templates import Template
    from db.queries.letters import TemplateView

app = command_family("List, check and change the templates of letters.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The template, such as review-late; see: iopc template list.")]
Language = Annotated[str, typer.Option("--language", metavar="en|cy", help="English or Welsh.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A template in TOML, as show prints it.")]
LARGEST = 200_000


@app.command("list", epilog="Example: iopc template list")
def list_templates(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """List the templates in force, each with what there is to know of it."""
    from dataclasses import asdict

    from db.queries.letters import templates

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = templates(connection, in_force_only=True)
    if json:
        say_json([{**asdict(it.template), "warning": it.warning} for it in found])
        return
    for it in found:
        kinds = ", ".join(it.template.kinds)
        say(f"{it.template.id:24}{it.template.language}  {it.template.title}\n  {it.template.about}; for: {kinds}. {_whose(it)}")


@app.command("show", epilog="Example: iopc template show review-late --language cy > late.toml")
def show(ctx: typer.Context, template: Id, language: Language = "en", db: Db = None, as_at: AsAt = None) -> None:
    """Print a template as a file that can be changed and saved."""
    from casework.letters.templates import as_toml
    from db.queries.letters import template_in_force

    desk = signed_in(ctx, db, as_at)
    with desk.store.reading() as connection:
        found = template_in_force(connection, template, language)
    if found is None:
        raise BadUse(f"There is no template '{template[:40]}' in '{language[:10]}'. See: iopc template list.")
    say(as_toml(found.template).rstrip("\n"))


@app.command("facts", epilog="Example: iopc template facts")
def list_facts() -> None:
    """List every fact a template may say."""
    from casework.letters.checking import what_there_is

    known = what_there_is()
    wide = max(map(len, known))
    say("\n".join(f"{name:{wide}}  {label}" for name, label in known.items()))


@app.command("check", epilog="Example: iopc template check late.toml")
def check(file: File) -> None:
    """Say whether a template can be used, and where it can't."""
    say(f"{_in_file(file).id} can be used.")


@app.command("save", epilog="Example: iopc template save late.toml")
def save(ctx: typer.Context, file: File, db: Db = None, as_at: AsAt = None) -> None:
    """Use a template from now on; the version before is kept."""
    from db.actions.letter_templates import SaveTemplate, save_template
    from db.queries.letters import template_in_force

    template = _in_file(file)
    desk = signed_in(ctx, db, as_at, make=True)
    with desk.store.reading() as connection:
        before = template_in_force(connection, template.id, template.language)
    if before is not None and before.template == template:
        say(f"{template.id} is as in the file already.")
        return
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        save_template(writing, SaveTemplate(template, before.row if before is not None else None))
    say(f"{template.id} is used from now on. To undo it: iopc template takeback {template.id} --language {template.language}")


@app.command("takeback", epilog="Example: iopc template takeback review-late")
def takeback(ctx: typer.Context, template: Id, language: Language = "en", db: Db = None, as_at: AsAt = None) -> None:
    """Take a template's latest change back: the version before is used again."""
    from db.actions.letter_templates import TakeTemplateBack, take_template_back

    desk = signed_in(ctx, db, as_at)
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        before = take_template_back(writing, TakeTemplateBack(template, language))
    say(f"{template} is as before its latest change." if before is not None else f"{template} is no longer used.")


@app.command("office", epilog="Example: iopc template office --set address='1 High Street, Leeds'")
def office(
    ctx: typer.Context,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=TEXT", help="Keep one; an empty text takes it back.")
    ] = None,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Show or change our name, address, phone and signature on letters."""
    from casework.letters.facts import OFFICE
    from db.actions.letter_templates import keep_office
    from db.queries.letters import office

    texts = pairs(given or (), "name", "phone='0300 020 0096'")
    desk = signed_in(ctx, db, as_at, make=True)
    if texts:
        with desk.store.writing(desk.staff, desk.time.now()) as writing:
            keep_office(writing, texts)
    with desk.store.reading() as connection:
        kept = office(connection)
    if json:
        say_json({name: kept.get(name, "") for name in OFFICE})
        return
    say("\n".join(f"{name:12}{kept.get(name) or _unless_kept(name)}" for name in OFFICE))


def _unless_kept(name: str) -> str:
    from casework.letters.facts import shipped_office

    shipped = shipped_office().get(name)
    return f"{shipped} (as shipped)" if shipped else "asked for with each letter"


def _whose(it: "TemplateView") -> str:
    from casework.date_words import moment_words

    return (
        it.warning if it.entered_at is None else f"Entered by {it.entered_by or 'nobody known'}, {moment_words(it.entered_at)}."
    )


def _in_file(file: Path) -> "Template":
    from casework.contact import Problem
    from casework.letters.templates import template_in
    from casework.letters.writing import checked

    try:
        if file.stat().st_size > LARGEST:
            raise BadUse("The file is too large to be a template.")
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadUse(f"There is no file {file.name[:80]}.") from None
    except (OSError, ValueError):
        raise BadUse(f"{file.name[:80]} is not a text file that can be read.") from None
    found = template_in(text)
    if isinstance(found, Problem):
        raise BadUse(f"{file.name[:80]} can't be used. {found.sentence}")
    if faults := checked(found.subject, found.body):
        raise BadUse(f"{file.name[:80]} can't be used. {' '.join(fault.sentence for fault in faults[:3])}")
    return found
