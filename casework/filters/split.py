"""Parting what was typed into terms and values: blanks and commas part, but not between quotes."""

from dataclasses import dataclass

QUOTES = '"\u201c\u201d\u201e'
"""Any of these opens and closes a quote, as keyboards and word processors have them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what was typed, from `start` to before `end`; `closed` is whether every quote in it is."""

    text: str
    start: int
    end: int
    closed: bool = True


def pieces(text: str) -> list[Piece]:
    """What stands between blanks."""
    return _parted(text, str.isspace)


def values_in(text: str) -> list[Piece]:
    """What stands between commas."""
    return _parted(text, ",".__eq__)


def piece_at(text: str, cursor: int) -> Piece:
    """The piece between blanks that the cursor is in or behind; an empty one where there is none."""
    return next((each for each in pieces(text) if each.start < cursor <= each.end), Piece("", cursor, cursor))


def unquoted(text: str) -> str:
    """The text without its quotes."""
    return text.translate(_WITHOUT)


def quoted(value: str) -> str:
    """A value as it can be typed: in quotes where it would be parted otherwise."""
    plain = unquoted(value)
    return f'"{plain}"' if any(each.isspace() or each == "," for each in plain) else plain


_WITHOUT = {ord(quote): None for quote in QUOTES}


def _parted(text: str, parts: object) -> list[Piece]:
    assert callable(parts)
    found: list[Piece] = []
    start, inside = None, False
    for place, each in enumerate(text):
        if each in QUOTES:
            inside = not inside
        if not inside and parts(each):
            if start is not None:
                found.append(Piece(text[start:place], start, place))
            start = None
        elif start is None:
            start = place
    if start is not None:
        found.append(Piece(text[start:], start, len(text), closed=not inside))
    return found
