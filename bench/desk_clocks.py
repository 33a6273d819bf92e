"""What the clocks cost a desk of a million cases: the reads after every write, the second's tick, and a new bank holiday."""

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager
from getpass import getuser
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.big_store import BUSY, MILLION, NOW, Size, copied, kept_store
from bench.desk_reads import desk_reads
from bench.desk_ticks import desk_ticks
from bench.new_holiday import new_holiday
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened
from db.staff_member import StaffMember
from db.store import Store


def desk_clocks() -> Iterator[str]:
    """Medians in milliseconds, each with its peer of the same run or its share of the limit."""
    with at_work(MILLION) as (store, me, file):
        yield from desk_reads(store, file, me)
        yield from asyncio.run(desk_ticks(store, me))
    with at_work(BUSY) as (store, me, file):
        yield from new_holiday(store, file, me)


@contextmanager
def at_work(size: Size) -> Iterator[tuple[Store, StaffMember, Path]]:
    """A copy of a kept store, opened by its administrator."""
    kept = kept_store(size)
    with TemporaryDirectory() as folder:
        file = copied(kept, Path(folder))
        with closing(opened(location(str(file)), NOW)) as store:
            me, _ = signed_in(store, getuser(), getuser(), NOW)
            yield store, me, file
