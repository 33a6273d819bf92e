"""A case in words, for its screen and for the pane beside the queue."""

from collections.abc import Iterator
from datetime import date, datetime

from textual.content import Content

from casework.clocks import Reading, Signal, elapsed, ended_reading, standing
from casework.date_words import clock_time, moment_words, short_day
from casework.detail_lines import detail_lines
from casework.file_words import size_words
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import PLAN, person_words
from casework.raised_concerns import concern_headings
from casework.rules import Rules
from casework.timeline_words import happened
from casework.waiting import reason_label
from db.queries.case import CaseView, ClockView, EntryView, WaitView
from screens.deadline_cell import STYLES
from screens.safe import fit, safe, safe_lines

AWAITED_CELLS = 40


def clock_reading(clock: ClockView, rules: Rules, now: datetime) -> Reading:
    """How a clock stands now, or how it ended."""
    if clock.stopped_at is not None:
        return ended_reading(clock.state)
    return standing(rules, clock.standard, clock.due_at, clock.warn_at, clock.paused_at, now)


def heading(case: CaseView, rules: Rules, now: datetime) -> Content:
    """How to treat the person, then who, what and about whom."""
    kind = kinds()[case.kind]
    status = "open" if case.closed_at is None else f"closed {moment_words(case.closed_at)}, {case.outcome}"
    lines = [Content.assemble((case.reference, "bold"), "  ", kind.title, "  ", safe(status, "$text-muted"))]
    lines += [safe(line, "bold $text-error") for line in concern_headings(case.concerns, now)]
    for field, words in person_words(case.person_details):
        lines.append(safe(words, "bold $text-warning" if field == PLAN else "bold"))
    lines.append(safe(case.subject, "bold"))
    who = "  ".join(part for part in (case.person or "name not given", case.phone, case.email) if part)
    lines.append(safe(who))
    ago = elapsed(case.received_at, case.closed_at, now, rules.calendars.named("england-wales"))
    about = [f"received {moment_words(case.received_at)} ({ago}) by {channel_label(case.channel)}"]
    if case.force:
        about.append(organisations()[case.force].name)
    if case.force_reference:
        about.append(f"their reference {case.force_reference}")
    if case.source_reference:
        about.append(f"was {case.source_reference} in {case.source}")
    about.append(f"owner {case.owner}" if case.owner else "no owner")
    lines.append(safe(", ".join(about), "$text-muted"))
    received, today = london_date(case.received_at), london_date(now)
    for label, words in detail_lines(case.kind, case.details, case.force, received, today, case.lacks):
        lines.append(safe(f"{label}  {words}" if label else words, "$text-muted" if label else "bold"))
    if case.files:
        named = ", ".join(f"{it.name or 'without a name'} ({size_words(it.size)})" for it in case.files)
        lines.append(safe(f"Files  {named}", "$text-muted"))
    return Content("\n").join(lines)


def clocks_text(case: CaseView, rules: Rules, now: datetime) -> Content:
    """What the case waits for, then each clock: its mark and words, its promise and date, on what basis, the date first told."""
    if not case.clocks:
        return Content.styled("No clock runs on this kind of case.", "$text-muted")
    lines = [] if case.waiting is None else [safe(waiting_words(case.waiting, now), f"$state-{STYLES[Signal.PAUSED]}")]
    width = max(20, *(len(clock_words(clock, rules, now)) + 1 for clock in case.clocks))
    for clock in case.clocks:
        lines.append(_clock(clock, rules, now, width))
        told = first_told(case, clock)
        if told is not None:
            lines.append(safe(f"{'':{width}} (first told {short_day(told, london_date(now))})", "$text-muted"))
    return Content("\n").join(lines)


def clock_words(clock: ClockView, rules: Rules, now: datetime) -> str:
    """How a clock stands: its mark and its words, such as `‖ paused, since Tue 18 Nov`."""
    shown = clock_reading(clock, rules, now)
    return f"{shown.mark} {shown.words.split('  ')[0]}"


def first_told(case: CaseView, clock: ClockView) -> date | None:
    """The date a clock was due on when it began, if that is another now."""
    told = next((london_date(move.due_from) for move in case.moves if move.clock == clock.id), None)
    return None if told == london_date(clock.due_at) else told


def due_words(due_at: datetime, now: datetime) -> str:
    """`Thu 13 Aug, 17:00`, with the year when it is far off."""
    return f"{short_day(london_date(due_at), london_date(now))}, {clock_time(due_at)}"


def timeline(case: CaseView) -> Content:
    """The touch points of the case, newest first, each text as typed."""
    return Content("\n").join([line for entry in case.timeline for line in _entry(entry)])


def waiting_words(wait: WaitView, now: datetime) -> str:
    """What a case waits for and since when: `Waiting for the force or body: Gwent, since Fri 19 Dec`."""
    awaited = f": {fit(wait.awaited, AWAITED_CELLS).rstrip()}" if wait.awaited.strip() else ""
    since = short_day(london_date(wait.paused_at), london_date(now))
    return f"Waiting for {reason_label(wait.reason)}{awaited}, since {since}"


def _clock(clock: ClockView, rules: Rules, now: datetime, width: int) -> Content:
    shown, standard = clock_reading(clock, rules, now), rules.standards[clock.standard]
    provisional = ", provisional" if clock.provisional else ""
    return Content.assemble(
        (f"{clock_words(clock, rules, now):{width}}", f"$state-{STYLES[shown.signal]}"),
        f" {standard.promise} {due_words(clock.due_at, now)}{provisional}  ",
        (standard.basis, "$text-muted"),
    )


def _entry(entry: EntryView) -> Iterator[Content]:
    who = f", by {entry.staff}" if entry.staff else ""
    yield Content.assemble(
        (moment_words(entry.at), "$text-muted"),
        "  ",
        safe(happened(entry.kind, entry.channel, entry.step, entry.withdrawn), "bold"),
        safe(who, "$text-muted"),
    )
    if entry.text:
        yield safe_lines(entry.text)
