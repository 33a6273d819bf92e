"""A group of commands that loads a command's file only when it is named, so that none slows another."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from iopc_tui.commands import PLACES


class LazyCommands(TyperGroup):
    """The commands of `iopc`."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command's name, in the order of the help."""
        return list(PLACES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, loaded now, or None where there is none."""
        place = PLACES.get(cmd_name)
        if place is None:
            return None
        app: typer.Typer = getattr(import_module(f"iopc_tui.commands.{place.module}"), place.app)
        command = get_group(app) if place.family else get_command(app)
        command.name = cmd_name
        return command
