"""The answer to whose review it is, beside its questions: what to say, what to do now and why."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.content import Content

from casework.review_body import Answer, Decision
from casework.review_judgement import TITLES
from casework.review_questions import Question
from screens.safe import safe
from screens.widgets.field_row import FOCUS_SIGN
from screens.widgets.reading_pane import ReadingPane

LABEL_CELLS = 7
QUIET = "$text-muted"


class Headline(NamedTuple):
    """How a decision is marked at a glance."""

    mark: str
    colour: str


HEADLINES: Mapping[Decision, Headline] = {
    "IOPC": Headline("✓", "$state-ok"),
    "local policing body": Headline("→", "$state-soon"),
    "ask for the letter": Headline("?", "$state-today"),
    "check the letter": Headline("!", "$state-overdue"),
    "no right of review": Headline("✗", "$state-overdue"),
    "test does not apply": Headline("!", "$state-overdue"),
    "signpost": Headline("→", "$state-soon"),
}


def answer_text(found: Answer, about: Question | None, width: int, ask: str = "") -> Content:
    """The answer in this many cells: what to say and do first, then why, and why the question asked now matters."""
    headline, title = HEADLINES[found.decision], TITLES[found.decision]
    lead, _, rest = found.reason.partition(": ")
    reason = rest[0].upper() + rest[1:] if rest and title.startswith(lead) else found.reason
    lines = safe(f"{headline.mark} {title}", f"bold {headline.colour}").wrap(width)
    lines += _paragraph("Say:", found.say, width)
    lines += _paragraph("Now:", found.next, width)
    if ask:
        lines += _paragraph("Ask:", ask, width)
    for flag in found.flags:
        lines += _paragraph("Check:", flag, width, "$state-today")
    lines += _paragraph("Why:", reason, width, QUIET)
    if about is not None:
        lines += _paragraph(f"On {about.number}:", f"{about.why} ({about.source})", width, QUIET)
    return Content("\n").join(lines)


def _paragraph(label: str, text: str, width: int, colour: str = "$foreground") -> list[Content]:
    first, *rest = safe(text, colour).wrap(max(1, width - LABEL_CELLS))
    return [safe(f"{label:{LABEL_CELLS}}", f"bold {colour}") + first, *(Content(" " * LABEL_CELLS) + line for line in rest)]


class ReviewAnswer(ReadingPane):
    """The answer, drawn again for every width it is given."""

    DEFAULT_CSS = """
    ReviewAnswer {
        height: 48%;
        max-height: 16;
        border-top: solid $panel;
        border-title-color: $text-muted;
        padding: 0;
        scrollbar-gutter: stable;
        &:focus { border-top: solid $primary; border-title-color: $foreground; border-title-style: bold; }
    }
    """

    def __init__(self, found: Answer, ask: str = "") -> None:
        """A pane that says this, and what is to be asked for."""
        super().__init__()
        self._ask = ask
        self.found = found
        self._about: Question | None = None

    def on_mount(self) -> None:
        """Say in the title when there is more to read."""
        self.watch(self, "show_vertical_scrollbar", self._title)

    def show(self, found: Answer) -> None:
        """Show another answer, from its start."""
        if found != self.found:
            self.found = found
            self._draw()
            self.scroll_home(animate=False)

    def explain(self, about: Question | None) -> None:
        """Say at the end why this question is asked."""
        self._about = about
        self._draw()

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Put the sign before the title while the keys act here."""
        super().watch_has_focus(has_focus)
        self._title()

    def _title(self) -> None:
        sign = f"{FOCUS_SIGN} " if self.has_focus else ""
        self.border_title = f"{sign}Answer{', page keys scroll' if self.show_vertical_scrollbar else ''}"

    def _draw(self) -> None:
        if width := self.scrollable_content_region.width:
            self.say(answer_text(self.found, self._about, width, self._ask))
