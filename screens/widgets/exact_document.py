"""The text of a note exactly as it was typed or pasted, and the same text as it may be shown."""

import re
from itertools import chain

from textual.document._document import Document, EditResult, Location

from casework.visible_text import visible

_LINE_END = re.compile(r"\r\n|\r|\n")


class ExactDocument(Document):
    """A text area's document that keeps every character.

    Textual's own splits lines at every Unicode separator and joins them with one kind of newline, so that a
    form feed, U+2028 or a mixture of newlines would be lost. Here the lines that the text area draws are the
    shown ones, character for character, beside the exact ones and the newline that ended each.
    """

    def __init__(self, text: str) -> None:
        """Hold this text."""
        super().__init__("")
        self._exact, self._ends = split_lines(text)
        self._lines = [shown_line(line) for line in self._exact]

    @property
    def text(self) -> str:
        """The text, every character as it came."""
        return "".join(chain.from_iterable(zip(self._exact, [*self._ends, ""], strict=True)))

    def get_text_range(self, start: Location, end: Location) -> str:
        """The exact text between two locations."""
        (top, left), (bottom, right) = sorted((start, end))
        bottom, right = min((bottom, right), self.end)
        if top >= bottom:
            return self._exact[bottom][left:right] if top == bottom else ""
        parts = [self._exact[top][left:], self._ends[top]]
        for row in range(top + 1, bottom):
            parts += [self._exact[row], self._ends[row]]
        return "".join((*parts, self._exact[bottom][:right]))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put the text in place of what is between two locations."""
        top, bottom = sorted((min(start, self.end), min(end, self.end)))
        replaced = self.get_text_range(top, bottom)
        new_lines, new_ends = split_lines(text)
        end_column = len(new_lines[-1]) + (top[1] if len(new_lines) == 1 else 0)
        new_lines[0] = self._exact[top[0]][: top[1]] + new_lines[0]
        new_lines[-1] += self._exact[bottom[0]][bottom[1] :]
        self._exact[top[0] : bottom[0] + 1] = new_lines
        self._ends[top[0] : bottom[0]] = new_ends
        self._lines[top[0] : bottom[0] + 1] = [shown_line(line) for line in new_lines]
        return EditResult((top[0] + len(new_lines) - 1, end_column), replaced)


def split_lines(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and the newline after each but the last."""
    return _LINE_END.split(text), _LINE_END.findall(text)


def shown_line(line: str) -> str:
    """A line of the same length as it may be drawn, a tab as one space."""
    return visible(line, lines=True)
