"""What can be done on Performance: other periods, parts of the work, the parts of the report, and publishing it."""

from screens.commands import Command
from screens.navigation import NewContact, Reload


class NextPart(Command):
    """Go on to the next part of the report: the words, its tables, its charts."""

    label = "next part"
    keys = "tab"
    footer = True


class PartBefore(Command):
    """Go back to the part before."""

    label = "part before"
    keys = "shift+tab"


class Contents(Command):
    """Choose among the parts of the report."""

    label = "contents"
    keys = "I"


class PeriodBefore(Command):
    """Show the period before: the month, quarter, year or as many days; ← does too where no figures are moved among."""

    label = "period before"
    keys = "<,left"
    footer = True


class PeriodAfter(Command):
    """Show the period after; → does too where no figures are moved among."""

    label = "period after"
    keys = ">,right"
    footer = True


class LongerPeriod(Command):
    """Show the quarter that a month is in, then the financial year, then the month again."""

    label = "month, quarter, year"
    keys = "z"


class JumpToPeriod(Command):
    """Show any period as typed: a month, a quarter, a financial year or a range of days."""

    label = "go to date"
    keys = "J"


class NarrowToPart(Command):
    """Show the figures of one team, kind, channel or force, or of several of these at once."""

    label = "filter"
    keys = "/"
    footer = True


class WholeDesk(Command):
    """Show the figures of the whole desk again."""

    label = "whole desk"
    keys = "escape"


class Publish(Command):
    """Copy the report to the clipboard, or write it as a web page, a workbook, CSV, JSON or text, also fit to publish."""

    label = "copy"
    keys = "y"
    footer = True


COMMANDS: tuple[type[Command], ...] = (
    *(NextPart, PeriodBefore, NarrowToPart, Publish, PeriodAfter, NewContact, Contents, LongerPeriod, JumpToPeriod),
    *(WholeDesk, PartBefore, Reload),
)
