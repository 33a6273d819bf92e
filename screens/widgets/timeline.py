"""The timeline of a case as a list to move in: what happened on one line, the first lines of its text under it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casework.date_words import moment_words
from casework.touch_points import TouchPoint
from casework.visible_text import visible
from screens.commands import Command
from screens.safe import fit
from screens.widgets.list_commands import CursorDown, CursorUp, First, Last, OpenRow, PageDown, PageUp

SIGNS = 2
MOST_SEARCHED = 4000
"""Characters of a text that are looked at for its first lines."""
Line = tuple[str, str]
"""A line as drawn: its text and the part of the widget's style it has."""


class Timeline(ScrollView):
    """Lines of any height, drawn only where they are looked at; the cursor is on one of them."""

    ALLOW_SELECT = False
    commands: ClassVar[tuple[type[Command], ...]] = (CursorUp, CursorDown, PageUp, PageDown, First, Last, OpenRow)
    BINDINGS: ClassVar = [command.binding(command.name()) for command in commands]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--head",
        "timeline--text",
        "timeline--cursor",
        "timeline--words",
    }
    DEFAULT_CSS = """
    Timeline {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .timeline--head { text-style: bold; color: $foreground; }
        & > .timeline--text { color: $foreground; }
        & > .timeline--words { color: $state-muted; }
        & > .timeline--cursor { background: $row-cursor-blurred; }
        &:focus > .timeline--cursor { background: $row-cursor; }
        &:nocolor:focus > .timeline--cursor { text-style: reverse; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    most_lines = 3

    class Highlighted(Message):
        """The cursor is on another touch point."""

        def __init__(self, point: TouchPoint | None) -> None:
            """The touch point, None when there is none."""
            super().__init__()
            self.point = point

    class Opened(Message):
        """A touch point is to be read whole."""

        def __init__(self, point: TouchPoint) -> None:
            """The touch point."""
            super().__init__()
            self.point = point

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.points: Sequence[TouchPoint] = ()
        self._empty = ""
        self._lines: list[list[Line]] = []
        self._tops: list[int] = [0]
        self._told: TouchPoint | None = None

    def show(self, points: Sequence[TouchPoint], empty: str) -> None:
        """Show these; the cursor stays on its touch point, or goes to the one that took its place."""
        if points == self.points and empty == self._empty:
            return
        at = self.point
        keys = [_key(point) for point in points]
        self.points, self._empty = points, empty
        self._lay_out()
        self.set_reactive(Timeline.cursor, keys.index(_key(at)) if at and _key(at) in keys else self.validate_cursor(self.cursor))
        self._keep_cursor_on_screen()
        self.refresh()
        self._tell()

    @property
    def point(self) -> TouchPoint | None:
        """The touch point under the cursor."""
        return self.points[self.cursor] if self.cursor < len(self.points) else None

    # Laying out and drawing.

    def _lay_out(self) -> None:
        width = self._width
        self._lines = [list(_drawn(point, width, self.most_lines)) for point in self.points]
        self._tops = [0]
        for lines in self._lines:
            self._tops.append(self._tops[-1] + len(lines))
        self.virtual_size = Size(width, max(1, self._tops[-1]))

    @property
    def _width(self) -> int:
        return max(20, self.scrollable_content_region.width - SIGNS)

    def on_resize(self) -> None:
        """Break the texts anew."""
        self._lay_out()
        self._keep_cursor_on_screen()
        self.refresh()

    def notify_style_update(self) -> None:
        """Take up a change of theme."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line of the touch point that is scrolled to there."""
        width, base = self.size.width, self.rich_style
        if not self.points:
            return self._strip("", self._empty if y == 0 else "", base + self._style("words"), width)
        index = self._index_at(self.scroll_offset.y + y)
        if index is None:
            return Strip.blank(width, base)
        number = self.scroll_offset.y + y - self._tops[index]
        text, part = self._lines[index][number]
        style = base + self._style(part)
        here = index == self.cursor
        if here and number == 0:
            style += self._style("cursor")
        return self._strip("▸" if here and number == 0 else "", text, style, width)

    def _strip(self, sign: str, text: str, style: Style, width: int) -> Strip:
        segments = [Segment(fit(sign, SIGNS) + fit(text, self._width), style)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"timeline--{part}", partial=True)

    def _index_at(self, line: int) -> int | None:
        from bisect import bisect_right

        index = bisect_right(self._tops, line) - 1
        return index if 0 <= index < len(self.points) else None

    # Moving.

    def validate_cursor(self, index: int) -> int:
        """Keep the cursor on a touch point."""
        return min(max(0, index), max(0, len(self.points) - 1))

    def watch_cursor(self) -> None:
        """Bring the touch point on to the screen and tell which it is."""
        self._keep_cursor_on_screen()
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.point != self._told:
            self._told = self.point
            self.post_message(self.Highlighted(self.point))

    def _keep_cursor_on_screen(self) -> None:
        if not self.points or not self.size.height:
            return
        top, end, height = self._tops[self.cursor], self._tops[self.cursor + 1], self.size.height
        if end > self.scroll_offset.y + height:
            self.scroll_to(y=min(top, end - height), animate=False, force=True)
        elif top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def action_cursor_up(self) -> None:
        """Move to the touch point above."""
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        """Move to the touch point below."""
        self.cursor += 1

    def action_page_up(self) -> None:
        """Move up by a screen."""
        self._move_by(-self.size.height)

    def action_page_down(self) -> None:
        """Move down by a screen."""
        self._move_by(self.size.height)

    def _move_by(self, lines: int) -> None:
        if self.points:
            wanted = min(max(0, self._tops[self.cursor] + lines), self._tops[-1] - 1)
            found = self._index_at(wanted)
            step = 1 if lines > 0 else -1
            self.cursor = self.cursor + step if found == self.cursor else found if found is not None else self.cursor

    def action_first(self) -> None:
        """Move to the newest."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move to the oldest."""
        self.cursor = len(self.points) - 1

    def action_open_row(self) -> None:
        """Read the touch point under the cursor whole."""
        if self.point is not None:
            self.post_message(self.Opened(self.point))

    def on_click(self, event: events.Click) -> None:
        """Move to what is clicked; clicked again, it opens."""
        offset = event.get_content_offset(self)
        index = self._index_at(self.scroll_offset.y + offset.y) if offset is not None else None
        if index is None:
            return
        if index == self.cursor:
            self.action_open_row()
        self.cursor = index

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.refresh(Region(0, 0, self.size.width, self.size.height))


def _key(point: TouchPoint) -> object:
    return point.entry if point.entry is not None else (point.at, point.happened)


def point_head(point: TouchPoint) -> str:
    """`Fri 19 Dec 2025, 17:40  contact by phone, Priya Shah`."""
    merged = f"  (on {point.reference})" if point.reference else ""
    staff = f", by {point.staff}" if point.staff else ""
    return f"{moment_words(point.at)}  {point.happened}{staff}{merged}{'  (edited)' if point.edited else ''}"


def _drawn(point: TouchPoint, width: int, most: int) -> Iterator[Line]:
    yield point_head(point), "head"
    if not point.text.strip():
        return
    shown = visible(point.text[:MOST_SEARCHED], lines=True)
    lines = [line.plain for line in Content(shown).wrap(width - 2) if line.plain.strip()]
    cut = len(lines) > most or len(point.text) > MOST_SEARCHED
    for line in lines[: most - 1] if cut else lines:
        yield f"  {line}", "text"
    if cut:
        left = fit(lines[most - 1], width - 16).rstrip() if len(lines) >= most else ""
        yield f"  {left} … enter: all", "text"
