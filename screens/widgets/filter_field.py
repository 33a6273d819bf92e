"""The field in which a filter is typed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from casework.filter_history import with_filter
from screens.widgets.text_field import TextField

PLACEHOLDER = "press / to filter"
HELP = "words, a name, a number, or tab for what else"


class FilterField(TextField):
    """The filter as it is typed. What its keys do beyond typing is for the bar around it, which knows what is open there."""

    BINDINGS: ClassVar = [
        Binding("escape", "escape", "Back to the list", show=False),
        Binding("up", "move(-1)", "Earlier filter", show=False),
        Binding("down", "move(1)", "Later filter", show=False),
        Binding("tab", "tab", "Complete", show=False),
        Binding("right", "right", "Right, or complete", show=False),
    ]

    class Escaped(Message):
        """Esc was pressed."""

    class Moved(Message):
        """Up or down was pressed."""

        def __init__(self, step: int) -> None:
            """-1 for up, 1 for down."""
            super().__init__()
            self.step = step

    class Tabbed(Message):
        """Tab was pressed, which otherwise `goes_on` to what is next, or right at the end."""

        def __init__(self, goes_on: bool) -> None:
            """With tab it goes on."""
            super().__init__()
            self.goes_on = goes_on

    def __init__(self) -> None:
        """An empty filter with nothing to recall."""
        super().__init__(placeholder=PLACEHOLDER)
        self._earlier: tuple[str, ...] = ()
        self._place = 0
        self._begun = ""
        self.help_text = ""
        """What is said in the empty field while it has the focus."""

    @property
    def earlier(self) -> tuple[str, ...]:
        """The filters that can be recalled, the latest last."""
        return self._earlier

    @earlier.setter
    def earlier(self, filters: Sequence[str]) -> None:
        self._earlier = tuple(filters)
        self._place = len(self._earlier)

    def put(self, text: str, cursor: int | None = None) -> bool:
        """Put a text in place of what is typed, which is no typing, the cursor at its end or there; whether it is another."""
        another = text != self.value
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text) if cursor is None else cursor
        return another

    def remember(self) -> bool:
        """Keep the filter to be recalled; whether it is another than the last."""
        before = self._earlier
        self.earlier = with_filter(before, self.value)
        return self._earlier != before

    def recall(self, step: int) -> bool:
        """Take an earlier or later filter, or past the latest what was being typed; whether it is another."""
        if self._place == len(self._earlier):
            self._begun = self.value
        self._place = max(0, min(len(self._earlier), self._place + step))
        return self.put(self._earlier[self._place] if self._place < len(self._earlier) else self._begun)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Say what can be typed while it is typed here."""
        super().watch_has_focus(has_focus)
        self.placeholder = self.help_text if has_focus else PLACEHOLDER

    def action_escape(self) -> None:
        """One layer back."""
        self.post_message(self.Escaped())

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.post_message(self.Moved(step))

    def action_tab(self) -> None:
        """Complete what is typed."""
        self.post_message(self.Tabbed(goes_on=True))

    def action_right(self) -> None:
        """Complete at the end; elsewhere move right."""
        if self.cursor_position < len(self.value) or not self.selection.is_empty:
            self.action_cursor_right()
        elif self.value:
            self.post_message(self.Tabbed(goes_on=False))
