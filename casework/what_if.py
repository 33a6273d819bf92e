"""What every standard would promise to a contact received at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from casework.date_words import clock_time, short_day
from casework.deadlines import Deadline, deadline
from casework.moments import london_date
from casework.rules import Rules
from casework.standards import Standard


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One standard in force on the day, and when its clock would be due were it started at the moment asked about."""

    standard: Standard
    deadline: Deadline


def what_if(rules: Rules, moment: datetime, kind: str | None = None) -> list[WhatIf]:
    """Every standard in force on a moment's London date, in the order they are kept; of one kind of case when it is given."""
    day = london_date(moment)
    wanted = (it for it in rules.standards.values() if it.in_force(day) and (kind is None or kind in it.kinds))
    return [WhatIf(standard, deadline(standard, moment, rules.calendars)) for standard in wanted]


def due_words(due: Deadline, today: date) -> str:
    """`Wed 31 Dec, 17:00`, `Thu 22 Jan, midnight`, with a year when it does not go without saying."""
    return f"{short_day(due.due_day, today)}, {clock_time(due.due_at)}{' (provisional)' if due.provisional else ''}"


def what_if_lines(found: Iterable[WhatIf], today: date) -> list[str]:
    """One line a standard: when it would be due, its title, its length and on whose authority it stands."""
    rows = [(due_words(each.deadline, today), each.standard) for each in found]
    width = max((len(words) for words, _ in rows), default=0)
    return [f"{words:{width}}  {it.title}: {it.length_words}, {it.basis}" for words, it in rows]
