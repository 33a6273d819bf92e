"""The deadlines of a day that were missed, each with why, as far as anybody has said; one after another is given its reason."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from casework.clocks import MARKS, Signal
from casework.date_words import clock_time, short_day
from casework.late_reasons import OWN_WORDS
from casework.moments import london_date
from casework.summaries.day_figures import Missed
from casework.summaries.day_words import missing_words
from db.queries.case_briefs import CaseBrief
from screens.safe import safe
from screens.widgets.columns import Cell, Column
from screens.widgets.dialogue import Dialogue
from screens.widgets.list_messages import Highlighted, Opened, Refilled
from screens.widgets.read_table import ReadTable

KEYS = "enter says why   ctrl+o the case   ctrl+s goes on   esc close, reasons kept"
ALL_SAID = f"{MARKS[Signal.MET]} Somebody has said why of every one. ctrl+s goes on."


@dataclass(frozen=True, slots=True)
class GoOn:
    """The answer of somebody who has no more reasons to give."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """The answer of somebody who wants to see a case first."""

    case: CaseBrief


class LateReasonsList(Dialogue[Missed | GoOn | LookAt | None]):
    """Lists missed deadlines; gives the one whose reason is to be given, a case to look at, that it goes on, or None."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "go_on", "Go on", show=False, priority=True),
        Binding("ctrl+o", "look", "Open the case", show=False, priority=True),
        Binding("escape", "close", "Close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    LateReasonsList {
        & > .dialogue { width: 100; }
        & ReadTable { height: 11; background: $background; }
        & .late-reasons--said { height: auto; }
        & .late-reasons--about { height: 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(
        self,
        day: date,
        missed: Sequence[Missed],
        titles: Mapping[str, str],
        cases: Mapping[str, CaseBrief],
        at: Hashable | None = None,
    ) -> None:
        """Those of a day and their cases by reference, with the cursor on the clock `at`, or on the first without a reason."""
        super().__init__(f"Missed on {short_day(day, day)}: why?", KEYS)
        self._missed = tuple(missed)
        self._titles, self._cases = titles, cases
        self._about = Static(markup=False, classes="late-reasons--about")
        self._at = at if at is not None else next((it.clock_id for it in missed if not it.explained), None)
        columns = (
            Column[Missed]("Ref", lambda it: (it.reference, "strong"), width=11),
            Column[Missed]("Standard", lambda it: titles.get(it.standard, it.standard), share=1, least=16),
            Column[Missed]("Due", lambda it: clock_time(it.due_at), width=8),
            Column[Missed]("Done", _done, width=10, priority=1),
            Column[Missed]("Why", _why, share=1, least=18),
        )
        self._table = ReadTable[Missed](columns, lambda it: it.clock_id)

    def compose_question(self) -> list[Widget]:
        """How many have no reason yet, and the list."""
        words = missing_words(self._missed)
        said = safe(f"{MARKS[Signal.TODAY]} {words}", "$state-today") if words else safe(ALL_SAID, "$state-ok")
        return [Static(Content.assemble(said), classes="late-reasons--said"), self._table, self._about]

    def on_mount(self) -> None:
        """Fill the list."""
        self._table.show_rows(self._missed, at=self._at)
        self._table.focus()

    @on(Opened)
    def _open(self, event: Opened) -> None:
        missed: Missed = event.row
        self.dismiss(missed)

    @on(Highlighted)
    @on(Refilled)
    def _say_about(self) -> None:
        """Say whose the case under the cursor is, what it is about, and which promise was not kept."""
        it: Missed | None = self._table.cursor_row
        case = self._cases.get(it.reference) if it is not None else None
        promise = self._titles.get(it.standard, it.standard) if it is not None else ""
        self._about.update(safe("\n".join((case.words if case is not None else "", promise))))

    def action_look(self) -> None:
        """Close, to look at the case under the cursor."""
        it: Missed | None = self._table.cursor_row
        case = self._cases.get(it.reference) if it is not None else None
        if case is not None:
            self.dismiss(LookAt(case))
        elif it is not None:
            self.complain("That case could not be read.")

    def action_go_on(self) -> None:
        """Go on to what comes after the reasons."""
        self.dismiss(GoOn())

    def action_close(self) -> None:
        """Close; what was given is kept."""
        self.dismiss(None)


def after(missed: Sequence[Missed], given: Missed) -> int | None:
    """The clock to go to after one was given its reason: the next without, or else itself."""
    places = [it.clock_id for it in missed]
    start = places.index(given.clock_id) if given.clock_id in places else 0
    return next((it.clock_id for it in (*missed[start:], *missed[:start]) if not it.explained), given.clock_id)


def _done(it: Missed) -> Cell:
    if it.stopped_at is None:
        return "not yet", "overdue"
    on, due = london_date(it.stopped_at), london_date(it.due_at)
    return clock_time(it.stopped_at) if on == due else short_day(on, due)


def _why(it: Missed) -> Cell:
    if not it.explained:
        return "not said yet", "today"
    first = it.words.strip().splitlines()[:1] if it.words.strip() else []
    return ": ".join([*([it.reason] if it.reason != OWN_WORDS else []), *first])
