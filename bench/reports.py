"""The figures of a month and of a year at a million cases, against the very same SQL through sqlite3 alone."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.big_store import NOW, copied, kept_store
from bench.desk_reads import against_bare
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period, read_period
from db.location import location
from db.opening import opened
from db.queries.performance import performance
from db.store import Store

TODAY = date(2026, 11, 20)
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


def _report(store: Store, file: Path, period: Period, of: Slice) -> Iterator[str]:
    rules = store.rules
    name = f"{period.title}, {of.words}" if of.words else period.title
    yield from against_bare(store, file, name, lambda it: performance(it, rules, period, of, NOW))
