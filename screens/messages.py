"""What screens ask of the app."""

from dataclasses import dataclass
from datetime import date

from textual.message import Message


class CasesChanged(Message):
    """Something was written: lists that show cases read them again."""


@dataclass
class OpenCase(Message):
    """Show the case in this row of the record; `then` names a command of its screen to begin with, `say` is said over it."""

    case_id: int
    then: str = ""
    say: str = ""


@dataclass
class Go(Message):
    """Show a section, or with a step, the place before or after this one."""

    section: str = ""
    step: int = 0


@dataclass
class OpenQueue(Message):
    """Show the queue narrowed to what is typed so, such as `owner:@psmith due:today`."""

    text: str


@dataclass
class OpenDay(Message):
    """Show a day of Today; `part` is the part to show, and `then` names a command of its screen to begin with."""

    day: date
    then: str = ""
    part: str = ""


@dataclass
class StartContact(Message):
    """Open the form for a new contact, or with a draft of that name."""

    draft: str = ""
