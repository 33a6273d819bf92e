"""A letter as a file: text, a page of HTML or a Word document."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.letters.facts import plain
from casework.new_file import NotWritten

USUAL_POINTS, LARGE_POINTS = 12, 18
"""Letters in ordinary and in large print. 18 point is this desk's choice; large print is commonly taken as 16 to 22 point."""
FONT = "Arial"
LINE_SPACING = 1.4
HTML_LANGUAGES: Mapping[str, str] = {"en": "en-GB", "cy": "cy-GB"}


@dataclass(frozen=True, slots=True)
class FileLetter:
    """A letter for a file: its subject, which is its heading, its text, its language, and whether it is in large print."""

    subject: str
    text: str
    language: str = "en"
    large_print: bool = False

    @property
    def heading(self) -> str:
        """The subject on one line."""
        return plain(self.subject)

    @property
    def paragraphs(self) -> list[list[str]]:
        """The lines of each paragraph: a blank line parts two."""
        whole = plain(self.text, lines=True)
        return [part.split("\n") for part in re.split(r"\n[ \t]*\n+", whole) if part.strip()]

    @property
    def points(self) -> int:
        """The size of its letters."""
        return LARGE_POINTS if self.large_print else USUAL_POINTS


def as_text(letter: FileLetter) -> bytes:
    """The letter as plain text in UTF-8, its subject on the first line."""
    body = plain(letter.text, lines=True)
    return (f"{letter.heading}\n\n{body}\n" if letter.heading else f"{body}\n").encode("utf-8", "replace")


def as_html(letter: FileLetter) -> bytes:
    """The letter as a page; whatever was typed is text in it, never markup."""
    from html import escape

    heading = f"<h1>{escape(letter.heading)}</h1>\n" if letter.heading else ""
    body = "\n".join(f"<p>{'<br>'.join(map(escape, lines))}</p>" for lines in letter.paragraphs)
    style = (
        f"font: {letter.points}pt/{LINE_SPACING} {FONT}, Helvetica, sans-serif; max-width: 40em; margin: 2em; text-align: left;"
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANGUAGES.get(letter.language, "en-GB")}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(letter.heading)}</title>\n<style>body {{ {style} }} h1 {{ font-size: 1.2em; }}</style>\n</head>\n"
        f"<body>\n{heading}{body}\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def as_docx(letter: FileLetter) -> bytes:
    """The letter as a Word document."""
    from casework.letters.word_file import word_document

    return word_document(letter)


FORMATS: Mapping[str, tuple[str, Callable[[FileLetter], bytes]]] = {
    ".docx": ("Word", as_docx),
    ".html": ("web page", as_html),
    ".txt": ("plain text", as_text),
}
"""What a letter can be saved as, by how the file's name ends: what that is called, and what makes it."""


def letter_bytes(letter: FileLetter, ending: str) -> bytes:
    """The letter as a file whose name ends so; raises NotWritten for an ending there is none for."""
    known = FORMATS.get(ending.casefold())
    if known is None:
        raise NotWritten(f"A letter can't be saved as '{ending[:12]}'. End the file's name in {', '.join(FORMATS)}.")
    return known[1](letter)
