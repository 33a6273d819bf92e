"""Why a file from another system can't be brought in at all."""

from casework.errors import DeskError


class UnreadableFile(DeskError):
    """The file can't be opened, or can't be read any further."""


class UnknownColumn(DeskError):
    """A column was named that the file does not have, or has twice."""
