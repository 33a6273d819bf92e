"""Changing the calendar: the calendars after a change, what keeps a day from being entered, and each change in words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from casework.bank_holidays import ENGLAND_AND_WALES, PUBLISHED_TO, REGIONS
from casework.calendars import DIVISIONS, REGION_TITLES, SHIPPED, Calendars, DayChange
from casework.contact import Problem, unstorable
from casework.date_words import day_in_full, day_words, weekday_name
from casework.office_week import OfficeWeek
from casework.standards import Standard
from casework.working_days import MONDAY_TO_FRIDAY, YEARS_OF_REGIONS

LONGEST_NAME = 80
LONGEST_SOURCE = 300
LONGEST_HOURS = 200

DayKey = tuple[date, str, str]


def key_of(change: DayChange) -> DayKey:
    """What tells one changed day from another: its day, its kind and its region."""
    return change.day, change.kind, change.region


def changed(
    calendars: Calendars, add: Iterable[DayChange] = (), withdraw: Iterable[DayChange] = (), published_to: date | None = None
) -> Calendars:
    """The calendars with some days withdrawn and then others added, and holidays taken as published up to another date."""
    gone = {key_of(change) for change in withdraw}
    kept = (change for change in calendars.changes if key_of(change) not in gone)
    return Calendars((*kept, *add), published_to or calendars.published_to, calendars.weeks[1:])


def with_weeks(calendars: Calendars, weeks: Iterable[OfficeWeek]) -> Calendars:
    """The calendars with these office hours entered in place of those entered before."""
    return Calendars(calendars.changes, calendars.published_to, weeks)


def problem_with_week(week: OfficeWeek, known: Sequence[OfficeWeek]) -> Problem | None:
    """What keeps hours from being entered beside those known, in the order of their dates, or None."""
    assert week.from_day is not None
    if week.from_day.year not in YEARS_OF_REGIONS:
        return Problem("from", f"{day_words(week.from_day)} is outside the years that can be counted.")
    if any(each.from_day == week.from_day for each in known):
        return Problem("from", f"Hours were entered from {day_words(week.from_day)} already. Take those back first.")
    if len(week.words) > LONGEST_HOURS:
        return Problem("hours", f"Those hours take {len(week.words):,} characters. Say them in {LONGEST_HOURS} at most.")
    before = next(each for each in reversed(known) if each.from_day is None or each.from_day < week.from_day)
    if before.words == week.words:
        return Problem("hours", f"Those are the hours already on {day_words(week.from_day)}: {week.words}.")
    problem = unstorable(week.source)
    if problem or len(week.source) > LONGEST_SOURCE:
        return Problem("source", problem or f"Say the source in {LONGEST_SOURCE} characters at most.")
    return None


def tidied(change: DayChange, source: str = "") -> DayChange:
    """The change as it is kept: name and source on one line each, with this source where it names none of its own."""
    return replace(change, name=" ".join(change.name.split()), source=" ".join((change.source or source).split()))


def first_problem(
    calendars: Calendars, add: Iterable[DayChange], withdraw: Iterable[DayChange], published_to: date | None
) -> Problem | None:
    """The first thing that keeps days from being withdrawn and then added, or None. Each is judged after those before it."""
    add, withdraw = tuple(add), tuple(withdraw)
    if not add and not withdraw and published_to in (None, calendars.published_to):
        return Problem("day", "Nothing would change. Name a day to add or to withdraw.")
    if published_to is not None and (problem := _problem_with_published(published_to)):
        return problem
    entered = {key_of(change): change for change in calendars.changes}
    for change in withdraw:
        if entered.pop(key_of(change), None) is None:
            return Problem("day", f"{_capital(_named(change))} is not entered, so it can't be withdrawn.")
    for change in add:
        same_day = [other for other in entered.values() if other.day == change.day]
        problem = _problem_with_text(change) or problem_with_day(change, Calendars(same_day))
        if problem:
            return problem
        entered[key_of(change)] = change
    return None


def problem_with_day(change: DayChange, calendars: Calendars) -> Problem | None:
    """What keeps a day from being entered in these calendars, or None when nothing does."""
    day, said = change.day, day_words(change.day)
    if day.year not in YEARS_OF_REGIONS:
        years = f"{YEARS_OF_REGIONS[0]} to {YEARS_OF_REGIONS[-1]}"
        return Problem("day", f"{said} can't be entered: the calendar covers the years {years}.")
    if change.kind == "closure":
        return _problem_with_closure(change, calendars)
    if change.kind not in ("bank holiday", "worked"):
        return Problem("kind", "Choose whether the day is a closure, a bank holiday or worked.")
    if change.region not in DIVISIONS:
        return Problem("region", f"Choose which part of the country it is: {', '.join(DIVISIONS[:-1])} or {DIVISIONS[-1]}.")
    if any(key_of(other) == key_of(change) for other in calendars.changes):
        return Problem("day", f"{_capital(_named(change))} is already entered.")
    where = REGION_TITLES[change.region]
    name = calendars.region(change.region, closures=False).holiday_name(day)
    if change.kind == "bank holiday":
        return Problem("day", f"{where} already keeps {said}: {name}.") if name else None
    if name is None:
        return Problem("day", f"{where} keeps no bank holiday on {said}, so that day is worked already.")
    if SHIPPED.region(change.region, closures=False).holiday_name(day) is None:
        return Problem("day", f"The bank holiday on {said} was entered here. Withdraw it instead.")
    return None


def applies_to(change: DayChange, standard: Standard) -> bool:
    """Whether a changed day can be a day of a standard's clocks, by its calendar and its basis."""
    if change.kind == "closure":
        return standard.skips_closures
    return bool(set(REGIONS[change.region]) & set(REGIONS[standard.calendar or ENGLAND_AND_WALES]))


