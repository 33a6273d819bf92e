"""Every colour that carries a meaning can be read, and every theme has them all."""

import pytest
from textual.color import Color

from screens.themes import THEMES, state_variables
from screens.widgets.fields import Choice, FieldRow, NoteField, Option, TextField
from screens.widgets.header import DeskHeader
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import Host

STATES = ("state-overdue", "state-today", "state-soon", "state-ok", "state-paused", "state-muted")
AA = 4.5


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_wcags() -> None:
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "panel", "row-cursor", "row-cursor-blurred"])
def test_states_can_be_read_on_every_ground(theme, ground) -> None:  # type: ignore[no-untyped-def]
    background = theme.variables.get(ground) or getattr(theme, ground)
    for state in STATES:
        assert contrast(theme.variables[state], background) >= AA, state
    assert contrast(theme.foreground, background) >= AA


def test_every_theme_defines_the_same_variables() -> None:
    assert {frozenset(theme.variables) for theme in THEMES} == {frozenset(state_variables())}


@pytest.mark.parametrize("name", [*(theme.name for theme in THEMES), "textual-light", "nord"])
async def test_every_widget_draws_in_every_theme(name: str) -> None:
    widgets = (DeskHeader(), FieldRow("Name", TextField()), FieldRow("Type", Choice([Option("e", "Enquiry")])), NoteField())
    app = Host(*widgets, theme=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Enquiry" in screen_text(app)
