"""The bar at the foot of a screen: the few commands that matter most here, and help."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from screens.command_list import Commanded
from screens.commands import Command, key_text
from screens.common_commands import Help

MOST_ENTRIES = 5
"""How many entries there are at most beside help; in a bar narrower than ROOMY help is among them."""
ROOMY = 100
GAP = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One command as the bar shows it, and the cell it starts at."""

    command: type[Command]
    key: str
    start: int

    @property
    def end(self) -> int:
        """The cell after the label's last."""
        return self.start + cell_len(self.key) + 1 + cell_len(self.command.label)


class CommandBar(Widget):
    """One row of `key label` entries that never overflows and dims what cannot be done now."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"command-bar--key", "command-bar--label", "command-bar--impossible"}  # noqa: RUF012
    DEFAULT_CSS = """
    CommandBar {
        height: 1;
        padding: 0 1;
        background: $panel;
        & > .command-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .command-bar--label { color: $foreground; }
        & > .command-bar--impossible { color: $text-muted; text-style: dim; }
    }
    """

    def on_mount(self) -> None:
        """Redraw whenever the screen's bindings or their possibility change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def entries(self) -> list[Entry]:
        """The entries that fit, in the screen's order, help last."""
        keys = keys_that_work(self.screen)
        screen = cast(Commanded, self.screen)
        wanted = [command for command in screen.all_commands() if screen.in_footer(command) and command is not Help]
        most = MOST_ENTRIES if self.size.width >= ROOMY else MOST_ENTRIES - 1
        reachable = [command for command in wanted if command.name() in keys][:most]
        if Help.name() in keys:
            reachable.append(Help)
        return entries_that_fit([(command, keys[command.name()]) for command in reachable], self.size.width)

    def render(self) -> Content:
        """The row, each possible key in bold and each impossible entry dimmed."""
        why_not = cast(Commanded, self.screen).why_not
        key_style, label_style, dimmed = (
            self.get_visual_style(f"command-bar--{part}", partial=True) for part in ("key", "label", "impossible")
        )
        parts: list[Content] = []
        for entry in self.entries():
            possible = why_not(entry.command) is None
            parts.append(
                Content.assemble(
                    (entry.key, key_style if possible else dimmed),
                    (f" {entry.command.label}", label_style if possible else dimmed),
                )
            )
        return Content(" " * GAP).join(parts)

    def entry_at(self, x: int) -> Entry | None:
        """The entry drawn at this cell of the content."""
        return next((entry for entry in self.entries() if entry.start <= x < entry.end), None)

    async def on_click(self, event: events.Click) -> None:
        """Run the entry that was clicked."""
        offset = event.get_content_offset(self)
        entry = self.entry_at(offset.x) if offset is not None else None
        if entry is not None:
            await cast(Commanded, self.screen).action_run_command(entry.command.name())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the entry under the pointer."""
        offset = event.get_content_offset(self)
        entry = self.entry_at(offset.x) if offset is not None else None
        self.tooltip = Content(entry.command.help()) if entry is not None else None


def keys_that_work(screen: Screen[Any]) -> dict[str, str]:
    """The first key that reaches each command now, by the command's name: letters go to a focused text field."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, active in screen.active_bindings.items():
        if active.binding.id is not None:
            keys[active.binding.id].append(key_text(key))
    return {name: found[0] for name, found in keys.items()}


def entries_that_fit(commands: Sequence[tuple[type[Command], str]], width: int) -> list[Entry]:
    """Entries placed in order; those that do not fit are left out from the end, the last of all, help, kept."""
    chosen = list(commands)
    while chosen:
        placed: list[Entry] = []
        start = 0
        for command, key in chosen:
            entry = Entry(command, key, start)
            placed.append(entry)
            start = entry.end + GAP
        if placed[-1].end <= width:
            return placed
        del chosen[-2 if len(chosen) > 1 else -1]
    return []
