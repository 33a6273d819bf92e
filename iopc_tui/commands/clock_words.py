"""The clocks of a case explained, as lines of text and as values."""

from collections.abc import Iterator
from datetime import datetime

from casework.clock_story import told_lines
from casework.date_words import moment_words
from casework.rules import Rules
from casework.waiting import reason_label
from db.queries.case import CaseView
from db.queries.clock_story import explained, told
from db.written.clock_lines import local_iso, reading_of


def story_lines(case: CaseView, rules: Rules, now: datetime) -> Iterator[str]:
    """Each clock: how it stands, why it is due when it is, and each time that moved."""
    if not case.clocks:
        yield f"No clock runs on {case.reference}."
    if case.waiting:
        awaited = f" ({case.waiting.awaited})" if case.waiting.awaited else ""
        since = moment_words(case.waiting.paused_at)
        yield f"{case.reference} waits for {reason_label(case.waiting.reason)}{awaited}, since {since}."
        yield ""
    for place, clock in enumerate(case.clocks):
        shown, found = reading_of(clock, rules, now), explained(case, clock, rules)
        if place:
            yield ""
        yield f"{shown.mark} {shown.words}  {found.question}"
        yield from (f"  {line}".rstrip() for line in found.lines()[1:])
        yield from (f"  {line}" for line in told_lines(told(case, clock)))


def stories_as_json(case: CaseView, rules: Rules, now: datetime) -> list[dict[str, object]]:
    """The same as values."""
    return [
        {
            "standard": rules.standards[clock.standard].id,
            "state": reading_of(clock, rules, now).state,
            "started": local_iso(clock.started_at),
            "due": local_iso(clock.due_at),
            "stopped": local_iso(clock.stopped_at),
            "paused": local_iso(clock.paused_at),
            "extension": sum(it.units for it in case.extensions if it.clock == clock.id),
            "days": [
                {"date": line.day.isoformat(), "number": line.number, "reason": line.reason}
                for line in explained(case, clock, rules).days
            ],
            "moves": [
                {"at": local_iso(it.moved_at), "from": local_iso(it.due_from), "to": local_iso(it.due_to), "why": it.why}
                for it in told(case, clock)
            ],
        }
        for clock in case.clocks
    ]
