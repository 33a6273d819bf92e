"""What the command palette offers: every command of the screen, and the case whose reference is typed."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from casework.references import Misheard, read_reference
from screens.command_list import Commanded, screen_commands
from screens.commands import Command
from screens.common_commands import Palette


class DeskCommands(Provider):
    """Every command of the screen beneath with its key, and `Open E26-000412G` when a reference is typed."""

    async def search(self, query: str) -> Hits:
        """The commands that match, by label first and then by what they do."""
        for hit in self._opens(query):
            yield hit
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.label), matcher.match(command.help()) / 2)
            if score > 0:
                shown = Content.assemble(matcher.highlight(command.label), keys_after(command))
                yield Hit(score, shown, self._runner(command), command.label, self._help(command))

    def _opens(self, query: str) -> Iterator[Hit]:
        """Opening the case whose reference is typed; one that does not add up is not guessed at, and says so when chosen."""
        opener = self._opener()
        if opener is None:
            return
        try:
            reference = read_reference(query)
        except Misheard as error:
            yield Hit(1.0, Content(str(error)), partial(opener, query), str(error), "The last letter checks the rest.")
            return
        if reference is not None:
            text = f"Open {reference}"
            yield Hit(1.0, Content(text), partial(opener, reference), text, "Open the case with this reference.")

    async def discover(self) -> Hits:
        """Every command, in the screen's order."""
        for command in self._commands():
            shown = Content.assemble(command.label, keys_after(command))
            yield DiscoveryHit(shown, self._runner(command), command.label, self._help(command))

    def _commands(self) -> list[type[Command]]:
        return [command for command in screen_commands(self.screen) if command is not Palette]

    def _runner(self, command: type[Command]) -> Callable[[], object]:
        return partial(cast(Commanded, self.screen).action_run_command, command.name())

    def _help(self, command: type[Command]) -> str:
        reason = cast(Commanded, self.screen).why_not(command)
        words = command.help() if reason is None else f"{command.help()} Not now: {reason}"
        # The palette reads a str as markup; content passes as it is.
        return cast(str, Content(words))

    def _opener(self) -> Callable[[str], object] | None:
        for owner in (self.screen, self.app):
            opener: Callable[[str], object] | None = getattr(owner, "open_reference", None)
            if opener is not None:
                return opener
        return None


def keys_after(command: type[Command]) -> str:
    """A command's keys as they stand after its label."""
    return f"  ({command.all_keys_text()})" if command.keys else ""
