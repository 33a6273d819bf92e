"""The help for a screen, made from its commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.desk_screen import DeskScreen
from textual.screen import ModalScreen
class HelpScreen(ModalScreen[None]):
    """h."""
    def __init__(self, beneath: DeskScreen) -> None:
        super().__init__()
