"""What screens ask of the app."""

from dataclasses import dataclass

from textual.message import Message


class CasesChanged(Message):
    """Something was written: lists that show cases read them again."""


@dataclass
class OpenCase(Message):
    """Show the case in this row of the record."""

    case_id: int


@dataclass
class Go(Message):
    """Show a section, or with a step, the place before or after this one."""

    section: str = ""
    step: int = 0


class StartContact(Message):
    """Open the form for a new contact."""
