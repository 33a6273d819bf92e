"""What can be done on the team board."""

from screens.commands import Command
from screens.navigation import NewContact, Reload


class NextPart(Command):
    """Go on to the next part: people, standards, forecast."""

    label = "next part"
    keys = "tab"
    footer = True


class PartBefore(Command):
    """Go back to the part before."""

    label = "part before"
    keys = "shift+tab"


class NarrowToTeam(Command):
    """Narrow the board to one team, or widen it to the whole desk."""

    label = "filter"
    keys = "/"
    footer = True


class ForecastTo(Command):
    """Forecast to another date than Friday."""

    label = "go to date"
    keys = "J"


class DayEarlier(Command):
    """Forecast to the working day before."""

    label = "day before"
    keys = "left"


class DayLater(Command):
    """Forecast to the working day after."""

    label = "day after"
    keys = "right"


class BackToQueue(Command):
    """Widen the board to the whole desk again, or go back to the queue."""

    label = "back to queue"
    keys = "escape"
    footer = True


COMMANDS: tuple[type[Command], ...] = (
    *(NextPart, NarrowToTeam, BackToQueue, NewContact, ForecastTo, PartBefore, DayEarlier, DayLater, Reload),
)
