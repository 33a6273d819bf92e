"""What somebody needs to see of a case at once: how to treat the person, who, what, each promise with its date, what is next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from casework.clocks import Reading, Signal, elapsed, reading
from casework.date_words import moment_words, short_day
from casework.detail_lines import detail_lines
from casework.file_words import size_words
from casework.kinds import channel_label, kinds
from casework.moments import london_date
from casework.organisations import organisations
from casework.person_details import PLAN, person_words
from casework.priorities import priority_words
from casework.raised_concerns import concern_headings
from casework.review_judgement import judged
from casework.rules import Rules
from casework.spoken import listed
from casework.steps import Next
from casework.tags import tags_words
from casework.tasks import PROMISES
from casework.visible_text import visible
from db.queries.case import CaseView
from db.written.clock_lines import reading_of
from db.written.next_step import next_of
from screens.case_text import due_words, first_told, waiting_words
from screens.deadline_cell import STYLES
from screens.safe import fit, safe

GAP = "  "
DETAIL = 6
"""How dispensable a detail of the case is: it is shown where the timeline has room enough without its line."""
MOST_LINES = 3
"""Lines that one of the things that must be read takes at most."""
CUT = " … i: all"
MORE_TIMELINE = 3
"""Lines that the details leave to the timeline beyond what the essentials leave it."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line: its text, its style, and how soon it may be left out for want of room; 0 never."""

    text: str
    style: str = ""
    dispensable: int = 0


class CaseHead(Static):
    """The essentials of a case, in as many lines as there is room for; what is left out is under its details."""

    DEFAULT_CSS = """
    CaseHead { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__("", markup=False)
        self._drawn: tuple[str, ...] = ()

    def show(self, case: CaseView, rules: Rules, now: datetime, also_open: str, width: int, room: int) -> None:
        """Show the case as it stands now, in a width and a number of lines."""
        lines = list(head_lines(case, rules, now, also_open, width))
        bare = sum(line.dispensable < DETAIL for line in lines)
        lines = fitting(lines, max(bare, room - MORE_TIMELINE) if bare <= room else room)
        if self.size.height != len(lines):
            self._drawn = ()  # What is laid out by now is too short or too long for what there is to say.
        drawn = (str(width), *(f"{line.style}{line.text}" for line in lines))
        if drawn != self._drawn:
            self._drawn = drawn
            self.update(Content("\n").join(safe(fit(line.text, width).rstrip(), line.style) for line in lines))


def fitting(lines: Sequence[HeadLine], room: int) -> list[HeadLine]:
    """As many lines as there is room for: those that can best be done without go first, the last of several before the first."""
    kept = list(enumerate(lines))
    while len(kept) > room:
        least = max(kept, key=lambda each: (each[1].dispensable, each[0]))
        if not least[1].dispensable:
            break
        kept.remove(least)
    return [line for _, line in kept]


def head_lines(case: CaseView, rules: Rules, now: datetime, also_open: str, width: int) -> Iterator[HeadLine]:
    """The lines, in the order they are needed with the person on the phone already."""
    status = "open" if case.closed_at is None else f"closed {moment_words(case.closed_at)}, {case.outcome}"
    owner = f"owner {case.owner}" if case.owner else "no owner"
    yield HeadLine(GAP.join((case.reference, kinds()[case.kind].title, f"{status}, {owner}")), "bold")
    yield from _marked(case)
    if also_open:
        yield HeadLine(also_open, "bold $text-warning")
    for concern in concern_headings(case.concerns, now):
        yield from _in_full(concern, "bold $text-error", width)
    yield from _treated(case, width)
    yield HeadLine(GAP.join(part for part in (case.person or "name not given", case.phone, case.email) if part))
    yield HeadLine(case.subject, "bold")
    yield from _about(case, rules, now)
    yield from _judged(case, now, width)
    yield from _details(case, now)
    if case.waiting is not None:
        yield HeadLine(waiting_words(case.waiting, now), "$state-paused")
    yield from _promises(case, rules, now)
    yield from _linked(case)
    found = next_of(case, rules, now)
    if found is not None:
        yield HeadLine(next_words(found, now), "bold $accent")


def _marked(case: CaseView) -> Iterator[HeadLine]:
    """How urgent it was said to be, and its tags; no line for a case like any other."""
    marks = [part for part in (priority_words(case.priority), tags_words(case.tags)) if part]
    if marks:
        pressing = case.priority and case.closed_at is None
        yield HeadLine(GAP.join(marks), "bold $text-warning" if pressing else "$text-muted", 0 if pressing else 2)


def next_words(found: Next, now: datetime) -> str:
    """`Next  f  acknowledged    Acknowledge by Tue 30 Dec, 17:00`."""
    by = f"{GAP}{GAP}{found.promise} {due_words(found.due_at, now)}" if found.due_at is not None else ""
    return f"Next{GAP}f{GAP}{found.words}{by}"


def _treated(case: CaseView, width: int) -> Iterator[HeadLine]:
    words = person_words(case.person_details)
    for field, text in words:
        if field == PLAN:
            yield from _in_full(f"! {text}", "bold $text-warning", width)
    line = ""
    for field, text in words:
        if field == PLAN:
            continue
        marked = f"▸ {text}"
        if line and len(line) + len(GAP) + len(marked) > width:
            yield HeadLine(line, "bold")
            line = ""
        line = f"{line}{GAP}{marked}" if line else marked
    if line:
        yield HeadLine(line, "bold")


def _in_full(text: str, style: str, width: int) -> Iterator[HeadLine]:
    """What must not be cut short on one line, on as many as it needs, up to a few; the first of them stays whatever the room."""
    lines = [line.plain for line in Content(visible(text)).wrap(width)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{fit(lines[MOST_LINES - 1], width - len(CUT)).rstrip()}{CUT}"]
    yield from (HeadLine(line, style, 1 if place else 0) for place, line in enumerate(lines))


def _about(case: CaseView, rules: Rules, now: datetime) -> Iterator[HeadLine]:
    ago = elapsed(case.received_at, case.closed_at, now, rules.calendars.ours)
    yield HeadLine(f"received {moment_words(case.received_at)} ({ago}) by {channel_label(case.channel)}", "$text-muted", 2)
    about = []
    if case.force:
        about.append(organisations()[case.force].name)
    if case.force_reference:
        about.append(f"their reference {case.force_reference}")
    if case.source_reference:
        about.append(f"was {case.source_reference} in {case.source}")
    if about:
        yield HeadLine(", ".join(about), "$text-muted", 2)


def _judged(case: CaseView, now: datetime, width: int) -> Iterator[HeadLine]:
    found = judged(case.kind, case.details, case.force, london_date(case.received_at), london_date(now))
    if found is not None and case.closed_at is None:
        yield from (HeadLine(line, "bold", 3) for line in found.lines)
    if case.lacks:
        yield from _in_full(f"Missing: {listed(case.lacks)}", "bold", width)


def _details(case: CaseView, now: datetime) -> Iterator[HeadLine]:
    received = london_date(case.received_at)
    for label, words in detail_lines(case.kind, case.details, case.force, received, london_date(now)):
        if label:
            yield HeadLine(f"{label}{GAP}{words}", "$text-muted", DETAIL)
    if case.files:
        named = ", ".join(f"{it.name or 'without a name'} ({size_words(it.size)})" for it in case.files)
        yield HeadLine(f"Files{GAP}{named}", "$text-muted", DETAIL)


def _promises(case: CaseView, rules: Rules, now: datetime) -> Iterator[HeadLine]:
    """Each deadline: its state in a column of its own, what is promised and when; what has ended can best be done without."""
    if not case.clocks:
        yield HeadLine("No clock runs on this kind of case.", "$text-muted", 4)
    going = sorted([*_running(case, rules, now), *_tasks(case, rules, now)], key=lambda each: each.due_at)
    due = [*going, *_ended(case, rules, now)]
    wide = max((len(line.state) for line in due), default=0)
    for line in due:
        yield HeadLine(f"{line.state:{wide}}{GAP}{line.said}", f"$state-{STYLES[line.signal]}", line.dispensable)
        if line.first_told:
            yield HeadLine(f"{'':{wide}}{GAP}(first told {line.first_told})", "$text-muted", 1)


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline of the case: how it stands, what it is, and the date that was told at first, if that is another."""

    shown: Reading
    due_at: datetime
    said: str
    dispensable: int = 0
    first_told: str = ""

    @property
    def state(self) -> str:
        """Its mark and its state in words, without the date."""
        return f"{self.shown.mark} {self.shown.words.split(GAP)[0]}"

    @property
    def signal(self) -> Signal:
        """What its colour is by."""
        return self.shown.signal


