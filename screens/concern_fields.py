"""The fields of one kind of concern."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from casework.concerns import AT, TYPE, ConcernField, ConcernKind, option_words, referral_types
from screens.safe import fit, safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.note_field import NoteField
from screens.widgets.text_field import TextField


class TallChoice(Choice):
    """A choice with a row for each option, each in full."""

    BINDINGS: ClassVar = [
        Binding("up", "step(-1)", "Previous", show=False),
        Binding("down", "step(1)", "Next", show=False),
    ]
    DEFAULT_CSS = """
    TallChoice { height: auto; }
    """

    def render(self) -> Content:
        """Every option on a row of its own."""
        chosen = Style.from_rich_style(self.get_component_rich_style("choice--chosen", partial=True))
        rows = [(fit(self._text(place), self.size.width), place == self.index) for place in range(len(self.options))]
        return Content("\n").join(Content.styled(row, chosen) if here else Content(row) for row, here in rows)

    @property
    def _room(self) -> int:
        return max(1, self.size.width)

    def _text(self, place: int) -> str:
        return self.options[place].text(chosen=place == self.index).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Choose the option clicked."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self.options):
            self.value = self.options[offset.y].id


class TimedChoice(Horizontal):
    """Yes or no; beside a yes its time of day, now unless another is typed, or else a few words on what is asked."""

    DEFAULT_CSS = """
    TimedChoice {
        height: 1;
        width: 1fr;
        & > Choice { width: 16; }
        & > Static { width: auto; color: $text-muted; padding: 0 1; }
        & > TextField { width: 1fr; }
    }
    """

    def __init__(self, field: ConcernField, values: Mapping[str, str], now: Callable[[], str]) -> None:
        """Ask this, as answered so far; `now` gives the time of day."""
        super().__init__()
        self._asked = field
        self._now = now
        self.choice = Choice(
            [Option(each, each.capitalize(), each[0]) for each in field.options], values.get(field.id) or None, optional=True
        )
        self.time = TextField(values.get(f"{field.id}{AT}", ""), placeholder="what time, such as 14:02")
        self._note = Static(safe(field.note), markup=False)

    def compose(self) -> ComposeResult:
        """The choice, the time and the words."""
        yield self.choice
        if self._asked.timed:
            yield self.time
        if self._asked.note:
            yield self._note

    def on_mount(self) -> None:
        """Ask for the time of a yes only."""
        self.time.display = self.choice.value == "yes"

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        self.time.display = event.value == "yes"
        if event.value == "yes" and not self.time.value.strip():
            self.time.value = self._now()

    @property
    def values(self) -> dict[str, str]:
        """What is answered, and the time of a yes."""
        chosen = self.choice.value or ""
        return {self._asked.id: chosen, f"{self._asked.id}{AT}": self.time.value if self._asked.timed and chosen == "yes" else ""}


class ConcernFields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What is recorded of a kind of concern, as typed so far."""

    DEFAULT_CSS = """
    ConcernFields {
        height: 1fr;
        scrollbar-size-vertical: 1;
        & TextField { width: 1fr; }
        & NoteField { height: 3; width: 1fr; background: $surface; }
    }
    """

    def __init__(self, kind: ConcernKind, values: Mapping[str, str], now: Callable[[], str]) -> None:
        """The fields of this kind, filled with these values; `now` gives the time of day."""
        super().__init__()
        self.kind = kind
        self._rows = {field.id: FieldRow(field.label, _widget(field, values, now)) for field in kind.fields}

    def compose(self) -> ComposeResult:
        """A row for each field."""
        yield from self._rows.values()

    @property
    def content(self) -> dict[str, str]:
        """All that is typed and chosen, each exactly as it stands; what is empty is left out."""
        found: dict[str, str] = {}
        for name, row in self._rows.items():
            field = row.field
            if isinstance(field, TimedChoice):
                found |= field.values
            elif isinstance(field, NoteField):
                found[name] = field.text
            elif isinstance(field, Choice | TextField):
                found[name] = field.value or ""
        return {name: text for name, text in found.items() if text.strip()}

    def complain(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, and go to it."""
        row = self._row(name)
        row.complain(sentence)
        field = row.field
        if isinstance(field, TimedChoice):
            field = field.time if name.endswith(AT) else field.choice
        field.focus()

    def hush(self, widget: Widget) -> None:
        """Take back what was said of a field that is changed."""
        for row in self._rows.values():
            if row in widget.ancestors_with_self:
                row.hush()

    def _row(self, name: str) -> FieldRow:
        return self._rows.get(name) or self._rows.get(name.removesuffix(AT)) or next(iter(self._rows.values()))


def _widget(field: ConcernField, values: Mapping[str, str], now: Callable[[], str]) -> Widget:
    value = values.get(field.id, "")
    if field.id == TYPE:
        types = referral_types()
        return TallChoice([Option(each, option_words(field, each), types[each].letter) for each in field.options], value or None)
    if field.options:
        return TimedChoice(field, values, now)
    if field.long:
        return NoteField(value, placeholder=field.placeholder)
    return TextField(value, placeholder=field.placeholder)
