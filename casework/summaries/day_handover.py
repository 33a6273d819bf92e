"""What the next shift starts with: what is due by noon and that day, what is overdue, what nobody has, and the notes."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.date_words import clock_time, day_words, short_day
from casework.moments import london, london_date
from casework.spoken import listed
from casework.summaries.day_snapshot import NoteSaid
from casework.summaries.day_words import NAMED, said, things

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Coming:
    """How many deadlines fall in a span of time, of which cases, and how many of those deadlines are of cases nobody has."""

    deadlines: int = 0
    unallocated: int = 0
    cases: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """`nine deadlines, four unallocated`."""
        without = f", {said(self.unallocated)} unallocated" if self.unallocated else ""
        return f"{things(self.deadlines, 'deadline')}{without}"


@dataclass(frozen=True, slots=True)
class Handover:
    """What is handed over at the end of `day` to those who work on `next_day`, as the record had it at `read_at`.

    `overdue` are the owners of overdue cases with how many each has, most first, NOBODY for those that are nobody's; `call_backs`
    are the references of the cases on which one is promised, once for each. `signed_by` is who signed the day.
    """

    day: date
    next_day: date
    read_at: datetime
    by_noon: Coming
    that_day: Coming
    overdue: tuple[tuple[str, int], ...]
    unallocated: int
    call_backs: tuple[str, ...]
    concerns: int
    drafts: int
    notes: tuple[NoteSaid, ...] = ()
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One thing to start with: what it is, how it stands in words, and what lists its cases in the queue or else those cases."""

    label: str
    words: str
    filter: str = ""
    cases: tuple[str, ...] = ()


def handover_lines(pack: Handover) -> tuple[HandoverLine, ...]:
    """The numbers of a hand-over, a line for each that there is; the notes are for the caller to show."""
    day = "today" if london_date(pack.read_at) == pack.next_day else short_day(pack.next_day, pack.day)
    overdue = sum(number for _, number in pack.overdue)
    whose = [f"{name} {number:,}" for name, number in pack.overdue[:NAMED]]
    more = overdue - sum(number for _, number in pack.overdue[:NAMED])
    unseen = [f"{things(pack.concerns, 'concern')} no supervisor has seen"] if pack.concerns else []
    unseen += [f"{things(pack.drafts, 'draft')} half written"] if pack.drafts else []
    calls, call_backs = len(pack.call_backs), tuple(sorted(set(pack.call_backs)))
    found = (
        (pack.by_noon.deadlines, HandoverLine("Due by noon", pack.by_noon.words, cases=pack.by_noon.cases)),
        (pack.that_day.deadlines, HandoverLine(f"Due {day}", pack.that_day.words, cases=pack.that_day.cases)),
        (
            overdue,
            HandoverLine(
                "Overdue",
                f"{things(overdue, 'case')}: {listed([*whose, *([f'others {more:,}'] if more else [])])}",
                "due:overdue",
            ),
        ),
        (pack.unallocated, HandoverLine("Unallocated", things(pack.unallocated, "open case"), "owner:none")),
        (calls, HandoverLine("Call-backs", f"{said(calls)} promised for {day}", cases=call_backs)),
        (len(unseen), HandoverLine("Unseen", listed(unseen))),
    )
    lines = tuple(line for number, line in found if number)
    return lines or (HandoverLine("Nothing waits", "nothing is due, overdue or unallocated"),)


def handover_title(pack: Handover) -> str:
    """`Hand-over from Fri 20 Nov 2026, signed by Sunita Rao`."""
    signed = f", signed by {pack.signed_by}" if pack.signed_by else ""
    return f"Hand-over from {day_words(pack.day)}{signed}"


def handover_text(pack: Handover) -> list[str]:
    """The hand-over as lines of text: the notes exactly as typed, then the numbers."""
    lines = [handover_title(pack)]
    for note in pack.notes:
        first, *rest = note.text.split("\n")
        lines += [f"  {note.by}, {clock_time(note.at)}: {first}", *(f"    {line}" for line in rest)]
    return [*lines, *(f"  {line.label:16}{line.words}" for line in handover_lines(pack))]


def handover_json(pack: Handover) -> dict[str, object]:
    """The hand-over as values a program can read."""
    return {
        "day": pack.day.isoformat(),
        "next_working_day": pack.next_day.isoformat(),
        "signed_by": pack.signed_by or None,
        "due_by_noon": pack.by_noon.deadlines,
        "due_that_day": pack.that_day.deadlines,
        "due_unallocated": pack.that_day.unallocated,
        "overdue": dict(pack.overdue),
        "unallocated": pack.unallocated,
        "callbacks": len(pack.call_backs),
        "concerns_unseen": pack.concerns,
        "drafts": pack.drafts,
        "notes": [{"by": it.by, "at": london(it.at).isoformat(timespec="seconds"), "text": it.text} for it in pack.notes],
    }
