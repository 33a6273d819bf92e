"""Taking the next case of the queue, from any screen that offers it."""

from textual import work

from screens.commands import Command
from screens.live_screen import LiveScreen
from screens.messages import OpenCase


class TakeNext(Command):
    """Take the unowned case whose deadline comes first, and open it."""

    label = "take next"
    keys = "t"
    footer = True


class TakesNext(LiveScreen):
    """A screen from which the next case can be taken."""

    @work
    async def action_take_next(self) -> None:
        """Take the next unowned case and open it."""
        reference = await self.run(self.desk.do.take_next)
        if reference is not None:
            case = await self.look_up(lambda: self.desk.read.case_called(reference))
            if case is not None:
                self.post_message(OpenCase(case.id))
