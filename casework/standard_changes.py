"""Changing a service standard from a date on: what may be changed, what keeps it from being, and standards as a TOML file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, get_args

from casework.bank_holidays import REGIONS
from casework.contact import Problem, unstorable
from casework.date_words import day_words
from casework.standards import Basis, Due, Receipt, Standard, Unit
from casework.waiting import wait_reasons
from casework.working_days import YEARS_OF_REGIONS

CHANGEABLE = (
    *("title", "promise", "length", "unit", "calendar", "receipt", "due", "warn", "target", "basis", "source", "verified"),
    *("waits_for", "longest_extension"),
)
"""What of a standard may be changed; its kinds of case and the steps that start and stop it are the desk's own."""
NUMBERS = ("length", "warn", "target", "longest_extension")
LONGEST_TEXT = 300
MOST = 1000
_ONE_OF: dict[str, tuple[str, ...]] = {
    "unit": get_args(Unit),
    "receipt": get_args(Receipt),
    "due": get_args(Due),
    "basis": get_args(Basis),
}


@dataclass(frozen=True, slots=True)
class StandardChange:
    """A standard's row as it stands, and the row that takes its place from a date on."""

    row: int
    old: Standard
    new: Standard


def changed_standard(
    standards: Mapping[int, Standard], id_: str, from_day: date, changes: Mapping[str, Any]
) -> StandardChange | Problem:
    """The change a person asks for, or the first thing that keeps it from being made."""
    rows = {row: it for row, it in standards.items() if it.id == id_ and not withdrawn(it)}
    if not rows:
        return Problem("standard", f"There is no standard '{id_[:40]}'. See: iopc standard list.")
    later = [it.effective_from for it in rows.values() if it.effective_from is not None and it.effective_from > from_day]
    if later:
        return Problem("from", f"{id_} changes again on {day_words(min(later))}. Take that change back first.")
    row, old = next(((row, it) for row, it in rows.items() if it.in_force(from_day)), (0, None))
    if old is None:
        return Problem("from", f"{id_} was not in force on {day_words(from_day)}.")
    if from_day == old.effective_from:
        return Problem("from", f"{id_} was changed from that day already. Take that change back first.")
    if from_day.year not in YEARS_OF_REGIONS:
        return Problem("from", f"{day_words(from_day)} is outside the years that can be counted.")
    unknown = [name for name in changes if name not in CHANGEABLE]
    if unknown:
        return Problem("change", f"'{unknown[0][:40]}' of a standard can't be changed. What can: {', '.join(CHANGEABLE)}.")
    given: dict[str, Any] = dict(changes)
    if given.get("waits_for") is not None:
        given["waits_for"] = tuple(given["waits_for"])
    new = replace(old, **given)
    if new == old:
        return Problem("change", f"That is how {id_} stands already.")
    problem = problem_with(new)
    return problem or StandardChange(row, old, replace(new, effective_from=from_day, effective_to=old.effective_to))


def problem_with(standard: Standard) -> Problem | None:
    """What keeps a standard from being kept, or None."""
    for name, allowed in _ONE_OF.items():
        if getattr(standard, name) not in allowed:
            return Problem(name, f"The {name} of a standard is one of: {', '.join(allowed)}.")
    for name in ("title", "promise", "source"):
        text = getattr(standard, name)
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT or unstorable(text):
            return Problem(name, f"Give the standard a {name} of at most {LONGEST_TEXT} characters.")
    for name, least in (("length", 1), ("warn", 0)):
        number = getattr(standard, name)
        if type(number) is not int or not least <= number <= MOST:
            return Problem(name, f"The {name} is a whole number from {least} to {MOST:,}.")
    if standard.target is not None and (type(standard.target) is not int or not 0 <= standard.target <= 100):
        return Problem("target", "The target is a percentage from 0 to 100.")
    if standard.calendar is not None and standard.calendar not in REGIONS:
        return Problem("calendar", f"The calendar is one of: {', '.join(REGIONS)}.")
    if standard.calendar is None and standard.unit != "calendar days":
        return Problem("calendar", f"A standard counted in {standard.unit} needs a calendar: {', '.join(REGIONS)}.")
    unknown = [reason for reason in standard.waits_for or () if reason not in wait_reasons()]
    if unknown:
        return Problem("waits_for", f"'{str(unknown[0])[:40]}' is no reason to wait. Those are: {', '.join(wait_reasons())}.")
    if standard.longest_extension is not None and (type(standard.longest_extension) is not int or standard.longest_extension < 0):
        return Problem("longest_extension", "The longest extension is a whole number from 0.")
    return None


def value_from(name: str, typed: str) -> Any:
    """What was typed for a part of a standard, as Standard holds it; numbers that are none stay text, to be refused."""
    text = typed.strip()
    if name == "waits_for":
        return None if text.casefold() == "any" else tuple(part.strip() for part in text.split(",") if part.strip())
    if name in NUMBERS:
        if text.casefold() in ("", "none", "any"):
            return None
        return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else text
    if name == "verified":
        return text.casefold() in ("yes", "true")
    return text if text or name != "calendar" else None


def value_words(standard: Standard, name: str) -> str:
    """A part of a standard as it is typed; `value_from` reads it back."""
    value = getattr(standard, name)
    if name == "waits_for":
        return "any" if value is None else ", ".join(value)
    if name == "verified":
        return "yes" if value else "no"
    return "" if value is None else str(value)


def withdrawn(standard: Standard) -> bool:
    """Whether a row never was in force, because the change that made it was taken back."""
    return (
        standard.effective_from is not None
        and standard.effective_to is not None
        and standard.effective_to < standard.effective_from
    )


def day_before(day: date) -> date:
    """The last day of what a change from a day on takes the place of."""
    return day - timedelta(days=1)


def as_toml(standards: Iterable[Standard]) -> str:
    """Standards as a TOML file with a table for each row; what is not set is left out."""
    return "\n".join(_table(standard) for standard in standards if not withdrawn(standard))


def _table(standard: Standard) -> str:
    lines = ["[[standard]]"]
    for each in fields(standard):
        value = getattr(standard, each.name)
        if value is not None:
            lines.append(f"{each.name} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=True) if isinstance(value, str) else str(value)
