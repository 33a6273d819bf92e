"""The app's own themes: calm, few colours, each state's colour readable on its background."""

from typing import Any, Final

from textual.app import App
from textual.theme import Theme

DARK: Final = "iopc-dark"
LIGHT: Final = "iopc-light"
HIGH_CONTRAST: Final = "iopc-high-contrast"

_DARK = Theme(
    name=DARK,
    primary="#7FB2E5",
    secondary="#8FA3B8",
    accent="#7FB2E5",
    warning="#E6B455",
    error="#F28B82",
    success="#8CC08C",
    foreground="#DDE3EA",
    background="#14181D",
    surface="#1B2027",
    panel="#232A33",
    dark=True,
    variables={
        "state-overdue": "#F28B82",
        "state-today": "#E6B455",
        "state-soon": "#8CC4E8",
        "state-ok": "#8CC08C",
        "state-paused": "#A9B4C0",
        "state-muted": "#A0ABB8",
        "text-muted": "#A0ABB8",
        "row-cursor": "#2A3C52",
        "row-cursor-blurred": "#283441",
        "input-selection-background": "#3D5A7A",
    },
)
_LIGHT = Theme(
    name=LIGHT,
    primary="#1F5C99",
    secondary="#4A5B6C",
    accent="#1F5C99",
    warning="#7A5200",
    error="#A8201A",
    success="#256B2F",
    foreground="#1D242B",
    background="#FAFAF8",
    surface="#F1F1EE",
    panel="#E4E6E6",
    dark=False,
    variables={
        "state-overdue": "#A8201A",
        "state-today": "#7A5200",
        "state-soon": "#1F5C99",
        "state-ok": "#256B2F",
        "state-paused": "#515C66",
        "state-muted": "#525C66",
        "text-muted": "#525C66",
        "row-cursor": "#C9DDF1",
        "row-cursor-blurred": "#DDE5EC",
        "input-selection-background": "#B5D0EA",
    },
)
_HIGH_CONTRAST = Theme(
    name=HIGH_CONTRAST,
    primary="#FFFF00",
    secondary="#FFFFFF",
    accent="#FFFF00",
    warning="#FFD700",
    error="#FF9A9A",
    success="#7CFF7C",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    dark=True,
    variables={
        "state-overdue": "#FF9A9A",
        "state-today": "#FFD700",
        "state-soon": "#8FE3FF",
        "state-ok": "#7CFF7C",
        "state-paused": "#FFFFFF",
        "state-muted": "#E0E0E0",
        "text-muted": "#E0E0E0",
        "row-cursor": "#003C8F",
        "row-cursor-blurred": "#333333",
        "input-selection-background": "#003C8F",
    },
)
THEMES: Final = (_DARK, _LIGHT, _HIGH_CONTRAST)


def state_variables(*, dark: bool = True) -> dict[str, str]:
    """Values for the states under a theme that does not define them; an app's `get_theme_variable_defaults`."""
    return dict((_DARK if dark else _LIGHT).variables)


def use_themes(app: App[Any], theme: str = DARK) -> None:
    """Register the app's themes and start in one of them; call it in the app's constructor."""
    for each in THEMES:
        app.register_theme(each)
    app.theme = theme


def next_theme(name: str) -> str:
    """The theme after this one, the first after the last."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
