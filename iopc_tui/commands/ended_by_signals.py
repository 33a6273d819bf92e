"""A request to end, or a line that drops, heard: what was begun is put away first."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDED_BY_SIGNAL = 128
"""The exit code of what a signal ended, less the signal's number."""


def end_signals() -> tuple[int, ...]:
    """The signals that ask a program to end, or tell it that its line dropped, as far as this system has them."""
    return tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a hang-up or a request to end leave through the front door, so that what is only half done is removed."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(ENDED_BY_SIGNAL + number)

    before = {number: signal.signal(number, leave) for number in end_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
