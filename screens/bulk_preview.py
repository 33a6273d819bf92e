"""What a change of many cases would come to, before it is done: how many it is done to, which are refused and why."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.binding import Binding
from textual.widget import Widget

from casework.errors import DeskError
from db.actions.bulk import ChangeMany, ManyChanged
from db.written.bulk_lines import preview_lines
from screens.safe import safe_lines
from screens.widgets.dialogue import Dialogue
from screens.widgets.reading_pane import ReadingPane

Try = Callable[[ChangeMany, Callable[[int], bool]], ManyChanged]


class BulkPreview(Dialogue[ManyChanged | None]):
    """Tries a change of many cases, shows what came of it, and gives that when it is to be done; None when it is left."""

    BINDINGS: ClassVar = [
        Binding("enter", "do_it", "Do it", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    BulkPreview {
        & > .dialogue { width: 80; }
        & ReadingPane { height: auto; max-height: 65vh; }
    }
    """

    def __init__(self, title: str, tries: Try, command: ChangeMany) -> None:
        """Try this command and show what it would do."""
        super().__init__(title, "enter does it   ↑↓ scroll   esc leaves everything")
        self._tries, self._command = tries, command
        self._found: ManyChanged | None = None
        self._left = False
        self._tried = 0

    def compose_question(self) -> list[Widget]:
        """The text."""
        return [ReadingPane()]

    def on_mount(self) -> None:
        """Begin to try, and say how far that is."""
        self._pane.focus()
        self._say_how_far()
        self.set_interval(0.2, self._say_how_far)
        self._try()

    @property
    def _pane(self) -> ReadingPane:
        return self.query_one(ReadingPane)

    @work(group="try")
    async def _try(self) -> None:
        try:
            found = await asyncio.to_thread(self._tries, self._command, self._go_on)
        except DeskError as refusal:
            if not self._left:
                self._pane.say(safe_lines("Nothing can be changed so."))
                self.complain(str(refusal))
                self._left = True
            return
        if self._left:
            return
        self._found = found
        self._pane.say(safe_lines("\n".join(preview_lines(found, self._command.change))))

    def on_unmount(self) -> None:
        """The app ends, or another screen has taken the place: the trying stops."""
        self._left = True

    def _go_on(self, tried: int) -> bool:
        self._tried = tried
        return not self._left

    def _say_how_far(self) -> None:
        if self._found is None and not self._left:
            self._pane.say(safe_lines(f"Trying {self._tried:,} of {len(self._command.cases):,} cases. Nothing is changed yet."))

    def action_do_it(self) -> None:
        """Go on to do it, once it was tried; where nothing can be done, leave."""
        if self._found is not None:
            self.dismiss(self._found if self._found.done else None)
        elif self._left:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave everything as it is; the trying stops."""
        self._left = True
        self.dismiss(None)
