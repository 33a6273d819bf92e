"""Files written from the screens: all go to the user's own folder for documents, and where one is told in full."""

from pathlib import Path

from rich.cells import cell_len

from casework.new_file import write_beside
from casework.visible_text import visible
from screens.safe import ELLIPSIS, fit

BESIDE_A_PATH = 60
"""Cells of two rows that are left for the words about a path."""


def to_documents(name: str, ending: str, content: bytes) -> Path:
    """Write a new file into the user's folder for documents; gives its path. Raises NotWritten. It is for a thread."""
    from platformdirs import user_documents_path

    return write_beside(user_documents_path(), name, ending, content)


def path_words(path: Path, width: int) -> str:
    """A path in full, for two rows of this width; one that does not fit is cut in its middle, so that the file's name stays."""
    text, cells = visible(str(path)), max(40, 2 * width - BESIDE_A_PATH)
    if cell_len(text) <= cells:
        return text
    end = ""
    for character in reversed(text):
        if cell_len(character + end) > cells - cells // 3:
            break
        end = character + end
    return f"{fit(text, cells // 3).rstrip(' ').removesuffix(ELLIPSIS)}{ELLIPSIS}{end}"
