"""What each term means: a reader for every key, which gives the values that were meant or raises what to say."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.concerns import concern_kinds
from casework.date_reading import UnreadableDate
from casework.errors import DeskError
from casework.filters.day_ranges import TO, open_for, read_days
from casework.filters.known import Known
from casework.filters.names import called, members_called
from casework.filters.split import quoted
from casework.filters.terms import ANY, AWAY, BY_LOGIN, ME, MINE, NONE, Days, Value
from casework.kinds import channel_named, kind_named, kinds
from casework.learning import themes
from casework.option_reading import Option, option_or_words
from casework.organisations import organisation_named
from casework.outcomes import outcomes
from casework.search_words import folded
from casework.skills import skills
from casework.summaries.periods import period_between
from casework.tags import read_tag
from casework.working_days import WorkingCalendar

SHOWN = 20
"""Characters of a value that a sentence repeats."""
DUE = ("overdue", "today", "soon", "week", NONE)
STATUSES = ("open", "closed", ANY)
STATES = ("waiting", "paused", "reopened", "first-contact", "urgent", "high")
LONGEST_SILENT = 9_999
_AGE = re.compile(r"(?P<sign>[<>]=?|)(?P<alone>[0-9]{1,4})|(?P<first>[0-9]{1,4})?\.\.(?P<last>[0-9]{1,4})?(?<!^\.\.)")


class NotAValue(DeskError):
    """A value that its term does not have."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What values are read by: today, the working days that `+5wd` counts, and the record's names where they are known."""

    today: date
    calendar: WorkingCalendar
    known: Known | None = None


Reader = Callable[[str, ReadBy], Iterable[Value]]


def _kind(value: str, by: ReadBy) -> Iterable[Value]:
    family = [kind.id for kind in kinds().values() if kind.id.startswith(value.lower())]
    return family or [kind_named(value).id]


def _owner(value: str, by: ReadBy) -> Iterable[Value]:
    if value.startswith(BY_LOGIN) and value[1:].strip():
        login = value[1:].strip().casefold()
        if by.known is not None and all(member.login.casefold() != login for member in by.known.staff):
            raise NotAValue(f"Nobody has the login '{value[1 : SHOWN + 1]}'. Use owner:me, owner:none, owner:away or a name.")
        return [BY_LOGIN + login]
    name = folded(value)
    if not name:
        raise NotAValue(f"owner:{value[:SHOWN]} is not understood. Use owner:me, owner:none, owner:away or the start of a name.")
    if (
        by.known is not None
        and name not in (ME, NONE, AWAY)
        and not members_called(by.known.staff, name, lambda it: it.name, lambda it: it.login)
    ):
        raise NotAValue(f"Nobody on the staff list is called '{value[:SHOWN]}'. Use owner:me, owner:none, owner:away or a name.")
    return [name]


def _team(value: str, by: ReadBy) -> Iterable[Value]:
    name = folded(value)
    if not name:
        raise NotAValue(f"team:{value[:SHOWN]} is not understood. Use team:mine, team:none or the start of a team's name.")
    if by.known is not None and name not in (MINE, NONE) and not called(by.known.teams, name, str):
        raise NotAValue(f"There is no team called '{value[:SHOWN]}'. Use {_some('team', (MINE, NONE, *by.known.teams))}.")
    return [name]


def _force(value: str, by: ReadBy) -> Iterable[Value]:
    return [NONE] if value.lower() == NONE else [organisation_named(value.replace("-", " ")).id]


def _channel(value: str, by: ReadBy) -> Iterable[Value]:
    return [channel_named(value).id]


def _due(value: str, by: ReadBy) -> Iterable[Value]:
    if value.lower() in DUE:
        return [value.lower()]
    try:
        return [read_days(value, by.today, by.calendar, "future")]
    except UnreadableDate:
        if value[0] in "<>=" or ".." in value:
            raise
        return _one_of("due", DUE, value, more=("fri", "<fri", ">fri"))


def _past(value: str, by: ReadBy) -> Iterable[Value]:
    return [read_days(value, by.today, by.calendar, "past", periods=True)]


def _open(value: str, by: ReadBy) -> Iterable[Value]:
    found = read_days(value, by.today, by.calendar, "past", periods=True)
    first, last, between = found.first, found.last, TO in value.replace("\u2026", TO)
    if first is None or last is None or between or period_between(first, last).shape == "range":
        raise NotAValue("open: is of one day, at whose end a case was open. Use open:31oct or open:last-month.")
    return [Days(last, last)]


def _fell(value: str, by: ReadBy) -> Iterable[Value]:
    return [read_days(value, by.today, by.calendar, "near", periods=True)]


