"""Taking the next case of the queue, from any screen that offers it."""

from textual import work

from screens.commands import Command
from screens.live_screen import LiveScreen
from screens.messages import OpenCase


class TakeNext(Command):
    """Take the most urgent case that nobody has and you may work, open it, and say why this one."""

    label = "take next"
    keys = "t"
    footer = True


class TakesNext(LiveScreen):
    """A screen from which the next case can be taken."""

    _taking = False

    @work
    async def action_take_next(self) -> None:
        """Take the next case, and open it; say why this one. The key pressed again meanwhile takes no second one."""
        if self._taking:
            return
        self._taking = True
        try:
            taken = await self.run(self.desk.do.take_next)
        finally:
            self._taking = False
        if taken is not None:
            self.post_message(OpenCase(taken.case_id, say=taken.why))
