"""`python -m bench [NAME ...]`: run the benchmarks of those names, or all of them, and print each one's figures."""

import sys
from collections.abc import Callable, Iterator

from bench.day_columns import day_columns
from bench.day_counting import day_counting
from bench.desk_clocks import desk_clocks
from bench.import_complaints import import_complaints
from bench.key_paint import key_paint
from bench.killed_while_typing import killed_while_typing
from bench.likely_people import likely_people
from bench.office_hours import office_hours
from bench.open_case import open_case
from bench.queue_keys import queue_keys
from bench.reports import reports
from bench.start_up import start_up

BENCHMARKS: dict[str, Callable[[], Iterator[str]]] = {
    "import_complaints": import_complaints,
    "day_counting": day_counting,
    "day_columns": day_columns,
    "office_hours": office_hours,
    "start_up": start_up,
    "key_paint": key_paint,
    "desk_clocks": desk_clocks,
    "queue_keys": queue_keys,
    "open_case": open_case,
    "likely_people": likely_people,
    "killed_while_typing": killed_while_typing,
    "reports": reports,
}


def main(names: list[str]) -> int:
    """Run benchmarks by name; gives 2 when there is none of a name."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.\n")
        return 2
    for name in names or BENCHMARKS:
        sys.stdout.write(f"{name}\n")
        for line in BENCHMARKS[name]():
            sys.stdout.write(f"  {line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
