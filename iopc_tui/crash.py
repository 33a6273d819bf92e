"""What is kept when the program fails: where in the code, and nothing that anybody said."""

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from casework.timesource import SystemTime

CRASHED = 70
"""The exit code of a program that failed by its own fault."""


def redacted(error: BaseException) -> str:
    """Each exception that led to the failure, with the file, line and function of every call; no message, no value."""
    return "\n".join(_lines(error, set()))


def keep_report(error: BaseException) -> Path | None:
    """Write the redacted report to a file of its own, for this user alone; None when it can't be written."""
    from platformdirs import user_log_path

    now = SystemTime().now()
    folder = user_log_path("iopc-desk", appauthor=False)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S.%f}-{os.getpid()}.log"
    heading = f"{now:%Y-%m-%dT%H:%M:%SZ} iopc-desk {version('iopc-desk')}, Python {platform.python_version()}, {sys.platform}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{heading}\n\n{redacted(error)}\n")
    except OSError:
        return None
    return path


def sentence_for(error: BaseException) -> str:
    """What a person is told about a failure, once its report is kept."""
    path = keep_report(error)
    where = f"A report without anybody's words or details is in {path}" if path else "Its report could not be written"
    return f"The desk stopped because of a fault of its own ({type(error).__name__}). {where}."


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "then:"
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}"
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(part) not in seen:
            yield "of which:"
            yield from _lines(part, seen)
