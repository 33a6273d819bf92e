"""What two people did at once, shown: both versions of a field beside each other, and what changed while somebody was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from casework.date_words import clock_time, short_day
from casework.moments import london_date
from casework.side_by_side import Versions
from casework.timeline_words import happened
from db.queries.case import CaseView
from db.queries.case_parts import EntryView
from screens.safe import safe, safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane

NOTHING = "(nothing)"
_NOBODY = "somebody no longer named"


@dataclass(frozen=True, slots=True)
class Contested:
    """A field of which one version has to be chosen, or both kept with `between` between them, where that can be.

    `who` says whose theirs is and when it was kept; `words` says a text of the field as people say it.
    """

    versions: Versions
    label: str
    who: str
    between: str | None
    words: Callable[[str], str] = str


class Side(Vertical):
    """One version: whose it is, and all of its words."""

    def __init__(self) -> None:
        """Nothing to read yet."""
        super().__init__()
        self._whose = Static(markup=False, classes="side--whose")
        self.pane = ReadingPane()

    def compose(self) -> ComposeResult:
        """The heading over the words."""
        yield self._whose
        yield self.pane

    def show(self, whose: str, text: str) -> None:
        """Show this version, from its start."""
        self._whose.update(safe(whose))
        self.pane.say(safe_lines(text) if text else Content.styled(NOTHING, "$text-muted"))
        self.pane.scroll_home(animate=False)


class SideBySide(Dialogue[dict[str, str] | None]):
    """Asks field by field which version stays, and gives the words chosen by field; None for back, nothing chosen."""

    BINDINGS: ClassVar = [
        Binding("m", "keep('mine')", "Keep mine", show=False),
        Binding("t", "keep('theirs')", "Keep theirs", show=False),
        Binding("b", "keep('both')", "Take both", show=False),
        Binding("left", "look(0)", "Mine", show=False),
        Binding("right", "look(1)", "Theirs", show=False),
        Binding("escape", "back", "Back", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SideBySide {
        & > .dialogue { width: 100%; max-width: 130; height: 100%; max-height: 36; }
        & Horizontal { height: 1fr; }
        & Side { width: 1fr; border-left: solid $secondary; &:focus-within { border-left: thick $primary; } }
        & .side--whose { height: 1; padding: 0 1; text-style: bold; }
        & .side-by-side--about { height: auto; max-height: 4; }
    }
    """

    def __init__(self, title: str, contested: Sequence[Contested]) -> None:
        """Ask for each of these in turn."""
        super().__init__(title, "↑↓ ←→ scroll   m keep mine  t keep theirs  b take both   esc back")
        self._contested = tuple(contested)
        self._chosen: dict[str, str] = {}
        self._about = Static(markup=False, classes="side-by-side--about")
        self._sides = (Side(), Side())

    def compose_question(self) -> list[Widget]:
        """What it is about, and the two versions."""
        return [self._about, Horizontal(*self._sides)]

    def on_mount(self) -> None:
        """Ask for the first."""
        self._sides[0].pane.focus()
        self._ask()

    @property
    def _now(self) -> Contested:
        return self._contested[len(self._chosen)]

    def _ask(self) -> None:
        it, place = self._now, f" ({len(self._chosen) + 1} of {len(self._contested)})" if len(self._contested) > 1 else ""
        was = safe(it.words(it.versions.base)) if it.versions.base else Content(NOTHING)
        self._about.update(
            Content.assemble(safe(it.label, "bold"), f" was changed by you and by somebody else{place}. It was:\n", was)
        )
        mine, theirs = self._sides
        mine.show("Yours, not saved yet", it.words(it.versions.mine))
        theirs.show(it.who, it.words(it.versions.theirs))
        self.complain("")

    def action_keep(self, which: str) -> None:
        """Take a version of this field, and go on to the next, if there is one."""
        it = self._now
        if which == "both" and it.between is None:
            self.complain("Only one of the two can stand here: m keeps yours, t keeps theirs.")
            return
        versions = it.versions
        both = versions.both(it.between or "")
        self._chosen[versions.name] = {"mine": versions.mine, "theirs": versions.theirs, "both": both}[which]
        if len(self._chosen) == len(self._contested):
            self.dismiss(self._chosen)
        else:
            self._ask()

    def action_look(self, place: int) -> None:
        """Scroll this side from now on."""
        self._sides[place].pane.focus()

    def action_back(self) -> None:
        """Go back; what was typed is still there."""
        self.dismiss(None)


class ChangedMeanwhile(Dialogue[bool]):
    """Says what others did on a case while somebody was being asked, and asks whether to do theirs all the same."""

    BINDINGS: ClassVar = [
        Binding("enter", "answer(True)", "All the same", show=False, priority=True),
        Binding("escape", "answer(False)", "Leave it", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ChangedMeanwhile {
        & > .dialogue { width: 76; height: auto; }
        & ReadingPane { height: auto; max-height: 12; }
    }
    """

    def __init__(self, before: CaseView, after: CaseView, now: datetime) -> None:
        """A case as it was when the question was asked, and as it is."""
        super().__init__(before.reference, "↑↓ scroll   enter do yours all the same   esc leave it")
        done = "closed" if after.closed_at is not None and before.closed_at is None else "changed"
        self._said = f"{before.reference} was {done} by somebody else meanwhile. Yours is not saved yet."
        self._lines = what_changed(before, after, now)

    def compose_question(self) -> list[Widget]:
        """What is new."""
        return [Static(safe(self._said)), ReadingPane()]

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(ReadingPane)
        pane.say(safe_lines("\n".join(self._lines)))
        pane.focus()

    def action_answer(self, all_the_same: bool) -> None:
        """Close with the answer."""
        self.dismiss(all_the_same)


def what_changed(before: CaseView, after: CaseView, now: datetime) -> list[str]:
    """What happened on a case between two readings, the latest first: `Priya Shah: acknowledged, 14:02`, and its words."""
    known = {entry.id: entry for entry in before.timeline}
    lines: list[str] = []
    for entry in after.timeline:
        was = known.get(entry.id)
        if was is None or was.withdrawn != entry.withdrawn:
            words = happened(entry.kind, entry.channel, entry.step, entry.withdrawn, entry.direction)
            lines.append(f"{entry.staff or _NOBODY}: {words}, {when_words(entry.at, now)}")
            lines += [f"  {line}" for line in entry.text.splitlines()]
        elif was.text != entry.text:
            lines.append(f"{whose(entry, now)}: the words of a line changed")
            lines += [f"  {line}" for line in entry.text.splitlines()]
    return lines or ["The timeline tells no more of it: leave this with esc to look at the case."]


def whose(entry: EntryView, now: datetime) -> str:
    """Who last wrote the words of a line, and when."""
    if not entry.former:
        return by_and_when(entry.staff, entry.at, now)
    return by_and_when(entry.former[0].staff, entry.former[0].at, now)


def by_and_when(staff: str | None, at: datetime, now: datetime) -> str:
    """`Priya Shah, 14:02`, with the day if it was another."""
    return f"{staff or _NOBODY}, {when_words(at, now)}"


def when_words(at: datetime, now: datetime) -> str:
    """`14:02`, or `Fri 19 Dec, 14:02` for another day."""
    day, today = london_date(at), london_date(now)
    return clock_time(at) if day == today else f"{short_day(day, today)}, {clock_time(at)}"
