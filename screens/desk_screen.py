"""The base of every screen: header, body, message line, command bar, and commands that say why they cannot run."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import Screen
from textual.widget import Widget

from screens.commands import Command
from screens.common_commands import COMMON
from screens.help import HelpScreen
from screens.palette import DeskCommands
from screens.widgets.command_bar import CommandBar
from screens.widgets.header import DeskHeader
from screens.widgets.message_line import Kind, MessageLine
from screens.widgets.window_table import WindowTable


class DeskScreen(Screen[None]):
    """A screen with a header, a body, one line for messages and a bar of commands."""

    DEFAULT_CSS = """
    DeskScreen {
        layout: vertical;
        & > #body { height: 1fr; }
    }
    """

    COMMANDS: ClassVar = {DeskCommands}
    commands: ClassVar[tuple[type[Command], ...]] = ()
    BINDINGS: ClassVar = [command.binding() for command in COMMON]

    _possible: Sequence[bool] = ()

    header = query_one(DeskHeader)
    message_line = query_one(MessageLine)

    def __init_subclass__(cls) -> None:
        """Make the bindings from the class's commands and see that each has its action."""
        own = cls.__dict__.get("commands", ())
        missing = [command.name() for command in own if not hasattr(cls, f"action_{command.name()}")]
        if missing:
            raise TypeError(f"{cls.__name__} has no action for: {', '.join(missing)}")
        if own:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *(command.binding() for command in own)]
        super().__init_subclass__()

    def compose(self) -> ComposeResult:
        """Lay out the four parts; a screen supplies its own body."""
        yield DeskHeader()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield MessageLine()
        yield CommandBar()

    def compose_body(self) -> Iterable[Widget]:
        """The screen's own widgets, top to bottom."""
        return ()

    @classmethod
    def all_commands(cls) -> tuple[type[Command], ...]:
        """The screen's own commands and then those that every screen has."""
        return (*cls.commands, *(command for command in COMMON if command not in cls.commands))

    def in_footer(self, command: type[Command]) -> bool:
        """Whether a command is among the few in the command bar now."""
        return command.footer

    def why_not(self, command: type[Command]) -> str | None:
        """One sentence on why a command cannot run now, or None if it can."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can run; None dims it."""
        command = self.command_named(action)
        if command is not None and self.why_not(command) is not None:
            return None
        return super().check_action(action, parameters)

    def command_named(self, name: str) -> type[Command] | None:
        """The command whose action has this name, if the screen has it."""
        return next((command for command in self.all_commands() if command.name() == name), None)

    async def action_run_command(self, name: str) -> None:
        """Run a command, or say in one line why it cannot run now."""
        command = self.command_named(name)
        if command is None:
            raise SkipAction
        self.message_line.clear()
        if (reason := self.why_not(command)) is not None:
            self.say(reason, "warning")
        elif not await self.app.run_action(name, self):
            raise SkipAction

    def say(self, text: str, kind: Kind = "information") -> None:
        """Show one line above the command bar until the next command, or for eight seconds."""
        self.message_line.show(text, kind)

    def action_help(self) -> None:
        """Open the help made from this screen's commands."""
        self.app.push_screen(HelpScreen(self))

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        """Leave, by way of the app, which asks when something is unsaved."""
        await self.app.action_quit()

    @on(WindowTable.Highlighted)
    @on(WindowTable.MarksChanged)
    def _commands_may_have_changed(self) -> None:
        """Draw the command bar again only when another of its commands is possible: the cursor moves at every key."""
        possible = [self.why_not(command) is None for command in self.all_commands() if command.footer]
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()
