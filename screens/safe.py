"""The one way that typed text reaches a widget."""

import re

from rich.cells import cell_len, split_graphemes
from textual.content import Content

from casework.visible_text import visible

ELLIPSIS = "…"
_LOOSE_JOINER = re.compile("\u200d(?![\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])")


def safe(text: str, style: str = "") -> Content:
    """Content that shows the text as typed, never as markup, with control characters as marks."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def safe_lines(text: str, style: str = "") -> Content:
    """Content for a text of several lines, such as a note."""
    shown = visible(text, lines=True)
    return Content.styled(shown, style) if style else Content(shown)


def fit(text: str, cells: int) -> str:
    """Text padded with spaces, or cut with an ellipsis, to exactly this many terminal cells."""
    if cells <= 0:
        return ""
    # Few characters fill the cells asked for, so a long note is never measured whole.
    shown = _LOOSE_JOINER.sub("", visible(text[: cells * 8 + 64]))
    width = cell_len(shown)
    if width <= cells and len(text) <= cells * 8 + 64:
        return shown + " " * (cells - width)
    return _cut(shown, cells)


def _cut(text: str, cells: int) -> str:
    room = cells - 1
    used = end = 0
    for _start, stop, width in split_graphemes(text)[0]:
        if used + width > room:
            break
        used += width
        end = stop
    return _closed(text[:end], cells)


def _closed(kept: str, cells: int) -> str:
    return kept.rstrip("\u200d") + ELLIPSIS + " " * (cells - 1 - cell_len(kept.rstrip("\u200d")))
