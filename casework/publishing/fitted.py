"""Text in cells of a terminal: how wide it is, and tables made to fit a width."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

GAP = "  "
NARROWEST_TEXT = 12
WIDEST_KEPT_WHOLE = 18
"""How long a word may be to be broken only where nothing else helps."""
Rows = Sequence[Sequence[str]]


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes: two for a wide character, none for what joins another."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) or unicodedata.category(each) in {"Cf", "Mn", "Me"} else _wide(each) for each in text
    )


def _wide(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Text in lines no wider than this, broken between words or, where a word is too long, within it."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cells_of(indent + word) > width:
            if line:
                lines.append(line)
                line = ""
            head = _fitting(word, width - len(indent))
            lines.append(indent + head)
            word = word[len(head) :]
        if line and cells_of(f"{line} {word}") > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else indent + word
    return [*lines, line] if line else lines


def _fitting(word: str, width: int) -> str:
    """As much of a word as is no wider; at least one character."""
    wide = 0
    for place, character in enumerate(word):
        wide += cells_of(character)
        if wide > width and place:
            return word[:place]
    return word


def table_lines(headings: Sequence[str], rows: Rows, numeric: Sequence[bool], width: int) -> Iterator[str]:
    """The table in lines no wider than this; in parts one under another, each with the row's head, if it takes more columns."""
    widths = _widths(headings, rows, numeric, width)
    for part in _parts(widths, width):
        if part[1:] and part[1] > 1:
            yield ""
        heads = [wrapped(headings[place], widths[place]) or [""] for place in part]
        most = max(map(len, heads))
        yield from _joined([[""] * (most - len(head)) + head for head in heads], part, widths, numeric)
        yield GAP.join("-" * widths[place] for place in part)
        for row in rows:
            yield from _joined([wrapped(row[place], widths[place]) or [""] for place in part], part, widths, numeric)


def _joined(columns: Rows, part: Sequence[int], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    for line in zip_longest(*columns, fillvalue=""):
        padded = (_padded(text, widths[place], numeric[place]) for text, place in zip(line, part, strict=True))
        yield GAP.join(padded).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * max(0, width - cells_of(text))
    return space + text if right else text + space


def _widths(headings: Sequence[str], rows: Rows, numeric: Sequence[bool], width: int) -> list[int]:
    """Figures whole, their headings by words; texts as wide as they are or, to fit, the widest cut first."""
    widths = []
    for place, heading in enumerate(headings):
        widest = max([1, *(cells_of(row[place]) for row in rows)])
        if numeric[place]:
            widths.append(min(width, max([widest, *map(cells_of, heading.split())])))
        else:
            widths.append(min(width, max(widest, cells_of(heading))))
    texts = [place for place in range(len(widths)) if not numeric[place]]
    words = [
        max([NARROWEST_TEXT, *(cells_of(word) for row in rows for word in row[place].split())]) for place in range(len(widths))
    ]
    least = [min(WIDEST_KEPT_WHOLE, each) for each in words]
    while sum(widths) + len(GAP) * (len(widths) - 1) > width:
        widest_text = max(texts, key=lambda place: widths[place] - least[place], default=0)
        if not texts or widths[widest_text] <= least[widest_text]:
            break
        widths[widest_text] -= 1
    if sum(widths) + len(GAP) * (len(widths) - 1) > width and len(widths) > 1:
        first = min(widths[0], width // 2)
        widths = [first, *(min(each, width - first - len(GAP)) for each in widths[1:])]
    return widths


def _parts(widths: Sequence[int], width: int) -> Iterator[list[int]]:
    """Which columns stand side by side, the first in each part."""
    part, wide = [0], widths[0] if widths else 0
    for place in range(1, len(widths)):
        if wide + len(GAP) + widths[place] > width and len(part) > 1:
            yield part
            part, wide = [0], widths[0]
        part.append(place)
        wide += len(GAP) + widths[place]
    if widths:
        yield part


def hung(heading: str, text: str, width: int, beside: int) -> list[str]:
    """Text beside its heading, its further lines under its first."""
    room = max(NARROWEST_TEXT, width - beside)
    first, *others = wrapped(text, room) or [""]
    return [f"{heading.ljust(beside)}{first}".rstrip(), *textwrap.indent("\n".join(others), " " * beside).splitlines()]