def change_words(change: DayChange, withdrawn: bool = False) -> str:
    """A change in one sentence: `Thu 25 Jun 2026 is an office closure: Flood.`, or that it no longer is."""
    is_one = "is no longer" if withdrawn else "is"
    where = f" in {REGION_TITLES[change.region]}" if change.region else ""
    if change.kind == "worked":
        said = f"{day_words(change.day)} {'is a bank holiday after all' if withdrawn else 'is worked after all'}{where}"
    else:
        said = f"{day_words(change.day)} {is_one} {'an office closure' if change.kind == 'closure' else 'a bank holiday'}{where}"
    return f"{said}: {change.name}." if change.name else f"{said}."


def _problem_with_closure(change: DayChange, calendars: Calendars) -> Problem | None:
    day, said = change.day, day_words(change.day)
    if change.region:
        return Problem("region", "A closure is of the office, so it has no region.")
    if any(key_of(other) == key_of(change) for other in calendars.changes):
        return Problem("day", f"{_capital(_named(change))} is already entered.")
    if day.weekday() not in MONDAY_TO_FRIDAY:
        return Problem("day", f"{said} is not worked anyway: it is a {weekday_name(day)}.")
    name = calendars.region(ENGLAND_AND_WALES, closures=False).holiday_name(day)
    return Problem("day", f"{said} is not worked anyway: it is {name}.") if name else None


def _problem_with_text(change: DayChange) -> Problem | None:
    if not change.name.strip() and change.kind != "worked":
        return Problem("name", f"Give the {change.kind} on {day_words(change.day)} a name that staff will know it by.")
    for field, text, longest in (("name", change.name, LONGEST_NAME), ("source", change.source, LONGEST_SOURCE)):
        problem = unstorable(text)
        if problem:
            return Problem(field, problem)
        if len(text) > longest:
            return Problem(field, f"The {field} has {len(text):,} characters. Say it in {longest} at most.")
    return None


def _problem_with_published(day: date) -> Problem | None:
    if day.year not in YEARS_OF_REGIONS:
        return Problem("published_to", f"The calendar covers the years {YEARS_OF_REGIONS[0]} to {YEARS_OF_REGIONS[-1]}.")
    if day < PUBLISHED_TO:
        return Problem("published_to", f"Bank holidays are known to be published up to {day_in_full(PUBLISHED_TO)} already.")
    return None


def _named(change: DayChange) -> str:
    what = "working day" if change.kind == "worked" else change.kind
    where = f" in {REGION_TITLES.get(change.region, change.region)}" if change.region else ""
    return f"the {what} on {day_words(change.day)}{where}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
