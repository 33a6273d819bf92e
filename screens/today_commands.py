"""What can be done on Today: other days, the parts of one, signing it off and publishing it."""

from screens.commands import Command
from screens.navigation import NewContact, Reload


class NextPart(Command):
    """Go on to the next part: the day in words, its figures, what differs from what was signed, the hand-over."""

    label = "next part"
    keys = "tab"
    footer = True


class PartBefore(Command):
    """Go back to the part before."""

    label = "part before"
    keys = "shift+tab"


class DayBefore(Command):
    """Show the day before."""

    label = "day before"
    keys = "left"
    footer = True


class DayAfter(Command):
    """Show the day after."""

    label = "day after"
    keys = "right"
    footer = True


class ThisDay(Command):
    """Show today."""

    label = "today"
    keys = "home"


class JumpToDay(Command):
    """Show the day of any date."""

    label = "go to date"
    keys = "J"


class DaysNotSigned(Command):
    """Choose among the days that nobody has signed yet."""

    label = "not signed"
    keys = "U"


class SignTheDay(Command):
    """Sign the day off: the reasons for lateness still missing, a note for the next shift, and what will be frozen first."""

    label = "sign"
    keys = "S"
    footer = True


class NoteForTheNext(Command):
    """Write a note for the next shift; it stands in the hand-over and on each desk the next morning."""

    label = "note"
    keys = "m"


class TakeNoteBack(Command):
    """Take back a note for the next shift."""

    label = "take note back"
    keys = "W"


class CopyTheDay(Command):
    """Copy the day to the clipboard, or write it as a web page, a workbook, CSV, JSON or plain text."""

    label = "copy"
    keys = "y"
    footer = True


COMMANDS: tuple[type[Command], ...] = (
    *(NextPart, DayBefore, DayAfter, SignTheDay, CopyTheDay, NewContact, ThisDay, JumpToDay, DaysNotSigned),
    *(NoteForTheNext, TakeNoteBack, PartBefore, Reload),
)
