"""How a command speaks: plain text and JSON on standard output, sentences on standard error."""

import json
import os
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from casework.errors import DeskError
from casework.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


class BadUse(DeskError):
    """A command was asked for something that can't be meant."""


class NotPrinted(DeskError):
    """What was to be printed could not be, as on a full disk."""


class NobodyReadsOn(Exception):
    """Whoever read what is printed has had enough, as `head` does; that is no fault."""


def open_streams() -> None:
    """Have the three streams there, those that are closed leading nowhere, and whatever is no text printed as escapes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print text for people; nothing in it can work on the terminal. Raises NobodyReadsOn."""
    _print(visible(text, lines=True))


def say_json(value: object) -> None:
    """Print one line of JSON, in ASCII, every text exactly as typed. Raises NobodyReadsOn."""
    _print(json.dumps(value, ensure_ascii=True))


def tell(sentence: str) -> None:
    """Say a sentence on standard error, on one line."""
    with suppress(OSError):
        sys.stderr.write(visible(" ".join(sentence.split())) + "\n")
        sys.stderr.flush()


def standard_input() -> str:
    """What was piped in, exactly, less the line end that closes it."""
    typed = sys.stdin.buffer.read().decode("utf-8", "backslashreplace")
    return typed.removesuffix("\n").removesuffix("\r")


@contextmanager
def printing() -> "Iterator[None]":
    """While something is printed: raises NobodyReadsOn, and NotPrinted where it can't be, neither of which is a fault."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # Else what is left is tried again when the program ends, and complained of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise NobodyReadsOn from None
        raise NotPrinted(f"Not all could be printed: {error.strerror or 'the system refuses'}.") from None


def _print(text: str) -> None:
    with printing():
        sys.stdout.write(text + "\n")
