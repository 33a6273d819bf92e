"""The help for a screen, made from its commands."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.command_list import Commanded, grouped, matches, screen_commands, widget_commands
from screens.commands import Command
from screens.safe import fit
from screens.widgets.dialogue import Dialogue
from screens.widgets.text_field import TextField

KEY_CELLS = 17
LABEL_CELLS = 16
EVERYWHERE = "Everywhere"


class HelpScreen(Dialogue[None]):
    """Everything the screen beneath can do, by group, narrowed by typing."""

    BINDINGS: ClassVar = [
        Binding("escape,f1", "close", "Close", show=False, priority=True),
        Binding("down", "scroll('scroll_down')", "Down", show=False),
        Binding("up", "scroll('scroll_up')", "Up", show=False),
        Binding("pagedown", "scroll('page_down')", "Page down", show=False),
        Binding("pageup", "scroll('page_up')", "Page up", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        & > .dialogue { width: 76; height: 90%; }
        & TextField { margin: 0 0 1 0; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & #help { height: auto; }
    }
    """

    def __init__(self, beneath: Screen[Any]) -> None:
        """Help for the screen beneath."""
        super().__init__("Help", "type to search   ↑↓ scroll   esc close")
        self.beneath = beneath
        self._list = Static(markup=False, id="help")
        self._scroll = VerticalScroll(self._list, can_focus=False)

    def compose_question(self) -> list[Widget]:
        """The filter and the list of commands."""
        return [TextField(placeholder="type to search"), self._scroll]

    def on_mount(self) -> None:
        """List everything."""
        self._fill("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def _fill(self, words: str) -> None:
        found = [command for command in self._commands() if matches(searched(command), words)]
        self._list.update(Content("\n").join(self._lines(found)))
        self._scroll.scroll_home(animate=False)
        self.complain("" if found else "No command matches. Delete some of what you typed.")

    def _commands(self) -> list[type[Command]]:
        own = screen_commands(self.beneath)
        here = [command for command in own if command.group != EVERYWHERE]
        everywhere = [command for command in own if command.group == EVERYWHERE]
        return [*here, *widget_commands(self.beneath), *everywhere]

    def _lines(self, commands: Iterable[type[Command]]) -> Iterable[Content]:
        for number, (group, members) in enumerate(grouped(list(commands))):
            if number:
                yield Content("")
            yield Content.styled(group, "bold $primary")
            for command in members:
                yield from self._row(command)

    def _row(self, command: type[Command]) -> Iterable[Content]:
        room = max(20, self.app.size.width - 8 if self.app.size.width < 76 else 70) - KEY_CELLS - LABEL_CELLS
        first, *rest = Content(command.help() or " ").wrap(room)
        yield Content.assemble((fit(command.all_keys_text(), KEY_CELLS), "bold"), fit(command.label, LABEL_CELLS), first)
        blank = " " * (KEY_CELLS + LABEL_CELLS)
        for line in rest:
            yield Content(blank) + line
        if isinstance(self.beneath, Commanded) and (reason := self.beneath.why_not(command)) is not None:
            for line in Content(f"Not now: {reason}").wrap(room):
                yield Content(blank) + line.stylize("$text-muted italic")

    def action_scroll(self, way: str) -> None:
        """Scroll while the filter keeps the focus."""
        getattr(self._scroll, f"action_{way}")()

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)


def searched(command: type[Command]) -> str:
    """The words by which a command is found."""
    return f"{command.label} {command.all_keys_text()} {command.group} {command.help()}"
