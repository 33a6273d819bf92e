"""The terms of a filter as the help of a command has them."""

from textwrap import wrap

from casework.filters.terms import KEYS

FILTER_HELP = "Words, !word to leave some out, and terms such as kind:review due:today; the terms are above."
SEE = "see: iopc list --help"
WIDE, BEGINS = 76, 11


def terms_help() -> str:
    """A line or two for each term there is, kept as they are by the help."""
    lines = [
        line
        for key, narrows_to in KEYS.items()
        for line in wrap(f"{key + ':':{BEGINS}}{narrows_to}", WIDE, subsequent_indent=" " * BEGINS)
    ]
    return "\n".join(("\b", *lines))
