"""The figures of a day, a month and a year at a million cases, against the very same SQL through sqlite3 alone."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.big_store import NOW, copied, kept_store
from bench.desk_reads import against_bare
from casework.date_words import day_words
from casework.rules import Rules
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period, read_period
from db.location import location
from db.opening import opened
from db.queries.day_figures import day_figures
from db.queries.performance import performance
from db.store import Store

TODAY = date(2026, 11, 20)
DAYS = (TODAY, date(2026, 11, 19), date(2025, 11, 19))
REPORTS = (
    ("this month", Slice()),
    ("Oct 2026", Slice()),
    ("Q2 2026/27", Slice()),
    ("2025/26", Slice()),
    ("2025/26", Slice(kind="review")),
)


def reports() -> Iterator[str]:
    """Medians of each report, and how many statements and rows it takes."""
    with TemporaryDirectory() as folder:
        file = copied(kept_store(), Path(folder))
        with closing(opened(location(str(file)), NOW)) as store:
            for typed, of in REPORTS:
                yield from _report(store, file, read_period(typed, TODAY), of)
            yield from _report(store, file, read_period("2025/26", TODAY), Slice(), changed_since=True)
            for day in DAYS:
                yield from _day(store, file, day)


def _a_day_longer(rules: Rules) -> Rules:
    """Rules by which each standard is a unit longer from today on."""
    old = {row: replace(it, effective_to=TODAY - timedelta(days=1)) for row, it in rules.standards.items()}
    new = {max(old) + row: replace(it, effective_from=TODAY, length=it.length + 1) for row, it in rules.standards.items()}
    return replace(rules, standards={**old, **new})


def _day(store: Store, file: Path, day: date) -> Iterator[str]:
    rules = store.rules
    name = f"the day {day_words(day)}{' so far' if day == TODAY else ''}"
    yield from against_bare(store, file, name, lambda it: day_figures(it, rules, day, NOW))


def _report(store: Store, file: Path, period: Period, of: Slice, *, changed_since: bool = False) -> Iterator[str]:
    rules = _a_day_longer(store.rules) if changed_since else store.rules
    name = f"{period.title}, {of.words}" if of.words else period.title
    name += ", every standard changed since" if changed_since else ""
    yield from against_bare(store, file, name, lambda it: performance(it, rules, period, of, NOW))
