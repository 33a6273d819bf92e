"""How a command speaks: plain text and JSON on standard output, sentences on standard error."""

import json
import sys

from casework.errors import DeskError
from casework.visible_text import visible


class BadUse(DeskError):
    """A command was asked for something that can't be meant."""


def say(text: str) -> None:
    """Print text for people; nothing in it can work on the terminal. Raises BrokenPipeError when nobody reads on."""
    _print(visible(text, lines=True))


def say_json(value: object) -> None:
    """Print one line of JSON, in ASCII, every text exactly as typed."""
    _print(json.dumps(value, ensure_ascii=True))


def tell(sentence: str) -> None:
    """Say a sentence on standard error, on one line."""
    sys.stderr.write(visible(" ".join(sentence.split())) + "\n")
    sys.stderr.flush()


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
