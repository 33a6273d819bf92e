"""Changes of the calendar on the command line, in words and as values."""

from collections.abc import Iterator

from casework.date_words import day_words, moment_words
from casework.day_changes import change_words
from casework.impact import Impact
from casework.office_week import hours_change_words, read_week, week_words
from db.actions.change_days import ChangeDays
from db.actions.change_hours import ChangeHours, TakeHoursBack
from db.queries.day_changes import DayChangeView


def listed(each: DayChangeView) -> Iterator[str]:
    """A day entered here, in two or three lines."""
    yield change_words(each.change)
    on_whose_word = f", {each.change.source}" if each.change.source else ""
    yield f"  entered by {each.entered_by or 'nobody known'}, {moment_words(each.entered_at)}{on_whose_word}"
    if each.withdrawn_at is not None:
        yield f"  withdrawn by {each.withdrawn_by or 'nobody known'}, {moment_words(each.withdrawn_at)}"


def listed_as_json(each: DayChangeView) -> dict[str, object]:
    """A day entered here, as values."""
    change = each.change
    values: dict[str, object] = {
        "date": change.day.isoformat(),
        "kind": change.kind,
        "name": change.name,
        "region": change.region,
    }
    values |= {"source": change.source, "entered_at": each.entered_at.isoformat(), "entered_by": each.entered_by}
    return values | {
        "withdrawn_at": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
        "withdrawn_by": each.withdrawn_by,
    }


def impact_as_text(command: ChangeDays, impact: Impact, preview: bool) -> str:
    """What was changed, or would be, and which running deadlines it moves."""
    lines = [change_words(change, withdrawn=True) for change in command.withdraw]
    lines += [change_words(change) for change in command.add]
    if command.published_to:
        lines.append(f"Bank holidays count as published up to {day_words(command.published_to)}.")
    return "\n".join([*lines, *moves_as_text(impact, preview)])


def hours_as_text(command: ChangeHours | TakeHoursBack, impact: Impact, preview: bool) -> str:
    """The hours as they were read, or that they are taken back, and which running deadlines that moves."""
    if isinstance(command, ChangeHours):
        said = hours_change_words(command.from_day, week_words(read_week(command.hours)))
    else:
        said = f"The office hours entered from {day_words(command.from_day)} {'would be' if preview else 'are'} taken back."
    return "\n".join([said, *moves_as_text(impact, preview)])


def moves_as_text(impact: Impact, preview: bool) -> list[str]:
    """How many running deadlines move, and the first of them, a line each."""
    return list(impact.lines(preview=preview, more="; see all with --json"))


def impact_as_json(command: ChangeDays, impact: Impact) -> dict[str, object]:
    """The same as values, every move named."""
    days = [{"date": str(it.day), "kind": it.kind, "region": it.region, "name": it.name} for it in command.add]
    gone = [{"date": str(it.day), "kind": it.kind, "region": it.region} for it in command.withdraw]
    published = command.published_to.isoformat() if command.published_to else None
    return {"added": days, "withdrawn": gone, "published_to": published} | moves_as_json(impact)


def moves_as_json(impact: Impact) -> dict[str, object]:
    """Every running deadline that moves, of how many that were looked at."""
    moves = [
        {"reference": it.reference, "promise": it.promise, "from": it.due_from.isoformat(), "to": it.due_to.isoformat()}
        | {"was_overdue": it.was_overdue, "is_overdue": it.is_overdue}
        for it in impact.moves
    ]
    return {"looked_at": impact.looked_at, "moves": moves}