def _age(value: str, by: ReadBy) -> Iterable[Value]:
    found = _AGE.fullmatch(value.replace(" ", ""))
    if found is None:
        raise NotAValue(f"age:{value[:SHOWN]} is not a number of working days. Use age:10, age:>20 or age:5..10.")
    sign, alone, first, last = found["sign"], *(None if it is None else int(it) for it in found.group("alone", "first", "last"))
    if alone is not None:
        first = alone + (sign == ">") if sign[:1] != "<" else 0
        last = alone - (sign == "<") if sign[:1] != ">" else None
    if last is not None and last < (first or 0):
        raise NotAValue(f"age:{value[:SHOWN]} ends before it begins. Put the smaller number first: age:5..10.")
    return [open_for(first or 0, last, by.today, by.calendar)]


def _late(value: str, by: ReadBy) -> Iterable[Value]:
    wanted = folded(value)
    if not wanted:
        raise NotAValue(f"late:{value[:SHOWN]} is not understood. Use late:any, late:none or the start of a reason.")
    if by.known is not None and wanted not in (ANY, NONE) and not called(by.known.reasons, wanted, str):
        use = _some("late", (ANY, NONE, *by.known.reasons), most=5)
        raise NotAValue(f"No reason for lateness is called '{value[:SHOWN]}'. Use {use}.")
    return [wanted]


def _outcome(value: str, by: ReadBy) -> Iterable[Value]:
    wanted = folded(value)
    found = called(outcomes(), wanted, str) if wanted else []
    if not found:
        raise NotAValue(f"No case ends as '{value[:SHOWN]}'. Use {_some('outcome', outcomes(), most=6)}.")
    return found


def _theme(value: str, by: ReadBy) -> Iterable[Value]:
    if value.strip().lower() == ANY:
        return [ANY]
    found = option_or_words(value.replace("-", " "), [Option(theme) for theme in themes()])
    if found not in themes():
        raise NotAValue(f"There is no theme '{value[:SHOWN]}'. Use {_some('theme', (ANY, *themes()), most=6)}.")
    return [found]


def _tag(value: str, by: ReadBy) -> Iterable[Value]:
    tag = read_tag(value.lstrip("#"))
    if by.known is not None and tag not in by.known.tags:
        there = f"Use {_some('tag', by.known.tags)}" if by.known.tags else "No case has a tag yet"
        raise NotAValue(f"No case is tagged '{value[:SHOWN]}'. {there}.")
    return [tag]


def _standard(value: str, by: ReadBy) -> Iterable[Value]:
    wanted = value.strip().casefold()
    if by.known is None:
        return [wanted]
    ids = [id_ for id_, _ in by.known.standards]
    found = [wanted] if wanted in ids else [id_ for id_ in ids if id_.startswith(wanted)]
    if not found:
        raise NotAValue(f"There is no standard called '{value[:SHOWN]}'. Use {_some('standard', ids, most=12)}.")
    return found


def _silent(value: str, by: ReadBy) -> Iterable[Value]:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= LONGEST_SILENT and len(value) < 6):
        raise NotAValue(f"silent:{value[:SHOWN]} is not a number of days. Use silent:28, say, for no contact in or out since.")
    return [int(value)]


def _needs(value: str, by: ReadBy) -> Iterable[Value]:
    return _one_of("needs", list(skills()), value)


def _one_of(key: str, options: Sequence[str], value: str, more: Sequence[str] = ()) -> list[Value]:
    """The option that is meant by its name or its first letters; there is `more` to use."""
    wanted = value.strip().lower()
    exact = [option for option in options if option == wanted]
    found = exact or [option for option in options if option.startswith(wanted)]
    if len(found) == 1:
        return [found[0]]
    if found and wanted:
        raise NotAValue(f"{key}:{value[:SHOWN]} could be {' or '.join(found)}. Type a letter more.")
    raise NotAValue(f"{key}:{value[:SHOWN]} is not understood. Use {_any(key, (*options, *more))}.")


def _any(key: str, names: Sequence[str]) -> str:
    *first, last = [f"{key}:{name}" for name in names]
    return f"{', '.join(first)} or {last}"


def _some(key: str, names: Sequence[str], most: int = 8) -> str:
    named = [f"{key}:{quoted(name)}" for name in names[:most]]
    return ", ".join(named) + (" and others" if len(names) > most else "")


READERS: Mapping[str, Reader] = {
    "kind": _kind,
    "owner": _owner,
    "team": _team,
    "due": _due,
    "received": _past,
    "closed": _past,
    "age": _age,
    "open": _open,
    "force": _force,
    "channel": _channel,
    "status": lambda value, by: _one_of("status", STATUSES, value),
    "is": lambda value, by: _one_of("is", STATES, value),
    "flag": lambda value, by: _one_of("flag", (*concern_kinds(), ANY), value),
    "tag": _tag,
    "standard": _standard,
    "needs": _needs,
    "silent": _silent,
    "fell": _fell,
    "met": _past,
    "missed": _past,
    "running": _fell,
    "late": _late,
    "outcome": _outcome,
    "theme": _theme,
}
