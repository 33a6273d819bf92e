"""The few completions of what is being typed, under its field."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from casework.filter_completion import Completion
from screens.safe import fit

MOST_ROWS = 6
SIGN = "▸ "
GAP = 2
WIDEST = 30
"""The most cells of what is offered; the words on it have the rest."""


class CompletionList(Widget, can_focus=False):
    """Offers to choose from while the field keeps the focus; it takes no room when there are none."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"completion-list--here", "completion-list--words"}
    DEFAULT_CSS = """
    CompletionList {
        height: auto;
        display: none;
        background: $surface;
        &.-open { display: block; }
        & > .completion-list--here { background: $row-cursor; text-style: bold; }
        & > .completion-list--words { color: $state-muted; }
        &:nocolor > .completion-list--here { text-style: bold reverse; }
    }
    """

    offers: reactive[tuple[Completion, ...]] = reactive((), layout=True)
    place: reactive[int] = reactive(0)

    class Taken(Message):
        """An offer was clicked."""

        def __init__(self, place: int) -> None:
            """Its place among the offers."""
            super().__init__()
            self.place = place

    def show(self, offers: Sequence[Completion]) -> None:
        """Offer these, the first of them to be taken unless another is moved to."""
        self.place = 0
        self.offers = tuple(offers)
        self.set_class(bool(offers), "-open")

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self.offers)

    def move(self, step: int) -> None:
        """Go to another offer, stopping at the ends."""
        self.place = max(0, min(len(self.offers) - 1, self.place + step))

    @property
    def _first(self) -> int:
        """The first offer that is shown: those around the one gone to."""
        return max(0, min(self.place - MOST_ROWS // 2, len(self.offers) - MOST_ROWS))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A row for each offer, as far as there is room."""
        return min(MOST_ROWS, len(self.offers))

    def render(self) -> Content:
        """A row each, what is offered and the words on it; the last says how many more there are."""
        width = self.content_size.width
        shown = self.offers[self._first : self._first + MOST_ROWS]
        wide = min(WIDEST, max((cell_len(offer.shown) for offer in shown), default=0))
        # Textual's visual style of a component forgets its background; its rich style does not.
        here, words = (
            Style.from_rich_style(self.get_component_rich_style(f"completion-list--{part}", partial=True))
            for part in ("here", "words")
        )
        rows = []
        for place, offer in enumerate(shown, self._first):
            chosen = place == self.place
            more = self._more if place == self._first + MOST_ROWS - 1 else ""
            room = max(0, width - len(SIGN) - wide - GAP - cell_len(more))
            row = f"{SIGN if chosen else '  '}{fit(offer.shown, wide)}{' ' * GAP}"
            rest = f"{fit(offer.help, room)}{more}"
            rows.append(Content.styled(row + rest, here) if chosen else Content.assemble(row, (rest, words)))
        return Content("\n").join(rows)

    @property
    def _more(self) -> str:
        left = len(self.offers) - self._first - MOST_ROWS
        return f"  {left} more" if left > 0 else ""

    def on_click(self, event: events.Click) -> None:
        """Take the offer that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and 0 <= offset.y < len(self.offers):
            self.post_message(self.Taken(self._first + offset.y))
