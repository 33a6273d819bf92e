"""The one row at the top of every screen: where you are, what is late, and when it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casework.visible_text import visible
from screens.safe import fit

TITLE = "IOPC Desk"
GAP = 2
NARROW_CRUMBS = 16

Counts = tuple[int, int, int]
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which parts of the header are drawn, and how many cells the breadcrumb may take."""

    title: bool = True
    moment: bool = True
    notice: bool = True
    crumbs: int = 1000
    words: bool = True


class DeskHeader(Widget):
    """Breadcrumb, notice, counts of late, due and coming work, and the time; less of it when narrow."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DeskHeader { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    crumbs: reactive[str] = reactive("")
    counts: reactive[Counts | None] = reactive[Counts | None](None)
    moment_text: reactive[str] = reactive("")
    notice: reactive[str] = reactive("")

    def render(self) -> Content:
        """The fullest shape that fits the row."""
        width = self.size.width
        for shape in shapes():
            left, right = self._left(shape), self._right(shape)
            room = width - _cells(right) - (GAP if right else 0)
            if _cells(left) <= room:
                return Content.assemble(*left, " " * (width - _cells(left) - _cells(right)), *right)
        return Content.assemble(*self._right(Shape(moment=False, words=False))).truncate(width)

    def _left(self, shape: Shape) -> list[Part]:
        crumbs = visible(self.crumbs)
        if cell_len(crumbs) > shape.crumbs:
            crumbs = last_crumb(crumbs, shape.crumbs)
        parts: list[Part] = [(TITLE, "bold $primary")] if shape.title else []
        if crumbs:
            parts += [(" " * GAP, ""), (crumbs, "")] if parts else [(crumbs, "")]
        return parts

    def _right(self, shape: Shape) -> list[Part]:
        groups: list[list[Part]] = []
        if self.notice and shape.notice:
            groups.append([(f" {visible(self.notice)} ", "bold reverse")])
        if self.counts is not None:
            groups.append(count_parts(self.counts, words=shape.words))
        if self.moment_text and shape.moment:
            groups.append([(visible(self.moment_text), "")])
        parts: list[Part] = []
        for group in groups:
            parts += [(" " * GAP, ""), *group] if parts else group
        return parts


def shapes() -> Iterator[Shape]:
    """The header's shapes, fullest first: the title goes first, then the breadcrumb's head, the time, the words."""
    yield Shape()
    yield Shape(title=False)
    yield Shape(title=False, crumbs=NARROW_CRUMBS)
    yield Shape(title=False, crumbs=0)
    yield Shape(title=False, crumbs=0, moment=False)
    yield Shape(title=False, crumbs=0, moment=False, words=False)
    yield Shape(title=False, crumbs=0, moment=False, words=False, notice=False)


def last_crumb(crumbs: str, cells: int) -> str:
    """The end of the breadcrumb, which says where you are, in at most this many cells."""
    if cells <= 0:
        return ""
    last = f"… > {crumbs.rpartition(' > ')[2]}"
    return last if cell_len(last) <= cells else fit(last, cells)


def count_parts(counts: Counts, *, words: bool) -> list[Part]:
    """The three counts, each with its mark and, while there is room, its word."""
    parts: list[Part] = []
    for mark, count, word, style in zip("▲◆◐", counts, ("overdue", "today", "soon"), ("overdue", "today", "soon"), strict=True):
        text = f"{mark} {count} {word}" if words else f"{mark} {count}"
        gap = [(" " * GAP, "")] if parts else []
        parts += [*gap, (text, f"$state-{style}" if count else "$text-muted")]
    return parts


def _cells(parts: list[Part]) -> int:
    return sum(cell_len(text) for text, _style in parts)
