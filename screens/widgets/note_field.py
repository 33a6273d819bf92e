"""A field of several lines in which typed or pasted text never vanishes and never runs."""

from typing import Any

from textual import events
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from screens.widgets.exact_document import ExactDocument


class NoteField(TextArea):
    """A note: `text` is exactly what was typed or pasted, drawn with control characters as marks."""

    DEFAULT_CSS = """
    NoteField {
        height: 4;
        padding: 0;
        border: none;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 8%; }
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "", **options: Any) -> None:
        """A field holding this text, in which tab moves on to the next field."""
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            **options,
        )
        self.match_cursor_bracket = False

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document("", None)
        self.document = ExactDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        # A terminal sends a pasted newline as a lone carriage return.
        text = event.text if "\n" in event.text else event.text.replace("\r", "\n")
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)
