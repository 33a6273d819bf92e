"""How a command speaks: plain text and JSON on standard output, sentences on standard error."""

import json
import os
import sys

from casework.errors import DeskError
from casework.visible_text import visible


class BadUse(DeskError):
    """A command was asked for something that can't be meant."""


class NobodyReadsOn(Exception):
    """Whoever read what is printed has had enough, as `head` does; that is no fault."""


def say(text: str) -> None:
    """Print text for people; nothing in it can work on the terminal. Raises NobodyReadsOn."""
    _print(visible(text, lines=True))


def say_json(value: object) -> None:
    """Print one line of JSON, in ASCII, every text exactly as typed. Raises NobodyReadsOn."""
    _print(json.dumps(value, ensure_ascii=True))


def tell(sentence: str) -> None:
    """Say a sentence on standard error, on one line."""
    sys.stderr.write(visible(" ".join(sentence.split())) + "\n")
    sys.stderr.flush()


def standard_input() -> str:
    """What was piped in, exactly, less the line end that closes it."""
    typed = sys.stdin.buffer.read().decode("utf-8", "backslashreplace")
    return typed.removesuffix("\n").removesuffix("\r")


def _print(text: str) -> None:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NobodyReadsOn from None
