"""What a change of many cases would do or did, in words: how many it is done to, and which are refused and why."""

from collections.abc import Iterator, Sequence

from casework.kinds import step_label
from casework.priorities import priority_label
from casework.tags import TagChange
from casework.visible_text import visible
from casework.waiting import reason_label
from db.actions.bulk import Change, ManyChanged, Note, Pause, Prioritise, Resume, Step, Tag
from db.actions.refusals import Refused

MOST_NAMED = 30
"""Of the cases that are refused for the same reason, so many are named."""


def change_words(change: Change) -> str:
    """What is done, in words that follow `14 cases will be`."""
    match change:
        case Prioritise(level):
            return f"given {priority_label(level)} priority"
        case Tag(add, remove):
            return f"tagged {TagChange(add, remove).words}"
        case Pause(reason, _):
            return f"paused, waiting for {reason_label(reason)}"
        case Resume():
            return "resumed"
        case Note():
            return "given this note"
        case Step(step, _, choice):
            return f"recorded as {step_label(step)}{f': {choice}' if choice else ''}"


def preview_lines(found: ManyChanged, change: Change) -> list[str]:
    """What the change would come to, a line each: how many it is done to, how many need nothing, and those refused."""
    lines = [f"{_cases(len(found.done))} will be {change_words(change)}." if found.done else "No case will be changed."]
    if found.already:
        lines.append(f"{_cases(found.already)} {'is' if found.already == 1 else 'are'} so already.")
    return [*lines, *refused_lines(found)]


def refused_lines(found: ManyChanged) -> list[str]:
    """Which cases are refused and why, none when none is."""
    if not found.refused:
        return []
    number = found.refused_count
    return [
        f"{_cases(number)} {'is' if number == 1 else 'are'} refused:",
        *(line for it in found.refused for line in refusal_lines(it)),
    ]


def done_words(found: ManyChanged, change: Change, *, reasons: bool = True) -> str:
    """What was done, in a sentence or two; with `reasons`, also how many were refused and why the first was."""
    said = f"{_cases(len(found.done))} {change_words(change)}." if found.done else "Nothing was changed."
    if found.already:
        said += f" {found.already:,} {'was' if found.already == 1 else 'were'} so already."
    if found.refused and reasons:
        said += f" {found.refused_count:,} refused: {found.refused[0].sentence}"
    return said


def bulk_as_json(found: ManyChanged, change: Change) -> dict[str, object]:
    """The same as values."""
    return {
        "change": change_words(change),
        "cases": len(found.done),
        "already": found.already,
        "refused": refusals_as_json(found.refused),
    }


def refusals_as_json(refused: Sequence[Refused]) -> list[dict[str, object]]:
    """The same as values."""
    return [{"references": list(it.references), "why": it.sentence} for it in refused]


def refusal_lines(refused: Refused) -> Iterator[str]:
    """Why cases are left as they are, and which."""
    yield visible(f"  {refused.sentence}")
    others = refused.references[1:]
    if others:
        more = f" and {len(others) - MOST_NAMED:,} more" if len(others) > MOST_NAMED else ""
        yield f"    and likewise {', '.join(others[:MOST_NAMED])}{more}"


def _cases(number: int) -> str:
    return f"{number:,} case{'' if number == 1 else 's'}"
