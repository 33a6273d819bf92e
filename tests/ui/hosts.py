"""The smallest apps that widgets can be tried in, and the worst text that staff may paste."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from screens.themes import DARK, state_variables, use_themes

HOSTILE = (
    "see [/b] and [/]",
    "[@click=app.quit]x[/]",
    "[b]Ref[/b] [CAS-12] urgent",
    "red \x1b[31m text \x07 \x9b",
    "hidden \u202e reversed \u2066 \u200b \ufeff \u2028 end",
    "long " * 1000,
    "👩‍👩‍👧 👍🏽 🇬🇧 你好世界 ｗｉｄｅ",
    "Zoe\u0308 e\u0301\u0301\u0301 \u0301",
    "a\u200db \u200d\ufe0f ☎\ufe0f",
    "tab\tand\r\nlines\nof\rtext",
    "lone \ud800 surrogate",
    "{braces} $variable \\[escaped] \\",
)


WORST = (
    "see [/] [b]x[/b] [@click=app.quit]x[/]",
    "=1+1 \x1b[31m\x07 \u202eth 👩‍👩‍👧 Zoë 你好",
)
"""The same kinds of text in two short ones, for tests that open the whole app for each."""


class Host(App[None]):
    """An app around some widgets that remembers the messages they post."""

    def __init__(self, *widgets: Widget, theme: str = DARK) -> None:
        """Hold these widgets, in this theme."""
        super().__init__()
        self.held = widgets
        self.seen: list[Message] = []
        use_themes(self, theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The states' colours under any theme."""
        return state_variables()

    def compose(self) -> ComposeResult:
        """The widgets, top to bottom."""
        yield from self.held


@dataclass(frozen=True, slots=True)
class Case:
    """A row to show in a list."""

    reference: str
    name: str = "Okafor, Ada"
    due: str = "overdue 3 days"


def cases(count: int) -> list[Case]:
    """Cases E-0, E-1 and so on."""
    return [Case(f"E-{number}") for number in range(count)]


@dataclass
class Rows:
    """A list of cases to read windows of, that can be made to wait or fail and counts what was asked."""

    rows: Sequence[Case]
    windows: list[tuple[int, int]] = field(default_factory=list)
    before_read: Callable[[], None] = lambda: None

    def count(self) -> int:
        """How many cases there are."""
        self.before_read()
        return len(self.rows)

    def window(self, offset: int, limit: int) -> Sequence[Case]:
        """Some of them."""
        self.windows.append((offset, limit))
        return self.rows[offset : offset + limit]

    def position(self, key: Hashable) -> int | None:
        """Where one stands."""
        return next((index for index, row in enumerate(self.rows) if row.reference == key), None)


def having(rows: Iterable[Case], **changes: str) -> list[Case]:
    """The cases with other values."""
    from dataclasses import replace

    return [replace(row, **changes) for row in rows]
