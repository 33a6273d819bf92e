"""A new file: never in place of another, for its owner alone, and whole or not there at all."""

import os
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from casework.errors import DeskError

OWNER_ALONE = 0o600
MOST_TRIES = 1000
MOST_OF_A_NAME, MOST_BYTES_OF_A_NAME = 80, 200
_NOT_IN_A_NAME = re.compile(r"[^\w\-. ]+")


class NotWritten(DeskError):
    """A file that could not be written; nothing of it is left."""


def write_new(path: Path, content: bytes) -> Path:
    """Write a file where it is wanted, which is not there yet; gives its path. Raises NotWritten, also when it is there."""
    with writing_new(path) as file:
        file.write(content)
    return path


@contextmanager
def writing_new(path: Path) -> Iterator[BinaryIO]:
    """A file that is written bit by bit and stands where it is wanted only once it is whole. Raises NotWritten.

    Until then it is beside that under a name of its own; of one that is not finished nothing is left.
    """
    try:
        if _is_there(path):
            raise _there_already(path)
        part = path.with_name(f".{token_hex(8)}.part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(part, path)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        with suppress(OSError):
            part.unlink()


def write_beside(folder: Path, name: str, ending: str, content: bytes) -> Path:
    """Write a file into a folder, which is made if need be; gives its path. Raises NotWritten.

    It has the name as far as files can, with -2, -3 and so on before its ending where one of that name is there.
    """
    stem = file_stem(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"The folder {folder} can't be made: {_reason(error)}.") from None
    for number in range(1, MOST_TRIES):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{ending}"
        try:
            _write(path, content)
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            raise _refused(path, error) from None
        return path
    raise NotWritten(f"There are too many files called {stem} in {folder}. Move some away.")


def file_stem(name: str) -> str:
    """A name as a file can have it on any system, less its ending."""
    parts = _NOT_IN_A_NAME.sub(" ", unicodedata.normalize("NFC", name)).split()
    short = " ".join(parts)[:MOST_OF_A_NAME].encode()[:MOST_BYTES_OF_A_NAME].decode(errors="ignore")
    return short.strip(" .") or "file"


def text_bytes(text: str) -> bytes:
    """A text as a file has it: in UTF-8, what that can't hold spelt out."""
    return text.encode("utf-8", "backslashreplace")


def csv_bytes(text: str) -> bytes:
    """A CSV as a file has it: with the mark by which Excel knows UTF-8."""
    return BOM_UTF8 + text_bytes(text)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _put_in_place(part: Path, path: Path) -> None:
    """Give a whole file its name, unless another has taken it meanwhile: on a disk that knows no links, looked at just before."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE))
        part.replace(path)


def _there_already(path: Path) -> NotWritten:
    return NotWritten(f"{(path.name or str(path))[:MOST_OF_A_NAME]} is there already. Give another name.")


def _refused(path: Path, error: OSError | ValueError) -> NotWritten:
    return NotWritten(f"{path} can't be written: {_reason(error)}.")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return error.strerror or "the system refuses"
    return "the system can't have a file of that name"
