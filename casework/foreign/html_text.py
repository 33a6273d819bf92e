"""A mail's HTML as text to read: its words, line breaks and the places its links lead to; nothing in it is run or fetched."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

LONGEST_HTML = 500_000

_HIDDEN = frozenset({"script", "style", "title", "template"})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr"})
_LINES = frozenset({"div", "li", "tr", "br", "section", "article", "header", "footer", "address", "dt", "dd", "center", "body"})
_CELLS = frozenset({"td", "th"})
_MOST_LOOSE_SIGNS = 20
_SPACE = re.compile(r"[ \t\r\n\f]+")
_GAPS = re.compile(r"\n{3,}")


def html_text(html: str, warn: Callable[[str], object]) -> str:
    """HTML as text; `warn` hears of what could not be read as HTML, which is then given as it stands."""
    if len(html) > LONGEST_HTML:
        warn("Its HTML is too long to be turned into text, so it is shown as it stands.")
        return html
    reader = _Reader()
    try:
        _read(reader, html)
    except (AssertionError, ValueError, RecursionError):
        warn("Its HTML is broken, so it is shown as it stands.")
        return html
    if reader.hidden:
        warn("Part of its HTML is never shown, and what hides it has no end: see the mail itself.")
    return reader.text()


def _read(reader: "_Reader", html: str) -> None:
    """Read all of it. A < that begins nothing is a sign like any other; when there are many, so is the rest.

    The parser's own way with them takes time that grows with the square of the text.
    """
    for _ in range(_MOST_LOOSE_SIGNS):
        reader.feed(html)
        if reader.cdata_elem is not None or not reader.rawdata.startswith("<"):
            reader.close()
            return
        html, reader.rawdata = f"&lt;{reader.rawdata[1:]}", ""
    reader.handle_data(unescape(html))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = 0
        self._parts: list[str] = []
        self._exact = 0
        self._link: tuple[str, int] | None = None

    def text(self) -> str:
        """What was read so far, lines without spaces at their ends, never more than one empty line between two."""
        lines = (line.rstrip(" \t") for line in "".join(self._parts).split("\n"))
        return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
            return
        self._breaks(tag)
        if tag == "pre":
            self._exact += 1
        elif tag == "li":
            self._add("- ")
        elif tag == "a":
            self._end_link()
            self._link = (dict(attrs).get("href") or "").strip(), len(self._parts)
        elif tag == "img" and (words := dict(attrs).get("alt")):
            self._add(f"[{words}]")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag == "pre":
            self._exact = max(0, self._exact - 1)
            self._add("\n\n")
        elif tag == "a":
            self._end_link()
        elif tag in _CELLS:
            self._add("\t")
        elif tag != "br":
            self._breaks(tag)

    def handle_data(self, data: str) -> None:
        if not self._exact:
            data = _SPACE.sub(" ", data)
            if not self._parts or self._parts[-1].endswith(("\n", " ")):
                data = data.removeprefix(" ")
        self._add(data)

    def _breaks(self, tag: str) -> None:
        if tag == "br":
            self._add("\n")
        elif tag in _PARAGRAPHS and self._parts:
            self._add("\n\n")
        elif tag in _LINES and self._parts and not self._parts[-1].endswith("\n"):
            self._add("\n")

    def _end_link(self) -> None:
        if self._link is None:
            return
        (place, since), self._link = self._link, None
        shown = "".join(self._parts[since:]).strip()
        if place and shown not in (place, place.removeprefix("mailto:")):
            self._add(f" <{place}>" if shown else f"<{place}>")

    def _add(self, text: str) -> None:
        if text and not self.hidden:
            self._parts.append(text)
