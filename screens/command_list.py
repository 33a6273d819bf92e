"""The commands that can be reached from a screen: its own, those everywhere, and its widgets' own."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, runtime_checkable
from unicodedata import combining, normalize

from textual.screen import Screen

from screens.commands import Command


@runtime_checkable
class Commanded(Protocol):
    """A screen whose commands can be listed and run by name."""

    def all_commands(self) -> tuple[type[Command], ...]:
        """Its commands and those every screen has."""
        ...

    def in_footer(self, command: type[Command]) -> bool:
        """Whether a command is among the few in the command bar now."""
        ...

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        ...

    async def action_run_command(self, name: str) -> None:
        """Run one, or say why not."""
        ...


def screen_commands(screen: Screen[Any]) -> tuple[type[Command], ...]:
    """The commands of the screen itself, none if it is not a desk screen."""
    return screen.all_commands() if isinstance(screen, Commanded) else ()


def widget_commands(screen: Screen[Any]) -> tuple[type[Command], ...]:
    """The commands of the widgets on the screen, such as how its lists move."""
    found: dict[type[Command], None] = {}
    for widget in screen.query("*"):
        found.update(dict.fromkeys(getattr(widget, "commands", ())))
    return tuple(found)


def grouped(commands: Sequence[type[Command]]) -> Iterator[tuple[str, list[type[Command]]]]:
    """The commands by group: first the screen's own, then the groups in the order they first appear."""
    groups: dict[str, list[type[Command]]] = {Command.group: []}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    yield from ((group, found) for group, found in groups.items() if found)


def matches(text: str, words: str) -> bool:
    """Whether every word typed is somewhere in the text, whatever its case and, for who has no such keys, its accents."""
    plain = _plain(text)
    return all(word in plain for word in _plain(words).split())


def begins(label: str, words: str) -> bool:
    """Whether a label goes on from what is typed: it is meant rather than one that has the words somewhere."""
    return _plain(label).startswith(_plain(words).strip())


def _plain(text: str) -> str:
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))
