"""The commands every screen has."""

from screens.commands import Command


class Help(Command):
    """Show everything this screen can do and the keys for it."""

    label = "help"
    keys = "?,f1"
    group = "Everywhere"
    footer = True


class Palette(Command):
    """Find any command by its name, or open a case by its reference."""

    label = "commands"
    keys = ":,ctrl+p"
    group = "Everywhere"


class Quit(Command):
    """Leave IOPC Desk; what is being typed is kept as a draft."""

    label = "quit"
    keys = "ctrl+q"
    group = "Everywhere"


class Safeguarding(Command):
    """See what to ask and do when somebody is in danger, and log it; flag an allegation to refer, or unacceptable contact."""

    label = "safeguarding"
    keys = "f2"
    group = "Everywhere"
    footer = True
    priority = True


COMMON: tuple[type[Command], ...] = (Help, Palette, Quit)
