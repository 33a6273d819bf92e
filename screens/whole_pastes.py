"""Pasted text arrives whole, as text, whatever is in it."""

import codecs
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual import constants
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

BEGINS = "\x1b[200~"
ENDS = "\x1b[201~"


class WholePastes(XTermParser):
    """Reads what the terminal sends. Textual's own parser takes an escape code inside a paste for keys, and what follows too:

    a pasted ctrl+q would quit, and the rest of the paste would be lost. Here a paste is cut out before keys are looked for.
    """

    def __init__(self, debug: bool = False) -> None:
        """A parser with nothing read."""
        super().__init__(debug)
        self._pasted: str | None = None
        self._held = ""
        self._held_since = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The events in what was read; an unfinished paste, or what may be the start of one, waits for the rest."""
        if not data:
            yield from super().feed("")
            return
        data, self._held = self._held + data, ""
        while data:
            if self._pasted is not None:
                data = yield from self._more_pasted(data)
                continue
            keys, begins, data = data.partition(BEGINS)
            if begins:
                self._pasted = ""
            else:
                self._held = _start_of_marker(keys)
                self._held_since = get_time()
                keys = keys[: len(keys) - len(self._held)]
            if keys:
                yield from super().feed(keys)

    def tick(self) -> Iterable[Message]:
        """What turned out to be keys, such as a lone escape, once nothing has followed for the usual delay."""
        if self._held and get_time() - self._held_since >= constants.ESCAPE_DELAY:
            keys, self._held = self._held, ""
            yield from super().feed(keys)
            self._timeout_time = 0.0
        yield from super().tick()

    def _more_pasted(self, data: str) -> Any:
        pasted, ended, rest = f"{self._pasted}{data}".partition(ENDS)
        self._pasted = None if ended else pasted
        if ended:
            yield Paste(pasted)
        return rest


def _start_of_marker(text: str) -> str:
    """The end of a text that may be the start of a paste's marker."""
    return next((BEGINS[:size] for size in range(len(BEGINS) - 1, 0, -1) if text.endswith(BEGINS[:size])), "")


def use_whole_pastes() -> None:
    """Have Textual's terminal driver read by this parser, and take bytes that are not UTF-8 as visible escapes."""
    try:
        from textual.drivers import linux_driver
    except ImportError:
        return
    linux_driver.XTermParser = WholePastes  # type: ignore[misc, attr-defined, unused-ignore]
    linux_driver.getincrementaldecoder = _forgiving  # type: ignore[assignment, attr-defined, unused-ignore]


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "backslashreplace")
