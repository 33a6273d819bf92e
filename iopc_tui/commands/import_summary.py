"""What an import came to, in words."""

from datetime import date

from casework.date_words import day_words
from casework.foreign.tally import Tally


def summary(tally: Tally, until: date | None, seconds: float, *, dry_run: bool) -> list[str]:
    """The counts of an import and its rate, as lines."""
    counts = [
        (tally.cases, "made a new case"),
        (tally.repeated, "repeated a row already in"),
        (tally.added, "added to the timeline of a known case"),
        (tally.rejected, "rejected"),
        (tally.skipped, f"skipped, received after {day_words(until)}" if until else "skipped"),
    ]
    wide = len(f"{tally.rows:,}")
    lines = ["Nothing was written: this was a dry run."] if dry_run else []
    lines.append(f"{tally.rows:,} row{'' if tally.rows == 1 else 's'} read in {seconds:,.1f} seconds{_rate(tally, seconds)}.")
    return lines + [f"  {number:{wide},}  {words}" for number, words in counts if number or words == "made a new case"]


def _rate(tally: Tally, seconds: float) -> str:
    return f", {tally.rows / seconds:,.0f} a second" if seconds >= 0.05 else ""
