"""What can be done with the form for a new contact."""

from screens.commands import Command


class Save(Command):
    """Save the contact as a case and start its clocks."""

    label = "save"
    keys = "ctrl+s"
    footer = True
    priority = True


class SaveAndNext(Command):
    """Save the contact and start the next one."""

    label = "save, next"
    keys = "ctrl+n"
    footer = True
    priority = True


class StartAfresh(Command):
    """Empty the form; it asks first, since what was typed is then gone."""

    label = "empty"
    keys = "f9"


class KeepAsDraft(Command):
    """Leave the form; what was typed is kept, and n shows it again."""

    label = "keep as draft"
    keys = "escape"
    footer = True
