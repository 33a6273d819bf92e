"""The one row at the top of every screen: where you are, what is late, and when it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casework.concerns import MARK
from casework.visible_text import visible
from screens.safe import fit

TITLE = "IOPC Desk"
GAP = 2
CRUMB = " > "
FEWEST_CRUMB_CELLS = 8

Counts = tuple[int, int, int]
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which parts of the header are drawn; without `heads` the breadcrumb may lose all but its end."""

    title: bool = True
    day: bool = True
    moment: bool = True
    notice: bool = True
    heads: bool = False
    crumbs: bool = True
    words: bool = True


SHAPES = (
    Shape(heads=True),
    Shape(title=False, heads=True),
    Shape(title=False),
    Shape(title=False, day=False),
    Shape(title=False, moment=False),
    Shape(title=False, moment=False, crumbs=False),
    Shape(title=False, day=False, words=False),
    Shape(title=False, moment=False, words=False),
    Shape(title=False, moment=False, crumbs=False, words=False),
    Shape(title=False, moment=False, crumbs=False, words=False, notice=False),
)
"""The header's shapes, fullest first: the title goes first, then the day, the time and the place; last the words."""


class DeskHeader(Widget):
    """Breadcrumb, concerns and alerts not seen, notice, counts of late, due and coming work, the time; less of it when narrow."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DeskHeader { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    crumbs: reactive[str] = reactive("")
    counts: reactive[Counts | None] = reactive[Counts | None](None)
    moment_text: reactive[str] = reactive("")
    notice: reactive[str] = reactive("")
    alerts: reactive[int] = reactive(0)
    concerns: reactive[int] = reactive(0)
    unfinished: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """The fullest shape that fits the row."""
        width = self.size.width
        for shape in SHAPES:
            right = self._right(shape)
            left = self._left(shape, width - _cells(right) - (GAP if right else 0))
            if left is not None:
                return Content.assemble(*left, " " * (width - _cells(left) - _cells(right)), *right)
        return Content.assemble(*self._right(SHAPES[-1])).truncate(width)

    def _left(self, shape: Shape, room: int) -> list[Part] | None:
        """The title and breadcrumb in at most this many cells, or None if they do not fit."""
        title: list[Part] = [(TITLE, "bold $primary")] if shape.title else []
        crumbs = visible(self.crumbs) if shape.crumbs else ""
        if title and crumbs:
            title.append((" " * GAP, ""))
        if not shape.heads:
            crumbs = shortened_crumbs(crumbs, room - _cells(title))
        parts = [*title, (crumbs, "")]
        return parts if _cells(parts) <= room else None

    def _right(self, shape: Shape) -> list[Part]:
        groups = [[(text, "bold $text-warning")] for text in self._flags(words=shape.words)]
        if self.notice and shape.notice:
            groups.append([(f" {visible(self.notice)} ", "bold reverse")])
        if self.alerts:
            groups.append([(f"! {self.alerts:,}{' new' if shape.words else ''}", "bold $text-warning")])
        if self.counts is not None:
            groups.append(count_parts(self.counts, words=shape.words))
        if self.moment_text and shape.moment:
            moment = visible(self.moment_text)
            groups.append([(moment if shape.day else moment.split()[-1], "")])
        parts: list[Part] = []
        for group in groups:
            parts += [(" " * GAP, ""), *group] if parts else group
        return parts

    def _flags(self, *, words: bool) -> Iterator[str]:
        """What comes before all else: a concern of one's own that is not logged yet, and those no supervisor has seen."""
        if self.unfinished:
            yield f"{MARK} F2: not logged yet" if words else f"{MARK} F2"
        if self.concerns:
            said = f" concern{'' if self.concerns == 1 else 's'}" if words else ""
            yield f"{MARK} {self.concerns:,}{said}"


def shortened_crumbs(crumbs: str, cells: int) -> str:
    """As many crumbs as fit, counting from the last, which says where you are; the last is cut if it must be."""
    if cell_len(crumbs) <= cells:
        return crumbs
    *_, last = heads = crumbs.split(CRUMB)
    for first in range(1, len(heads)):
        shown = CRUMB.join(("…", *heads[first:]))
        if cell_len(shown) <= cells:
            return shown
    return fit(last, max(cells, FEWEST_CRUMB_CELLS))


def count_parts(counts: Counts, *, words: bool) -> list[Part]:
    """The three counts, each with its mark and, while there is room, its word."""
    parts: list[Part] = []
    for mark, count, word, style in zip("▲◆◐", counts, ("overdue", "today", "soon"), ("overdue", "today", "soon"), strict=True):
        text = f"{mark} {count:,} {word}" if words else f"{mark} {count:,}"
        gap = [(" " * GAP, "")] if parts else []
        parts += [*gap, (text, f"$state-{style}" if count else "$text-muted")]
    return parts


def _cells(parts: list[Part]) -> int:
    return sum(cell_len(text) for text, _style in parts)
