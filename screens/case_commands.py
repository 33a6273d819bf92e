"""What can be done to the case on the screen."""

from screens.commands import Command


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
    footer = True


class CopyReference(Command):
    """Copy the case's reference to the clipboard."""

    label = "copy"
    keys = "y"


class Leave(Command):
    """Go back to where the case was opened from."""

    label = "leave"
    keys = "escape"
