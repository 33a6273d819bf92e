"""What can be learned from a case: the themes a point can have, and how one is said."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from casework.contact import unstorable
from casework.details import details
from casework.option_reading import DetailNotRead, Option, option_by_words

LINE, TAKEN_BACK = "learning point", "learning point taken back"
"""The kinds of the lines of a timeline that tell of a learning point; their step is its theme."""

SERVICE_THEMES = "service-themes"
THEMES = ("themes", SERVICE_THEMES)
"""The details of a case that say what its themes are; the latter of what is about the desk's own service."""


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """A learning point that stands: on which case, of which kind and about which force, its theme, and its words as typed."""

    id: int
    case_id: int
    reference: str
    kind: str
    force: str | None
    theme: str
    text: str
    at: datetime
    staff: str
    staff_id: int | None = None


@cache
def themes() -> tuple[str, ...]:
    """Every theme: those used across cases, then those of the desk's own service, which are a local example."""
    return tuple(dict.fromkeys(theme for name in THEMES for theme in details()[name].options))


def service_themes() -> frozenset[str]:
    """The themes of the desk's own service."""
    return frozenset(details()[SERVICE_THEMES].options)


def read_theme(typed: str) -> str:
    """The theme meant by its name or the first letters of its words; raises DetailNotRead, naming those there are."""
    if not typed.strip():
        raise DetailNotRead(f"Choose a theme: {', '.join(themes())}.")
    return option_by_words(typed, [Option(theme) for theme in themes()])


def problem_with_point(text: str) -> str | None:
    """Why words can't be a learning point, or None when they can."""
    if not text.strip():
        return "The learning point is empty. Say what can be learned, or leave with esc."
    return unstorable(text)


def line_text(theme: str, text: str) -> str:
    """What the timeline of the case has: the theme, and the words as typed."""
    return f"Theme: {theme}\n{text}"
