"""Whether a file's letters are UTF-8 or those of Windows."""

WINDOWS = "cp1252"
NOT_UTF_8 = "is not in UTF-8"
_NOT_WINDOWS = "holds a byte that is no letter, in UTF-8 or on Windows"


class Letters:
    """How the letters of a file are read: as UTF-8 or, with `windows_too`, as Windows-1252, as its first foreign line shows.

    Its text has been read as UTF-8 so far, each byte that is not as a lone surrogate.
    """

    def __init__(self, *, windows_too: bool = False) -> None:
        self._may_be_windows = windows_too
        self.windows = False

    def problem(self, held: list[str]) -> str | None:
        """Why the lines of a record can't be kept, or None when they can."""
        for line in held:
            if "\x00" in line:
                return "holds a NUL character, which can't be kept"
            if not line.isascii():
                problem = self._foreign(line)
                if problem is not None:
                    return problem
        return None

    def read(self, cells: list[str]) -> list[str]:
        """The cells of a record without a problem, as they are meant."""
        return [cell if cell.isascii() else _as_windows(cell) for cell in cells] if self.windows else cells

    def line(self, line: str) -> str:
        """A line that is no record, as it is meant where that can be told."""
        return _as_windows(line) if self.problem([line]) is None and self.windows else line

    def _foreign(self, line: str) -> str | None:
        try:
            if not self.windows:
                line.encode()
        except UnicodeEncodeError:
            if not self._may_be_windows:
                return NOT_UTF_8
            self.windows = True
        self._may_be_windows = False
        if self.windows:
            try:
                _as_windows(line)
            except UnicodeDecodeError:
                return _NOT_WINDOWS
        return None


def _as_windows(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode(WINDOWS)
