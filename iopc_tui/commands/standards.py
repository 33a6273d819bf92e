"""`iopc standard`: the service standards, changed from a date on, kept as a file and taken from one."""

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iopc_tui.commands.options import AsAt, Db, Json, command_family, rules_here, signed_in, time_source
from iopc_tui.commands.output import BadUse, say, say_json
from iopc_tui.commands.rule_options import Preview, coming_day

if TYPE_CHECKING:
    from casework.standards import Standard

app = command_family("List and change the service standards.")

From = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day it holds; cases received before keep theirs.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The standard, such as enquiry-reply; see: iopc standard list.")]
LARGEST = 1_000_000


@app.command("list", epilog="Example: iopc standard list")
def list_standards(ctx: typer.Context, db: Db = None, as_at: AsAt = None, json: Json = False) -> None:
    """List the standards with their dates, targets and authority."""
    from casework.standard_changes import withdrawn

    today = time_source(ctx, as_at).today()
    found = [it for it in rules_here(ctx, db).standards.values() if not withdrawn(it)]
    if json:
        say_json([_as_json(it) | {"in_force": it.in_force(today)} for it in found])
    else:
        say("\n".join(_line(it, today) for it in found))


@app.command("change", epilog="Example: iopc standard change enquiry-reply length=8 --from '1 Jan 2027' --preview")
def change(
    ctx: typer.Context,
    standard: Id,
    what: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="Such as length=8 warn=2 target=95.")],
    from_day: From,
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Change a standard from a date on; running deadlines that began since then move."""
    from db.actions.change_standards import ChangeStandard
    from iopc_tui.commands.rule_changes import change_or_preview_each

    changes = dict(_field(each) for each in what)
    wanted = ChangeStandard(standard, coming_day(ctx, from_day, as_at), changes)
    change_or_preview_each(signed_in(ctx, db, as_at, make=not preview), [wanted], preview, json)


@app.command("takeback", epilog="Example: iopc standard takeback enquiry-reply --preview")
def takeback(
    ctx: typer.Context, standard: Id, preview: Preview = False, db: Db = None, as_at: AsAt = None, json: Json = False
) -> None:
    """Take a standard's latest change back; deadlines it moved go back."""
    from db.actions.change_standards import TakeStandardBack
    from iopc_tui.commands.rule_changes import change_or_preview_each

    change_or_preview_each(signed_in(ctx, db, as_at), [TakeStandardBack(standard)], preview, json)


@app.command("export", epilog="Example: iopc standard export > standards.toml")
def export(ctx: typer.Context, db: Db = None) -> None:
    """Print the standards as TOML."""
    from casework.standard_changes import as_toml

    say(as_toml(rules_here(ctx, db).standards.values()).rstrip("\n"))


@app.command("import", epilog="Example: iopc standard import standards.toml --from '1 Jan 2027' --preview")
def import_file(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Standards in TOML, as export prints them.")],
    from_day: From,
    preview: Preview = False,
    db: Db = None,
    as_at: AsAt = None,
    json: Json = False,
) -> None:
    """Change the standards to those of a file, from a date on."""
    from casework.standard_changes import CHANGEABLE
    from db.actions.change_standards import ChangeStandard
    from iopc_tui.commands.rule_changes import change_or_preview_each

    day = coming_day(ctx, from_day, as_at)
    ours = {it.id: it for it in rules_here(ctx, db).standards.values() if it.in_force(day)}
    commands: list[ChangeStandard] = []
    seen: set[str] = set()
    for row in _in_file(file):
        id_ = str(row.get("id", ""))
        if id_ in seen:
            raise BadUse(f"The file has the standard '{id_[:40]}' twice. Leave one of them in it.")
        seen.add(id_)
        if id_ not in ours:
            raise BadUse(f"The file has a standard '{id_[:40]}' that is not in force here. See: iopc standard list.")
        theirs = {name: row.get(name) for name in CHANGEABLE}
        changes = {name: value for name, value in theirs.items() if _plain(value) != _plain(getattr(ours[id_], name))}
        if changes:
            commands.append(ChangeStandard(id_, day, changes))
    if commands or json:
        change_or_preview_each(signed_in(ctx, db, as_at, make=not preview), commands, preview, json)
    else:
        say("The standards here are those of the file already.")


def _field(typed: str) -> tuple[str, Any]:
    name, separator, value = typed.partition("=")
    if not separator:
        raise BadUse(f"'{typed[:40]}' is not FIELD=VALUE; try length=8.")
    from casework.standard_changes import value_from

    name = name.strip().replace("-", "_")
    return name, value_from(name, value)


def _in_file(file: Path) -> list[dict[str, Any]]:
    try:
        if file.stat().st_size > LARGEST:
            raise BadUse("The file is too large to be one of standards.")
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("standard")
    except FileNotFoundError:
        raise BadUse(f"There is no file {file.name[:80]}.") from None
    except (OSError, ValueError, RecursionError):
        raise BadUse(f"{file.name[:80]} is not a TOML file that can be read.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        raise BadUse(f"{file.name[:80]} has no [[standard]] in it.")
    return [row for row in rows if "effective_to" not in row]


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _as_json(standard: "Standard") -> dict[str, Any]:
    from dataclasses import asdict

    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(standard).items()}


def _line(standard: "Standard", today: date) -> str:
    from casework.date_words import day_words

    since = f", from {day_words(standard.effective_from)}" if standard.effective_from else ""
    until = f", until {day_words(standard.effective_to)}" if standard.effective_to else ""
    now = "" if standard.in_force(today) else ", not in force today"
    target = f", target {standard.target}%" if standard.target is not None else ""
    return f"{standard.id:30}{standard.length_words}, {standard.receipt}{target}, {standard.basis}{since}{until}{now}"
