"""The file a command is asked to write: a new one by its name, or standard output for `-`."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from iopc_tui.commands.output import BadUse, printing

STANDARD_OUTPUT = "-"


def check_names(names: Sequence[str]) -> None:
    """Raises BadUse where files can't all be meant: one without a name, or two with the same."""
    if not all(name.strip() for name in names):
        raise BadUse("A file to write has no name. Give it one, or - for standard output.")
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice == STANDARD_OUTPUT:
        raise BadUse("Only one of them can be written to standard output.")
    if twice is not None:
        raise BadUse(f"Two files can't have the same name, {twice[:80]}.")


@contextmanager
def writing_wanted(name: str, kind: str = "") -> Iterator[BinaryIO]:
    """What is to be written, whole or not there at all. Raises NotWritten, BadUse, and for `-` what printing raises.

    `kind` is csv, xlsx and so on: a CSV with a name begins with the mark by which Excel knows UTF-8. A request to end leaves
    nothing half written.
    """
    check_names([name])
    if name == STANDARD_OUTPUT:
        if kind == "xlsx" and sys.stdout.isatty():
            raise BadUse("A workbook can't be shown on a terminal. Give it a name, or send it on: > FILE.")
        with printing(), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as file:
            yield file
        return
    from casework.new_file import writing_new
    from iopc_tui.commands.ended_by_signals import ended_by_signals

    with ended_by_signals(), writing_new(Path(name)) as file:
        file.write(BOM_UTF8 if kind == "csv" else b"")
        yield file
