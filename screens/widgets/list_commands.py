"""The keys by which every list moves, opens and marks."""

from screens.commands import Command


class CursorUp(Command):
    """Move to the row above."""

    label = "up"
    keys = "k,up"
    group = "Lists"


class CursorDown(Command):
    """Move to the row below."""

    label = "down"
    keys = "j,down"
    group = "Lists"


class PageUp(Command):
    """Move up by as many rows as are shown."""

    label = "page up"
    keys = "pageup,ctrl+u"
    group = "Lists"


class PageDown(Command):
    """Move down by as many rows as are shown."""

    label = "page down"
    keys = "pagedown,ctrl+d"
    group = "Lists"


class First(Command):
    """Move to the first row."""

    label = "first"
    keys = "g,home"
    group = "Lists"


class Last(Command):
    """Move to the last row."""

    label = "last"
    keys = "G,end"
    group = "Lists"


class OpenRow(Command):
    """Open the row under the cursor."""

    label = "open"
    keys = "enter"
    group = "Lists"


class MarkRow(Command):
    """Mark or unmark the row under the cursor and move down."""

    label = "mark"
    keys = "space"
    group = "Lists"


LIST_COMMANDS: tuple[type[Command], ...] = (CursorUp, CursorDown, PageUp, PageDown, First, Last, OpenRow, MarkRow)
