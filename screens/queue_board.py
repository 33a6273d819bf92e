"""The way from the queue to the team board."""

from screens.commands import Command
from screens.messages import Go
from screens.queue_cases import QueueCases


class TeamBoard(Command):
    """Go to the team board: who has how much, what each standard has running, and what breaches by Friday."""

    label = "board"
    keys = "b"


class QueueBoard(QueueCases):
    """A queue from which the team board is a key away."""

    def action_team_board(self) -> None:
        """Go to the team board."""
        self.post_message(Go("board"))
