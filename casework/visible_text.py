"""Text as it may safely be shown: every control, direction and invisible character as a mark."""

import re
from collections.abc import Iterable

CONTROL_PICTURES = 0x2400
DELETE_PICTURE = "␡"
NEWLINE_MARK = "⏎"
TAB_MARK = "⇥"
DIRECTION_MARK = "⇆"
INVISIBLE_MARK = "␦"

_DIRECTION = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = (
    *range(0x80, 0xA0),
    0x00AD,
    0x180E,
    0x200B,
    0x2028,
    0x2029,
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    0x3164,
    *range(0xD800, 0xE000),
    0xFEFF,
    0xFFA0,
    *range(0xFFF0, 0xFFFC),
    0xFFFE,
    0xFFFF,
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100),
    *range(0xE01F0, 0xE1000),
)


def _marks(*, newline: str, tab: str) -> dict[int, str]:
    marks = {code: chr(CONTROL_PICTURES + code) for code in range(0x20)}
    marks |= dict.fromkeys(_INVISIBLE, INVISIBLE_MARK) | dict.fromkeys(_DIRECTION, DIRECTION_MARK)
    return marks | {0x7F: DELETE_PICTURE, ord("\n"): newline, ord("\t"): tab}


_ONE_LINE = _marks(newline=NEWLINE_MARK, tab=TAB_MARK)
_MANY_LINES = _marks(newline="\n", tab=" ")


def _ranges(codes: Iterable[int]) -> str:
    """The codes as the ranges of a character class, few enough to search quickly."""
    ordered = sorted(codes)
    starts = [code for code in ordered if code - 1 not in _ONE_LINE]
    ends = [code for code in ordered if code + 1 not in _ONE_LINE]
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))


_NEEDS_MARKS = re.compile(f"[{_ranges(_ONE_LINE)}]")


def visible(text: str, *, lines: bool = False) -> str:
    """Text of the same length with control, direction and invisible characters shown as marks.

    With `lines`, newlines stay newlines and a tab is one space. Joiners, variation selectors and combining marks
    are part of people's names and stay as they are.
    """
    if (text.isascii() and text.isprintable()) or _NEEDS_MARKS.search(text) is None:
        return text
    return text.translate(_MANY_LINES if lines else _ONE_LINE)
