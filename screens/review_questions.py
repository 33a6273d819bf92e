"""Asks who decides a review application, while the caller is on the line, and says it live with the words to read out."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from casework.organisations import Organisation
from casework.review_body import Answer, Decision, LetterNames, Reply, for_us
from casework.review_questions import Question, no_rights, questions
from casework.review_words import missing_to_say
from screens.calculator_over import SayLine
from screens.review_answer import ReviewAnswer
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FOCUS_SIGN

LETTER = "letter-names"
NO_RIGHT = "no-right"
NOT_ANSWERED = ("", "unknown", "not known")
REPLIES = (Option("yes", "Yes", "y"), Option("no", "No", "n"), Option("unknown", "Not known", "k"))
BODIES = (
    Option("IOPC", "IOPC", "i"),
    Option("local policing body", "Local policing body", "l"),
    Option("not known", "Not known", "k"),
)
ASKED_OF_THE_LETTER = "Which body does the outcome letter name for the review?"
NO_RIGHT_HEADING = "A yes to one of these: there is no right of review."
REASONS = (Option("yes", "Yes", "y"), Option("no", "No, or not known", "n"))
BODY_OF: Mapping[Reply, str] = {"yes": "a local policing body", "no": "a police force"}
UNASKED: tuple[Decision, ...] = ("test does not apply", "signpost")


class QuestionRow(Vertical):
    """A question in full, over the choice that answers it, and how the rules count it where that differs."""

    here: reactive[bool] = reactive(False, toggle_class="-here")
    DEFAULT_CSS = """
    QuestionRow {
        height: auto;
        & > Horizontal { height: auto; }
        & .question-row--head { width: 4; }
        & .question-row--text { width: 1fr; height: auto; }
        & > .question-row--heading { height: auto; margin: 0 0 0 4; color: $text-muted; }
        & > Choice { margin: 0 0 0 3; }
        & > .question-row--words { height: auto; margin: 0 0 0 4; color: $state-muted; display: none; }
        & > .question-row--words.-said { display: block; }
        &.-here .question-row--asked { text-style: bold; }
    }
    """

    def __init__(self, number: str, text: str, choice: Choice, heading: str = "") -> None:
        """A row for this choice, a heading before it if one is given; a question outside the test has no number."""
        super().__init__()
        self.choice = choice
        self._number = number
        self._text = text
        self._heading = heading
        self._head = Static(markup=False, classes="question-row--head question-row--asked")
        self._words = Static(markup=False, classes="question-row--words")

    def compose(self) -> ComposeResult:
        """The question, the choice, and the words under it."""
        if self._heading:
            yield Static(safe(self._heading), classes="question-row--heading")
        with Horizontal():
            yield self._head
            yield Static(safe(self._text), classes="question-row--text question-row--asked")
        yield self.choice
        yield self._words

    def on_mount(self) -> None:
        """Number it."""
        self.watch_here(self.here)

    def watch_here(self, here: bool) -> None:
        """Put the sign before the question while its choice has the focus."""
        self._head.update(safe(f"{FOCUS_SIGN if here else ' '} {self._number}"))

    def echo(self, text: str) -> None:
        """Say how the rules count it, or nothing."""
        self._words.update(safe(f"→ {text}"))
        self._words.set_class(bool(text), "-said")


class QuestionList(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The questions, scrolled to the one that has the focus; the page keys are left to the answer."""

    DEFAULT_CSS = """
    QuestionList { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    def keep_in_sight(self, row: QuestionRow, after: QuestionRow | None = None) -> None:
        """Scroll no further than it takes to see the row whole, and the one after it where both fit."""
        height = self.scrollable_content_region.height
        first, end = row.virtual_region.y, (after or row).virtual_region.bottom
        if end - first > height:
            end = row.virtual_region.bottom
        self.scroll_to(y=min(max(self.scroll_y, end - height), first), animate=False, immediate=True)


class ReviewQuestions(Dialogue[Mapping[str, str] | None]):
    """Who decides a review, asked question by question; however it is closed it gives all that is answered.

    That is question ids with yes or no, `letter-names` with the body named and `no-right` with the reason's id.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s,escape", "close", "Close, answers kept", show=False, priority=True),
        Binding("ctrl+y", "copy", "Copy what to say", show=False),
        Binding("down,enter", "go(1)", "Next question", show=False),
        Binding("up", "go(-1)", "Question before", show=False),
        Binding("pagedown", "scroll_answer('page_down')", "Read on", show=False),
        Binding("pageup", "scroll_answer('page_up')", "Read back", show=False),
    ]
    DEFAULT_CSS = """
    ReviewQuestions {
        & > .dialogue {
            width: 100%;
            max-width: 110;
            height: 100%;
            max-height: 44;
            border-subtitle-color: $text-muted;
        }
    }
    """

    pane = query_one(ReviewAnswer)
    area = query_one(QuestionList)
    message_line = query_one(SayLine)

    def __init__(self, answers: Mapping[str, str], authority: Organisation | None, lacks: Sequence[str] = ()) -> None:
        """Ask with these answers given, of a complaint this body handled; a text that is no answer counts as not known.

        `lacks` is what the application still needs.
        """
        super().__init__("Who decides this review?", "↑↓ next  ctrl+y copy  ctrl+s or esc close, answers kept")
        self.authority = authority
        self._lacks = lacks
        self._test = {
            each.id: QuestionRow(str(each.number), each.question, _choice(REPLIES, answers.get(each.id, "unknown"), "unknown"))
            for each in questions().values()
        }
        self._letter = QuestionRow("", ASKED_OF_THE_LETTER, _choice(BODIES, answers.get(LETTER, "not known"), "not known"))
        self._reasons = {name: self._reason(name, answers) for name in no_rights()}
        self._rows = (*self._test.values(), self._letter, *self._reasons.values())

    def _reason(self, name: str, answers: Mapping[str, str]) -> QuestionRow:
        heading = NO_RIGHT_HEADING if name == next(iter(no_rights())) else ""
        choice = Choice(REASONS, "yes" if answers.get(NO_RIGHT) == name else "no")
        return QuestionRow("", no_rights()[name].question, choice, heading)

    def compose_question(self) -> list[Widget]:
        """The questions, the answer, and a line for what was copied."""
        return [
            QuestionList(*self._rows),
            ReviewAnswer(self.found, missing_to_say(self._lacks) if self._lacks else ""),
            SayLine(),
        ]

    def on_mount(self) -> None:
        """Name who handled it, and start at the first question still open."""
        named = f"Handled by {self.authority.name}" if self.authority else "The force is not named yet"
        self.query_one(".dialogue").border_subtitle = safe(named)
        self._judge()
        open_still = (row for row in self._rows if row.choice.value in NOT_ANSWERED)
        next(open_still, self._rows[0]).choice.focus()

    @property
    def answers(self) -> dict[str, str]:
        """All that is answered so far."""
        given = {name: row.choice.value or "" for name, row in self._test.items()}
        given[LETTER] = self._letter.choice.value or ""
        given[NO_RIGHT] = next((name for name, row in self._reasons.items() if row.choice.value == "yes"), "")
        return {name: value for name, value in given.items() if value not in NOT_ANSWERED}

    @property
    def found(self) -> Answer:
        """Who decides, by what is answered so far."""
        answers = self.answers
        return for_us(self._replies, self.authority, _named(answers.get(LETTER)), answers.get(NO_RIGHT))

    @property
    def _replies(self) -> dict[str, Reply]:
        return {name: _reply(row.choice.value) for name, row in self._test.items()}

    @on(Choice.Changed)
    def _changed(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value == "yes" and event.choice in (each.choice for each in self._reasons.values()):
            self._take_back_other_reasons(event.choice)
        self._judge()

    def _take_back_other_reasons(self, chosen: Choice) -> None:
        for row in self._reasons.values():
            if row.choice is not chosen:
                row.choice.value = "no"

    def _judge(self) -> None:
        self.pane.show(self.found)
        if self.authority is None:
            return
        replies = self._replies
        by_answers = for_us(replies, self.authority)
        for each in questions().values():
            counted = _counted(each, by_answers, replies[each.id])
            differs = counted != replies[each.id]
            self._test[each.id].echo(f"Counts as {counted}: {BODY_OF[counted]} handled it." if differs else "")
        self.call_after_refresh(self._keep_in_sight)

    # Moving about.

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Go to a field, its whole question in sight at once, and the next where there is room."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        for row in self._rows:
            row.here = row.choice is widget
        about = next((questions()[name] for name, row in self._test.items() if row.here), None)
        if about is not None or any(row.here for row in self._rows):
            self.pane.explain(about)
        self._keep_in_sight()

    def on_resize(self) -> None:
        """Keep the question in sight."""
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        place = next((place for place, row in enumerate(self._rows) if row.here), None)
        if place is not None:
            self.area.keep_in_sight(*self._rows[place : place + 2])

    def action_go(self, step: int) -> None:
        """Go to a neighbouring question, stopping at the ends."""
        choices = [row.choice for row in self._rows]
        place = next((place for place, choice in enumerate(choices) if choice.has_focus), len(choices))
        choices[min(max(0, place + step), len(choices) - 1)].focus()

    def action_scroll_answer(self, way: str) -> None:
        """Scroll the answer while a question keeps the focus."""
        getattr(self.pane, f"action_{way}")()

    def action_copy(self) -> None:
        """Copy the sentence to read out."""
        self.app.copy_to_clipboard(self.found.say)
        self.message_line.show("Sent to the clipboard: what to say to the caller.")
        self.call_after_refresh(self._keep_in_sight)

    def action_close(self) -> None:
        """Close with what is answered."""
        self.dismiss(self.answers)


def _choice(options: Sequence[Option], given: str, otherwise: str) -> Choice:
    return Choice(options, given if given in [option.id for option in options] else otherwise)


def _reply(text: str | None) -> Reply:
    return "yes" if text == "yes" else "no" if text == "no" else "unknown"


def _named(text: str | None) -> LetterNames:
    return "IOPC" if text == "IOPC" else "local policing body" if text == "local policing body" else "not known"


def _counted(question: Question, found: Answer, reply: Reply) -> Reply:
    """How the rules count the question, which the authority may answer by itself."""
    if found.decision in UNASKED:
        return reply
    return "yes" if question in found.met else "unknown" if question in found.unknown else "no"
