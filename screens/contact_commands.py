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


class WhoIsThis(Command):
    """See who it may be of the people known already; use one of them, or add this contact to an open case of theirs."""

    label = "known?"
    keys = "f4"


class AboutPerson(Command):
    """Write down what they need and how to reach them; what is known is shown at the top of each later contact."""

    label = "about them"
    keys = "f5"


class GoToNote(Command):
    """Go to what was said, past the fields that stay empty."""

    label = "said"
    keys = "f8"


class AskWhoReviews(Command):
    """Ask the questions that say whose review it is, and answer them for the caller."""

    label = "for us?"
    keys = "f6"


class Drafts(Command):
    """Put this contact aside and take another: a new one, or one that was put aside or came by mail."""

    label = "drafts"
    keys = "f7"


class StartAfresh(Command):
    """Empty the form; it asks first, since what was typed is then gone."""

    label = "empty"
    keys = "f9"


class KeepAsDraft(Command):
    """Leave the form; what was typed is kept, and n shows it again."""

    label = "keep as draft"
    keys = "escape"
    footer = True
