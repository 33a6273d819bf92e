"""What can be done to the case on the screen."""

from screens.commands import Command


class NextStep(Command):
    """Do the next thing there is to do, as the last line of the essentials says."""

    label = "next step"
    keys = "f"
    footer = True


class AddNote(Command):
    """Write a note on the timeline, kept exactly as typed."""

    label = "note"
    keys = "m"
    footer = True


class RecordStep(Command):
    """Record a step as done now: acknowledged, sent on, answered, decided; its clocks stop or start."""

    label = "step"
    keys = "s"
    footer = True


class AllocateCase(Command):
    """Give the case to somebody, or put it back in the queue."""

    label = "allocate"
    keys = "a"
    footer = True


class CloseCase(Command):
    """Close the case with its outcome; every running clock is judged now."""

    label = "close"
    keys = "x"
    footer = True


class WhyThisDate(Command):
    """Explain a deadline day by day: what was counted, what was skipped and why."""

    label = "why"
    keys = "d"


class PauseOrResume(Command):
    """Pause the clocks while the case waits for somebody else, or let them run on."""

    label = "pause or resume"
    keys = "p"


class GiveLonger(Command):
    """Give a running clock longer, or take back what it was given."""

    label = "give longer"
    keys = "E"


class ChangeReceipt(Command):
    """Change when the case was received; its clocks are counted from there."""

    label = "received"
    keys = "R"


class TakeStepBack(Command):
    """Take back a step that was not done after all; its clocks run as if it had never been."""

    label = "take step back"
    keys = "w"


class Reopen(Command):
    """Open a closed case again; the clocks its closing stopped run on."""

    label = "reopen"
    keys = "O"


class AboutPerson(Command):
    """See or change what is known of the person: adjustments, language, how to reach them, a contact plan."""

    label = "person"
    keys = "P"


class AskMonitoring(Command):
    """Ask the voluntary monitoring questions; the answers are kept apart from the case, without a name."""

    label = "monitoring"
    keys = "M"


class CopyMenu(Command):
    """Copy the reference, the next date in a sentence, the phone number or all of the case; or write it to a file."""

    label = "copy"
    keys = "y"


class CopyReference(Command):
    """Copy the case's reference to the clipboard."""

    label = "copy"
    keys = "y"


class Leave(Command):
    """Go back to where the case was opened from."""

    label = "leave"
    keys = "escape"
