"""A one-row choice of a few or many things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from casework.visible_text import visible
from screens.safe import fit

MORE_BEFORE = "‹ "
MORE_AFTER = " ›"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: `letter`, if given, is shown and chooses it; the label's first letter does so too."""

    id: str
    label: str
    letter: str = ""

    def text(self, *, chosen: bool) -> str:
        """How it is drawn, in words that tell the chosen one without colour."""
        label = visible(self.label)
        if chosen:
            return f"[● {label}]"
        place = label.casefold().find(self.letter.casefold()) if self.letter else -1
        if place < 0:
            return f" {label} ({self.letter}) " if self.letter else f" {label} "
        return f" {label[:place]}({label[place]}){label[place + 1 :]} "

    def answers_to(self, letter: str) -> bool:
        """Whether pressing this letter chooses it."""
        return (self.letter or self.label[:1]).casefold() == letter.casefold()


class Choice(Widget, can_focus=True):
    """Options in a row, moved through by arrows and letters; the chosen one stands in brackets."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = [
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right", "step(1)", "Next", show=False),
        Binding("home", "end(0)", "First", show=False),
        Binding("end", "end(-1)", "Last", show=False),
        Binding("backspace,delete", "clear", "Choose none", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--option", "choice--more"}
    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: 1fr;
        background: $surface;
        &:focus { background-tint: $foreground 8%; }
        & > .choice--chosen { text-style: bold; }
        & > .choice--more { color: $secondary; }
        &:focus > .choice--chosen { text-style: bold reverse; }
    }
    """

    value: reactive[str | None] = reactive[str | None](None, init=False)

    class Changed(Message):
        """Another option was chosen, or none."""

        def __init__(self, choice: "Choice", value: str | None) -> None:
            """The id of the option chosen."""
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The choice it is about."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        value: str | None = None,
        *,
        optional: bool = False,
        shares_keys: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """A choice among these; an optional one can be emptied with backspace.

        One that `shares_keys` leaves the letters and figures that none of its options answers to, to the screen.
        """
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)
        self.optional = optional
        self.shares_keys = shares_keys
        self.set_reactive(Choice.value, value)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; a value no longer among them is dropped."""
        self.options = tuple(options)
        if self.index is None:
            self.value = None
        self.refresh()

    @property
    def index(self) -> int | None:
        """The place of the chosen option."""
        return next((place for place, option in enumerate(self.options) if option.id == self.value), None)

    def watch_value(self, value: str | None) -> None:
        """Tell the screen."""
        self.post_message(self.Changed(self, value))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and figures choose here rather than run the screen's commands."""
        if character is None or not character.isalnum():
            return False
        return not self.shares_keys or any(option.answers_to(character) for option in self.options)

    def on_key(self, event: events.Key) -> None:
        """Choose the next option with the letter pressed."""
        letter = event.character
        if letter is None or not self.check_consume_key(event.key, letter):
            return
        event.stop()
        event.prevent_default()
        after = -1 if self.index is None else self.index
        count = len(self.options)
        for step in range(1, count + 1):
            option = self.options[(after + step) % count]
            if option.answers_to(letter):
                self.value = option.id
                return

    def action_step(self, step: int) -> None:
        """Choose a neighbour, stopping at the ends."""
        if self.options:
            last = len(self.options) - 1
            start = self.index if self.index is not None else (-1 if step > 0 else last + 1)
            self.value = self.options[min(max(0, start + step), last)].id

    def action_end(self, place: int) -> None:
        """Choose the first or the last."""
        if self.options:
            self.value = self.options[place].id

    def action_clear(self) -> None:
        """Choose none, where that is allowed."""
        if self.optional:
            self.value = None

    @property
    def _room(self) -> int:
        """The cells between the two arrows."""
        return max(1, self.size.width - len(MORE_BEFORE) - len(MORE_AFTER))

    def _text(self, place: int) -> str:
        text = self.options[place].text(chosen=place == self.index)
        return text if cell_len(text) <= self._room else fit(text, self._room)

    def shown(self) -> range:
        """The places of the options that fit the row, the chosen one among them."""
        widths = [cell_len(self._text(place)) for place in range(len(self.options))]
        if sum(widths) <= self.size.width or not widths:
            return range(len(widths))
        room = self._room
        first = last = self.index or 0
        used = widths[first]
        if sum(widths[:last]) + used <= room:
            first, used = 0, sum(widths[:last]) + used
        while True:
            if last + 1 < len(widths) and used + widths[last + 1] <= room:
                last += 1
                used += widths[last]
            elif first > 0 and used + widths[first - 1] <= room:
                first -= 1
                used += widths[first]
            else:
                return range(first, last + 1)

    def render(self) -> Content:
        """The options that fit, with arrows where there are more."""
        # Textual's visual style of a component forgets that it is reversed; its rich style does not.
        more, chosen = (
            Style.from_rich_style(self.get_component_rich_style(f"choice--{part}", partial=True)) for part in ("more", "chosen")
        )
        shown = self.shown()
        content = Content.styled(MORE_BEFORE, more) if shown.start else Content("")
        for place in shown:
            text = self._text(place)
            content += Content.styled(text, chosen) if place == self.index else Content(text)
        if shown.stop < len(self.options):
            content += Content.styled(MORE_AFTER, more)
        return content

    def on_click(self, event: events.Click) -> None:
        """Choose the option clicked; an arrow chooses the next one that way."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        shown = self.shown()
        cell = len(MORE_BEFORE) if shown.start else 0
        if offset.x < cell:
            self.action_step(-1)
            return
        for place in shown:
            cell += cell_len(self._text(place))
            if offset.x < cell:
                self.value = self.options[place].id
                return
        if shown.stop < len(self.options):
            self.action_step(1)