def _running(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    promised = {task.entry_id for task in case.open_tasks if task.own_due and task.entry_id is not None}
    for clock in case.running:
        if clock.begun_by in promised:
            continue  # The call-back stands there by the moment that was promised.
        standard, told = rules.standards[clock.standard], first_told(case, clock)
        provisional = ", provisional" if clock.provisional else ""
        promise = f"{standard.promise} {due_words(clock.due_at, now)}{provisional}{GAP}{standard.basis}"
        first = short_day(told, london_date(now)) if told is not None else ""
        yield _Due(reading_of(clock, rules, now), clock.due_at, promise, first_told=first)


def _tasks(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    for task in case.open_tasks:
        if not task.own_due and not task.what.strip():
            continue
        shown = reading(rules.calendars.ours, task.due_at, task.warn_at, now)
        clock = next((it for it in case.running if it.begun_by == task.entry_id and it.begun_by is not None), None)
        by = f" (standard: {due_words(clock.due_at, now)})" if clock is not None and task.own_due else ""
        parts = (f"{PROMISES.get(task.kind, task.kind)} {due_words(task.due_at, now)}{by}", task.staff or "", task.what.strip())
        yield _Due(shown, task.due_at, GAP.join(part for part in parts if part))


def _ended(case: CaseView, rules: Rules, now: datetime) -> Iterator[_Due]:
    for clock in case.clocks:
        if clock.stopped_at is not None:
            promise = f"{rules.standards[clock.standard].promise} {due_words(clock.due_at, now)}"
            yield _Due(reading_of(clock, rules, now), clock.due_at, promise, 5)


def _linked(case: CaseView) -> Iterator[HeadLine]:
    if case.merged_into is not None:
        yield HeadLine(f"Merged into {case.merged_into.reference}: L opens it", "bold $text-warning")
    others = [f"{link.words} {link.reference}" for link in case.links]
    if case.also_count:
        others.append(f"{case.also_count} other case{'' if case.also_count == 1 else 's'} of this person")
    if others:
        yield HeadLine(f"L  {'; '.join(others)}", "$text-muted", 3)
