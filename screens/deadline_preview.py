"""The deadlines a contact will have, as its form is being filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from casework.date_words import clock_time, short_day
from casework.deadlines import deadline
from casework.moments import london_date
from casework.standards import Standard, started_by
from screens.desk import Desk
from screens.likely_people import LikelyPane
from screens.safe import safe, safe_lines


@dataclass(frozen=True, slots=True)
class Promise:
    """What would be promised: the standard and the moment its clock is due."""

    standard: Standard
    due_at: datetime


def promised(desk: Desk, kind: str, received_at: datetime) -> list[Promise]:
    """What a contact of this kind, received then, is promised, the earliest first."""
    rules = desk.rules
    found = started_by(rules.standards.values(), kind, "received", london_date(received_at))
    promises = (Promise(each, deadline(each, received_at, rules.calendars).due_at) for each in found)
    return sorted(promises, key=lambda promise: promise.due_at)


class DeadlinePreview(Vertical):
    """Beside the form: the call timer, what to look at, each deadline in words, when counting starts, and who it may be."""

    DEFAULT_CSS = """
    DeadlinePreview {
        width: 36;
        height: auto;
        min-height: 7;
        padding: 0 0 0 2;
        & Static { height: auto; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        """A preview at this desk."""
        super().__init__()
        self.desk = desk
        self._said = Content("")
        self._judged = Content("")

    def compose(self) -> ComposeResult:
        """The timer and the deadlines."""
        yield Static(markup=False, id="timer")
        yield Static(markup=False, id="judged")
        yield Static(markup=False, id="deadlines")
        yield LikelyPane()

    def on_mount(self) -> None:
        """There is nothing to look at yet."""
        self.query_one("#judged").display = False

    def show_timer(self, elapsed: timedelta) -> None:
        """How long the contact has been going on."""
        minutes, seconds = divmod(max(0, int(elapsed.total_seconds())), 60)
        text = f"Time on this contact {minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        self.query_one("#timer", Static).update(safe(text, "$text-muted"), layout=False)

    def show_judged(self, lines: Sequence[str]) -> None:
        """Whether a review or an appeal is in time, and for us, a line each; nothing for none."""
        text = safe_lines("\n".join(lines), "bold")
        if text != self._judged:
            self._judged = text
            judged = self.query_one("#judged", Static)
            judged.update(text)
            judged.display = bool(lines)

    def nothing(self, reason: str) -> None:
        """No deadline can be shown, and why."""
        self._say(safe(reason, "$text-muted"))

    def show(self, kind: str, received_at: datetime) -> None:
        """The deadlines of a contact of this kind received at this moment."""
        promises = promised(self.desk, kind, received_at)
        if not promises:
            self.nothing("No clock runs on this kind of contact.")
            return
        today, calendars = london_date(self.desk.time.now()), self.desk.rules.calendars
        lines: list[Content] = []
        zeros = {deadline(each.standard, received_at, calendars).day_zero for each in promises} - {london_date(received_at)}
        if zeros:
            lines.append(safe(f"Office shut then: counts as {short_day(min(zeros), today)}", "$state-soon"))
        for each in promises:
            due = deadline(each.standard, received_at, calendars)
            lines.append(safe(f"{each.standard.promise} {short_day(due.due_day, today)}, {clock_time(due.due_at)}", "bold"))
            provisional = ", provisional" if due.provisional else ""
            lines.append(safe(f"  {each.standard.length_words}, {each.standard.basis}{provisional}", "$text-muted"))
        self._say(Content("\n").join(lines))

    def _say(self, text: Content) -> None:
        """Show another text; the same one costs the form no new layout."""
        if text != self._said:
            self._said = text
            self.query_one("#deadlines", Static).update(text)
