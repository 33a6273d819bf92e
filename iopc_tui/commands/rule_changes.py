"""Changes of the rules the desk counts by as the command line makes them, or only looks at what they would come to."""

from collections.abc import Sequence

from casework.date_words import day_words
from casework.impact import Impact
from db.actions.change_days import ChangeDays
from db.actions.change_hours import ChangeHours, TakeHoursBack
from db.actions.change_rules import RuleChange, change_rules, rule_impact
from db.actions.change_standards import ChangeStandard, TakeStandardBack
from iopc_tui.commands.calendar_words import hours_as_text, impact_as_json, impact_as_text, moves_as_json, moves_as_text
from iopc_tui.commands.output import say, say_json
from iopc_tui.signing_in import SignedIn


def change_or_preview(desk: SignedIn, change: RuleChange, preview: bool, json: bool) -> None:
    """Make a change, or only look, and print what it comes to. Raises NotAllowed, or BadValue for one that can't be made."""
    (found,) = _impacts(desk, [change], preview)
    if json:
        say_json(_as_json(change, found, preview))
    else:
        say(_as_text(change, found, preview))


def change_or_preview_each(desk: SignedIn, changes: Sequence[RuleChange], preview: bool, json: bool) -> None:
    """The same for several changes, made all or none; their JSON is a list."""
    told = list(zip(changes, _impacts(desk, changes, preview), strict=True))
    if json:
        say_json([_as_json(change, found, preview) for change, found in told])
    else:
        say("\n".join(_as_text(change, found, preview) for change, found in told))


def _impacts(desk: SignedIn, changes: Sequence[RuleChange], preview: bool) -> list[Impact]:
    now = desk.time.now()
    if preview:
        with desk.store.reading() as connection:
            rules = desk.store.rules_in(connection)
            return [rule_impact(connection, rules, change, now) for change in changes]
    with desk.store.writing(desk.staff, now) as writing:
        return [change_rules(writing, change) for change in changes]


def _as_text(change: RuleChange, found: Impact, preview: bool) -> str:
    match change:
        case ChangeDays():
            return impact_as_text(change, found, preview)
        case ChangeHours() | TakeHoursBack():
            return hours_as_text(change, found, preview)
        case ChangeStandard() | TakeStandardBack():
            return "\n".join([_of_standard(change, preview), *moves_as_text(found, preview)])


def _of_standard(change: ChangeStandard | TakeStandardBack, preview: bool) -> str:
    if isinstance(change, TakeStandardBack):
        return f"{change.standard} {'would stand' if preview else 'stands'} as before its latest change."
    changed = ", ".join(f"{name} {value}" for name, value in change.changes.items())
    return f"{change.standard} {'would change' if preview else 'changes'} from {day_words(change.from_day)}: {changed}."


def _as_json(change: RuleChange, found: Impact, preview: bool) -> dict[str, object]:
    applied: dict[str, object] = {"applied": not preview}
    match change:
        case ChangeDays():
            return impact_as_json(change, found) | applied
        case ChangeHours() | TakeHoursBack():
            return {"from": change.from_day.isoformat()} | applied | moves_as_json(found)
        case ChangeStandard() | TakeStandardBack():
            return {"standard": change.standard} | applied | moves_as_json(found)
