"""The commands that lead from any place to any other."""

from screens.commands import Command


class MyDesk(Command):
    """Go to your desk: your work by deadline, call-backs, drafts, what you were given, what changed."""

    label = "desk"
    keys = "1"
    group = "Places"


class Queues(Command):
    """Go to the queue of open cases."""

    label = "queues"
    keys = "2"
    group = "Places"


class Calculator(Command):
    """Go to the working-day calculator."""

    label = "calculator"
    keys = "4"
    group = "Places"


class Today(Command):
    """Go to the day's figures."""

    label = "today"
    keys = "5"
    group = "Places"


class Performance(Command):
    """Go to the figures of a month, a quarter, a year or any days."""

    label = "performance"
    keys = "6"
    group = "Places"


class Admin(Command):
    """See, and as an administrator change, closures, office hours and standards."""

    label = "admin"
    keys = "7"
    group = "Places"


class WorkOutDates(Command):
    """Work out dates, over this screen."""

    label = "dates"
    keys = "f3"
    group = "Everywhere"
    footer = True


class NewContact(Command):
    """Log a new enquiry, complaint, review application or other contact."""

    label = "new"
    keys = "n,3"
    group = "Places"
    footer = True


class PreviousPlace(Command):
    """Go to the place you were at before this one."""

    label = "previous place"
    keys = "-"
    group = "Places"


class Back(Command):
    """Go back through the places you have been."""

    label = "back"
    keys = "["
    group = "Places"


class Forward(Command):
    """Go forward again through the places you have been."""

    label = "forward"
    keys = "]"
    group = "Places"


class Alerts(Command):
    """See what came due soon or is overdue lately, and open its case."""

    label = "alerts"
    keys = "!"
    group = "Places"


class Reload(Command):
    """Read this screen again from the record."""

    label = "reload"
    keys = "r"


class StartHere(Command):
    """Let your desk open on this section from the next time on."""

    label = "start here"
    keys = "f10"
    group = "Everywhere"


class Bell(Command):
    """Ring the terminal's bell with new alerts, or stop ringing it."""

    label = "bell"
    keys = "f11"
    group = "Everywhere"


class Themes(Command):
    """Change between the dark, light and high-contrast themes."""

    label = "theme"
    keys = "f12"
    group = "Everywhere"


PLACES: tuple[type[Command], ...] = (
    *(MyDesk, Queues, Calculator, Today, Performance, Admin, NewContact, Alerts, WorkOutDates),
    *(PreviousPlace, Back, Forward, StartHere, Bell, Themes),
)
