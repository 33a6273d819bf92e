"""What is handed over to the next shift as rows of a list: the notes as typed, then what waits, each with its cases behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.date_words import clock_time, short_day
from casework.moments import london_date
from casework.publishing.fitted import wrapped
from casework.summaries.day_handover import Handover, HandoverLine, handover_lines
from casework.summaries.day_snapshot import NoteSaid
from screens.widgets.columns import Column

NOTHING_LEFT = "No note for the next shift. m writes one."
NO_LIST = "What waited then is among the figures."
LABEL_CELLS = 26


@dataclass(frozen=True, slots=True)
class PackRow:
    """A row: a heading, or a line of a note or of something that waits."""

    key: str
    label: str = ""
    words: str = ""
    heading: str = ""
    note: NoteSaid | None = None
    waits: HandoverLine | None = None


def pack_columns() -> tuple[Column[PackRow], ...]:
    """What it is, and how it stands."""
    return (
        Column("", lambda row: (row.label, "strong"), width=LABEL_CELLS, least=14),
        Column("", lambda row: row.words, share=1, least=20),
    )


def pack_rows(
    pack: Handover | None, notes: Sequence[NoteSaid], after: Sequence[NoteSaid], day: date, cells: int
) -> list[PackRow]:
    """The rows of a day's hand-over; `after` are the notes left since the day was signed, `cells` how wide their words may be.

    There is a pack of a day whose next one is not over; what waited after an older one is in its figures.
    """
    rows = list(_notes("notes", "Notes for the next shift", notes, day, cells))
    rows += _notes("after", "Notes left since the day was signed", after, day, cells)
    if not rows:
        rows = [PackRow("notes", heading=NOTHING_LEFT)]
    if pack is not None:
        starts = short_day(pack.next_day, day)
        rows.append(PackRow("waits", heading=f"What {starts} starts with, as it stands now"))
        rows += (row for line in handover_lines(pack) for row in _waits(line, cells))
    else:
        rows.append(PackRow("waits", heading=NO_LIST))
    return rows


def notes_to_show(signed: Sequence[NoteSaid] | None, now: Iterable[NoteSaid]) -> tuple[Sequence[NoteSaid], Sequence[NoteSaid]]:
    """The notes of a day, those that were signed with it first, and then those left since."""
    if signed is None:
        return tuple(now), ()
    return signed, tuple(note for note in now if note not in signed)


def _notes(key: str, heading: str, notes: Sequence[NoteSaid], day: date, cells: int) -> Iterator[PackRow]:
    if notes:
        yield PackRow(key, heading=heading)
    for number, note in enumerate(notes):
        on = london_date(note.at)
        who = f"{note.by}, {clock_time(note.at) if on == day else short_day(on, day)}"
        lines = [line for typed in note.text.splitlines() for line in _lines(typed, cells)]
        for place, line in enumerate(lines):
            yield PackRow(f"{key} {number} {place}", "" if place else who, line, note=note)


def _waits(line: HandoverLine, cells: int) -> Iterator[PackRow]:
    for place, words in enumerate(_lines(line.words, cells)):
        yield PackRow(f"waits {line.label} {place}", "" if place else line.label, words, waits=line)


def _lines(words: str, cells: int) -> list[str]:
    return wrapped(words, max(20, cells)) or [""]


def about_pack(row: PackRow | None) -> str:
    """What enter does on a row of a hand-over."""
    if row is None or row.heading:
        return ""
    if row.note is not None:
        return "enter shows the note exactly as typed. W takes one back."
    if row.waits is None or not (row.waits.filter or row.waits.cases):
        return ""
    return f"enter lists them: {row.waits.filter}" if row.waits.filter else "enter lists the cases."
