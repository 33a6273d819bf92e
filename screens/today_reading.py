"""All that Today shows of one day, as it is read in one go."""

from dataclasses import dataclass
from datetime import date

from casework.date_words import clock_time, short_day
from casework.moments import london_date
from casework.summaries.day_differences import DayDifferences
from casework.summaries.day_figures import DayFigures
from casework.summaries.day_handover import Handover
from casework.summaries.day_snapshot import SignedDay
from db.queries.day_notes import HandoverNoteView
from screens.desk import Desk

NOT_SIGNED = "not signed"


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day: its figures, as they were signed or as the record has them now, what differs since, the notes for the next shift.

    The notes are those left until the next working day, which begins with them. `pack` is what is handed over to that day where
    it is not over. `unsigned` are the days that nobody has signed, the latest first.
    """

    figures: DayFigures
    signed: SignedDay | None
    differences: DayDifferences | None
    notes: tuple[HandoverNoteView, ...]
    unsigned: tuple[date, ...]
    pack: Handover | None = None


def read_day(desk: Desk, day: date) -> DayShown:
    """Read a day; it may take long enough to need a thread."""
    signed = desk.read.signed_day(day)
    today, next_day = london_date(desk.time.now()), desk.calendar.add(day, 1)
    return DayShown(
        figures=signed.figures if signed is not None else desk.read.day_figures(day),
        signed=signed,
        differences=desk.read.day_differences(day) if signed is not None else None,
        notes=desk.read.notes_between(day, next_day),
        unsigned=desk.read.unsigned_days(),
        pack=desk.read.handover(day) if next_day >= today else None,
    )


def signed_words(signed: SignedDay | None, today: date) -> str:
    """How a day is signed: `signed by Priya Shah, Fri 20 Nov 17:04, until 17:00`."""
    if signed is None:
        return NOT_SIGNED
    when = f"{short_day(london_date(signed.signed_at), today)} {clock_time(signed.signed_at)}"
    span = "the whole day" if signed.figures.is_over else f"until {clock_time(signed.figures.until)}"
    return f"signed by {signed.signed_by}, {when}, {span}"
