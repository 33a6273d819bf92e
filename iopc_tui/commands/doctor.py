"""`iopc doctor`: is this installation sound?"""

from typing import TYPE_CHECKING

import typer

from iopc_tui.commands.options import Db, Json, command_family, rules_here
from iopc_tui.commands.output import say, say_json

if TYPE_CHECKING:
    from casework.known_dates import Differing

app = command_family("Check that this installation is sound.")


@app.callback()
def doctor() -> None:
    """Check that this installation is sound."""


@app.command("dates", epilog="Example: iopc doctor dates")
def dates(ctx: typer.Context, db: Db = None, json: Json = False) -> None:
    """Count dates whose answers are known again, with this installation's own closures, and name those that differ.

    Ends with 1 when a difference is not accounted for by a closure or holiday that was entered here.
    """
    from casework.bank_holidays import YEARS_KEPT, differing_days
    from casework.date_words import day_words
    from casework.known_dates import differing, known_dates

    found, asked = differing(rules_here(ctx, db).calendars), len(known_dates())
    apart = differing_days("ENG", "WLS")
    sound = all(it.explained for it in found)
    if json:
        say_json(
            {
                "asked": asked,
                "sound": sound,
                "differing": [_as_json(it) for it in found],
                "england_not_wales": [str(it) for it in apart],
            }
        )
        raise typer.Exit(0 if sound else 1)
    lines = [f"{asked:,} dates with known answers counted again: {_outcome(found)}"]
    lines += [f"  {it.sentence}" for it in found]
    years = f"{YEARS_KEPT[0]} to {YEARS_KEPT[-1]}"
    nations = "keep the same bank holidays" if not apart else f"differ on {', '.join(day_words(day) for day in apart)}"
    lines.append(f"England and Wales {nations}, {years}.")
    say("\n".join(lines))
    raise typer.Exit(0 if sound else 1)


def _outcome(found: "list[Differing]") -> str:
    if not found:
        return "all as expected."
    wrong = sum(not it.explained for it in found)
    ours = len(found) - wrong
    parts = [f"{wrong:,} wrong"] if wrong else []
    parts += [f"{ours:,} moved by what was entered here"] if ours else []
    return f"{' and '.join(parts)}, all others as expected."


def _as_json(it: "Differing") -> dict[str, object]:
    asked = {"asked": it.known.ask, "calendar": it.known.calendar, "start": it.known.start, "length": it.known.length}
    return asked | {
        "expected": it.known.expected,
        "found": it.found,
        "explained": it.explained,
        "why": it.why,
        "source": it.known.source,
    }
