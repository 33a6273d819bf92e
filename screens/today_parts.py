"""Today as it is laid out: a day in words and its figures, beside each other where there is room, each part a tab away."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from casework.moments import london_date
from casework.summaries.day_text import titles_of
from casework.summaries.day_words import day_sentences, heading
from db.queries.queue import QueueCounts
from screens.asks_by_pages import AsksByPages
from screens.commands import Command
from screens.desk import Desk
from screens.safe import safe, safe_lines
from screens.today_commands import CopyTheDay, DaysNotSigned, TakeNoteBack
from screens.today_differences import AS_SIGNED, DifferenceRow, about_difference, difference_columns, difference_rows
from screens.today_head import about_figure, differing_title, head, opens_words, parts_line, standing
from screens.today_list import figure_columns
from screens.today_pack import LABEL_CELLS, PackRow, about_pack, notes_to_show, pack_columns, pack_rows
from screens.today_reading import DayShown, read_day, signed_words
from screens.today_rows import FigureRow, figure_rows, standard_titles
from screens.widgets.list_messages import Highlighted, Refilled
from screens.widgets.read_table import ReadTable
from screens.widgets.reading_pane import ReadingPane

WORDS, FIGURES, DIFFERENCES, HAND_OVER = "words", "figures", "differences", "hand-over"
PARTS = {WORDS: "In words", DIFFERENCES: "Corrected since", FIGURES: "Figures", HAND_OVER: "Hand-over"}
"""The parts by the id of their widget, in the order that tab goes through them."""
OF_WHAT_IS_SHOWN = DaysNotSigned, TakeNoteBack, CopyTheDay
"""What can be done only once a day has been read."""
MOST_OLD = timedelta(minutes=1)
"""How old the figures of a day that is not over get before they are read again."""


class TodayParts(AsksByPages):
    """A screen of one day in parts, which keeps up with the record and the time."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    TodayParts {
        & #head { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #parts { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #about { height: auto; max-height: 5; padding: 0 1; display: none; }
        & #told, & #told > *, & #figures { display: none; }
        & #told { width: 1fr; }
        & #told.-shown, & #told > .-shown, & #figures.-shown { display: block; }
        &.-listing #about { display: block; }
        &.-wide {
            & #told, & #told > .-beside, & #figures, & #about { display: block; }
            & #told { width: 42%; border-right: vkey $panel; }
            & #about { min-height: 2; }
        }
    }
    """

    head = query_one("#head", Static)
    parts = query_one("#parts", Static)
    about = query_one("#about", Static)
    words = query_one(f"#{WORDS}", ReadingPane)
    pack = query_one(f"#{HAND_OVER}", ReadTable)
    figures = query_one(f"#{FIGURES}", ReadTable)
    differences = query_one(f"#{DIFFERENCES}", ReadTable)

    def __init__(self, desk: Desk) -> None:
        """Today at this desk."""
        super().__init__(desk)
        self.today = london_date(desk.time.now())
        self.day = self.today
        self.shown: DayShown | None = None
        self._part, self._beside = WORDS, WORDS
        self._read_at = desk.time.now()
        self._counts: QueueCounts | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The head, the parts, and what is under the cursor."""
        yield Static(id="head", markup=False)
        yield Static(id="parts", markup=False)
        with Horizontal():
            with Vertical(id="told"):
                yield ReadingPane(id=WORDS)
                yield ReadTable[DifferenceRow](
                    difference_columns({}), lambda row: row.key, lambda row: row.heading, empty_text=AS_SIGNED, id=DIFFERENCES
                )
                yield ReadTable[PackRow](pack_columns(), lambda row: row.key, lambda row: row.heading, id=HAND_OVER)
            yield ReadTable[FigureRow](figure_columns(None), lambda row: row.name, lambda row: row.heading, id=FIGURES)
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """Read today, and begin with it in words."""
        super().on_mount()
        self.words.say(safe("Counting…"))
        self.show_part(WORDS)
        self.read_shown()

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in OF_WHAT_IS_SHOWN and self.shown is None:
            return "The day is being counted. Try again in a moment."
        return super().why_not(command)

    # Reading.

    def reload(self) -> None:
        """Count again; the cursors stay on their figures."""
        super().reload()
        self.read_shown()

    def tick(self) -> None:
        """Go on to the new day at midnight, if today is what is shown; count again each minute while the day goes on."""
        super().tick()
        now = self.desk.time.now()
        today = london_date(now)
        if today != self.today:
            follows, self.today = self.day == self.today, today
            if self.alive:
                self.show_day(today if follows else self.day)
        elif self.alive and self.day == today and now >= self._read_at + MOST_OLD:
            self.read_shown()
        elif self.alive and self.desk.pulse.counts is not self._counts:
            self._draw_words()

    @work(exclusive=True, group="day")
    async def read_shown(self) -> None:
        """Read the day that is to be shown."""
        self._read_at, day = self.desk.time.now(), self.day
        found = await self.look_up(lambda: read_day(self.desk, day))
        if found is not None and self.alive:
            self.shown = found
            self.draw()
        elif found is None and self.shown is not None and day == self.day:
            # What is shown is of that day still, and so is what is done to it.
            self.day = self.shown.figures.day
            self.refresh_bindings()

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.day = day
        self.refresh_bindings()
        self.read_shown()

    # Drawing.

    @property
    def titles(self) -> Mapping[str, str]:
        """What the parts of figures are of, in words."""
        return titles_of(self.desk.rules)

    def draw(self) -> None:
        """Draw what was read."""
        shown = self.shown
        if shown is None:
            return
        self.figures.set_columns(figure_columns(shown.figures))
        self.figures.show_rows(figure_rows(shown.figures, standard_titles(self.desk.rules)))
        self.differences.set_columns(difference_columns(self.titles))
        self.differences.show_rows(difference_rows(shown.differences))
        self._draw_pack()
        if self._part not in self.parts_there:
            self.show_part(WORDS)
        elif self._beside not in self.parts_there:
            self._mark_parts(beside=WORDS)
        self._draw_words()
        self._draw_head()
        self.say_about()
        self.refresh_bindings()

    def _draw_words(self) -> None:
        if self.shown is None:
            return
        self._counts = self.desk.pulse.counts
        lines = [safe_lines(sentence) for sentence in day_sentences(self.shown.figures, self.today)]
        later = self.shown.differences.later_words if self.shown.differences is not None else ""
        lines += [Content(""), safe(later, "$state-muted")] if later else []
        if self.day == self.today and self._counts is not None:
            lines += [Content(""), standing(self._counts)]
        self.words.say(Content("\n").join(lines))

    def _draw_pack(self) -> None:
        shown = self.shown
        if shown is None:
            return
        now = (note.said for note in shown.notes)
        notes, after = notes_to_show(shown.signed.notes if shown.signed is not None else None, now)
        cells = self.query_one("#told").size.width or self.size.width
        self.pack.show_rows(pack_rows(shown.pack, notes, after, shown.figures.day, cells - LABEL_CELLS - 8))

    def _draw_head(self) -> None:
        shown = self.shown
        if shown is None:
            return
        signed = signed_words(shown.signed, self.today)
        self.head.update(head(heading(shown.figures), signed, shown.unsigned, self.today, self.size.width - 2))
        self.parts.update(parts_line(self.parts_there, {self._part, *((self._beside, FIGURES) if self.is_wide else ())}))

    @on(Highlighted)
    @on(Refilled)
    def say_about(self) -> None:
        """Say what the row under the cursor is of, why it differs, and what enter does."""
        shown = self.shown
        if shown is None:
            return
        if self._part == DIFFERENCES:
            self.about.update(about_difference(self.differences.cursor_row, shown.differences, self.titles))
        elif self._part == HAND_OVER:
            self.about.update(safe(about_pack(self.pack.cursor_row)))
        else:
            row: FigureRow | None = self.figures.cursor_row
            self.about.update(about_figure(row, opens_words(row, listed=shown.signed is not None)))

    # Moving among the parts.

    @property
    def is_wide(self) -> bool:
        """Whether the figures stand beside what is told."""
        return self.has_class("-wide")

    @property
    def parts_there(self) -> dict[str, str]:
        """The parts that the day has, with their titles: only a signed one has differences."""
        shown = self.shown
        if shown is None or shown.signed is None:
            return {id_: title for id_, title in PARTS.items() if id_ != DIFFERENCES}
        return PARTS | {DIFFERENCES: differing_title(shown.differences)}

    def show_part(self, part: str) -> None:
        """Show a part, where there is room for one, and go to it."""
        self._part = part
        self._mark_parts(beside=part if part != FIGURES else self._beside)
        self.query_one(f"#{part}").focus()
        self._draw_head()
        self.say_about()

    def _mark_parts(self, beside: str) -> None:
        self._beside = beside
        for id_ in PARTS:
            widget = self.query_one(f"#{id_}")
            widget.set_class(id_ == self._part, "-shown")
            widget.set_class(id_ == beside, "-beside")
        self.query_one("#told").set_class(self._part != FIGURES, "-shown")
        self.set_class(self._part != WORDS, "-listing")

    @on(events.DescendantFocus)
    def _gone_to(self, event: events.DescendantFocus) -> None:
        if event.widget.id in PARTS and event.widget.id != self._part and event.widget.has_focus:
            self.show_part(event.widget.id)

    def on_resize(self) -> None:
        """Mark the parts that are shown now, and wrap the notes to the room there is."""
        self.call_after_refresh(self._draw_head)
        self.call_after_refresh(self._draw_pack)

    def action_next_part(self) -> None:
        """Go to the part after this one."""
        self._step(1)

    def action_part_before(self) -> None:
        """Go to the part before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        parts = list(self.parts_there)
        self.show_part(parts[(parts.index(self._part) + by) % len(parts)])
