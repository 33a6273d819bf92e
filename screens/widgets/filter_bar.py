"""The line above a list: what it is narrowed to, what can be typed there, and how many are left."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from casework.filter_completion import Completion
from screens.safe import safe
from screens.widgets.completion_list import CompletionList
from screens.widgets.filter_field import HELP, FilterField

Completing = Callable[[str, int], Sequence[Completion]]
"""What may follow in a filter at the cursor's place."""
MOST_PROBLEMS = 2
"""How many terms that are not understood are named at once."""


class FilterBar(Vertical):
    """A row with the filter and the count; under it what is offered while it is typed, and any term that is not understood."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        padding: 0 1;
        & Horizontal { height: 1; }
        & .filter-bar--slash { width: 2; color: $text-muted; }
        & FilterField { width: 1fr; }
        & CompletionList { margin: 0 0 0 2; }
        & .filter-bar--count { width: auto; color: $text-muted; padding: 0 0 0 1; }
        & .filter-bar--problem { display: none; height: auto; max-height: 6; color: $text-warning; }
        & .filter-bar--problem.-said { display: block; }
    }
    """

    count: reactive[str] = reactive("")
    field = query_one(FilterField)
    offered = query_one(CompletionList)

    class Changed(Message):
        """Another filter was typed."""

        def __init__(self, text: str) -> None:
            """The filter as typed."""
            super().__init__()
            self.text = text

    class Left(Message):
        """The filter was left for the list."""

    class Remembered(Message):
        """A filter was left that is to be recalled another time."""

        def __init__(self, text: str) -> None:
            """The filter as typed."""
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        """A bar with no filter and nothing to offer."""
        super().__init__()
        self._completing: Completing = lambda _text, _cursor: ()
        self._place = 0
        self._moved = False
        self._blank_after = ""
        self._problems: tuple[Sequence[str], Sequence[str]] = ((), ())

    def compose(self) -> ComposeResult:
        """The slash, the filter, the count; what is offered and the problem under them."""
        with Horizontal():
            yield Static("/", markup=False, classes="filter-bar--slash")
            yield FilterField()
            yield Static("", markup=False, classes="filter-bar--count")
        yield CompletionList()
        yield Static("", markup=False, classes="filter-bar--problem")

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self.field.value

    @text.setter
    def text(self, text: str) -> None:
        if self.field.put(text):
            self.post_message(self.Changed(text))

    def complete_by(self, completing: Completing) -> None:
        """Offer this from now on."""
        self._completing = completing
        self.field.help_text = HELP

    def start(self) -> None:
        """Go into the filter, at its end, where another term can be typed."""
        self.field.focus()
        kept = self.text.rstrip()
        self.field.put(f"{kept} " if kept else "")

    def complain(self, problems: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        """Name the terms that are not understood: the first few, so that the list below stays in sight.

        While something is offered the term at the cursor is not finished yet, and only those `elsewhere` are complained of.
        """
        self._problems = (problems, elsewhere)
        self._say_problems()

    def _say_problems(self) -> None:
        problems = self._problems[self.offered.is_open]
        problem, each = self.query_one(".filter-bar--problem", Static), list(dict.fromkeys(problems))
        said = each if len(each) <= MOST_PROBLEMS else [*each[:MOST_PROBLEMS], f"And {len(each) - MOST_PROBLEMS:,} more."]
        problem.update(safe("! " + " ".join(said)) if said else "")
        problem.set_class(bool(problems), "-said")

    def watch_count(self, before: str, count: str) -> None:
        """Show how many are left; the screen is laid out again only for more or fewer cells."""
        if self.is_mounted:
            wider = len(count) != len(before)
            self.query_one(".filter-bar--count", Static).update(safe(count), layout=wider)

    def on_descendant_blur(self) -> None:
        """Offer nothing to who types elsewhere."""
        self._offer_nothing()

    def _offer(self) -> None:
        """Offer what can follow what is typed before the cursor."""
        self._place = self.field.cursor_position
        self._moved = False
        self._show(self._completing(self.field.value, self._place))

    def _offer_nothing(self) -> None:
        self._show(())

    def _show(self, offers: Sequence[Completion]) -> None:
        self.offered.show(offers)
        self._say_problems()

    def _take(self, place: int) -> None:
        """Put what is offered into the filter, and offer what can follow it; what was offered elsewhere is looked up anew."""
        if self.field.cursor_position == self._place and place < len(self.offered.offers):
            self._put(self.offered.offers[place])
        else:
            self._offer()

    def _put(self, taken: Completion) -> None:
        """Put what was taken: after a key its values are offered, behind a value is a blank for the next term."""
        whole = taken.cursor == len(taken.text) and not taken.text.endswith((":", " "))
        self._blank_after = f"{taken.text} " if whole else ""
        self.field.put(self._blank_after or taken.text, None if whole else taken.cursor)
        self.post_message(self.Changed(self.text))
        if whole:
            self._offer_nothing()
        else:
            self._offer()

    def _leave(self) -> None:
        self._offer_nothing()
        self.field.put(self.text.rstrip())
        if self.field.remember():
            self.post_message(self.Remembered(self.field.value))
        self.post_message(self.Left())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._blank_after and event.value == f"{self._blank_after},":
            self.field.put(f"{self._blank_after.rstrip()},")
        self._blank_after = ""
        if self.text.strip() and self.field.has_focus:
            self._offer()
        else:
            self._offer_nothing()
        self.post_message(self.Changed(self.text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Leave for the list; who has moved in what is offered means that."""
        event.stop()
        if self.offered.is_open and self._moved:
            self._take(self.offered.place)
        else:
            self._leave()

    @on(CompletionList.Taken)
    def _clicked(self, event: CompletionList.Taken) -> None:
        event.stop()
        self.field.focus()
        self._take(event.place)

    @on(FilterField.Escaped)
    def _one_layer_back(self, event: FilterField.Escaped) -> None:
        event.stop()
        if self.offered.is_open:
            self._offer_nothing()
        else:
            self._leave()

    @on(FilterField.Moved)
    def _move(self, event: FilterField.Moved) -> None:
        """Move in what is offered, or recall."""
        event.stop()
        if self.offered.is_open:
            self.offered.move(event.step)
            self._moved = True
        elif self.field.recall(event.step):
            self.post_message(self.Changed(self.field.value))

    @on(FilterField.Tabbed)
    def _complete(self, event: FilterField.Tabbed) -> None:
        """Take what is offered, or see what can be; where nothing can, go on as tab does."""
        event.stop()
        if self.offered.is_open:
            self._take(self.offered.place)
        elif event.goes_on:
            self._offer()
            if not self.offered.is_open:
                self.screen.focus_next()
